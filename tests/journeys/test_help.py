"""A newcomer in Hanau finds whom to call; an officer enters an offer and everybody sees it at once."""

import pytest

from casemanagers.models import Offer
from tests.journeys.visitor import Visitor

MOST_BYTES = 60_000
HANAU = "/portal/stadt-hanau/angebote/"


@pytest.fixture
def officer() -> Visitor:
    visitor = Visitor()
    visitor.sign_in("stadt-hanau-amt")
    return visitor


def light(visitor: Visitor) -> bool:
    return len(visitor.response.content) < MOST_BYTES


@pytest.mark.parametrize(
    ("start", "way", "button", "call"),
    [("/", "Hilfe finden", "Hilfe zeigen", "Anrufen:"), ("/en/", "Find help", "Show help", "Call:")],
)
def test_from_the_start_page_to_a_telephone_number_in_three_pages(start, way, button, call):
    newcomer = Visitor()
    newcomer.open(start)
    assert light(newcomer)

    newcomer.follow(way)
    assert light(newcomer)

    page = newcomer.press(button, ort="63450", thema="language", sprache="ar")
    assert light(newcomer)
    assert page.heading.endswith("in Hanau")
    (number,) = {link["href"] for link in page.main.all("a") if link.text.startswith(call)}
    assert number == "tel:+496990009011"
    assert newcomer.client.cookies.keys() == set()


def test_from_the_result_to_one_offer_and_its_time_and_place():
    newcomer = Visitor()
    page = newcomer.open("/hilfe-finden/?ort=Hanau&thema=language&sprache=ar")
    first = page.main.all("h3")[1].text

    offer = newcomer.follow(first)
    assert offer.heading == first
    assert "63405 Hanau" in offer.text
    assert "Beispieldaten" in offer.text


def test_fulda_asks_which_and_keeps_what_was_chosen():
    newcomer = Visitor()
    newcomer.open("/hilfe-finden/")
    newcomer.press("Hilfe zeigen", ort="Fulda", thema="work", sprache="ar")

    page = newcomer.follow("Stadt Fulda")
    assert page.heading == "Hilfe in Fulda"
    assert "Arbeit ändern" in page.text
    assert "Arabisch ändern" in page.text


def test_a_volunteer_in_wetzlar_finds_the_network_to_join():
    volunteer = Visitor()
    volunteer.open("/")
    volunteer.follow("Ehrenamt")
    page = volunteer.press("Netzwerk finden", ort="Wetzlar")

    assert "Wer koordiniert Freiwilligenagentur (Beispiel)" in page.text
    assert "Telefon 069 90009-" in page.text


def test_an_officer_enters_and_publishes_an_offer_and_everyone_sees_it_at_once(officer):
    officer.follow("Angebote")
    officer.follow("Neues Angebot")
    officer.press(
        "Entwurf speichern",
        title_de="Nähkurs",
        topic="contact",
        provider="Nähstube",
        phone="069 90009-999",
        hours="montags",
    )
    assert "Der Entwurf ist gespeichert." in officer.page.text

    citizen = Visitor()
    assert "Nähkurs" not in citizen.open("/hilfe-finden/?ort=63450&thema=contact").text

    officer.follow("Veröffentlichen")
    officer.press("Veröffentlichen")
    assert "„Nähkurs“ ist jetzt öffentlich." in officer.page.text
    citizen.open("/hilfe-finden/?ort=63450&thema=contact")
    assert "montags" in citizen.follow("Nähkurs").text
    assert Visitor().open("/angebote/?kommune=stadt-hanau&thema=contact").text.count("Nähkurs") == 1

    officer.open(HANAU)
    officer.follow("Nähkurs")
    officer.follow("Zurückziehen")
    officer.press("Zurückziehen", reason_internal="Der Kurs fällt aus.")
    assert citizen.client.get(citizen.page.address).status_code == 404
    assert "Der Kurs fällt aus." in officer.open("/portal/stadt-hanau/protokoll/").text


def test_one_click_confirms_and_the_log_says_that_it_was_the_body_itself(officer):
    officer.open(HANAU)
    assert "2 Einträge sind zu bestätigen." in officer.page.text
    officer.press("Stimmt noch: Deutschkurs für Anfänger")
    assert "Danke. „Deutschkurs für Anfänger“ ist von heute an bestätigt." in officer.page.text
    assert "Ein Eintrag ist zu bestätigen." in officer.page.text

    entry = officer.open("/portal/stadt-hanau/protokoll/").main.all("li")[0].text
    assert "Angebot bestätigt" in entry
    assert "Deutschkurs für Anfänger" in entry
    assert "Kommune" in entry
    assert "Ministerium" not in entry


def test_an_officer_of_another_body_finds_nothing_there(officer):
    foreign = Offer.objects.exclude(municipality__slug="stadt-hanau").first()

    assert officer.client.get("/portal/stadt-wetzlar/angebote/").status_code == 404
    assert officer.client.get(f"{HANAU}{foreign.pk}/").status_code == 404
