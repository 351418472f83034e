"""Recomputes what the guards hold; reads only."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import F, Sum

from programs.exports.transfers import DECIDED
from programs.exports.year_plan import undecided
from programs.models import Allocation, Appropriation, BudgetYear, CommitmentAuthorisation, Transfer, YearStep
from wir_portal.core.models import Event, Origin
from wir_portal.core.money import format_euro

LEADS_TO = {
    YearStep.Kind.OPENING: BudgetYear.Status.OPEN,
    YearStep.Kind.CLOSING: BudgetYear.Status.CLOSED,
    YearStep.Kind.REOPENING: BudgetYear.Status.OPEN,
}


def envelopes() -> Iterator[str]:
    """Years ⊇ appropriations ⊇ allocations, added up here and not by the database."""
    spread: dict[int, int] = {}
    for appropriation_id, cents in Allocation.objects.values_list("appropriation_id", "amount_cents"):
        spread[appropriation_id] = spread.get(appropriation_id, 0) + cents
    used: dict[int, int] = {}
    for row in Appropriation.objects.select_related("budget_year", "line"):
        used[row.budget_year_id] = used.get(row.budget_year_id, 0) + row.amount_cents
        if spread.get(row.pk, 0) > row.amount_cents:
            yield f"{row}: verteilt {format_euro(spread[row.pk])}, Ansatz {format_euro(row.amount_cents)}."
    for year in BudgetYear.objects.all():
        if used.get(year.pk, 0) > (year.planning_ceiling_cents or 0):
            ceiling = format_euro(year.planning_ceiling_cents or 0)
            yield f"{year}: Ansätze {format_euro(used[year.pk])}, Planungsrahmen {ceiling}."


def decisions() -> Iterator[str]:
    """A distribution is decided as a whole, by four eyes or from a source."""
    decided = Appropriation.DistributionStatus.DECIDED
    for row in Allocation.objects.filter(appropriation__distribution_status=decided, status="draft").for_list():
        yield f"{row} ist noch Entwurf, die Verteilung aber freigegeben."
    stray = Allocation.objects.filter(status="decided").exclude(appropriation__distribution_status=decided)
    for row in stray.for_list():
        yield f"{row} ist freigegeben, die Verteilung aber nicht."
    own = Appropriation.objects.filter(distribution_status=decided).exclude(origin=Origin.SOURCED)
    for appropriation in own.filter(decided_by=F("proposed_by")).select_related("line", "budget_year"):
        yield f"{appropriation}: vorgelegt und freigegeben von derselben Person."


def transfers() -> Iterator[str]:
    """A decided transfer has moved its amount: the versions it made say so on both sides."""
    events = {event.subject_id: event for event in Event.objects.filter(act=DECIDED)}
    for row in Transfer.objects.filter(status=Transfer.Status.DECIDED).for_list():
        event = events.get(str(row.pk))
        if event is None or not row.is_booked:
            yield f"{row} ist freigegeben, aber nicht gebucht."
        elif not _has_moved(row, event):
            yield f"{row}: Die Beträge im Verlauf sind nicht um {format_euro(row.amount_cents)} umgeschichtet."


def _has_moved(row: Transfer, event: Event) -> bool:
    """Whether each end that has a row of its own holds in its version what it had, less or more the amount."""
    bodies = dict(Allocation.history.filter(event=event).values_list("municipality_id", "amount_cents"))
    lines = dict(Appropriation.history.filter(event=event).values_list("id", "amount_cents"))
    ends = (
        (row.from_municipality_id, row.from_appropriation_id, event.details["from_cents"] - row.amount_cents),
        (row.to_municipality_id, row.to_appropriation_id, event.details["to_cents"] + row.amount_cents),
    )
    return all(
        (body is None or bodies.get(body) == cents)
        and (line is None or not row.is_between_lines or lines.get(line) == cents)
        for body, line, cents in ends
    )


def years() -> Iterator[str]:
    """A closed year has nothing open; a year that turned here turned by its last step."""
    for year in BudgetYear.objects.select_related("last_step"):
        if year.is_closed and (open_items := undecided(year)):
            yield f"{year} ist abgeschlossen, offen ist aber: {', '.join(item.name for item in open_items)}."
        step = year.last_step
        if step is not None and year.status != LEADS_TO[YearStep.Kind(step.kind)]:
            yield f"{year} ist im Stand „{year.get_status_display()}“, der letzte Schritt war aber: {step}."


def histories() -> Iterator[str]:
    """Each history begins with the row's first version and ends with the row as it stands, or with its deletion."""
    for model in (BudgetYear, Appropriation, Allocation, Transfer, CommitmentAuthorisation):
        fields = [f.attname for f in model.history.model.tracked_fields if f.attname != "revision"]
        first: dict[int, Any] = {}
        last: dict[int, Any] = {}
        for version in model.history.order_by("history_date", "history_id"):
            first.setdefault(version.id, version)
            last[version.id] = version
        for row in model.objects.all():
            ends = last.pop(row.pk, None)
            if ends is None or any(getattr(row, field) != getattr(ends, field) for field in fields):
                yield f"{row}: Der Verlauf endet nicht beim gespeicherten Stand."
            elif first[row.pk].history_type != "+":
                yield f"{row}: Dem Verlauf fehlt der Anfang."
        for number, version in last.items():
            if version.history_type != "-":
                yield f"{model._meta.verbose_name} {number}: Der Verlauf kennt die Zeile, in der Datenbank fehlt sie."


def recipients() -> Iterator[str]:
    """What goes to organisations is spread over no body."""
    for row in Allocation.objects.filter(appropriation__line__recipients="organisations").for_list():
        yield f"{row}: Das Geld dieser Förderlinie geht an Vereine und Träger."


def examples() -> Iterator[str]:
    """A production database holds no example row."""
    if settings.WIR_DEMO:
        return
    for model in (BudgetYear, Appropriation, Allocation, Transfer, CommitmentAuthorisation):
        count = model.objects.filter(origin=Origin.EXAMPLE).count()
        if count:
            yield f"{count} × {model._meta.verbose_name} sind Beispieldaten."


def known_sums() -> Iterator[str]:
    """The 33 allocations of 2018 sum to what their source says."""
    rows = Allocation.objects.filter(
        appropriation__budget_year__year=2018, appropriation__line__slug="fallmanagement", origin=Origin.SOURCED
    )
    total = rows.aggregate(total=Sum("amount_cents"))["total"] or 0
    if rows.exists() and (rows.count(), total) != (33, 1_650_000_00):
        yield f"Fallmanagement 2018: {rows.count()} Kontingente mit {format_euro(total)} statt 33 mit 1.650.000 €."
