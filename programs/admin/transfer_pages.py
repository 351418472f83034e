"""The pages on which money is moved: a new transfer of a line or of a year, and the acts on one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from municipalities.models import Municipality
from programs import permissions
from programs.admin.distribution_common import address, fetch
from programs.admin.envelope_pages import way, year_address
from programs.exports import transfers as places
from programs.exports import workplace
from programs.forms.distribution import ActForm
from programs.forms.transfer import DecideTransferForm, NewTransferForm, TransferForm
from programs.models import Appropriation, BudgetYear, Transfer
from programs.services import transfers
from wir_portal.core.admin_base import Crumb, act_page, amount
from wir_portal.core.admin_base.pages import CONFLICT, Fact
from wir_portal.core.money import format_euro
from wir_portal.core.permissions import Visitor
from wir_portal.core.services.form_keys import once

Status = Transfer.Status
FREE, CEILING = "frei", "rahmen"
TEMPLATE = "programs/admin/transfer_act.html"
NEXT = "Der Entwurf ändert noch keinen Betrag. Der nächste Schritt: zur Freigabe vorlegen."


def transfer_address(transfer: Transfer) -> str:
    return reverse("admin:programs_transfer_change", args=(transfer.pk,))


# --- a new one -----------------------------------------------------------------------------------------------------
def of_line(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """Between two bodies of a line, or between a body and what is free in the line."""
    appropriation = fetch(request, year, line)
    _refuse_others(request)
    amounts = dict(appropriation.allocations.values_list("municipality_id", "amount_cents"))
    bodies = {body.slug: body for body in Municipality.objects.by_name()}
    free = places.place_of_line(appropriation, is_whole=False)
    choices = [(FREE, f"Frei im Ansatz: {format_euro(free.amount_cents)}")]
    choices += [
        (slug, f"{body.sort_name}: {format_euro(amounts[body.pk]) if body.pk in amounts else 'kein Kontingent'}")
        for slug, body in bodies.items()
    ]

    def end(chosen: str) -> transfers.End:
        return transfers.End(appropriation, None if chosen == FREE else bodies[chosen])

    title = f"Umschichten: {appropriation}"
    return _new(
        request,
        appropriation.budget_year,
        choices,
        end,
        title=title,
        back=address(appropriation),
        crumbs=way(appropriation.budget_year, title),
        refusal=transfers.refusal_of_line(appropriation)
        or ("" if appropriation.line.goes_to_bodies else "Diese Förderlinie wird nicht auf Kommunen verteilt."),
        lead="Zwischen zwei Kommunen, oder zwischen einer Kommune und dem, was im Ansatz frei ist.",
        facts=[
            ("Ansatz", amount(appropriation.amount_cents, appropriation.origin)),
            ("Davon frei", amount(free.amount_cents, appropriation.origin)),
        ],
    )


def of_year(request: HttpRequest, year: BudgetYear) -> HttpResponse:
    """Between two lines of a year, or between a line and what is in no appropriation yet."""
    rows = {
        row.line.slug: row
        for row in Appropriation.objects.with_sums()
        .filter(budget_year=year, distribution_status="decided")
        .exclude(origin="sourced")
        .select_related("line", "budget_year")
        .order_by("line__rank")
    }
    rest = places.place_of_year(year)
    choices = [(CEILING, f"Noch in keinem Ansatz: {format_euro(rest.amount_cents)}")]
    choices += [
        (slug, f"{row.line}: {format_euro(row.amount_cents)}, davon frei {format_euro(row.free_cents)}")
        for slug, row in rows.items()
    ]

    def end(chosen: str) -> transfers.End:
        return transfers.End(None if chosen == CEILING else rows[chosen])

    title = f"Ansätze {year} umschichten"
    closed = f"Das Haushaltsjahr {year} ist abgeschlossen. Es nimmt keine Umschichtungen mehr an."
    nothing = "Noch kein Ansatz dieses Jahres ist hier freigegeben. Ansätze im Entwurf lassen sich unmittelbar ändern."
    return _new(
        request,
        year,
        choices,
        end,
        title=title,
        back=year_address(year),
        crumbs=way(year, title),
        refusal=closed if year.is_closed else "" if rows else nothing,
        lead="Von einer Förderlinie zu einer anderen; aus dem Planungsrahmen, um einen freigegebenen Ansatz zu erhöhen;"
        " in den Planungsrahmen zurück, um ihn zu kürzen.",
        facts=[
            ("Planungsrahmen", amount(year.planning_ceiling_cents, workplace.ceiling_origin(year))),
            ("Noch in keinem Ansatz", amount(rest.amount_cents, rest.origin)),
        ],
    )


def _new(
    request: HttpRequest,
    year: BudgetYear,
    choices: list[tuple[str, str]],
    end: Callable[[str], transfers.End],
    **context: Any,
) -> HttpResponse:
    form = NewTransferForm(request.POST or None, initial=NewTransferForm.start(0), choices=choices)
    made: list[int] = []

    def run(cleaned: dict[str, Any]) -> str:
        row = transfers.draft(
            year,
            source=end(cleaned["source"]),
            target=end(cleaned["target"]),
            amount_cents=cleaned["amount_cents"],
            reason_internal=cleaned["reason_internal"],
            reason_for_body=cleaned["reason_for_body"],
            actor=request.user,
        )
        made.append(row.pk)
        return f"Umschichtung {row.pk} ist entworfen. {NEXT}"

    answer = act_page(
        request,
        form,
        run=lambda cleaned: _once(request, cleaned, f"transfer {year.pk} {context['title']}", run),
        button="Umschichtung entwerfen",
        template=TEMPLATE,
        in_the_way=[],
        **context,
    )
    return redirect("admin:programs_transfer_change", made[0]) if made else answer


# --- acts on one ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Step:
    """One act: its address, its words, who may, from which state, and the service that does it."""

    slug: str
    title: str
    lead: str
    done: str
    starts_from: Status
    may: Callable[[Visitor], bool]
    run: Callable[..., object]
    form: type[ActForm] = ActForm
    needs_others: bool = False
    needs_money: bool = False


STEPS = (
    Step(
        "vorlegen", "Zur Freigabe vorlegen", "Danach ändert niemand mehr etwas, bis die Vorlage zurückgezogen ist.",
        "liegt zur Freigabe vor. Am Zug ist jetzt: Ministerium, Freigabe.", Status.DRAFT,
        permissions.can_edit_money, transfers.propose, needs_money=True,
    ),
    Step(
        "aendern", "Betrag oder Gründe ändern", "Der Entwurf bleibt ein Entwurf.", f"ist geändert. {NEXT}",
        Status.DRAFT, permissions.can_edit_money, transfers.change, form=TransferForm,
    ),
    Step(
        "verwerfen", "Verwerfen", "Der Entwurf wird nicht weiter verfolgt. Er bleibt in der Liste stehen.",
        "ist verworfen.", Status.DRAFT, permissions.can_edit_money, transfers.discard,
    ),
    Step(
        "freigeben", "Freigeben", "Das Geld wechselt sofort. Kommunen und Öffentlichkeit sehen die neuen Beträge.",
        "ist freigegeben. Die neuen Beträge gelten ab sofort.", Status.PROPOSED,
        permissions.can_decide_money, transfers.decide, form=DecideTransferForm, needs_others=True, needs_money=True,
    ),
    Step(
        "ablehnen", "Ablehnen", "Kein Betrag ändert sich. Die Bearbeitung liest Ihren Grund.",
        "ist abgelehnt. Kein Betrag hat sich geändert.", Status.PROPOSED,
        permissions.can_decide_money, transfers.reject, needs_others=True,
    ),
    Step(
        "zurueckziehen", "Vorlage zurückziehen", "Die Umschichtung wird wieder zum Entwurf.",
        "ist wieder ein Entwurf.", Status.PROPOSED, permissions.can_edit_money, transfers.withdraw,
    ),
)  # fmt: skip


def take(request: HttpRequest, object_id: int, step: Step) -> HttpResponse:
    """Both sides before and after, below them the form of one act."""
    if not step.may(request.user):
        raise PermissionDenied
    transfer = get_object_or_404(Transfer.objects.for_list(), pk=object_id)
    source, target = places.places_of(transfer)
    initial = {"from_cents": source.amount_cents, "to_cents": target.amount_cents}
    if step.form is TransferForm:
        initial = {
            "amount_cents": transfer.amount_cents,
            "reason_internal": transfer.reason_internal,
            "reason_for_body": transfer.reason_for_body,
        }
    form = step.form(request.POST or None, initial=step.form.start(transfer.revision, **initial))

    def run(cleaned: dict[str, Any]) -> str:
        step.run(transfer, actor=request.user, **{name: value for name, value in cleaned.items() if name != "key"})
        return f"Umschichtung {transfer.pk} {step.done}"

    blocked = transfers.refusal(transfer) if step.needs_money else ""
    title = f"Umschichtung {transfer.pk}: {step.title}"
    answer = act_page(
        request,
        form,
        run=lambda cleaned: _once(request, cleaned, f"{step.slug} {transfer.pk}", run),
        title=title,
        button=step.title,
        back=transfer_address(transfer),
        crumbs=[
            Crumb("Start", reverse("admin:index")),
            Crumb("Umschichtungen", reverse("admin:programs_transfer_changelist")),
            Crumb(f"Umschichtung {transfer.pk}", transfer_address(transfer)),
            Crumb(step.title),
        ],
        template=TEMPLATE,
        facts=facts_of(transfer),
        refusal=_why_not(request, transfer, step) or blocked,
        lead=step.lead,
        in_the_way=places.in_the_way(transfer.from_appropriation) if blocked and _cuts_a_line(transfer) else [],
    )
    if answer.status_code == CONFLICT:
        form.start_again(transfer.revision)
        for name in form.fields.keys() & {"from_cents", "to_cents"}:
            form.data[name] = str(initial[name])
    return answer


def facts_of(transfer: Transfer) -> list[Fact]:
    """What is moved, between what, and why."""
    sides = places.sides_of(transfer)
    return [
        ("Betrag", amount(transfer.amount_cents, transfer.origin)),
        *(
            (
                f"{word}: {side.name}, {side.what}",
                f"{format_euro(side.before_cents)} → {format_euro(side.after_cents)}",
            )
            for word, side in zip(("Von", "Nach"), sides, strict=True)
        ),
        ("Warum, intern", transfer.reason_internal),
        ("Warum, für die Kommunen", transfer.reason_for_body or "nichts"),
    ]


def _why_not(request: HttpRequest, transfer: Transfer, step: Step) -> str:
    if transfer.status != step.starts_from:
        return f"Diese Umschichtung ist im Stand „{transfer.get_status_display()}“. Dieser Schritt passt nicht dazu."
    if step.needs_others and not permissions.can_decide_transfer(request.user, transfer):
        return transfers.SAME_PERSON
    return ""


def _cuts_a_line(transfer: Transfer) -> bool:
    return transfer.is_between_lines and transfer.from_appropriation is not None


def _refuse_others(request: HttpRequest) -> None:
    if not permissions.can_edit_money(request.user):
        raise PermissionDenied


def _once(request: HttpRequest, cleaned: dict[str, Any], what: str, run: Callable[[dict[str, Any]], str]) -> str:
    """A form that was sent twice is done once."""
    content = {name: value for name, value in cleaned.items() if name != "key"}
    return once(cleaned["key"], actor=request.user, content={**content, "what": what}, run=lambda: run(cleaned))
