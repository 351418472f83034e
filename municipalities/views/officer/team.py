"""Who acts for one's own body."""

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from municipalities.models import Membership
from municipalities.views.officer.door import own_body
from wir_portal.core import clock

DAYS_SHOWN_AFTER_THE_END = 90


@require_safe
@own_body
def team(request: HttpRequest) -> HttpResponse:
    """Everyone of today and tomorrow, and who left in the last 90 days."""
    today = clock.today()
    rows = (
        Membership.objects.filter(municipality=request.acting.municipality)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today - timedelta(days=DAYS_SHOWN_AFTER_THE_END)))
        .select_related("user")
        .order_by("role", "user__display_name", "starts_on")
    )
    people = list(rows)
    return render(
        request,
        "municipalities/officer/team.html",
        {
            "present": [row for row in people if not is_over(row) and row.starts_on <= today and row.user.is_active],
            "coming": [row for row in people if row.starts_on > today],
            "former": [row for row in people if is_over(row) or not row.user.is_active],
            "days": DAYS_SHOWN_AFTER_THE_END,
        },
    )


def is_over(membership: Membership) -> bool:
    return membership.ends_on is not None and membership.ends_on < clock.today()
