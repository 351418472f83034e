"""Decided money to move, and transfers of it."""

from dataclasses import dataclass

from municipalities.models import Municipality
from programs.models import Allocation, Appropriation, BudgetYear, Transfer
from programs.services import transfers
from programs.services.transfers import End
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import AppropriationFactory, BudgetYearFactory, decide

REASON = "Antrag vom 12.10.2018"


@dataclass
class Money:
    """A year of 1,000 cents: line A has 500, of it 300 and 100 spread; line B has 200, of it 50 spread."""

    year: BudgetYear
    a: Appropriation
    b: Appropriation
    rich: Municipality
    poor: Municipality
    none: Municipality

    def of(self, body: Municipality) -> int:
        return sum(self.a.allocations.filter(municipality=body).values_list("amount_cents", flat=True))

    def lines(self) -> list[int]:
        rows = Appropriation.objects.filter(pk__in=(self.a.pk, self.b.pk)).order_by("pk")
        return list(rows.values_list("amount_cents", flat=True))

    def row(self, body: Municipality) -> Allocation:
        return self.a.allocations.get(municipality=body)


def make_money(year: BudgetYear | None = None) -> Money:
    year = year or BudgetYearFactory(planning_ceiling_cents=1_000)
    rich, poor, none = MunicipalityFactory.create_batch(3)
    a, b = (AppropriationFactory(budget_year=year, amount_cents=cents) for cents in (500, 200))
    return Money(year, decide(a, {rich: 300, poor: 100}), decide(b, {rich: 50}), rich, poor, none)


def drafted(money: Money, source: End, target: End, cents: int, *, editor=None, for_body: str = "") -> Transfer:
    return transfers.draft(
        money.year, source=source, target=target, amount_cents=cents, reason_internal=REASON,
        reason_for_body=for_body, actor=editor or UserFactory(),
    )  # fmt: skip


def proposed(money: Money, source: End, target: End, cents: int, *, editor=None, for_body: str = "") -> Transfer:
    row = drafted(money, source, target, cents, editor=editor, for_body=for_body)
    transfers.propose(row, **now(row, editor or UserFactory()))
    row.refresh_from_db()
    return row


def between(money: Money, cents: int = 40, **more) -> Transfer:
    """From the rich body to the poor one, proposed."""
    return proposed(money, End(money.a, money.rich), End(money.a, money.poor), cents, **more)


def now(row: Transfer, actor, reason=REASON) -> dict[str, object]:
    row.refresh_from_db()
    return {"revision": row.revision, "reason_internal": reason, "actor": actor}


def decided(row: Transfer, approver=None):
    """Decide what stands there now; the event."""
    row = Transfer.objects.for_list().get(pk=row.pk)
    source, target = transfers.places_of(row)
    seen = {"from_cents": source.amount_cents, "to_cents": target.amount_cents}
    return transfers.decide(row, **seen, **now(row, approver or UserFactory()))
