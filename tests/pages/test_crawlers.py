"""What search engines get: every public page in each of its languages, and what is not for them."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import call_command

from casemanagers.models import Offer
from tests.factories.casemanagers import OfferFactory
from tests.factories.pages import NewsItemFactory
from tests.house.access_matrix import PUBLIC
from wir_portal.core.models import SiteText
from wir_portal.pages.sitemaps import SINGLE

pytestmark = pytest.mark.django_db
S, X = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
CODES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def listed(client):
    """Path → (day of the last change, path in each language)."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    found = {}
    for url in ElementTree.fromstring(response.content).findall(f"{S}url"):
        others = {link.attrib["hreflang"]: urlsplit(link.attrib["href"]).path for link in url.findall(f"{X}link")}
        found[urlsplit(url.findtext(f"{S}loc")).path] = (url.findtext(f"{S}lastmod"), others)
    return found


def test_every_page_that_is_listed_opens_in_every_language_that_is_named(client):
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)

    found = listed(client)

    paths = [*SINGLE] + ["kommunen"] * 33
    assert len(found) > len(paths) + Offer.objects.public().count()
    offers = [path for path in found if "/angebote/" in path and path.count("-")]
    shown = [path for path in found if path not in offers[5:]]
    assert [path for path in shown if client.get(path).status_code != 200] == []
    for path, (_day, others) in found.items():
        assert others["x-default"] == others["de"]
        assert path in others.values()
    assert set(found["/kommunen/landkreis-fulda/"][1]) == {*CODES, "x-default"}


def test_single_pages_are_all_that_are_one_of_their_kind():
    of_many = ("-detail", "-csv", "-feed", "-thanks")
    files = {name for name in PUBLIC if name.endswith(of_many)}

    assert {f"public:{name}" for name in SINGLE} == set(PUBLIC) - files - {name for name in PUBLIC if "xlsx" in name}


def test_a_page_says_when_it_changed_and_in_which_languages_it_is(client):
    SiteText.objects.create(key="imprint", title_de="Impressum", updated_on="2018-10-01")
    item = NewsItemFactory(is_published=True)
    offer = OfferFactory(is_published=True, title_de="Kurs", title_en="Course")

    found = listed(client)

    assert found["/impressum/"][0] == "2018-10-01"
    assert found[item.get_absolute_url()][0] == "2018-11-05"
    assert set(found[item.get_absolute_url()][1]) == {"de", "x-default"}
    assert found[offer.get_absolute_url()][0] == "2018-11-05"
    assert set(found[offer.get_absolute_url()][1]) == {"de", "en", "x-default"}
    assert found["/kommunen/"][0] is None


def test_what_is_not_public_is_not_listed(client, turn_clock):
    draft, later = NewsItemFactory(), NewsItemFactory(status="published", published_on="2018-11-06")
    hidden = OfferFactory()

    paths = listed(client)

    for row in (draft, later, hidden):
        assert row.get_absolute_url() not in paths
    assert "/datenschutz/" not in paths
    turn_clock("2018-11-06T00:00:00+01:00")
    assert later.get_absolute_url() in listed(client)


@pytest.mark.parametrize(
    ("is_demo", "rules"),
    [
        (True, ["/"]),
        (False, ["/admin/", "/portal/", "/konto/", "/suche/?", "/*/suche/?", "/rueckmeldung/danke/"]),
    ],
)
def test_robots_are_told_what_is_not_for_them(client, settings, is_demo, rules):
    settings.WIR_DEMO = is_demo
    settings.WIR_PUBLIC_URL = "https://wir.example.org"

    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")] == rules
    assert lines[-1] == "Sitemap: https://wir.example.org/sitemap.xml"
