"""Where the bodies' people begin: which body, and what there is to do for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casemanagers.exports.unconfirmed import to_confirm_counts
from casemanagers.models import Position
from municipalities.models import ContactPoint, Membership
from municipalities.permissions import municipalities_of
from municipalities.views.officer.door import own_body
from programs.exports.body_money import by_year, planned_years
from programs.views.officer.allocations import own_allocations
from wir_portal.core import clock
from wir_portal.core.permissions import is_staff_member
from wir_portal.pages.next_steps import deadlines, own_steps, steps_of_others
from wir_portal.pages.own_events import entries, own_events

LATEST_EVENTS = 3


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The only body at once, several to choose from; without one the reason."""
    if is_staff_member(request.user):
        return redirect("admin:index")
    bodies = municipalities_of(request.user)
    if len(bodies) == 1:
        return redirect("officer:pages:body-start", bodies[0].slug)
    if bodies:
        return render(request, "pages/officer/body_choice.html", {"bodies": bodies})
    own = Membership.objects.filter(user=request.user).select_related("municipality")
    today = clock.today()
    return render(
        request,
        "pages/officer/no_body.html",
        {
            "coming": own.filter(starts_on__gt=today).order_by("starts_on").first(),
            "ended": own.filter(ends_on__lt=today).order_by("-ends_on").first(),
        },
    )


@require_safe
@own_body
def body_start(request: HttpRequest) -> HttpResponse:
    """What do I have, what must I do, until when; for a case manager positions, contact and team, no money."""
    acting = request.acting
    today = clock.today()
    body = acting.municipality
    positions = list(Position.objects.filter(municipality=body).of_year(today.year).with_filled().for_list())
    contact_points = list(ContactPoint.objects.filter(municipality=body))
    directory_url = reverse("officer:casemanagers:entry-list", args=[body.slug, "angebote"])
    waiting = {"to_confirm_count": to_confirm_counts(body).total(), "directory_url": directory_url}
    context = {"positions": positions, "contact_points": contact_points, **waiting}
    if not acting.is_officer_or_signatory:
        colleagues = Membership.objects.on().filter(municipality=body, user__is_active=True)
        context["colleagues"] = colleagues.select_related("user").order_by("role", "user__display_name")
        return render(request, "pages/officer/body_start_help.html", context)
    planned = planned_years()
    allocations = list(own_allocations(body))
    years = [row for row in by_year(allocations, planned) if row.year >= today.year]
    context |= {
        "filled_count": sum(row.state == Position.State.FILLED for row in positions),
        "positions_are_example": any(row.is_example for row in positions),
        "years": years,
        "this_year_money": next((row for row in years if row.year == today.year and row.rows), None),
        "later_years": [row for row in years if row.year > today.year],
        "own_steps": own_steps(has_public_contact=any(row.is_published for row in contact_points), **waiting),
        "others_steps": steps_of_others(years, planned),
        "deadlines": deadlines(today),
        "events": list(entries(own_events(body)[:LATEST_EVENTS], body, allocations=allocations)),
    }
    return render(request, "pages/officer/body_start.html", context)
