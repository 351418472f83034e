"""Helping as a volunteer: what it is, and which network there is where."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casemanagers.models import VolunteerNetwork
from municipalities import search
from municipalities.models import ContactPoint, Municipality
from wir_portal.core.models import SiteText


@require_safe
def volunteering(request: HttpRequest) -> HttpResponse:
    """The networks of all bodies, or of those that serve the place that is looked for."""
    place = request.GET.get("ort", "").strip()
    result = search.find(place) if place else None
    bodies = [hit.municipality for hit in result.hits] if result else []
    networks = VolunteerNetwork.objects.public().select_related("municipality")
    if bodies:
        networks = networks.filter(municipality__in=bodies)
    rows = list(networks.order_by("municipality__sort_key", "kind", "title", "pk"))
    groups = [(body, list(found)) for body, found in groupby(rows, key=lambda row: row.municipality)]
    without = [body for body in bodies if body.pk not in {found.pk for found, _networks in groups}]
    return render(
        request,
        "casemanagers/public/volunteering.html",
        {
            "text": SiteText.objects.filter(key="volunteering").first(),
            "result": result,
            "groups": groups,
            "without": [(body, _contact(body)) for body in without],
            "body_count": Municipality.objects.count(),
        },
    )


def _contact(body: Municipality) -> ContactPoint | None:
    return body.contact_points.filter(is_published=True).first()
