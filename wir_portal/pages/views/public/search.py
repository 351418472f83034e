"""The search over everything that is public."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wir_portal.core import clock, languages
from wir_portal.core.models import SearchDocument
from wir_portal.core.search import finding, words

Kind = SearchDocument.Kind
OF_EACH_KIND = 5
OF_ONE_KIND = 20
MOST_PAGES = 100


@dataclass(frozen=True)
class Line:
    """One result as it stands on the page; `language` where that is not the page's."""

    title: str
    summary: str
    url: str
    place: str
    is_example: bool
    title_language: str
    summary_language: str


@dataclass(frozen=True)
class Part:
    """The results of one kind, and where all of them stand."""

    kind: Kind
    total: int
    lines: list[Line]
    all_url: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found for `q`, by kind; with `art` all of one kind, page by page; two queries."""
    typed = request.GET.get("q", "")
    kind = request.GET.get("art", "")
    kind = kind if kind in Kind.values else ""
    query = words.read(typed, finding.synonyms()) if typed.strip() else words.Query("")
    page = _page(request.GET.get("seite", "")) if kind else 1
    groups = _groups(query, kind, page)
    if kind and page > 1 and not groups:
        page, groups = 1, _groups(query, kind, 1)
    parts = [_part(group, query.text, kind) for group in groups]
    last = -(-parts[0].total // OF_ONE_KIND) if kind and parts else 1
    return render(
        request,
        "pages/public/search.html",
        {
            "query": query,
            "is_asked": bool(typed.strip()),
            "parts": parts,
            "total": sum(part.total for part in parts),
            "kind": Kind(kind) if kind else None,
            "page": page,
            "last": last,
            "previous_url": _address(query.text, kind, page - 1) if page > 1 else "",
            "next_url": _address(query.text, kind, page + 1) if page < last else "",
            "everything_url": _address(query.text),
            "single_words": [(word, _address(word)) for word in _single_words(query)],
        },
    )


def _single_words(query: words.Query) -> list[str]:
    """What was typed, word by word, where it was several: one of them alone may be found."""
    typed = [word for word in dict.fromkeys(query.text.split()) if words.words(word)]
    return typed[: words.MOST_WORDS] if len(typed) > 1 else []


def _groups(query: words.Query, kind: str, page: int) -> list[finding.Group]:
    count = OF_ONE_KIND if kind else OF_EACH_KIND
    return finding.find(query, clock.today(), kind=kind, first=(page - 1) * count + 1, count=count)


def _page(typed: str) -> int:
    """The page asked for; the first where that is no number, and nobody turns more pages than there can be."""
    return min(max(int(typed), 1), MOST_PAGES) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1


def _part(group: finding.Group, text: str, kind: str) -> Part:
    is_cut = not kind and group.total > len(group.documents)
    lines = [_line(document) for document in group.documents]
    return Part(group.kind, group.total, lines, _address(text, group.kind) if is_cut else "")


def _line(document: SearchDocument) -> Line:
    title, title_language = _in_the_language_of_the_page(document.titles)
    summary, summary_language = _in_the_language_of_the_page(document.summaries)
    url = reverse("public:pages:home") + document.path.removeprefix("/")
    return Line(title, summary, url, document.place, document.is_example, title_language, summary_language)


def _in_the_language_of_the_page(texts: dict[str, str]) -> tuple[str, str]:
    """The text, and `de` where there is only the German one on a page in another language."""
    language = languages.current()
    if text := texts.get(language):
        return text, ""
    return texts.get(settings.LANGUAGE_CODE, ""), "" if languages.is_german(language) else settings.LANGUAGE_CODE


def _address(text: str, kind: str = "", page: int = 1) -> str:
    asked = {"q": text, "art": kind, "seite": str(page) if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in asked.items() if value})
