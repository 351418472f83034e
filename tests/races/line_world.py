"""The lines that a race about their life is run over."""

from datetime import date

from programs.models import FundingLine, LineSuccession, Program
from wir_portal.core.models import Source

CIRCLE, TIMED = ("kreis-0", "kreis-1", "kreis-2", "kreis-3"), "zeitlinie"


def make_lines() -> None:
    """Half of a circle of four lines, its other half is missing twice; and a line without an end."""
    source, program = Source.objects.get(), Program.objects.get()
    for rank, slug in enumerate((*CIRCLE, TIMED)):
        FundingLine.objects.create(
            program=program, slug=slug, name=slug.title(), recipients="bodies", rank=60 + rank, source=source
        )
    follow(1, 2).save()
    follow(3, 0).save()


def follow(before: int, after: int) -> LineSuccession:
    lines = {slug: FundingLine.objects.get(slug=slug) for slug in CIRCLE}
    return LineSuccession(
        predecessor=lines[CIRCLE[before]],
        successor=lines[CIRCLE[after]],
        starts_on=date(2021, 1, 1),
        source=Source.objects.get(),
    )
