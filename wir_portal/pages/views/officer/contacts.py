"""Who answers the bodies' questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from municipalities.views.officer.door import own_body
from wir_portal.core import clock
from wir_portal.pages.offices import offices


@require_safe
@own_body
def contacts(request: HttpRequest) -> HttpResponse:
    """The ministry and the granting authority, with what each of them answers."""
    return render(request, "pages/officer/contacts.html", {"offices": offices(clock.today())})
