"""What stands on every public page: the menu and the page's other languages."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def public_menu(context: template.Context) -> list[dict[str, object]]:
    """The rooms of the public pages; the one that the page lies in is current."""
    path = context["request"].path if "request" in context else ""
    rooms = (
        (_("Hilfe finden"), reverse("public:casemanagers:find-help")),
        (_("Programm"), reverse("public:programs:program")),
        (_("Förderlinien"), reverse("public:programs:line-list")),
        (_("Kommunen"), reverse("public:municipalities:municipality-list")),
        (_("Zahlen"), reverse("public:pages:figures")),
        (_("Ehrenamt"), reverse("public:casemanagers:volunteering")),
    )
    return [{"text": text, "href": href, "is_current": path.startswith(href)} for text, href in rooms]


@register.simple_tag(takes_context=True)
def other_languages(context: template.Context) -> list[dict[str, object]]:
    """Each language with this page's address in it; without a request, as on error pages, that of the start page."""
    request: HttpRequest | None = context.get("request")
    path, query = _bare_path(request) if request is not None else ("/", "")
    return [
        {
            "code": code,
            "name": name,
            "href": (path if code == settings.LANGUAGE_CODE else f"/{code}{path}") + query,
            "is_current": code == get_language(),
        }
        for code, name in settings.LANGUAGES
    ]


def _bare_path(request: HttpRequest) -> tuple[str, str]:
    """The path without its language, and the query with its question mark."""
    path = request.path
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            path = path[len(code) + 1 :]
    query = request.GET.urlencode()
    return path, f"?{query}" if query else ""


@register.simple_tag
def lang_of(row: object, field: str) -> SafeString:
    """` lang="de"` where the text of a field exists only in German and the page is in another language."""
    language = get_language() or settings.LANGUAGE_CODE
    is_same = language == settings.LANGUAGE_CODE or bool(getattr(row, f"{field}_{language}", ""))
    return SafeString("" if is_same else f' lang="{settings.LANGUAGE_CODE}"')
