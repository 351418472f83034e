"""The demonstration's positions of 2018: most are filled, some by halves, some in part, some not at all."""

from datetime import date

from casemanagers.models import Appointment, Position
from municipalities.models import Municipality
from programs.models import BudgetYear, FundingLine
from wir_portal.core.models import Event, Origin

YEAR = 2018
# Line → role of those who fill its positions.
ROLES = {"fallmanagement": Appointment.Role.CASE_MANAGER, "koordination": Appointment.Role.COORDINATOR}
CARRIER = "Gemeinnütziger Träger (Beispiel)"
# Each pattern: (share in percent, first day, last day or none, whether with a carrier). The shares of a pattern never
# exceed a full position on any day, in the order in which they stand here.
FULL = ((100, date(YEAR, 1, 1), None, False),)
SINCE_MARCH = ((100, date(YEAR, 3, 1), None, False),)
AT_A_CARRIER = ((100, date(YEAR, 2, 1), None, True),)
TWO_HALVES = ((50, date(YEAR, 1, 1), None, False), (50, date(YEAR, 4, 1), None, True))
TWO_PARTS = ((60, date(YEAR, 1, 1), None, False), (40, date(YEAR, 5, 1), None, False))
HANDED_OVER = ((100, date(YEAR, 1, 1), date(YEAR, 6, 30), False), (100, date(YEAR, 8, 15), None, False))
HALF_LEFT = ((50, date(YEAR, 1, 1), None, False), (50, date(YEAR, 1, 1), date(YEAR, 8, 31), False))
ONLY_PART = ((75, date(YEAR, 5, 1), None, False),)
LEFT_IN_SUMMER = ((100, date(YEAR, 1, 1), date(YEAR, 7, 31), False),)
NOBODY_YET = ()
PATTERNS = (
    FULL, FULL, SINCE_MARCH, TWO_HALVES, FULL, ONLY_PART, FULL, HANDED_OVER, AT_A_CARRIER, FULL, NOBODY_YET,
    FULL, TWO_PARTS, FULL, LEFT_IN_SUMMER, FULL, HALF_LEFT,
)  # fmt: skip


def load_positions(event: Event) -> int:
    """The missing positions of the lines that pay for some, for all bodies; existing ones are left alone."""
    year = BudgetYear.objects.get(year=YEAR)
    bodies = list(Municipality.objects.order_by("key"))
    written = 0
    for offset, (slug, role) in enumerate(ROLES.items()):
        line = FundingLine.objects.get(slug=slug)
        present = set(Position.objects.filter(line=line, budget_year=year).values_list("municipality_id", flat=True))
        for index, body in enumerate(bodies):
            if body.pk not in present:
                position = Position.objects.create(municipality=body, line=line, budget_year=year)
                written += 1 + _fill(position, role, PATTERNS[(index + offset * 5) % len(PATTERNS)])
    return written


def _fill(position: Position, role: Appointment.Role, pattern: tuple) -> int:
    own = "Kreisverwaltung" if "kreis" in position.municipality.name.lower() else "Stadtverwaltung"
    rows = [
        Appointment(
            position=position,
            role=role,
            employer=CARRIER if is_carrier else f"{own} (Beispiel)",
            share_hundredths=percent * 100,
            starts_on=starts_on,
            ends_on=ends_on,
            origin=Origin.EXAMPLE,
        )
        for percent, starts_on, ends_on, is_carrier in pattern
    ]
    Appointment.objects.bulk_create(rows)
    return len(rows)
