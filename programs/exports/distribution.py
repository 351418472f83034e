"""One line's distribution in one year as its page and its file show it: a row for each body, and their sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from municipalities.models import LegalStatus, Municipality
from programs.calculations.distribution import above_cents
from programs.models import Allocation, Appropriation, FundingLine, FundingRate, position_rate
from wir_portal.core import clock
from wir_portal.core.models import Event, Origin
from wir_portal.core.money import format_decimal

KINDS = dict(LegalStatus.Kind.choices)
STATES = dict(Appropriation.DistributionStatus.choices)


@dataclass(frozen=True)
class LastChange:
    """Who set a row's amount last, and why."""

    at: datetime
    by: str
    reason: str
    reason_for_body: str


@dataclass(frozen=True)
class Row:
    """One body; None is an amount that does not exist, which is not 0."""

    body: Municipality
    last_cents: int | None
    is_last_example: bool
    amount_cents: int | None
    origin: str
    status: str
    change: LastChange | None
    above_cents: int

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE

    @property
    def kind(self) -> str:
        return str(KINDS.get(self.body.kind, ""))

    @property
    def difference_cents(self) -> int | None:
        if self.amount_cents is None or self.last_cents is None:
            return None
        return self.amount_cents - self.last_cents

    @property
    def state(self) -> str:
        return "ohne Betrag" if self.amount_cents is None else str(STATES[self.status])


@dataclass(frozen=True)
class Sums:
    """What some rows come to; None where not one of them has an amount."""

    count: int
    last_cents: int | None
    amount_cents: int | None
    is_example: bool
    is_last_example: bool

    @property
    def difference_cents(self) -> int | None:
        if self.amount_cents is None or self.last_cents is None:
            return None
        return self.amount_cents - self.last_cents


@dataclass(frozen=True)
class Sheet:
    """All bodies of a line and year."""

    appropriation: Appropriation
    rows: Sequence[Row]
    rate: FundingRate | None

    @property
    def year(self) -> int:
        return self.appropriation.budget_year.year

    @property
    def last_year(self) -> int:
        return self.year - 1

    @property
    def sums(self) -> Sums:
        return sums_of(self.rows)

    @property
    def allocated_cents(self) -> int:
        return self.sums.amount_cents or 0

    @property
    def free_cents(self) -> int:
        return self.appropriation.amount_cents - self.allocated_cents

    @property
    def has_amounts(self) -> bool:
        return any(row.amount_cents is not None for row in self.rows)

    @property
    def is_for_others(self) -> bool:
        return not self.appropriation.line.goes_to_bodies

    @property
    def is_unknown(self) -> bool:
        """Decided without any amount: the source tells the appropriation only."""
        return self.appropriation.is_decided and not self.has_amounts and not self.is_for_others

    @property
    def rest_is_for_others(self) -> bool:
        return self.appropriation.line.recipients == FundingLine.Recipients.BOTH

    @property
    def is_example(self) -> bool:
        """Whether any figure of it is: the appropriation or a row."""
        return self.appropriation.origin == Origin.EXAMPLE or any(row.is_example for row in self.rows)

    def row_of(self, body: Municipality) -> Row:
        return next(row for row in self.rows if row.body == body)


def sheet(appropriation: Appropriation) -> Sheet:
    """The distribution with the decided amounts of the year before; four queries, whatever the number of rows."""
    year, line = appropriation.budget_year.year, appropriation.line
    now: dict[int, Allocation] = {}
    before: dict[int, Allocation] = {}
    for allocation in Allocation.objects.filter(
        appropriation__line=line, appropriation__budget_year__year__in=(year - 1, year)
    ).select_related("appropriation"):
        if allocation.appropriation_id == appropriation.pk:
            now[allocation.municipality_id] = allocation
        elif allocation.status == Allocation.Status.DECIDED:
            before[allocation.municipality_id] = allocation
    rate = position_rate(line, year)
    most_cents = rate.most_cents if rate else None
    changes = _last_changes(appropriation)
    bodies = Municipality.objects.with_status(date(year, 1, 1)).by_name()
    status = appropriation.distribution_status
    rows = [
        _row(body, now.get(body.pk), before.get(body.pk), changes.get(body.pk), status=status, most_cents=most_cents)
        for body in bodies
    ]
    return Sheet(appropriation, rows, rate)


def sums_of(rows: Iterable[Row]) -> Sums:
    rows = list(rows)
    last = [row.last_cents for row in rows if row.last_cents is not None]
    amounts = [row.amount_cents for row in rows if row.amount_cents is not None]
    return Sums(
        count=len(rows),
        last_cents=sum(last) if last else None,
        amount_cents=sum(amounts) if amounts else None,
        is_example=any(row.is_example for row in rows),
        is_last_example=any(row.is_last_example for row in rows),
    )


def file_of(appropriation: Appropriation, rows: Iterable[Row]) -> tuple[str, list[str], list[list[object]]]:
    """Name, header and rows of the CSV beside the page."""
    year = appropriation.budget_year.year
    header = [
        "Schlüssel 2018", "Kommune", "Rechtsstellung", "Regierungsbezirk", f"{year - 1} freigegeben (EUR)",
        f"{year} (EUR)", "Unterschied (EUR)", "Stand", "Herkunft", "Zuletzt geändert", "Geändert von", "Interner Grund",
        "Grund für die Kommune",
    ]  # fmt: skip
    lines: list[list[object]] = [
        [
            row.body.key,
            row.body.display_name,
            row.kind,
            row.body.region,
            _amount(row.last_cents),
            _amount(row.amount_cents),
            _amount(row.difference_cents),
            row.state,
            str(Origin(row.origin).label) if row.origin else "",
            f"{row.change.at.astimezone(clock.BERLIN):%d.%m.%Y %H:%M}" if row.change else "",
            row.change.by if row.change else "",
            " ".join(row.change.reason.split()) if row.change else "",
            " ".join(row.change.reason_for_body.split()) if row.change else "",
        ]
        for row in rows
    ]
    return f"verteilung-{year}-{appropriation.line.slug}.csv", header, lines


def _row(
    body: Municipality,
    now: Allocation | None,
    before: Allocation | None,
    change: LastChange | None,
    *,
    status: str,
    most_cents: int | None,
) -> Row:
    return Row(
        body=body,
        last_cents=before.amount_cents if before else None,
        is_last_example=bool(before and before.origin == Origin.EXAMPLE),
        amount_cents=now.amount_cents if now else None,
        origin=now.origin if now else "",
        status=status,
        change=change,
        above_cents=above_cents(now.amount_cents, most_cents) if now else 0,
    )


def _last_changes(appropriation: Appropriation) -> dict[int, LastChange]:
    """By body: the last version of its row that an edit made; the joint decision is none."""
    versions = Allocation.history.filter(appropriation_id=appropriation.pk).exclude(event__act="distribution.decided")
    latest = versions.order_by().values("id").annotate(last=Max("history_id")).values("last")
    found = Allocation.history.filter(history_id__in=latest).select_related("event__actor")
    return {
        version.municipality_id: LastChange(
            at=version.history_date,
            by=who(version.event),
            reason=version.event.reason_internal,
            reason_for_body=version.event.reason_for_body,
        )
        for version in found
        if version.event is not None
    }


def who(event: Event | None) -> str:
    """The account as the staff reads it; what no person did came from a source or with the demonstration."""
    if event is not None and event.actor is not None:
        return str(event.actor)
    if event is not None and event.act == "data.example_loaded":
        return "Vorführung"
    return "Übernahme aus öffentlicher Quelle"


def _amount(cents: int | None) -> object:
    return None if cents is None else format_decimal(cents)
