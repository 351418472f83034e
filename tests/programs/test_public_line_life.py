"""The pages of the lines say what runs today, what is to come and what has ended, and what came before and after."""

from datetime import date

import pytest
from django.core.management import call_command

from programs.models import FundingLine, StartPrecision
from tests.factories.programs import FundingLineFactory, FundingRateFactory, LineSuccessionFactory, RatePurposeFactory
from tests.journeys.reader import Page
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
GUIDES = "Ehrenamtliche Integrationslotsinnen und Integrationslotsen"
SIX = ["Fallmanagement", "Koordination", "Sprachförderung", GUIDES, "Modellprojekte", "Migrantenorganisationen"]
MINISTRY = "Hessisches Ministerium für Soziales und Integration"
COORDINATOR = "bis zu 60.000 € je Vollzeitstelle und Jahr, höchstens 200 % einer Vollzeitstelle"
STARTING = ["Laiendolmetschen", "Kommunale Vielfaltsstrategien"]
CENTRES = "WIR-Vielfaltszentren"
State = FundingLine.State


def page(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return Page(address, response.content.decode())


def sections(client):
    """Heading of each section of the list with the lines below it."""
    shown = page(client, "/foerderlinien/")
    found = {}
    for section in shown.root.all("section"):
        (heading,) = section.all("h2")
        found[heading.text] = [line.text for line in section.all("h3")]
    return found


@pytest.fixture
def loaded():
    call_command("load_wir", verbosity=0)


def test_in_2018_the_six_lines_run_and_nothing_pretends_to(client, loaded):
    assert sections(client) == {
        "Was jetzt läuft": SIX,
        "Was in diesem Jahr beginnt": STARTING,
        "Was später kommt": [CENTRES],
    }
    assert "Das Programm WIR gibt Geld für 6 Aufgaben." in page(client, "/foerderlinien/").text
    for address in ("/", "/programm/"):
        text = page(client, address).text
        assert [name for name in (*SIX, *STARTING, CENTRES) if name in text] == SIX, address


def test_after_the_reform_the_centres_run_and_both_earlier_lines_have_ended(client, loaded, turn_clock):
    turn_clock("2021-01-01T00:00:01+01:00")

    assert sections(client) == {
        "Was jetzt läuft": [CENTRES, *SIX[2:], *STARTING],
        "Was beendet ist": SIX[:2],
    }


@pytest.mark.parametrize(
    ("fields", "day", "state", "time"),
    [
        ({}, date(2018, 11, 5), State.RUNNING, ""),
        ({"starts_on": date(2018, 11, 5)}, date(2018, 11, 5), State.RUNNING, "seit 2018"),
        ({"starts_on": date(2018, 11, 6)}, date(2018, 11, 5), State.UPCOMING, "ab 06.11.2018"),
        ({"starts_on": date(2019, 1, 1), "start_precision": "year"}, date(2018, 11, 5), State.UPCOMING, "ab 2019"),
        (
            {"starts_on": date(2018, 1, 1), "start_precision": "year"},
            date(2018, 11, 5),
            State.STARTING,
            "beginnt 2018, der Tag ist nicht bekannt",
        ),
        ({"starts_on": date(2017, 1, 1), "start_precision": "year"}, date(2018, 11, 5), State.RUNNING, "seit 2017"),
        (
            {"starts_on": date(2014, 1, 1), "ends_on": date(2018, 11, 5)},
            date(2018, 11, 5),
            State.RUNNING,
            "2014 bis 2018",
        ),
        (
            {"starts_on": date(2014, 1, 1), "ends_on": date(2018, 11, 4)},
            date(2018, 11, 5),
            State.ENDED,
            "2014 bis 2018",
        ),
    ],
)
def test_a_line_has_its_state_of_a_day(client, fields, day, state, time):
    line = FundingLineFactory(slug="linie", **fields)

    assert line.state_on(day) == state
    assert FundingLine.objects.in_force_on(day).exists() == (state == State.RUNNING)
    kicker = page(client, "/foerderlinien/linie/").text
    assert (f"Förderlinie, {time} " if time else "Förderlinie Linie") in kicker


def test_a_line_of_which_only_the_year_is_known_counts_from_the_next_one():
    line = FundingLineFactory(starts_on=date(2018, 1, 1), start_precision=StartPrecision.YEAR)

    assert [line.may_run_in(year) for year in (2017, 2018, 2019)] == [False, True, True]
    assert [line.runs_in(year) for year in (2017, 2018, 2019)] == [False, False, True]


@pytest.mark.parametrize("recipients", FundingLine.Recipients)
def test_what_is_not_known_to_go_to_bodies_is_not_spread(recipients):
    line = FundingLineFactory(recipients=recipients)

    assert line.goes_to_bodies == (recipients in ("bodies", "both"))
    assert FundingLine.objects.for_bodies().exists() == line.goes_to_bodies


def test_a_line_to_come_says_when_it_begins_and_what_it_will_pay(client, loaded):
    shown = page(client, "/foerderlinien/vielfaltszentren/")

    assert "Diese Förderlinie beginnt erst am 01.01.2021." in shown.text
    assert f"Wie viel 2021 {COORDINATOR}" in shown.text
    assert [row[:3] for row in shown.table("Fördersätze WIR-Vielfaltszentren")] == [
        ["Stelle", "ab 01.01.2021", COORDINATOR],
        ["Assistenz", "ab 2022", "bis zu 20.000 € je Jahr (eine WIR-Mitarbeit)"],
        ["Mikroprojekte", "ab 2022", "bis zu 5.000 € je Jahr"],
    ]
    assert shown.links("Koordination") == ["/foerderlinien/koordination/"]
    assert shown.links("Das Geld der ganzen Reihe") == ["/zahlen/?reihe=vielfaltszentren#z-reihe"]


def test_a_rate_of_which_only_today_is_known_is_not_claimed_for_earlier_years(client, loaded):
    shown = page(client, "/foerderlinien/sprachfoerderung/", jahr="2018")

    assert "Wie viel 2018 kein fester Satz bekannt" in shown.text
    assert [row[:3] for row in shown.table("Fördersätze Sprachförderung")] == [
        [
            "Unterrichtsstunde",
            "belegt am 25.11.2026, Beginn nicht bekannt",
            "bis zu 40 € je Unterrichtsstunde (Deutsch4U, 300 Unterrichtsstunden)",
        ],
        ["Sprachkurs", "belegt am 25.11.2026, Beginn nicht bekannt", "bis zu 12.000 € je Kurs (Deutsch4U)"],
    ]


def test_the_history_of_a_line_stands_newest_first_with_its_sources(client, loaded):
    text = page(client, "/foerderlinien/fallmanagement/").text
    begin = (
        "Die Förderlinie beginnt 01.01.2017 Quelle: Hessisches Ministerium für Soziales und Integration, 22.02.2018."
    )
    end = f"Letzter Tag der Förderlinie 31.12.2020 Quelle: {MINISTRY}, 11.12.2020."
    after = f"Geht weiter als: {CENTRES} 01.01.2021 Quelle: {MINISTRY}, 11.12.2020."

    assert text.endswith(f"{after} {end} {begin}")


@pytest.mark.parametrize(
    ("origin", "words"),
    [(Origin.DECIDED, "Entschieden vom Ministerium"), (Origin.EXAMPLE, "Beispieldaten"), (Origin.SOURCED, "Quelle: ")],
)
def test_what_was_entered_here_names_no_source(client, origin, words):
    line = FundingLineFactory(slug="linie", ends_on=date(2018, 12, 31), end_origin=origin)
    LineSuccessionFactory(predecessor=line, starts_on=date(2019, 1, 1), origin=origin)

    assert page(client, "/foerderlinien/linie/").text.count(words) == 2 + (origin == Origin.SOURCED)


def test_an_end_of_which_no_source_is_known_names_none(client):
    FundingLineFactory(slug="linie", ends_on=date(2018, 12, 31))

    assert page(client, "/foerderlinien/linie/").text.endswith("Letzter Tag der Förderlinie 31.12.2018")


def test_a_rate_that_was_entered_here_is_marked(client):
    line = FundingLineFactory(slug="linie")
    FundingRateFactory(line=line, origin=Origin.EXAMPLE)
    FundingRateFactory(line=line, starts_on=date(2020, 1, 1), amount_cents=None, origin=Origin.EXAMPLE)

    rows = page(client, "/foerderlinien/linie/").table("Fördersätze Linie")
    assert [row[2] for row in rows] == [
        "bis zu 50.000 € je Vollzeitstelle und Jahr Beispieldaten",
        "kein Fördersatz Beispieldaten",
    ]


def test_the_api_says_what_is_known_of_a_start(client, loaded):
    items = {item["slug"]: item for item in client.get("/api/v1/funding-lines/").json()["items"]}

    assert (items["laiendolmetschen"]["start_precision"], items["laiendolmetschen"]["recipients"]) == (
        "year",
        "unknown",
    )
    lesson = next(rate for rate in items["sprachfoerderung"]["rates"] if rate["purpose"] == "lesson")
    assert (lesson["starts_on"], lesson["known_on"], lesson["ends_on"]) == (None, "2026-11-25", None)
    assert (lesson["purpose_name"], lesson["unit_name"]) == ("Unterrichtsstunde", "je Unterrichtsstunde")
    first, none = items["fallmanagement"]["rates"]
    assert (first["starts_on"], first["ends_on"], none["amount_cents"]) == ("2017-01-01", "2020-12-31", None)
    assert [row["slug"] for row in items["koordination"]["successors"]] == ["vielfaltszentren"]


def test_the_api_does_not_end_a_rate_where_the_next_ones_start_is_not_known(client):
    line = FundingLineFactory(slug="linie")
    FundingRateFactory(line=line)
    FundingRateFactory(line=line, starts_on=date(2026, 1, 1), start_precision=StartPrecision.KNOWN, origin="example")

    first, second = client.get("/api/v1/funding-lines/").json()["items"][0]["rates"]
    assert (first["ends_on"], first["origin"], second["origin"]) == (None, "sourced", "example")


@pytest.mark.parametrize("count", [1, 3])
def test_a_line_costs_the_same_with_one_and_with_three_rates_and_successions(client, django_assert_num_queries, count):
    line = FundingLineFactory(slug="linie")
    for number in range(count):
        FundingRateFactory(line=line, purpose=RatePurposeFactory(slug=f"zweck-{number}"))
        LineSuccessionFactory(predecessor=line)
        LineSuccessionFactory(successor=line)

    with django_assert_num_queries(8):  # one of them for the foot: are there news
        assert client.get("/foerderlinien/linie/").status_code == 200
