"""The log of one's own body."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from municipalities.views.officer.door import own_money
from wir_portal.pages.own_events import entries, own_events

EVENTS_ON_A_PAGE = 25


@require_safe
@own_money
def event_list(request: HttpRequest) -> HttpResponse:
    """25 on a page; a page that does not exist becomes the nearest one."""
    body = request.acting.municipality
    page = Paginator(own_events(body), EVENTS_ON_A_PAGE).get_page(request.GET.get("seite"))
    return render(
        request, "pages/officer/event_list.html", {"page": page, "entries": list(entries(page.object_list, body))}
    )
