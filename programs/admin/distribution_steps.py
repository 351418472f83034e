"""The acts on a distribution as a whole: propose, withdraw, decide, hand back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from programs import permissions
from programs.admin.distribution_common import answer_or_page, fetch, page, send, why_not
from programs.exports.distribution import sheet
from programs.forms.distribution import ActForm, ActWithBodyReasonForm
from programs.models import Appropriation
from programs.services import distributions, notices
from programs.services.notices import Notice
from wir_portal.core.money import format_euro
from wir_portal.core.permissions import Visitor

Status = Appropriation.DistributionStatus


@dataclass(frozen=True)
class Step:
    """One act: its address, its words, who may, from which state, and the service that does it."""

    name: str
    slug: str
    title: str
    lead: str
    button: str
    done: str
    starts_from: Status
    may: Callable[[Visitor], bool]
    run: Callable[..., object]
    form: type[ActForm] = ActForm
    four_eyes: bool = False
    mail: Callable[[Appropriation], Notice] | None = None


PROPOSE = Step(
    name="propose",
    slug="vorlegen",
    title="Zur Freigabe vorlegen",
    lead="Danach ändert niemand mehr einen Betrag, bis die Vorlage zurückgezogen oder zurückgegeben ist.",
    button="Verteilung zur Freigabe vorlegen",
    done="Die Verteilung liegt zur Freigabe vor. Am Zug ist jetzt: Ministerium, Freigabe.",
    starts_from=Status.DRAFT,
    may=permissions.can_edit_money,
    run=distributions.propose,
)
WITHDRAW = Step(
    name="withdraw",
    slug="zurueckziehen",
    title="Vorlage zurückziehen",
    lead="Die Verteilung wird wieder zum Entwurf. Die Beträge bleiben, wie sie sind.",
    button="Vorlage zurückziehen",
    done="Die Vorlage ist zurückgezogen, die Verteilung ist wieder ein Entwurf."
    " Am Zug ist jetzt: Ministerium, Bearbeitung.",
    starts_from=Status.PROPOSED,
    may=permissions.can_edit_money,
    run=distributions.withdraw,
)
DECIDE = Step(
    name="decide",
    slug="freigeben",
    title="Verteilung freigeben",
    lead="Sie geben alle Beträge auf einmal frei, genau so, wie sie hier stehen."
    " Kommunen und Öffentlichkeit sehen sie sofort. Danach ändert sich ein Betrag nur noch durch eine Umschichtung.",
    button="Verteilung freigeben",
    done="Die Verteilung ist freigegeben. Kommunen und Öffentlichkeit sehen sie ab sofort."
    " Niemand ist mehr am Zug: Diese Verteilung ist fertig.",
    starts_from=Status.PROPOSED,
    may=permissions.can_decide_money,
    run=distributions.decide,
    form=ActWithBodyReasonForm,
    four_eyes=True,
    mail=notices.of_decision,
)
HAND_BACK = Step(
    name="hand-back",
    slug="zurueckgeben",
    title="Verteilung zurückgeben",
    lead="Die Verteilung wird wieder zum Entwurf. Die Bearbeitung liest Ihren Grund und kann die Beträge ändern.",
    button="Verteilung zurückgeben",
    done="Die Verteilung ist zurückgegeben und wieder ein Entwurf. Am Zug ist jetzt: Ministerium, Bearbeitung.",
    starts_from=Status.PROPOSED,
    may=permissions.can_decide_money,
    run=distributions.hand_back,
    four_eyes=True,
)
STEPS = (PROPOSE, WITHDRAW, DECIDE, HAND_BACK)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, year: int, line: str, *, step: Step) -> HttpResponse:
    """All amounts with difference and reasons, below them the form of one act."""
    appropriation = fetch(request, year, line)
    if not step.may(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, appropriation, step, step.form(initial=step.form.start(appropriation.revision)))
    form = step.form(request.POST, initial={"revision": appropriation.revision})
    if not form.is_valid():
        return _show(request, appropriation, step, form)

    def run() -> str:
        values = {name: value for name, value in form.cleaned_data.items() if name != "key"}
        step.run(appropriation, actor=request.user, **values)
        rows = list(appropriation.allocations.values_list("amount_cents", flat=True))
        return f"{step.done} {len(rows)} Kontingente, zusammen {format_euro(sum(rows))}." if rows else step.done

    outcome = send(request, form, appropriation, run, act=step.name)
    return answer_or_page(outcome, lambda more: _show(request, appropriation, step, form, **more))


def _show(
    request: HttpRequest, appropriation: Appropriation, step: Step, form: ActForm, **more: object
) -> HttpResponse:
    refusal = why_not(appropriation, step.starts_from)
    if not refusal and step.four_eyes and not permissions.can_decide(request.user, appropriation):
        refusal = distributions.SAME_PERSON
    context: Mapping[str, object] = {
        "step": step,
        "form": form,
        "refusal": refusal,
        "sheet": sheet(appropriation),
        "notice": step.mail(appropriation) if step.mail and not refusal else None,
        **more,
    }
    return page(request, "distribution_step", appropriation, title=step.title, **context)
