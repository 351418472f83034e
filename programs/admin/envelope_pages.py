"""The pages on which a year's ceiling and a line's appropriation are set."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from programs.exports import workplace
from programs.forms.money import SetAmountForm
from programs.models import Appropriation, BudgetYear, FundingLine
from programs.services import appropriations, budget_years
from programs.templatetags.workplace import year_total
from wir_portal.core.admin_base import Crumb, act_page, amount
from wir_portal.core.money import format_euro
from wir_portal.core.services.form_keys import once

CONFLICT = 409


def year_address(year: BudgetYear) -> str:
    return reverse("admin:programs_budgetyear_change", args=(year.pk,))


def way(year: BudgetYear, last: str) -> list[Crumb]:
    return [
        Crumb("Start", reverse("admin:index")),
        Crumb("Haushaltsjahre", reverse("admin:programs_budgetyear_changelist")),
        Crumb(str(year), year_address(year)),
        Crumb(last),
    ]


def set_ceiling(request: HttpRequest, year: BudgetYear) -> HttpResponse:
    """How much the year's appropriations can be together."""
    form = SetAmountForm(
        request.POST or None,
        initial={"amount_cents": year.planning_ceiling_cents, "revision": 0, "key": uuid4()},
    )
    form.fields["amount_cents"].label = "Planungsrahmen in Euro"

    def run(cleaned: dict[str, Any]) -> str:
        budget_years.set_ceiling(
            year,
            ceiling_cents=cleaned["amount_cents"],
            reason_internal=cleaned["reason_internal"],
            actor=request.user,
        )
        return f"Der Planungsrahmen {year} ist jetzt {format_euro(cleaned['amount_cents'])}."

    return act_page(
        request,
        form,
        run=lambda cleaned: _once(request, cleaned, f"ceiling {year.pk}", run),
        title=f"Planungsrahmen {year} festlegen",
        button="Planungsrahmen festlegen",
        back=year_address(year),
        crumbs=way(year, "Planungsrahmen"),
        facts=[
            ("Mittel des Programms", year_total(year)),
            ("Planungsrahmen bisher", amount(year.planning_ceiling_cents, workplace.ceiling_origin(year))),
            ("Ansätze zusammen", format_euro(year.appropriated_cents)),
        ],
        lead="Der Planungsrahmen ist die Grenze für alle Ansätze des Jahres. Er ändert nicht, was öffentlich als Mittel"
        " des Programms steht.",
    )


def set_appropriation(request: HttpRequest, year: BudgetYear, slug: str) -> HttpResponse:
    """What a line gets of the year, created or changed."""
    line = get_object_or_404(FundingLine, slug=slug)
    row = Appropriation.objects.with_sums().filter(budget_year=year, line=line).first()
    revision = row.revision if row else 0
    form = SetAmountForm(
        request.POST or None,
        initial={"amount_cents": row.amount_cents if row else None, "revision": revision, "key": uuid4()},
    )
    form.fields["amount_cents"].label = "Ansatz in Euro"

    def run(cleaned: dict[str, Any]) -> str:
        appropriations.set_amount(
            year,
            line,
            amount_cents=cleaned["amount_cents"],
            revision=cleaned["revision"] or None,
            reason_internal=cleaned["reason_internal"],
            actor=request.user,
        )
        return f"{line} {year}: Der Ansatz ist jetzt {format_euro(cleaned['amount_cents'])}."

    title = f"Ansatz {'ändern' if row else 'festlegen'}: {line} {year}"
    answer = act_page(
        request,
        form,
        run=lambda cleaned: _once(request, cleaned, f"appropriation {year.pk} {line.pk}", run),
        title=title,
        button="Ansatz festlegen",
        back=year_address(year),
        crumbs=way(year, title),
        facts=_facts(year, row),
    )
    if answer.status_code == CONFLICT:
        form.start_again(revision)
    return answer


def _facts(year: BudgetYear, row: Appropriation | None) -> list[tuple[str, str]]:
    ceiling = year.planning_ceiling_cents
    origin = workplace.ceiling_origin(year)
    free_cents = None if ceiling is None else ceiling - year.appropriated_cents
    return [
        ("Planungsrahmen des Jahres", amount(ceiling, origin)),
        ("Noch in keinem Ansatz", amount(free_cents, origin)),
        ("Ansatz bisher", amount(row.amount_cents, row.origin) if row else "noch offen"),
        ("Davon zugeteilt", amount(row.allocated_cents, row.origin) if row and row.allocated_cents else "nichts"),
    ]


def _once(request: HttpRequest, cleaned: dict[str, Any], what: str, run: Any) -> str:
    """A form that was sent twice is done once."""
    content = {name: value for name, value in cleaned.items() if name != "key"}
    return once(cleaned["key"], actor=request.user, content={**content, "what": what}, run=lambda: run(cleaned))
