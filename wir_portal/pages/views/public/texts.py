"""Sources, legal pages, Leichte Sprache: texts that the ministry edits."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from wir_portal.core.models import SiteText, Source

# A drawing beside a part of the text in Leichte Sprache, by a word of its heading.
ICONS = {"WIR": "people", "bekommt": "question", "hilft": "speech", "finde": "house", "bezahlt": "paper"}


@dataclass(frozen=True)
class EasyPart:
    """A heading, the text below it, and the drawing beside it."""

    heading: str
    body: str
    icon: str


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every publication that a figure or a text rests on."""
    return render(
        request, "pages/public/sources.html", {"sources": Source.objects.order_by("publisher", "-published_on")}
    )


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    return _text(request, "imprint")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _text(request, "privacy")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _text(request, "accessibility")


@require_safe
def easy_language(request: HttpRequest) -> HttpResponse:
    text = get_object_or_404(SiteText, key="easy-language")
    return render(request, "pages/public/easy_language.html", {"text": text, "parts": _easy_parts(text.body)})


def _text(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "pages/public/text.html", {"text": get_object_or_404(SiteText, key=key)})


def _easy_parts(body: str) -> list[EasyPart]:
    """The text cut at its headings; what stands before the first one has none."""
    parts = []
    for index, part in enumerate(f"\n{body}".split("\n## ")):
        heading, _line, rest = part.partition("\n") if index else ("", "", part)
        if heading or rest.strip():
            icon = next((name for word, name in ICONS.items() if word in heading), "")
            parts.append(EasyPart(heading.strip(), rest, icon))
    return parts
