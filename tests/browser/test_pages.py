"""One page of each type that no journey passes, and its states: light and dark, 1280 and 320 px."""

import pytest

FULDA = "/portal/landkreis-fulda/"
PAGES = {
    None: (
        "/programm/",
        "/foerderlinien/",
        "/foerderlinien/sprachfoerderung/",
        "/foerderlinien/vielfaltszentren/",
        "/kommunen/",
        "/kommunen/?ort=10115",
        "/kommunen/stadt-frankfurt-am-main/",
        "/hilfe-finden/?ort=Fulda&thema=work",
        "/angebote/",
        "/ehrenamt/",
        "/zahlen/?jahr=2015",
        "/suche/?q=fulda",
        "/suche/?q=xyz+hanau",
        "/aktuelles/",
        "/aktuelles/neue-termine-der-lotsinnen-und-lotsen/",
        "/fragen/",
        "/rueckmeldung/?seite=/zahlen/",
        "/datenschutz/",
        "/quellen/",
        "/zahlen/?jahr=2018&linie=fallmanagement",
        "/zahlen/?reihe=sprachfoerderung",
        "/impressum/",
        "/barrierefreiheit/",
        "/leichte-sprache/",
        "/api/v1/docs/",
        "/konto/login/",
        "/en/",
        "/en/kommunen/landkreis-fulda/",
        "/ar/",
        "/ar/hilfe-finden/",
        "/ar/hilfe-finden/?ort=63450&thema=language&sprache=ar",
        "/ar/kommunen/landkreis-fulda/",
        "/ar/zahlen/?jahr=2018",
        "/fa/foerderlinien/fallmanagement/",
        "/leicht/impressum/",
    ),
    "landkreis-fulda-amt": (
        "/konto/passwort/",
        "/konto/logout/",
    ),
    "landkreis-fulda-fallmanagement": (FULDA,),
    "land-bearbeitung": (
        "/admin/programs/allocation/?q=fulda",
        "/admin/municipalities/municipality/?q=nirgendwo",
        "/admin/municipalities/contactpoint/add/",
        "/admin/programs/fundingrate/add/?purpose=position&unit=fulltime_year",
        "/admin/programs/fundingline/zeitreihe/",
        "/admin/municipalities/membership/add/",
        "/admin/casemanagers/position/",
        "/admin/casemanagers/offer/add/",
        "/admin/core/searchsynonym/add/",
        "/admin/pages/newsitem/",
        "/admin/pages/newsitem/1/change/",
        "/admin/pages/newsitem/1/vorschau/",
        "/admin/pages/newsitem/5/freigeben/",
        "/admin/pages/question/1/change/",
        "/admin/pages/feedback/",
        "/admin/verteilung/",
        "/admin/uebersetzungen/",
        "/admin/uebersetzungen/ar/",
        "/admin/uebersetzungen/ar/woerter/",
        "/admin/verteilung/2018/migrantenorganisationen/",
    ),
    "technik": ("/admin/", "/admin/core/user/", "/admin/core/user/add/"),
}
REFUSED = (
    (None, "/gibt-es-nicht/", 404),
    (None, "/zahlen/?jahr=1999", 404),
    ("landkreis-fulda-amt", "/portal/stadt-fulda/", 404),
    ("landkreis-fulda-amt", "/admin/", 403),
    ("land-bearbeitung", "/admin/programs/budgetyear/999/change/", 404),
)


@pytest.mark.parametrize(("person", "path"), [(person, path) for person, paths in PAGES.items() for path in paths])
def test_every_type_of_page_is_accessible_light_dark_wide_narrow(open_window, person, path):
    window = open_window(person)
    window.go(path)
    window.look()


@pytest.mark.parametrize(("person", "path", "status"), REFUSED)
def test_a_page_that_refuses_is_as_accessible(open_window, person, path, status):
    window = open_window(person)
    window.go(path, status=status)
    window.look()


@pytest.mark.parametrize(
    "path",
    [
        "/admin/programs/budgetyear/",
        "/admin/programs/appropriation/",
        "/admin/programs/fundingline/",
        "/admin/programs/fundingrate/",
        "/admin/municipalities/municipality/",
        "/admin/core/sitetext/",
        "/admin/core/event/",
    ],
)
def test_every_list_and_its_first_row_are_accessible(open_window, path):
    window = open_window("land-bearbeitung")
    window.go(path)
    window.look()
    window.click_on("#result_list tbody th a")
    window.look()


@pytest.mark.parametrize("acting", ["planungsrahmen/", "ansatz/sprachfoerderung/"])
def test_the_acts_of_a_year_are_accessible_with_and_without_faults(open_window, acting):
    window = open_window("land-bearbeitung")
    window.go("/admin/programs/budgetyear/?q=2019")
    window.click_on("#result_list tbody th a")
    address = window.page.url.partition("change/")[0].removeprefix(window.address)
    window.go(address + acting)
    window.look()
    window.click_on("main form [type=submit]")
    assert window.page.title().startswith("Fehler: ")
    window.look()


def test_the_end_of_a_line_is_accessible_with_and_without_faults(open_window):
    window = open_window("land-bearbeitung")
    window.go("/admin/programs/fundingline/?q=modell")
    window.click_on("#result_list tbody th a")
    address = window.page.url.partition("change/")[0].removeprefix(window.address)
    window.go(f"{address}ende/")
    window.look()
    window.click_on("main form [type=submit]")
    assert window.page.title().startswith("Fehler: ")
    window.look()


def test_feedback_is_given_without_a_script_and_answered(open_window):
    window = open_window(java_script_enabled=False)
    window.go("/rueckmeldung/?seite=/zahlen/&art=barriere")
    window.page.locator("[name=message]").fill("Die Karte sagt nichts.")
    window.page.wait_for_timeout(3_200)  # quicker counts as a program
    window.click("Nachricht senden")
    assert window.page.title() == "Ihre Nachricht ist angekommen – WIR Hessen"
    assert window.context.cookies() == []

    staff = open_window("land-bearbeitung")
    staff.go("/admin/")
    staff.look()
    staff.click_on("section[aria-labelledby=rueckmeldungen] h3 a")
    staff.look()
    staff.click("Beantworten")
    staff.look()


def test_refused_feedback_is_accessible(window):
    window.go("/rueckmeldung/")
    window.click("Nachricht senden")
    assert window.page.title().startswith("Fehler: ")
    window.look()


def test_a_refused_sign_in_names_the_reason_and_takes_the_focus(window):
    window.sign_in("niemand", "falsch")

    assert window.page.title().startswith("Fehler: ")
    assert "wir-errors" in window.page.evaluate("() => document.activeElement.className")
    window.look()
