"""The pages on which a year is prepared, opened, closed and opened again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from programs import permissions
from programs.admin.envelope_pages import way, year_address
from programs.exports import workplace
from programs.exports.year_plan import next_number, plan, undecided
from programs.forms.distribution import ActForm, ActWithBodyReasonForm
from programs.forms.money import PrepareYearForm
from programs.models import BudgetYear, YearStep
from programs.services import budget_years, year_steps
from programs.templatetags.workplace import year_mark, year_total
from wir_portal.core.admin_base import Crumb, act_page, amount
from wir_portal.core.admin_base.pages import CONFLICT, Fact
from wir_portal.core.money import format_euro
from wir_portal.core.permissions import Visitor
from wir_portal.core.services.form_keys import once

Kind = YearStep.Kind
TEMPLATE = "programs/admin/year_act.html"


@dataclass(frozen=True)
class Words:
    """How people speak of a kind of step."""

    slug: str
    propose: str
    lead: str
    effect: str


WORDS = {
    Kind.OPENING: Words(
        "oeffnen",
        "Öffnung vorlegen",
        "Ein offenes Haushaltsjahr zeigt der Öffentlichkeit alle seine Ansätze, auch die noch nicht verteilten.",
        "ist jetzt offen. Seine Ansätze sind öffentlich.",
    ),
    Kind.CLOSING: Words(
        "abschliessen",
        "Abschluss vorlegen",
        "Ein abgeschlossenes Haushaltsjahr nimmt keine Ansätze, Kontingente und Umschichtungen mehr an.",
        "ist jetzt abgeschlossen.",
    ),
    Kind.REOPENING: Words(
        "wieder-oeffnen",
        "Wiederöffnung vorlegen",
        "Das Haushaltsjahr nimmt danach wieder Änderungen an. Warum, steht für immer im Verlauf.",
        "ist wieder offen.",
    ),
}


@dataclass(frozen=True)
class Answer:
    """What can be done with a step that waits."""

    slug: str
    title: str
    done: str
    may: Callable[[Visitor], bool]
    run: Callable[..., object]
    needs_others: bool


ANSWERS = (
    Answer("freigeben", "freigeben", "", permissions.can_decide_money, year_steps.decide, True),
    Answer(
        "zurueckgeben", "zurückgeben", "ist zurückgegeben", permissions.can_decide_money, year_steps.hand_back, True
    ),
    Answer(
        "zurueckziehen", "zurückziehen", "ist zurückgezogen", permissions.can_edit_money, year_steps.withdraw, False
    ),
)


def prepare(request: HttpRequest) -> HttpResponse:
    """The next year with what it takes over from the one before it."""
    number = next_number()
    found = plan(number) if number else None
    form = PrepareYearForm(request.POST or None, initial={"year": number, "key": uuid4(), "revision": 0})

    def run(cleaned: dict[str, Any]) -> str:
        year = budget_years.prepare(
            cleaned["year"],
            ceiling_cents=cleaned["amount_cents"],
            reason_internal=cleaned["reason_internal"],
            actor=request.user,
        )
        ceiling = format_euro(cleaned["amount_cents"])
        return f"Das Haushaltsjahr {year} ist als Entwurf angelegt. Sein Planungsrahmen ist {ceiling}."

    title = f"Haushaltsjahr {number} anlegen" if number else "Haushaltsjahr anlegen"
    return act_page(
        request,
        form,
        run=lambda cleaned: _once(request, cleaned, "year", run),
        title=title,
        button=title,
        back=reverse("admin:programs_budgetyear_changelist"),
        crumbs=[
            Crumb("Start", reverse("admin:index")),
            Crumb("Haushaltsjahre", reverse("admin:programs_budgetyear_changelist")),
            Crumb(title),
        ],
        template=TEMPLATE,
        plan=found,
        refusal="" if found else "Für das nächste Jahr fehlen noch die Ansätze des Jahres davor.",
        lead="Das neue Jahr beginnt als Entwurf. Jeder Ansatz lässt sich danach ändern."
        " Fördersätze gelten von ihrem Tag an weiter und müssen nicht übernommen werden.",
    )


def propose(request: HttpRequest, year: BudgetYear, kind: str) -> HttpResponse:
    """Lay a step of the year before the approver; for a closing, the list of what is still undecided."""
    words = WORDS[Kind(kind)]
    form_class = ActWithBodyReasonForm if kind == Kind.REOPENING else ActForm
    form = form_class(request.POST or None, initial=form_class.start(year.revision))
    if kind == Kind.REOPENING:
        field = form.fields["reason_for_body"]
        field.required, field.help_text = True, "Lesen die Kommunen und die Öffentlichkeit, sobald das Jahr offen ist."

    def run(cleaned: dict[str, Any]) -> str:
        values = {name: value for name, value in cleaned.items() if name != "key"}
        year_steps.propose(year, kind, actor=request.user, **values)
        return f"{Kind(kind).label} {year} liegt zur Freigabe vor. Am Zug ist jetzt: Ministerium, Freigabe."

    title = f"{Kind(kind).label} {year} vorlegen"
    return _page(
        request,
        year,
        form,
        run,
        title=title,
        button=words.propose,
        refusal=_refusal(year, kind),
        lead=words.lead,
        undecided=undecided(year) if kind == Kind.CLOSING else [],
    )


def answer(request: HttpRequest, year: BudgetYear, step: YearStep, how: Answer) -> HttpResponse:
    """Decide the step that waits, hand it back or withdraw it."""
    words = WORDS[Kind(step.kind)]
    form = ActForm(request.POST or None, initial=ActForm.start(year.revision))

    def run(cleaned: dict[str, Any]) -> str:
        values = {name: value for name, value in cleaned.items() if name != "key"}
        how.run(step, actor=request.user, **values)
        if not how.done:
            return f"Das Haushaltsjahr {year} {words.effect}"
        return f"{step} {how.done}."

    refusal = year_steps.SAME_PERSON if how.needs_others and step.involves(request.user.pk) else ""
    if not refusal and not how.done:
        refusal = year_steps.refusal(year, step.kind)
    return _page(
        request,
        year,
        form,
        run,
        title=f"{step} {how.title}",
        button=f"{step.get_kind_display()} {how.title}",
        refusal=refusal,
        lead=words.lead if not how.done else "Das Haushaltsjahr bleibt, wie es ist.",
        undecided=undecided(year) if step.kind == Kind.CLOSING else [],
        more=[
            ("Vorgelegt von", step.proposed_by),
            ("Warum, intern", step.reason_internal),
            ("Warum, für die Kommunen", step.reason_for_body or "nichts"),
        ],
    )


def _refusal(year: BudgetYear, kind: str) -> str:
    if YearStep.objects.waiting().filter(budget_year=year).exists():
        return "Für dieses Haushaltsjahr liegt schon ein Schritt zur Freigabe vor."
    return year_steps.refusal(year, kind)


def _page(
    request: HttpRequest,
    year: BudgetYear,
    form: ActForm,
    run: Callable[[dict[str, Any]], str],
    *,
    title: str,
    more: list[Fact] | None = None,
    **context: Any,
) -> HttpResponse:
    page = act_page(
        request,
        form,
        run=lambda cleaned: _once(request, cleaned, f"{title} {year.pk}", run),
        title=title,
        back=year_address(year),
        crumbs=way(year, title),
        template=TEMPLATE,
        facts=[*_facts(year), *(more or [])],
        plan=None,
        **context,
    )
    if page.status_code == CONFLICT:
        form.start_again(year.revision)
    return page


def _facts(year: BudgetYear) -> list[Fact]:
    sheet = workplace.sheet(year)
    return [
        ("Stand", year_mark(year)),
        ("Mittel des Programms", year_total(year)),
        ("Planungsrahmen", amount(year.planning_ceiling_cents, sheet.ceiling_origin)),
        ("Ansätze zusammen", amount(sheet.appropriated_cents, sheet.sum_origin)),
        ("Noch in keinem Ansatz", amount(sheet.unassigned_cents, sheet.rest_of_ceiling_origin)),
        ("Davon freigegebene Kontingente", amount(sheet.decided_cents, sheet.allocated_origin)),
    ]


def _once(request: HttpRequest, cleaned: dict[str, Any], what: str, run: Callable[[dict[str, Any]], str]) -> str:
    """A form that was sent twice is done once."""
    content = {name: value for name, value in cleaned.items() if name != "key"}
    return once(cleaned["key"], actor=request.user, content={**content, "what": what}, run=lambda: run(cleaned))
