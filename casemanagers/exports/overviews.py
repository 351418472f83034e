"""What a body's people read about their positions: who fills which share from when to when, and what is vacant."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from casemanagers.calculations.filling import Limit, Share, Stretch, filled_on, limit_on, state, stretches
from casemanagers.models import Appointment, Position
from casemanagers.models.position import PositionQuerySet
from programs.models import FundingRate, RatePurpose
from wir_portal.core import clock


@dataclass(frozen=True)
class Overview:
    """A position on `day`, with its whole year."""

    position: Position
    day: date
    filled: int
    limit: int
    appointments: list[Appointment]
    vacancies: list[Stretch]

    @property
    def state(self) -> Position.State:
        return Position.State(state(self.filled, self.limit))

    @property
    def is_example(self) -> bool:
        return self.position.is_example


def of_positions(positions: PositionQuerySet) -> list[Overview]:
    """The newest year first; of a past year its last day, of a later one its first. Three queries."""
    limits: dict[int, list[Limit]] = defaultdict(list)
    for line, starts_on, percent in FundingRate.objects.filter(purpose__slug=RatePurpose.POSITION).values_list(
        "line_id", "starts_on", "max_fulltime_percent"
    ):
        limits[line].append(Limit(starts_on, percent))
    rows = positions.with_filled().for_list().prefetch_related("appointments")
    return [_overview(row, limits[row.line_id]) for row in rows.order_by("-budget_year__year", "line__rank")]


def _overview(position: Position, limits: list[Limit]) -> Overview:
    year = position.budget_year.year
    first, last = date(year, 1, 1), date(year, 12, 31)
    day = min(max(clock.today(), first), last)
    appointments = list(position.appointments.all())
    shares = [Share(row.starts_on, row.ends_on or last, row.share_hundredths) for row in appointments]
    return Overview(
        position=position,
        day=day,
        filled=filled_on(shares, day),
        limit=limit_on(limits, day),
        appointments=appointments,
        vacancies=[stretch for stretch in stretches(shares, limits, first, last) if stretch.vacant],
    )
