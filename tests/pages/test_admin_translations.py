"""Übersetzungen in the admin: what is to do in each language, and the act of checking, at a fixed number of queries."""

import pytest
from django.core.management import call_command

from programs.models import FundingLine
from tests.clients import client_of
from tests.factories.casemanagers import OfferFactory
from tests.factories.core import UserFactory
from tests.journeys.reader import Page
from wir_portal.core import catalogue_checks, catalogues
from wir_portal.core.models import SiteText, TranslationState
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
ROOT = "/admin/uebersetzungen/"
QUERIES = {ROOT: 14, f"{ROOT}ar/": 13}


@pytest.fixture
def client():
    return client_of(UserFactory(group=StaffGroup.MINISTRY_EDITOR))


@pytest.fixture
def stamp():
    yield
    catalogue_checks.touch()


def text(key, **fields):
    return SiteText.objects.create(key=key, **{"title_de": f"Titel {key}", "body_de": "Ein Satz."} | fields)


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return Page(address, response.content.decode())


def rows(shown):
    return [[cell.text for cell in row.all("th", "td")] for body in shown.root.all("tbody") for row in body.all("tr")]


def test_each_language_counts_what_is_missing_outdated_and_unchecked(client):
    text("a", title_ar="أ", body_ar="ب")
    text("b", title_ar="أ", body_ar="ب").save()
    outdated = SiteText.objects.get(key="b")
    outdated.body_de = "Neu."
    outdated.save()

    counts = {row[0]: row[2:] for row in rows(page(client, ROOT))}
    assert list(counts) == ["Englisch", "Arabisch", "Ukrainisch", "Persisch / Dari", "Türkisch", "Leichte Sprache"]
    assert (counts["Arabisch"], counts["Englisch"]) == (["0", "1", "1", "0"], ["2", "0", "0", "0"])


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_depend_on_the_rows(client, address, count, django_assert_num_queries):
    for number in range(count):
        text(f"t{number}", title_ar="أ", body_ar="ب")

    with django_assert_num_queries(QUERIES[address]):
        client.get(address)


def test_the_list_of_a_language_shows_what_is_to_do_or_one_state(client):
    text("a", title_ar="أ", body_ar="ب")
    text("b")

    assert [row[:3] for row in rows(page(client, f"{ROOT}ar/"))] == [
        ["Titel a", "Seitentext", "nicht geprüft"],
        ["Titel b", "Seitentext", "fehlt"],
    ]
    assert [row[0] for row in rows(page(client, f"{ROOT}ar/?stand=missing"))] == ["Titel b"]
    assert "Hier ist nichts zu tun." in page(client, f"{ROOT}ar/?stand=checked").text
    page(client, f"{ROOT}xx/", 404)
    page(client, f"{ROOT}ar/core-user/1/", 404)
    page(client, f"{ROOT}ar/core-sitetext/0/", 404)


def test_what_a_body_wrote_comes_last_and_names_the_body(client):
    offer = OfferFactory()
    text("a")

    names = [row[0] for row in rows(page(client, f"{ROOT}ar/"))]
    assert names == ["Titel a", f"{offer.title}, {offer.municipality.sort_name}"]


def test_long_lists_have_pages(client):
    for number in range(51):
        text(f"t{number}")

    assert len(rows(page(client, f"{ROOT}ar/"))) == 50
    assert page(client, f"{ROOT}ar/?seite=2").links("Vorige Seite") == [f"{ROOT}ar/?stand=&seite=1"]


def test_the_editor_reads_both_texts_and_checks_them(client):
    row = text("a", title_ar="أ", body_ar="ب")
    address = f"{ROOT}ar/core-sitetext/{row.pk}/"

    shown = page(client, address)
    assert rows(shown) == [["Überschrift Titel a", "أ"], ["Text Ein Satz.", "ب"]]
    assert client.post(address, {"seen": row.version("ar")}).status_code == 200
    assert client.post(address, {"seen": "0" * 16, "reason_internal": "Gelesen."}).status_code == 409
    response = client.post(address, {"seen": row.version("ar"), "reason_internal": "Gelesen."})
    assert (response.status_code, response["Location"]) == (302, f"{ROOT}ar/")
    row.refresh_from_db()
    assert row.translation_state("ar") == TranslationState.CHECKED


def test_the_mark_of_a_page_goes_with_the_last_check_and_comes_with_a_newer_german_text(
    client, stamp, django_capture_on_commit_callbacks
):
    call_command("load_wir", verbosity=0)
    nobody = client_of(None)

    def marks(address):
        return [p.text for p in page(nobody, address).root.all("p") if "wir-translation" in p["class"]]

    assert len(marks("/tr/programm/")) == 1
    assert marks("/programm/") == []
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{ROOT}tr/woerter/", {"seen": catalogues.fingerprint_of("tr"), "reason_internal": "Gelesen."})
    assert marks("/tr/hilfe-finden/") == []
    assert len(marks("/tr/foerderlinien/koordination/")) == 1
    line = FundingLine.objects.get(slug="koordination")
    line.mark_checked("tr")
    line.save()
    assert marks("/tr/foerderlinien/koordination/") == []
    line.description_de = "Etwas Neues."
    line.save()
    (mark,) = marks("/tr/foerderlinien/koordination/")
    assert mark.startswith("Almanca metin bu çeviriden daha yeni.")


def test_others_read_but_do_not_check():
    reader = client_of(UserFactory(group=StaffGroup.MINISTRY_READER))
    row = text("a", title_ar="أ", body_ar="ب")

    assert page(reader, f"{ROOT}ar/").links("Prüfen: Titel a") == []
    for address in (f"{ROOT}ar/woerter/", f"{ROOT}ar/core-sitetext/{row.pk}/"):
        assert reader.get(address).status_code == 403
    assert client_of(UserFactory(group=StaffGroup.TECHNICAL)).get(ROOT).status_code == 403
