"""Who helps me? A place, a topic, a language; then whom to call."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casemanagers.exports.help_here import help_here
from casemanagers.models import Language, Topic
from casemanagers.models.language import OWN_NAMES
from municipalities import search
from municipalities.models import Municipality, Town


@dataclass(frozen=True)
class Sought:
    """What the address asks for; what means nothing is left out."""

    place: str
    slug: str
    topic: str
    language: str

    def query(self, **other: str) -> str:
        """The address's query with some of it replaced; what is empty is left out."""
        values = {"ort": self.place, "kommune": self.slug, "thema": self.topic, "sprache": self.language} | other
        return urlencode({name: value for name, value in values.items() if value})


@require_safe
def find_help(request: HttpRequest) -> HttpResponse:
    """The three questions; a choice where a place is in several bodies; or who helps, to read, call and print."""
    sought = _sought(request)
    body = Municipality.objects.with_status().filter(slug=sought.slug).first() if sought.slug else None
    result = search.find(sought.place) if sought.place else None
    if body is None and result is not None and result.only is not None:
        body = Municipality.objects.with_status().get(pk=result.only.pk)
    if body is not None:
        return _result(request, sought, body, _town(result, body))
    hits = [(hit, sought.query(kommune=hit.municipality.slug)) for hit in result.hits] if result else []
    return render(
        request,
        "casemanagers/public/find_help.html",
        {
            "sought": sought,
            "result": result,
            "hits": hits,
            "is_place_missing": "ort" in request.GET and not sought.place,
            "topics": Topic.choices,
            "languages": language_choices(),
        },
    )


def _result(request: HttpRequest, sought: Sought, body: Municipality, town: Town | None) -> HttpResponse:
    found = help_here(body, topic=sought.topic, language=sought.language, town=town)
    return render(
        request,
        "casemanagers/public/help_result.html",
        {
            "sought": sought,
            "body": body,
            "town": town,
            "found": found,
            "topic_label": Topic(sought.topic).label if sought.topic else "",
            "language_label": Language(sought.language).label if sought.language else "",
            "topics": [(value, label, sought.query(kommune=body.slug, thema=value)) for value, label in Topic.choices],
            "all_topics_query": sought.query(kommune=body.slug, thema=""),
            "again_query": sought.query(kommune=""),
            "parent": Municipality.objects.filter(pk=body.parent_id).first() if body.parent_id else None,
        },
    )


def language_choices() -> list[tuple[str, str, str]]:
    """Code, the language's own name and its name in the language of the page."""
    return [(code, OWN_NAMES.get(code, ""), str(label)) for code, label in Language.choices]


def _sought(request: HttpRequest) -> Sought:
    topic, language = request.GET.get("thema", ""), request.GET.get("sprache", "")
    return Sought(
        place=" ".join(request.GET.get("ort", "").split()),
        slug=request.GET.get("kommune", "")[:80],
        topic=topic if topic in Topic.values else "",
        language=language if language in Language.values else "",
    )


def _town(result: search.SearchResult | None, body: Municipality) -> Town | None:
    """The one town in the body that was meant; None when it was the body itself or there are several."""
    hit = next((hit for hit in result.hits if hit.municipality.pk == body.pk), None) if result else None
    return hit.towns[0] if hit and len(hit.towns) == 1 else None
