"""A citizen finds out what stands ready where they live, and where the figures come from."""

import pytest

from tests.journeys.visitor import Visitor

MINISTRY = "Hessisches Ministerium für Soziales und Integration, 22.02.2018"


def test_a_citizen_of_the_city_of_fulda_goes_from_the_postcode_to_the_sources():
    visitor = Visitor()
    home = visitor.open("/")
    assert (home.language, home.heading) == ("de", "Gut zusammenleben in Hessen")
    assert "Wegweisende Integrationsansätze Realisieren" in home.text
    assert "33 Kommunen 1.650.000 €" in home.text

    body = visitor.press("Suchen, was es dort gibt", ort="36037")
    assert (body.address, body.heading) == ("/kommunen/stadt-fulda/", "Stadt Fulda")
    assert body.table("Kontingente: Stadt Fulda")[0] == ["Fallmanagement", "nicht bekannt", "50.000 €", "noch offen"]

    line = visitor.follow("Fallmanagement")
    assert line.address == "/foerderlinien/fallmanagement/"
    assert line.table("Fallmanagement nach Jahren")[-1] == ["2018", "1.650.000 €", "1.650.000 €", "0 €", MINISTRY]
    rows = line.table("Kontingente Fallmanagement 2018")
    assert (len(rows), {row[2] for row in rows}) == (33, {"50.000 €"})

    figures = visitor.follow("Zahlen")
    assert figures.table("Geld je Förderlinie 2018")[0][:3] == ["Fallmanagement", "1.650.000 €", "1.650.000 €"]
    years = [row[:2] for row in figures.table("Geld des Programms WIR nach Jahren")]
    assert ["2015", "nicht bekannt"] in years
    assert ["2018", "mindestens 10.000.000 €"] in years

    sources = visitor.follow("Quellen")
    assert sources.heading == "Quellen"
    assert f"Mitteilung zum Landesprogramm WIR im Jahr 2018 {MINISTRY}" in sources.text


def test_fulda_asks_whether_the_district_or_the_city_is_meant():
    visitor = Visitor()
    visitor.open("/")
    choice = visitor.press("Suchen, was es dort gibt", ort="Fulda")
    assert "Mehrere Treffer für „Fulda“" in choice.text

    district = visitor.follow("Landkreis Fulda")
    assert district.heading == "Landkreis Fulda"

    assert visitor.follow("Stadt Fulda").address == "/kommunen/stadt-fulda/"


@pytest.mark.parametrize("sought", ["10115", "Entenhausen", "60"])
def test_who_finds_nothing_reads_what_to_do(sought):
    visitor = Visitor()
    visitor.open("/")
    page = visitor.press("Suchen, was es dort gibt", ort=sought)

    assert page.address == "/kommunen/"
    assert "Nichts gefunden" in page.text
    assert f"„{sought}“" in page.text
    assert len(page.table("33 Kommunen")) == 33


def test_a_reader_of_english_walks_the_same_way():
    visitor = Visitor()
    visitor.open("/")
    home = visitor.follow("English")
    assert (home.address, home.language) == ("/en/", "en")
    assert home.heading != "Gut zusammenleben in Hessen"
    assert "€1,650,000" in home.text

    (button,) = [button.text for form in home.main.all("form") for button in form.all("button")]
    body = visitor.press(button, ort="36037")
    assert (body.address, body.language, body.heading) == ("/en/kommunen/stadt-fulda/", "en", "Stadt Fulda")
    assert "€50,000" in body.text

    line = visitor.follow("Case management")
    assert (line.address, line.heading) == ("/en/foerderlinien/fallmanagement/", "Case management")
    assert "50.000" not in line.text

    assert visitor.follow("Deutsch").address == "/foerderlinien/fallmanagement/"


def test_the_citizens_way_leaves_no_cookie():
    visitor = Visitor()
    for address in ("/", "/kommunen/?ort=36037", "/foerderlinien/fallmanagement/", "/zahlen/", "/quellen/", "/en/"):
        visitor.open(address)

    assert visitor.client.cookies.keys() == set()
