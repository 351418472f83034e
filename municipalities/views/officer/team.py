"""Who acts for one's own body."""

from datetime import date, timedelta

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
    """Everyone of today and tomorrow, and who left in the last 90 days or whose account is locked."""
    today = clock.today()
    rows = (
        Membership.objects.filter(municipality=request.acting.municipality)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today - timedelta(days=DAYS_SHOWN_AFTER_THE_END)))
        .select_related("user")
        .order_by("role", "user__display_name", "starts_on")
    )
    groups: dict[str, list[Membership]] = {"present": [], "coming": [], "former": []}
    for row in rows:
        groups[group_of(row, today)].append(row)
    return render(request, "municipalities/officer/team.html", {**groups, "days": DAYS_SHOWN_AFTER_THE_END})


def group_of(membership: Membership, today: date) -> str:
    """`former`, `coming` or `present` on `today`; a locked account acts for nobody."""
    if not membership.user.is_active or (membership.ends_on is not None and membership.ends_on < today):
        return "former"
    return "coming" if membership.starts_on > today else "present"
