"""Money over the years: lines that continue one another make one series, so that a reform breaks no row of figures.

A sum says when a part of it is missing; what is not known is never 0. Page, chart and file take their rows from here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from programs.calculations.lineage import Edge, families, generations
from programs.exports.figures import LineFigure, YearFigure
from programs.models import Appropriation, FundingLine, LineSuccession
from wir_portal.core import clock
from wir_portal.core.models import Origin


@dataclass(frozen=True)
class Part:
    """A line's money of a year."""

    line: FundingLine
    amount_cents: int
    origin: str
    source: str
    note: str
    published_on: date | None
    is_draft: bool

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE


@dataclass(frozen=True)
class Point:
    """A series in a year: what is known of it, and which lines ran without a figure."""

    year: int
    parts: list[Part]
    missing: list[FundingLine]
    may_still_come: bool

    @property
    def total_cents(self) -> int | None:
        """None where nothing is known."""
        return sum(part.amount_cents for part in self.parts) if self.parts else None

    @property
    def row_count(self) -> int:
        return len(self.parts) + len(self.missing)

    @property
    def is_partial(self) -> bool:
        """The sum is the least: lines without a figure come on top."""
        return bool(self.parts and self.missing)

    @property
    def is_draft(self) -> bool:
        return any(part.is_draft for part in self.parts)

    @property
    def origin(self) -> str:
        return Origin.of_sum([part.origin for part in self.parts])

    @property
    def is_example(self) -> bool:
        return any(part.is_example for part in self.parts)


@dataclass(frozen=True)
class Reform:
    """Lines that go on as another one from a day on."""

    starts_on: date
    before: list[FundingLine]
    after: FundingLine
    source: str

    @property
    def words(self) -> str:
        """`Fallmanagement und Koordination gehen in WIR-Vielfaltszentren auf`."""
        names = {"before": joined(self.before), "after": self.after.name}
        if len(self.before) == 1:
            return _("%(before)s geht als %(after)s weiter") % names
        return _("%(before)s gehen in %(after)s auf") % names


@dataclass(frozen=True)
class Series:
    slug: str
    name: str
    lines: list[FundingLine]
    points: list[Point]
    reforms: list[Reform]

    @property
    def is_known(self) -> bool:
        """Whether any year has a figure."""
        return any(point.parts for point in self.points)

    @property
    def is_example(self) -> bool:
        return any(point.is_example for point in self.points)

    def reforms_in(self, year: int) -> list[Reform]:
        return [reform for reform in self.reforms if reform.starts_on.year == year]

    @property
    def rows(self) -> list[tuple[Point, list[Reform]]]:
        """Each year with the reforms that begin in it."""
        return [(point, self.reforms_in(point.year)) for point in self.points]


def public_series(years: Sequence[YearFigure], all_lines: Iterable[LineFigure]) -> list[Series]:
    """The series as everybody may see them, out of `figures.all_lines()`; two queries."""
    return _series(years, [(row.year, _public_part(row)) for row in all_lines])


def staff_series(years: Sequence[YearFigure]) -> list[Series]:
    """The series with the appropriations that are still drafts; three queries."""
    rows = Appropriation.objects.select_related("budget_year", "line", "source")
    return _series(years, [(row.budget_year.year, _staff_part(row)) for row in rows])


def of_line(rows: Iterable[Series], slug: str) -> Series | None:
    """The series to which the line belongs."""
    return next((row for row in rows if any(line.slug == slug for line in row.lines)), None)


def joined(lines: Sequence[FundingLine]) -> str:
    """`A, B und C`."""
    names = [line.name for line in lines]
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s und %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def _series(years: Sequence[YearFigure], parts: Iterable[tuple[int, Part]]) -> list[Series]:
    lines = {line.pk: line for line in FundingLine.objects.all()}
    successions = list(LineSuccession.objects.select_related("source").order_by("starts_on", "successor__rank"))
    edges = [(row.predecessor_id, row.successor_id) for row in successions]
    money: dict[tuple[int, int], Part] = {(year, part.line.pk): part for year, part in parts}
    found = []
    for members in families(list(lines), edges):
        own = [row for row in successions if row.successor_id in members]
        found.append(
            Series(
                slug=lines[members[0]].slug,
                name=_name(members, edges, own, lines),
                lines=[lines[key] for key in members],
                points=[p for year in years if (p := _point(year, [lines[key] for key in members], money))],
                reforms=_reforms(own, lines),
            )
        )
    return found


def _point(year: YearFigure, lines: Iterable[FundingLine], money: dict[tuple[int, int], Part]) -> Point | None:
    """None in a year in which none of the lines ran."""
    parts, missing = [], []
    for line in lines:
        part = money.get((year.year, line.pk))
        if part is not None:
            parts.append(part)
        elif line.may_run_in(year.year):
            missing.append(line)
    may_still_come = year.is_draft and year.year >= clock.today().year
    return Point(year.year, parts, missing, may_still_come) if parts or missing else None


def _name(
    members: Sequence[int], edges: Iterable[Edge], own: Iterable[LineSuccession], lines: dict[int, FundingLine]
) -> str:
    """`Fallmanagement und Koordination, ab 2021 WIR-Vielfaltszentren`."""
    begins: dict[int, int] = {}
    for row in own:
        begins.setdefault(row.successor_id, row.starts_on.year)
    first, *later = generations(members, edges)
    words = [joined([lines[key] for key in first])]
    words += [_("ab %(year)s %(name)s") % {"year": begins[key], "name": lines[key].name} for g in later for key in g]
    return ", ".join(words)


def _reforms(own: Iterable[LineSuccession], lines: dict[int, FundingLine]) -> list[Reform]:
    grouped: dict[tuple[date, int], list[LineSuccession]] = {}
    for row in own:
        grouped.setdefault((row.starts_on, row.successor_id), []).append(row)
    return [
        Reform(
            starts_on=day,
            before=sorted((lines[row.predecessor_id] for row in rows), key=lambda line: (line.rank, line.slug)),
            after=lines[after],
            source="; ".join(dict.fromkeys(row.source.citation for row in rows)),
        )
        for (day, after), rows in grouped.items()
    ]


def _public_part(row: LineFigure) -> Part:
    return Part(row.line, row.amount_cents, row.origin, row.source, row.note, row.published_on, is_draft=False)


def _staff_part(row: Appropriation) -> Part:
    source = row.source.citation if row.source else ""
    return Part(
        row.line,
        row.amount_cents,
        row.origin,
        source,
        row.note or "",
        row.published_on,
        is_draft=row.budget_year.is_draft,
    )
