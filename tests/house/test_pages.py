"""What holds for every page, whoever sees it and in whatever state: its structure, its names, nothing inline."""

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest

from tests.house.pages import Seen, every_page
from tests.journeys.reader import Element, values_of
from wir_portal.core.languages import tag_of
from wir_portal.core.middleware import MEMBERS_ONLY
from wir_portal.core.services.kept_inputs import NEVER_KEPT
from wir_portal.core.typed_work import FIELD

pytestmark = pytest.mark.django_db
# Pages behind a door, and those of the accounts.
NOT_FOUND_BY_SEARCH = (*MEMBERS_ONLY, "/konto/")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WITHOUT_LABEL = ("hidden", "submit", "button", "reset", "image")
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")


@pytest.fixture(scope="module")
def pages(world) -> list[Seen]:
    """All pages, read once for all tests."""
    return list(every_page(world))


def faults(pages: list[Seen], check: Callable[[Seen], list]) -> dict[str, list]:
    """The pages with something wrong, and what that is."""
    return {page.words: found for page in pages if (found := check(page))}


def elements(page: Seen) -> list[Element]:
    found, waiting = [], [page.root]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting += [child for child in element.children if isinstance(child, Element)]
    return found


def ids(page: Seen) -> Counter:
    return Counter(element["id"] for element in elements(page) if "id" in element.attributes)


# --- structure -----------------------------------------------------------------------------------------------------
def test_every_kind_of_page_is_among_them(pages):
    assert len(pages) > 200
    assert len(Counter(page.words for page in pages)) == len(pages)


def test_a_page_has_one_h1_and_skips_no_level(pages):
    def check(page: Seen) -> list[str]:
        # The summary of errors stands before everything else.
        before = [h for element in elements(page) if element["class"] == "wir-errors" for h in element.all("h2")]
        levels = [int(heading.tag[1]) for heading in page.root.all(*HEADINGS) if heading not in before]
        skips = [pair for pair in zip([0, *levels], levels, strict=False) if pair[1] > pair[0] + 1]
        empty = [heading.tag for heading in page.root.all(*HEADINGS) if not heading.text]
        return [*skips, *empty, *([] if levels.count(1) == 1 else [levels])]

    assert faults(pages, check) == {}


def test_a_page_says_its_language_and_direction(pages):
    def check(page: Seen) -> list:
        (html,) = page.root.all("html")
        said = (html["lang"], html["dir"])
        wanted = (tag_of(page.language), "rtl" if page.language == "ar" else "ltr")
        return [] if said == wanted else [said]

    assert faults(pages, check) == {}


def test_every_address_has_a_title_of_its_own(pages):
    addresses = defaultdict(set)
    for page in pages:
        addresses[page.title.removeprefix("Fehler: "), page.language].add(page.address.partition("?")[0])

    assert faults(pages, lambda page: [] if page.title else [page.title]) == {}
    assert {title: where for title, where in addresses.items() if len(where) > 1} == {}


def test_every_public_address_has_a_description_of_its_own(pages):
    public = [
        page for page in pages if page.address.startswith("/") and not page.address.startswith(NOT_FOUND_BY_SEARCH)
    ]
    addresses = defaultdict(set)
    for page in public:
        (described,) = [meta for meta in page.root.all("meta") if meta["name"] == "description"]
        addresses[described["content"], page.language].add(page.address.partition("?")[0])

    assert len(public) > 50
    assert [where for (text, _language), where in addresses.items() if not 20 < len(text) < 400] == []
    assert {said: where for said, where in addresses.items() if len(where) > 1} == {}


def test_a_page_whose_form_was_refused_says_so_in_its_title_first(pages):
    refusals = [page for page in pages if page.is_refusal]
    others = [page for page in pages if not page.is_refusal]

    assert len(refusals) > 20
    assert faults(refusals, lambda page: [] if page.title.startswith("Fehler: ") else [page.title]) == {}
    assert faults(others, lambda page: [page.title] if "Fehler:" in page.title else []) == {}


def test_a_refused_form_marks_the_fields_and_links_to_them(pages):
    def check(page: Seen) -> list[str]:
        wrong = [element for element in elements(page) if element["aria-invalid"] == "true"]
        links = [link["href"] for link in page.root.all("a")]
        unlinked = [element["name"] for element in wrong if f"#{element['id']}" not in links]
        silent = [element["name"] for element in wrong if not element["aria-describedby"]]
        return [*unlinked, *silent] if wrong else ["no field is marked"]

    assert faults([page for page in pages if page.is_refusal], check) == {}


def test_a_page_has_one_main_part_and_a_way_to_skip_to_it(pages):
    def check(page: Seen) -> list[str]:
        mains = page.root.all("main")
        first = page.root.all("body")[0].all("a")[:1]
        target = first[0]["href"].removeprefix("#") if first else ""
        leads_there = len(mains) == 1 and target in (mains[0]["id"], *(part["id"] for part in mains[0].all("div")))
        return [] if target and leads_there else [f"{len(mains)} main, skip to {target!r}"]

    assert faults(pages, check) == {}


