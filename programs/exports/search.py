"""Under which words the programme and its lines are found."""

from programs.models import FundingLine, Program
from wir_portal.core.models import SearchDocument
from wir_portal.core.search.sources import Draft, Source, in_german, in_languages


def _line(line: FundingLine) -> Draft:
    return Draft(
        path=f"/foerderlinien/{line.slug}/",
        titles=in_languages(line, "name"),
        summaries=in_languages(line, "summary"),
        more=tuple(in_languages(line, "description").values()),
    )


def _program(program: Program) -> Draft:
    return Draft(
        path="/programm/",
        titles=in_german(program.name),
        summaries=in_languages(program, "summary"),
        more=tuple(in_languages(program, "description").values()),
    )


PROGRAM = Source(SearchDocument.Kind.PROGRAM, Program, lambda: Program.objects.filter(slug="wir"), _program)
LINES = Source(SearchDocument.Kind.LINE, FundingLine, FundingLine.objects.all, _line)
SOURCES = (PROGRAM, LINES)
