"""Every page of the house in every state that looks different, read once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation

from tests.house import access_matrix as matrix
from tests.house.world import EMPTY_FORM, World
from tests.journeys.reader import Element, Tree
from wir_portal.core import error_pages

NO_PAGES = ("csv", "xlsx", "feed", "healthz", "readyz", "robots", "sitemap")
ERRORS = (400, 403, 404, 429, 500)
# Further states of public pages, in both languages.
QUERIES = (
    ("public:municipalities:municipality-list", "?ort=36"),
    ("public:municipalities:municipality-list", "?ort=Nirgendwo"),
    ("public:casemanagers:find-help", "?ort=Fulda&thema=work"),
    ("public:casemanagers:find-help", "?ort=Nirgendwo"),
    ("public:casemanagers:find-help", "?ort="),
    ("public:casemanagers:find-help", "?ort=63450"),
    ("public:casemanagers:find-help", "?ort=63450&thema=language&sprache=ar"),
    ("public:casemanagers:offer-list", "?thema=work&sprache=ar&kommune=stadt-hanau"),
    ("public:casemanagers:offer-list", "?seite=2"),
    ("public:casemanagers:volunteering", "?ort=Wetzlar"),
    ("public:casemanagers:volunteering", "?ort=Nirgendwo"),
    ("public:pages:search", "?q=Fulda"),
    ("public:pages:search", "?q=Fulda&art=angebote"),
    ("public:pages:search", "?q=xyzxyz"),
    ("public:pages:search", "?q=xyzxyz&art=orte"),
    ("public:pages:search", "?q=..."),
    ("public:pages:figures", "?jahr=2014"),
    ("public:pages:figures", "?jahr=2015"),
    ("public:pages:figures", "?jahr=1999"),
    ("public:programs:line-detail", "?jahr=2019"),
    ("public:programs:line-detail", "?jahr=1999"),
)
IN_MORE_LANGUAGES = (
    "public:pages:home",
    "public:pages:municipality-detail",
    "public:pages:figures",
    "public:pages:imprint",
    "public:programs:line-detail",
    "public:casemanagers:find-help",
    "public:casemanagers:offer-detail",
)
# Pages that are different for others than who comes first in the act.
ALSO_AS = {
    "officer:pages:start": matrix.WITHOUT_BODY,
    "officer:pages:body-start": (matrix.CASE_MANAGER,),
    "officer:casemanagers:position-list": (matrix.CASE_MANAGER,),
    "account_change_password": (matrix.OFFICER,),
    "admin:index": matrix.STAFF,
    "admin:core_event_changelist": (matrix.TECHNICAL,),
    "admin:core_user_change": (matrix.APPROVER, matrix.TECHNICAL),
    "admin:programs_distribution": (matrix.APPROVER, matrix.AUDITOR),
}


@dataclass
class Seen:
    """One page as somebody saw it."""

    words: str
    address: str
    language: str
    is_refusal: bool
    root: Element

    @property
    def title(self) -> str:
        return " ".join(element.text for head in self.root.all("head") for element in head.all("title"))


def every_page(world: World) -> Iterator[Seen]:
    for name, page in matrix.PAGES.items():
        if name.endswith(NO_PAGES) or (name.startswith("api:") and name != "api:docs"):
            continue
        queries = ["", *(query for other, query in QUERIES if other == name)]
        for role in _roles(name, page):
            for language in _languages(name):
                yield from (read(world, name, role, language, query) for query in queries)
        if page.write and not page.empty_form:
            yield from (refused(world, name, role) for role in _who_sees(page, page.write)[:1])
    yield from _further(world)
    for language in ("de", "en"):
        with translation.override(language):
            yield from (_error(status, f"{status}.html", language) for status in ERRORS)
            yield _error(403, "403_csrf.html", language)


def _languages(name: str) -> tuple[str, ...]:
    """Public pages in German and English; one of each kind in a language from right to left and in Leichte Sprache."""
    if not name.startswith("public:"):
        return ("de",)
    return ("de", "en", "ar", "de-simple") if name in IN_MORE_LANGUAGES else ("de", "en")


def _roles(name: str, page: matrix.Page) -> list[str]:
    """Who comes first in the act, whoever is named, and who only reads what others write."""
    seen_by = _who_sees(page, page.read)
    only_read = [role for role in seen_by if page.write and role not in page.write.roles]
    return list(dict.fromkeys([*seen_by[:1], *only_read[:1], *ALSO_AS.get(name, ())]))


def _who_sees(page: matrix.Page, act: matrix.Act) -> list[str]:
    return [role for role in act.roles if page.answers.get(role, 200) == 200]


def read(world: World, name: str, role: str, language: str = "de", query: str = "", **other: object) -> Seen:
    with translation.override(language):
        address = world.address(name, **other) + query
    return _seen(f"{role}: {address}", address, language, world.clients[role].get(address))


def refused(world: World, name: str, role: str) -> Seen:
    """The page again, after its form came back empty."""
    address = world.address(name)
    return _seen(
        f"{role}: {address}, empty form", address, "de", world.clients[role].post(address, EMPTY_FORM), is_refusal=True
    )


def _further(world: World) -> Iterator[Seen]:
    """A year that is decided, a line without a rate, the other parts of the directory."""
    for kind in ("angebote/zustaendige-stellen", "angebote/netzwerke"):
        for act in ("list", "add"):
            yield read(world, f"officer:casemanagers:entry-{act}", matrix.OFFICER, kind=kind)
    for name in ("", "-history", "-row-history"):
        yield read(world, f"admin:programs_distribution{name}", matrix.EDITOR, year=2018)
    for name in ("", "-assign", "-change"):
        yield read(world, f"admin:programs_distribution{name}", matrix.EDITOR, line="sprachfoerderung")


def _error(status: int, template: str, language: str) -> Seen:
    return _seen(f"{template} ({language})", template, language, error_pages.error_page(status, template))


def _seen(words: str, address: str, language: str, answer, *, is_refusal: bool = False) -> Seen:
    assert answer["Content-Type"].startswith("text/html"), words
    return Seen(words, address, language, is_refusal, Tree(answer.content.decode()).root)
