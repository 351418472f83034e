"""Finds the bodies that serve a place: by postcode, town or the body's own name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from municipalities.models import Municipality, PostalCode, Town
from wir_portal.core.text import fold

MAX_LENGTH = 80
MOST_TOWNS = 40
POSTAL_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)", re.ASCII)
# Words of a body's name that people leave out.
KIND_WORDS = ("landkreis", "kreis", "stadt", "landeshauptstadt", "universitaetsstadt", "wissenschaftsstadt")


@dataclass(frozen=True)
class Hit:
    """A body, and the towns of the query in it; no towns when its own name was meant."""

    municipality: Municipality
    towns: list[Town] = field(default_factory=list)


@dataclass(frozen=True)
class SearchResult:
    query: str
    hits: list[Hit]
    is_too_long: bool = False
    is_unknown_postal_code: bool = False

    @property
    def only(self) -> Municipality | None:
        """The body, when there is just one."""
        return self.hits[0].municipality if len(self.hits) == 1 else None


def find(query: str) -> SearchResult:
    """The bodies for a postcode or name, best kind of match only; at most two queries beside the bodies'."""
    query = " ".join(query.split())
    if len(query) > MAX_LENGTH:
        return SearchResult(query[:MAX_LENGTH], [], is_too_long=True)
    if code := _postal_code(query):
        codes = PostalCode.objects.filter(code=code).select_related("town__municipality")
        hits = _grouped((code.town.municipality, code.town) for code in codes)
        return SearchResult(query, hits, is_unknown_postal_code=not hits)
    wanted = fold(query)
    if not wanted:
        return SearchResult(query, [])
    for level in (_whole_words, _beginning):
        hits = level(wanted)
        if hits:
            return SearchResult(query, hits)
    return SearchResult(query, [])


def _postal_code(query: str) -> str:
    """The postcode in `36037 Fulda`, `D-36037` or `36 037`; other digits alone are meant as one, too."""
    if (bare := query.replace(" ", "")).isdecimal():
        return bare
    found = POSTAL_CODE.search(query)
    return found[0] if found else ""


def _whole_words(wanted: str) -> list[Hit]:
    """`fulda` is the town and the district; `offenbach` also Offenbach am Main; `marburg` not Marburg-Biedenkopf.

    A town is found by its full name, too: „Gießen, Universitätsstadt“.
    """
    words = wanted.split()
    beginnings = [" ".join(words[:count]) for count in range(1, len(words))]
    towns = Town.objects.filter(Q(search_name__startswith=wanted) | Q(search_name__in=beginnings))
    exact = [
        town
        for town in towns.select_related("municipality")
        if wanted in (town.search_name, fold(town.name)) or _goes_on(town, wanted)
    ]
    bodies = [body for body in Municipality.objects.all() if wanted in _names(body)]
    return _grouped([*((body, None) for body in bodies), *((town.municipality, town) for town in exact)])


def _beginning(wanted: str) -> list[Hit]:
    if len(wanted) < 2:
        return []
    towns = Town.objects.filter(search_name__startswith=wanted).select_related("municipality")[:MOST_TOWNS]
    bodies = [body for body in Municipality.objects.all() if any(name.startswith(wanted) for name in _names(body))]
    return _grouped([*((body, None) for body in bodies), *((town.municipality, town) for town in towns)])


def _goes_on(town: Town, wanted: str) -> bool:
    """„Offenbach am Main“ goes on after a blank; a hyphen makes another name."""
    return town.search_name.startswith(f"{wanted} ") and not town.short_name[len(wanted) :].startswith("-")


def _names(body: Municipality) -> set[str]:
    """The full name, the short name, and the name without „Landkreis“ and the like."""
    full = fold(body.name)
    bare = full
    for word in KIND_WORDS:
        bare = bare.removeprefix(f"{word} ")
    return {full, fold(body.short_name), bare, fold(body.sort_name)}


def _grouped(pairs: Iterable[tuple[Municipality, Town | None]]) -> list[Hit]:
    hits: dict[int, Hit] = {}
    for municipality, town in pairs:
        hit = hits.setdefault(municipality.pk, Hit(municipality))
        if town is not None and town not in hit.towns:
            hit.towns.append(town)
    return sorted(hits.values(), key=lambda hit: hit.municipality.sort_key)
