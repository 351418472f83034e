"""Sources, legal pages, Leichte Sprache: texts that the ministry edits."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wir_portal.core import clock
from wir_portal.core.models import SiteText, Source
from wir_portal.pages import accessibility as accessibility_data

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
    """The editors' text about the law, then what the last test run found and what is known to be missing."""
    run = accessibility_data.last_run()
    return render(
        request,
        "pages/public/accessibility.html",
        {
            "text": get_object_or_404(SiteText, key="accessibility"),
            "run": run,
            "is_old": run is not None and run.is_old(clock.today()),
            "gaps": [_gap(gap) for gap in accessibility_data.gaps()],
        },
    )


@require_safe
def easy_language(request: HttpRequest) -> HttpResponse:
    text = get_object_or_404(SiteText, key="easy-language")
    return render(request, "pages/public/easy_language.html", {"text": text, "parts": _easy_parts(text.body)})


def _gap(gap: accessibility_data.Gap) -> tuple[str, str, str]:
    """Title, text, and `de` where the page is in a language that they do not have."""
    language = get_language() or settings.LANGUAGE_CODE
    if language in gap.titles and language in gap.texts:
        return gap.titles[language], gap.texts[language], ""
    return gap.titles["de"], gap.texts["de"], "" if language.startswith("de") else "de"


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
