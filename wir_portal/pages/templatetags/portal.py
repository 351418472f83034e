"""What stands on every public page: the menu, the page's other languages, how far it is translated."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from wir_portal.core import languages
from wir_portal.core.catalogue_checks import is_catalogue_checked
from wir_portal.core.models import Translated, TranslationState
from wir_portal.pages.models import NewsItem

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
        (_("Suche"), reverse("public:pages:search")),
    )
    return [{"text": text, "href": href, "is_current": path.startswith(href)} for text, href in rooms]


@register.simple_tag(takes_context=True)
def other_languages(context: template.Context) -> list[dict[str, object]]:
    """Each language with this page's address in it; without a request, as on error pages, that of the start page."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request is not None else "/"
    return [
        {
            "code": code,
            "tag": languages.tag_of(code),
            "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
            "name": name,
            "href": languages.address(path, code) + _query(request),
            "is_current": code == languages.current(),
        }
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def page_addresses(context: template.Context) -> dict[str, object]:
    """Where this page is found: its own address, that in each language, and the one for everybody else."""
    request: HttpRequest = context["request"]
    host = settings.WIR_PUBLIC_URL.rstrip("/")
    return {
        "host": host,
        "canonical": f"{host}{request.path}{_query(request)}",
        "default": f"{host}{german_address(context)}",
        "languages": other_languages(context),
    }


@register.simple_tag(takes_context=True)
def german_address(context: template.Context) -> str:
    """The same page in German."""
    request: HttpRequest = context["request"]
    return languages.bare(request.path) + _query(request)


def _query(request: HttpRequest | None) -> str:
    """The query with its question mark."""
    query = request.GET.urlencode() if request is not None else ""
    return f"?{query}" if query else ""


@register.simple_tag(takes_context=True)
def has_news(context: template.Context) -> bool:
    """Whether the foot leads to the news: menus show only what exists. One query; none on error pages."""
    return "request" in context and NewsItem.objects.public().exists()


@register.simple_tag(takes_context=True)
def feedback_url(context: template.Context) -> str:
    """Where somebody tells what is wrong with this page; error pages name none."""
    address = reverse("public:pages:feedback")
    path = context["request"].path if "request" in context else ""
    return address if not path or path.startswith(address) else f"{address}?{urlencode({'seite': path})}"


@register.simple_tag
def is_german_only(row: object, field: str) -> bool:
    """Whether the page is in another language and this text is not, though there is one in German."""
    language = languages.current()
    if language == settings.LANGUAGE_CODE or getattr(row, languages.column(field, language), ""):
        return False
    return bool(getattr(row, field))


@register.simple_tag(takes_context=True)
def lang_of(context: template.Context, row: object, field: str) -> SafeString:
    """` lang="de" dir="ltr"` where a text exists only in German and the page is in another language.

    Where it is translated, the page remembers for its mark how that translation stands.
    """
    language = languages.current()
    if is_german_only(row, field):
        if languages.is_german(language):
            return SafeString("")
        return SafeString(f' lang="{settings.LANGUAGE_CODE}"' + (' dir="ltr"' if languages.is_rtl() else ""))
    request = getattr(context, "request", None)
    if request is not None and language != settings.LANGUAGE_CODE and isinstance(row, Translated):
        request.translation_states = {*_shown(request), row.translation_state(language)}
    return SafeString("")


def _shown(request: HttpRequest) -> set[str]:
    return getattr(request, "translation_states", set())


@register.simple_tag(takes_context=True)
def translation_mark(context: template.Context) -> str:
    """`outdated` or `unchecked` where something on this page is, as far as it was written yet; empty for German."""
    language = languages.current()
    if language == settings.LANGUAGE_CODE:
        return ""
    states = _shown(context["request"])
    if TranslationState.OUTDATED in states:
        return TranslationState.OUTDATED
    is_checked = states <= {TranslationState.CHECKED, TranslationState.NONE} and is_catalogue_checked(language)
    return "" if is_checked else TranslationState.UNCHECKED
