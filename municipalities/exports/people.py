"""How many people live where, counted once: a district's own figure leaves out its special-status city."""

from dataclasses import dataclass
from datetime import date

from municipalities.models import IndicatorValue, LegalStatus
from wir_portal.core.models import Source

POPULATION = "population"


@dataclass(frozen=True)
class People:
    """Population of a body on `reference_on`; `own` leaves out the cities that get money of their own."""

    total: int
    own: int
    cities: tuple[str, ...]
    reference_on: date
    source: Source


def people_by_body() -> dict[int, People]:
    """The latest population of each body by its primary key; two queries."""
    latest: dict[int, IndicatorValue] = {}
    rows = IndicatorValue.objects.filter(indicator__slug=POPULATION).select_related("municipality", "source")
    for row in rows.order_by("reference_on"):
        latest[row.municipality_id] = row
    day = max((row.reference_on for row in latest.values()), default=date.min)
    parents: dict[int, int | None] = {}
    for status in LegalStatus.objects.filter(starts_on__lte=day).order_by("starts_on"):
        parents[status.municipality_id] = status.parent_id
    people = {}
    for pk, row in latest.items():
        inside = [other for other_pk, other in latest.items() if parents.get(other_pk) == pk]
        people[pk] = People(
            total=row.value,
            own=row.value - sum(other.value for other in inside),
            cities=tuple(other.municipality.name for other in inside),
            reference_on=row.reference_on,
            source=row.source,
        )
    return people


def people_of_the_land(people: dict[int, People]) -> int:
    """Everyone once: the sum of the bodies' own people, which is the sum of the districts and independent cities."""
    return sum(row.own for row in people.values())
