"""What stands on every page of the bodies' portal: the menu of those who act for a body."""

from django import template
from django.http import HttpRequest
from django.urls import reverse

from municipalities.permissions import Acting

register = template.Library()
START = "officer:pages:body-start"
# The room of the directory opens with its offers.
FIRST_OF = {"officer:casemanagers:entry-list": ("angebote",)}
ROOMS = (
    ("Start", START, False),
    ("Kontingente", "officer:programs:allocation-list", True),
    ("Stellen", "officer:casemanagers:position-list", False),
    ("Angebote", "officer:casemanagers:entry-list", False),
    ("Team", "officer:municipalities:team", False),
    ("Ansprechpersonen", "officer:pages:contacts", False),
    ("Protokoll", "officer:pages:event-list", True),
)


@register.simple_tag(takes_context=True)
def officer_menu(context: template.Context) -> list[dict[str, str]]:
    """The rooms that this person may open; none before a body is chosen.

    `current` is `page` on the room's own page and `true` on those within it.
    """
    request: HttpRequest = context["request"]
    acting: Acting | None = getattr(request, "acting", None)
    if acting is None:
        return []
    rooms = []
    for text, name, is_money in ROOMS:
        if acting.is_officer_or_signatory or not is_money:
            href = reverse(name, args=[acting.municipality.slug, *FIRST_OF.get(name, ())])
            is_within = name != START and request.path.startswith(href)
            rooms.append(
                {"text": text, "href": href, "current": "page" if request.path == href else "true" if is_within else ""}
            )
    return rooms
