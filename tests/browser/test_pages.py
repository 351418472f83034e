"""One page of each type, and the states that journeys do not pass: light and dark, 1280 and 320 px."""

import pytest

FULDA = "/portal/landkreis-fulda/"
PAGES = {
    None: (
        "/",
        "/programm/",
        "/foerderlinien/",
        "/foerderlinien/fallmanagement/",
        "/foerderlinien/sprachfoerderung/",
        "/kommunen/",
        "/kommunen/?ort=Fulda",
        "/kommunen/?ort=10115",
        "/kommunen/landkreis-fulda/",
        "/kommunen/stadt-frankfurt-am-main/",
        "/zahlen/",
        "/zahlen/?jahr=2015",
        "/zahlen/?jahr=2018&linie=fallmanagement",
        "/quellen/",
        "/impressum/",
        "/barrierefreiheit/",
        "/leichte-sprache/",
        "/api/v1/docs/",
        "/konto/login/",
        "/en/",
        "/en/kommunen/landkreis-fulda/",
        "/en/zahlen/",
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
        "/admin/municipalities/membership/add/",
        "/admin/casemanagers/position/",
        "/admin/verteilung/",
        "/admin/verteilung/2018/fallmanagement/",
        "/admin/verteilung/2018/fallmanagement/verlauf/",
        "/admin/verteilung/2018/migrantenorganisationen/",
        "/admin/verteilung/2019/modellprojekte/foerdersatz/",
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
    window.look("page")


@pytest.mark.parametrize(("person", "path", "status"), REFUSED)
def test_a_page_that_refuses_is_as_accessible(open_window, person, path, status):
    window = open_window(person)
    window.go(path, status=status)
    window.look("page")


@pytest.mark.parametrize(
    "path",
    [
        "/admin/programs/budgetyear/",
        "/admin/programs/appropriation/",
        "/admin/programs/fundingline/",
        "/admin/municipalities/municipality/",
        "/admin/core/sitetext/",
        "/admin/core/event/",
    ],
)
def test_every_list_and_its_first_row_are_accessible(open_window, path):
    window = open_window("land-bearbeitung")
    window.go(path)
    window.look("list")
    window.click_on("#result_list tbody th a")
    window.look("row")


@pytest.mark.parametrize("acting", ["planungsrahmen/", "ansatz/fallmanagement/"])
def test_the_acts_of_a_year_are_accessible_with_and_without_faults(open_window, acting):
    window = open_window("land-bearbeitung")
    window.go("/admin/programs/budgetyear/?q=2019")
    window.click_on("#result_list tbody th a")
    address = window.page.url.removesuffix("change/").removeprefix(window.address)
    window.go(address + acting)
    window.look("asked")
    window.click_on("main form [type=submit]")
    assert window.page.title().startswith("Fehler: ")
    window.look("refused")


def test_a_refused_sign_in_names_the_reason_and_takes_the_focus(window):
    window.sign_in("niemand", "falsch")

    assert window.page.title().startswith("Fehler: ")
    assert "wir-errors" in window.page.evaluate("() => document.activeElement.className")
    window.look("refused")
