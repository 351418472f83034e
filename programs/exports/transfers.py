"""The places between which money moves: what they are called, what they hold, what can be taken from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from municipalities.models import Municipality
from programs.models import Allocation, Appropriation, BudgetYear, Transfer
from wir_portal.core.models import Event, Origin

DECIDED = "transfer.decided"


@dataclass(frozen=True)
class Place:
    """A body's allocation, what is free in a line, a line's appropriation, or what is in no appropriation yet.

    `amount_cents` is what stands there, `movable_cents` what can be taken away.
    """

    name: str
    what: str
    amount_cents: int
    movable_cents: int
    origin: str


@dataclass(frozen=True)
class Side:
    """One end of a transfer, before and after it."""

    name: str
    what: str
    before_cents: int
    after_cents: int
    origin: str

    @property
    def change_cents(self) -> int:
        return self.after_cents - self.before_cents


def place_of_body(appropriation: Appropriation, municipality: Municipality) -> Place:
    """A body without an allocation has nothing there yet."""
    row = Allocation.objects.filter(appropriation=appropriation, municipality=municipality).first()
    return Place(
        name=municipality.display_name,
        what=f"Kontingent {appropriation}",
        amount_cents=row.amount_cents if row else 0,
        movable_cents=row.movable_cents if row else 0,
        origin=row.origin if row else appropriation.origin,
    )


def place_of_line(appropriation: Appropriation, *, is_whole: bool) -> Place:
    """The appropriation as a whole, of which only what is free can go; or that free money alone."""
    free_cents = appropriation.amount_cents - (_sum(appropriation.allocations.all()))
    return Place(
        name=str(appropriation.line),
        what=f"Ansatz {appropriation.budget_year}" if is_whole else f"frei im Ansatz {appropriation.budget_year}",
        amount_cents=appropriation.amount_cents if is_whole else free_cents,
        movable_cents=free_cents,
        origin=appropriation.origin,
    )


def place_of_year(year: BudgetYear) -> Place:
    """What of the planning ceiling is in no appropriation."""
    free_cents = (year.planning_ceiling_cents or 0) - _sum(year.appropriations.all())
    return Place(
        name=f"Planungsrahmen {year}",
        what="noch in keinem Ansatz",
        amount_cents=free_cents,
        movable_cents=free_cents,
        origin=Origin.of_sum([year.origin, *year.appropriations.values_list("origin", flat=True)]),
    )


def places_of(transfer: Transfer) -> tuple[Place, Place]:
    """Where the money comes from and where it goes, as they stand now."""
    return (
        _place(transfer, transfer.from_appropriation, transfer.from_municipality),
        _place(transfer, transfer.to_appropriation, transfer.to_municipality),
    )


def sides_of(transfer: Transfer) -> list[Side]:
    """Both ends before and after: as they would become, or as they became with the decision."""
    source, target = places_of(transfer)
    before = _when_decided(transfer) or (source.amount_cents, target.amount_cents)
    return [
        Side(place.name, place.what, cents, cents + sign * transfer.amount_cents, place.origin)
        for place, cents, sign in zip((source, target), before, (-1, 1), strict=True)
    ]


def in_the_way(appropriation: Appropriation) -> Sequence[Allocation]:
    """What is spread of a line and keeps it from being cut, the largest first."""
    rows = appropriation.allocations.select_related("municipality", "appropriation__budget_year", "appropriation__line")
    return list(rows.filter(amount_cents__gt=0).order_by("-amount_cents", "municipality__sort_key"))


def _place(transfer: Transfer, appropriation: Appropriation | None, municipality: Municipality | None) -> Place:
    if appropriation is None:
        return place_of_year(transfer.budget_year)
    if municipality is not None:
        return place_of_body(appropriation, municipality)
    return place_of_line(appropriation, is_whole=transfer.is_between_lines)


def _when_decided(transfer: Transfer) -> tuple[int, int] | None:
    if transfer.status != Transfer.Status.DECIDED:
        return None
    event = Event.objects.about(transfer).filter(act=DECIDED).first()
    return (event.details["from_cents"], event.details["to_cents"]) if event else None


def _sum(rows: "object") -> int:
    return rows.aggregate(sum=Sum("amount_cents"))["sum"] or 0  # type: ignore[attr-defined]
