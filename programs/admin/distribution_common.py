"""What the pages of a distribution share: finding it, whose turn it is, sending an act, two versions side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from programs import permissions
from programs.exports import distribution_trail
from programs.forms.distribution import ActForm
from programs.models import Appropriation, BudgetYear
from programs.services.distributions import AboveRate, AmountRefused
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.services.form_keys import once

Status = Appropriation.DistributionStatus
CONFLICT = 409


@dataclass(frozen=True)
class TwoVersions:
    """What somebody saw and what is stored now."""

    sentence: str
    differences: list[distribution_trail.Difference]
    entries: list[distribution_trail.Entry]


def fetch(request: HttpRequest, year: int, line: str) -> Appropriation:
    """The line's appropriation of the year for whoever reads drafts: 403 for others, 404 where there is none."""
    if not permissions.can_read_drafts(request.user):
        raise PermissionDenied
    rows = Appropriation.objects.select_related(
        "budget_year", "line", "source", "proposed_by", "decided_by", "last_edited_by"
    )
    return get_object_or_404(rows, budget_year__year=year, line__slug=line)


def address(appropriation: Appropriation) -> str:
    return reverse("admin:programs_distribution", args=(appropriation.budget_year.year, appropriation.line.slug))


def crumbs(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way here; the last step is the page itself and has no address."""
    return [
        ("Start", reverse("admin:index")),
        ("Verteilung", reverse("admin:programs_distribution-years")),
        *steps,
    ]


def page(
    request: HttpRequest, name: str, appropriation: Appropriation, *, title: str, status: int = 200, **context: object
) -> HttpResponse:
    """A page in the admin's frame; a title of a page with errors says so."""
    form = context.get("form")
    year, line_url = appropriation.budget_year.year, address(appropriation)
    steps = [
        (str(year), reverse("admin:programs_distribution-year", args=(year,))),
        (str(appropriation.line), line_url),
    ]
    return TemplateResponse(
        request,
        f"programs/admin/{name}.html",
        {
            **admin.site.each_context(request),
            "appropriation": appropriation,
            "year": year,
            "line_url": line_url,
            "title": f"{title}: {appropriation.line} {year}",
            "heading": title,
            "has_errors": bool(form is not None and form.errors) or "two_versions" in context,
            "crumbs": crumbs(*steps, (title, "")),
            **context,
        },
        status=status,
    )


def why_not(appropriation: Appropriation, wanted: str) -> str:
    """Why nothing can be done on a distribution that would have to be in state `wanted`; empty when it can."""
    if appropriation.budget_year.status == BudgetYear.Status.CLOSED:
        return f"Das Haushaltsjahr {appropriation.budget_year} ist abgeschlossen. Es nimmt nichts mehr an."
    if appropriation.distribution_status == wanted:
        return ""
    return {
        Status.DRAFT: "Die Verteilung ist noch ein Entwurf und liegt nicht zur Freigabe vor.",
        Status.PROPOSED: "Die Verteilung liegt zur Freigabe vor. Bis sie zurückgezogen oder zurückgegeben ist,"
        " ändert niemand etwas.",
        Status.DECIDED: "Die Verteilung ist freigegeben. Sie ändert sich nur noch durch Umschichtungen.",
    }[Status(appropriation.distribution_status)]


def send(
    request: HttpRequest,
    form: ActForm,
    appropriation: Appropriation,
    run: Callable[[], str],
    **content: object,
) -> HttpResponse | TwoVersions | None:
    """Do the act once and go back to the line; what was stale comes back as two versions, a refusal is in the form."""
    key = form.cleaned_data["key"]
    values = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    try:
        said = once(key, actor=request.user, content={**values, **content, "appropriation": appropriation.pk}, run=run)
    except Conflict as error:
        return two_versions(form, appropriation, str(error))
    except AboveRate as error:
        form.add_error("is_above_rate_seen", str(error))
        return None
    except AmountRefused as error:
        form.add_error("amount_cents", str(error))
        return None
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, said)
    return redirect(address(appropriation))


def two_versions(form: ActForm, appropriation: Appropriation, sentence: str) -> TwoVersions:
    """What changed since the form's page was shown; the form goes on with the version of this moment."""
    seen = form.cleaned_data["revision"]
    found = TwoVersions(
        sentence,
        distribution_trail.differences_since(appropriation, seen),
        distribution_trail.entries_since(appropriation, seen),
    )
    appropriation.refresh_from_db()
    form.start_again(appropriation.revision)
    return found


def answer_or_page(
    outcome: HttpResponse | TwoVersions | None, show: Callable[[Mapping[str, object]], HttpResponse]
) -> HttpResponse:
    """The redirect of a done act, or the page again: with both versions and 409, or with the form's own errors."""
    if isinstance(outcome, TwoVersions):
        return show({"two_versions": outcome, "status": CONFLICT})
    return show({}) if outcome is None else outcome