def test_landmarks_of_a_kind_are_told_apart_by_name(pages):
    def check(page: Seen) -> list[str]:
        names = [nav["aria-label"] or nav["aria-labelledby"] for nav in page.root.all("nav")]
        return [name for name, count in Counter(names).items() if count > 1 or not name]

    assert faults(pages, check) == {}


# --- names ---------------------------------------------------------------------------------------------------------
def test_every_field_has_a_label(pages):
    def check(page: Seen) -> list[str]:
        labels = page.root.all("label")
        named = {label["for"] for label in labels if label.text}
        inside = [field for label in labels if label.text for field in label.all("input", "select", "textarea")]
        return [
            field["name"]
            for field in page.root.all("input", "select", "textarea")
            if field["type"] not in WITHOUT_LABEL
            and not (field["id"] in named or field["aria-label"] or field["aria-labelledby"] or field in inside)
        ]

    assert faults(pages, check) == {}


def test_every_link_and_button_has_words(pages):
    def check(page: Seen) -> list[str]:
        named = [*page.root.all("a", "button", "summary")]
        return [str(e.attributes) for e in named if not (e.text or e["aria-label"] or e["aria-labelledby"])]

    assert faults(pages, check) == {}


def test_every_form_behind_a_door_is_marked_so_that_typed_work_is_not_lost(pages):
    """Those that lead elsewhere ask for nothing; a field for a password has a name that is never kept."""

    def check(page: Seen) -> list[str]:
        forms = [form for form in page.root.all("form") if form["method"] == "post" and not form["action"]]
        unmarked = ["no mark" for form in forms if not values_of(form).get(FIELD)]
        secrets = [f["name"] for form in forms for f in form.all("input") if f["type"] == "password"]
        return unmarked + [name for name in secrets if not NEVER_KEPT.search(name)]

    behind = [page for page in pages if page.address.startswith(MEMBERS_ONLY)]
    assert len([page for page in behind if any(FIELD in values_of(f) for f in page.root.all("form"))]) > 40
    assert faults(behind, check) == {}


def test_choices_that_belong_together_have_a_legend(pages):
    def check(page: Seen) -> list[str]:
        grouped = [
            field
            for group in page.root.all("fieldset")
            if group.all("legend") and group.all("legend")[0].text
            for field in group.all("input")
        ]
        return [field["name"] for field in page.root.all("input") if field["type"] == "radio" and field not in grouped]

    assert faults(pages, check) == {}


def test_every_table_has_a_caption_and_its_heads_a_scope(pages):
    def check(page: Seen) -> list[str]:
        tables = page.root.all("table")
        unnamed = ["no caption" for table in tables if not [c for c in table.all("caption") if c.text]]
        headless = ["no heads" for table in tables if not table.all("th")]
        return [*unnamed, *headless, *(head.text for head in page.root.all("th") if not head["scope"])]

    assert faults(pages, check) == {}


def test_every_picture_has_a_name_or_is_hidden(pages):
    def check(page: Seen) -> list[str]:
        pictures = ["img" for picture in page.root.all("img") if "alt" not in picture.attributes]
        hidden = [svg for parent in elements(page) if parent["aria-hidden"] == "true" for svg in parent.all("svg")]
        drawings = [svg for svg in page.root.all("svg") if svg["aria-hidden"] != "true" and svg not in hidden]
        return pictures + [
            str(svg.attributes)
            for svg in drawings
            if not (
                svg["role"] in ("img", "group") and (svg["aria-label"] or svg["aria-labelledby"] or svg.all("title"))
            )
        ]

    assert faults(pages, check) == {}


# --- what must not be there ----------------------------------------------------------------------------------------
def test_no_id_is_given_twice(pages):
    assert faults(pages, lambda page: [name for name, count in ids(page).items() if count > 1 or not name]) == {}


def test_what_is_pointed_at_is_there(pages):
    def check(page: Seen) -> list[str]:
        known = ids(page)
        named = [(name, word) for e in elements(page) for name in REFERENCES for word in e[name].split()]
        jumps = [("href", link["href"][1:]) for link in page.root.all("a") if link["href"].startswith("#")]
        return [f"{name}={word}" for name, word in [*named, *jumps] if word not in known]

    assert faults(pages, check) == {}


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(pages):
    def check(page: Seen) -> list[str]:
        found = []
        for element in elements(page):
            found += [name for name in element.attributes if name == "style" or name.startswith("on")]
            found += ["style"] if element.tag == "style" else []
            found += ["script"] if element.tag == "script" and not element["src"] else []
            loads = element["src"] or (element["href"] if element.tag == "link" and "style" in element["rel"] else "")
            found += [loads] if loads and not loads.startswith("/static/") else []
        return found

    assert faults(pages, check) == {}
