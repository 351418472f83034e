"""The acts on amounts: the same for all bodies with a preview, another one for a single body."""

from collections.abc import Callable, Mapping
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from municipalities.models import Municipality
from programs import permissions
from programs.admin.distribution_common import answer_or_page, fetch, page, send, two_versions, why_not
from programs.calculations.distribution import above_cents, most_for_one
from programs.exports.distribution import Sheet, sheet
from programs.forms.distribution import AmountForm, AssignForm
from programs.models import Appropriation, position_rate
from programs.services import distributions
from wir_portal.core.money import format_euro

Show = Callable[..., HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """Amount and reason, then the preview of all rows, then the act."""
    appropriation = _editable(request, year, line)
    rate = position_rate(appropriation.line, year)
    rate_cents = rate.amount_cents if rate else None
    new = partial(AssignForm, rate_cents=rate_cents)
    ask: Show = partial(
        _ask, request, appropriation, "distribution_assign", "Fördersatz zuteilen" if rate else "Betrag zuteilen"
    )
    if request.method != "POST":
        return ask(new(initial=AssignForm.start(appropriation.revision, amount_cents=rate_cents)))
    form = new(request.POST, initial={"revision": appropriation.revision})
    if not form.is_valid() or request.POST.get("schritt") == "eingabe":
        return ask(form)
    preview: Show = partial(_preview, request, appropriation, form, rate.most_cents if rate else None, ask)
    if request.POST.get("schritt") != "zuteilen":
        return (
            preview() if form.cleaned_data["revision"] == appropriation.revision else _stale(form, appropriation, ask)
        )

    def run() -> str:
        distributions.assign(appropriation, actor=request.user, **_values(form))
        each = format_euro(form.cleaned_data["amount_cents"])
        return f"Jede Kommune hat jetzt {each}. {_sums(appropriation)}"

    outcome = send(request, form, appropriation, run, act="assign")
    if outcome is None and "is_above_rate_seen" in form.errors:
        return preview()
    return answer_or_page(outcome, partial(_again, ask, form))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, year: int, line: str, body: str) -> HttpResponse:
    """Another amount for one body, with its reasons."""
    appropriation = _editable(request, year, line)
    municipality = get_object_or_404(Municipality, slug=body)
    ask: Show = partial(
        _ask, request, appropriation, "distribution_change", municipality.display_name, municipality=municipality
    )
    if request.method != "POST":
        return ask(AmountForm(initial=AmountForm.start(appropriation.revision)))
    form = AmountForm(request.POST, initial={"revision": appropriation.revision})
    if not form.is_valid():
        return ask(form)

    def run() -> str:
        distributions.change(appropriation, municipality, actor=request.user, **_values(form))
        now = format_euro(form.cleaned_data["amount_cents"])
        return f"{municipality.display_name} hat jetzt {now}. {_sums(appropriation)}"

    outcome = send(request, form, appropriation, run, act="change", municipality=municipality.slug)
    return answer_or_page(outcome, partial(_again, ask, form))


def _editable(request: HttpRequest, year: int, line: str) -> Appropriation:
    appropriation = fetch(request, year, line)
    if not permissions.can_edit_money(request.user):
        raise PermissionDenied
    return appropriation


def _values(form: AmountForm) -> dict[str, object]:
    return {name: value for name, value in form.cleaned_data.items() if name != "key"}


def _again(ask: Show, form: AmountForm, more: Mapping[str, object]) -> HttpResponse:
    return ask(form, **more)


def _stale(form: AssignForm, appropriation: Appropriation, ask: Show) -> HttpResponse:
    return answer_or_page(two_versions(form, appropriation, distributions.STALE), partial(_again, ask, form))


def _sums(appropriation: Appropriation) -> str:
    """What is spread and free now, and whose turn it is."""
    now = Appropriation.objects.with_sums().get(pk=appropriation.pk)
    return (
        f"Verteilt sind {format_euro(now.allocated_cents)}, frei {format_euro(now.free_cents)}."
        " Am Zug ist weiter: Ministerium, Bearbeitung. Der nächste Schritt: zur Freigabe vorlegen."
    )


def _ask(
    request: HttpRequest,
    appropriation: Appropriation,
    template: str,
    title: str,
    form: AmountForm,
    *,
    municipality: Municipality | None = None,
    **more: object,
) -> HttpResponse:
    """The form of an amount beside what is free."""
    found = sheet(appropriation)
    refusal = why_not(appropriation, Appropriation.DistributionStatus.DRAFT)
    if found.is_for_others and not refusal:
        refusal = "Das Geld dieser Förderlinie geht an Vereine und Träger. Es wird nicht auf Kommunen verteilt."
    context = {"sheet": found, "form": form, "refusal": refusal, "municipality": municipality, **more}
    if municipality is not None:
        row = found.row_of(municipality)
        form.initial["amount_cents"] = row.amount_cents
        others_cents = found.allocated_cents - (row.amount_cents or 0)
        most_cents = most_for_one(appropriation_cents=appropriation.amount_cents, others_cents=others_cents)
        context |= {"row": row, "most_cents": most_cents}
    return page(request, template, appropriation, title=title, **context)


def _preview(
    request: HttpRequest, appropriation: Appropriation, form: AssignForm, most_cents: int | None, ask: Show
) -> HttpResponse:
    """All rows, old and new; a refusal sends back to the form with the input kept."""
    amount_cents = form.cleaned_data["amount_cents"]
    found: Sheet = sheet(appropriation)
    preview = distributions.preview_assignment(appropriation, amount_cents=amount_cents)
    refusal = why_not(appropriation, Appropriation.DistributionStatus.DRAFT) or distributions.refusal_of(preview)
    if refusal:
        form.add_error("amount_cents", refusal)
        return ask(form)
    names = {row.body.key: row for row in found.rows}
    context = {
        "sheet": found,
        "form": form,
        "preview": preview,
        "changes": [(names[change.key], change) for change in preview.changes],
        "above_cents": above_cents(amount_cents, most_cents),
        "amount_cents": amount_cents,
        "most_cents": most_cents,
    }
    return page(request, "distribution_preview", appropriation, title="Vorschau", **context)
