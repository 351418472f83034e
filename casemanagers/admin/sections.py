"""What the admin's start page says about the positions of this year."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.urls import reverse

from casemanagers.models import Position
from programs.models import FundingLine
from wir_portal.core import clock
from wir_portal.core.permissions import can_read_all

# Blocks stand in this order, so that their lengths can be compared.
ORDER = (Position.State.FILLED, Position.State.PARTLY, Position.State.VACANT)
CSS = {Position.State.FILLED: "f", Position.State.PARTLY: "p", Position.State.VACANT: "v"}


@dataclass(frozen=True)
class LineSection:
    """The positions of a line: one block each, and how many are in each state."""

    line: FundingLine
    blocks: list[str]
    counts: list[tuple[str, int]]
    is_example: bool
    url: str


def positions(request: HttpRequest) -> tuple[str, dict[str, object]] | None:
    """The positions of this year by line; one query."""
    if not can_read_all(request.user):
        return None
    year = clock.today().year
    rows = Position.objects.of_year(year).with_filled().for_list().order_by("line__rank", "line_id")
    lines = [_section(line, list(group)) for line, group in groupby(rows, key=lambda row: row.line)]
    return ("casemanagers/admin/_positions_section.html", {"year": year, "lines": lines}) if lines else None


def _section(line: FundingLine, rows: list[Position]) -> LineSection:
    states = sorted((row.state for row in rows), key=ORDER.index)
    address = reverse("admin:casemanagers_position_changelist")
    return LineSection(
        line=line,
        blocks=[CSS[state] for state in states],
        counts=[(str(state.label), states.count(state)) for state in ORDER if state in states],
        is_example=any(row.is_example for row in rows),
        url=f"{address}?budget_year__id__exact={rows[0].budget_year_id}&line__id__exact={line.pk}",
    )
