"""What the programme is, in the words of its sources."""

from datetime import date

import pytest

from programs.models import Guideline
from tests.factories.core import SourceFactory
from tests.factories.programs import FundingLineFactory, ProgramFactory
from tests.journeys.reader import Page

pytestmark = pytest.mark.django_db
PROGRAM = "/programm/"


def page(client, address=PROGRAM):
    response = client.get(address)
    assert response.status_code == 200
    return Page(address, response.content.decode())


@pytest.fixture
def program():
    return ProgramFactory(summary="Für alle.", description="## Ziele\n\n- Öffnung", source=SourceFactory())


def test_the_programme_names_its_aims_its_lines_and_its_source(client, program):
    FundingLineFactory(program=program, slug="fallmanagement", name="Fallmanagement", summary="Überblick")

    shown = page(client)

    assert shown.heading == "Das Programm WIR"
    assert "Was es will Ziele Öffnung Quelle: Ministerium." in shown.text
    assert shown.links("Fallmanagement") == ["/foerderlinien/fallmanagement/"]
    assert "Ein Rechtsanspruch auf Förderung besteht nicht." in shown.text


def test_a_guideline_is_shown_from_its_day_on(client, program, turn_clock):
    assert "Die rechtliche Grundlage" not in page(client).text
    for starts_on, name in ((date(2021, 1, 1), "Vielfalt und Teilhabe"), (date(2014, 1, 1), "Wegweisend")):
        Guideline.objects.create(
            program=program, name=name, citation="StAnz.", starts_on=starts_on, source=SourceFactory()
        )

    assert "Wegweisend gilt ab 01.01.2014 StAnz." in page(client).text
    assert "Vielfalt und Teilhabe" not in page(client).text
    turn_clock("2021-01-01T00:00:01+01:00")
    assert "Wegweisend gilt ab 01.01.2014 StAnz. Vielfalt und Teilhabe gilt ab 01.01.2021" in page(client).text


def test_in_english_a_text_that_is_german_says_its_language(client, program):
    FundingLineFactory(program=program, summary_de="Überblick", summary_en="Overview")

    shown = page(client, "/en/programm/")

    languages = {element.text: element["lang"] for element in shown.root.all("p") if element.text}
    assert (languages["Für alle."], languages["Overview"]) == ("de", "")


def test_before_anything_is_loaded_there_is_no_programme(client):
    assert client.get(PROGRAM).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_line_and_for_three(client, program, django_assert_num_queries, count):
    FundingLineFactory.create_batch(count, program=program)

    with django_assert_num_queries(4):
        assert client.get(PROGRAM).status_code == 200


def test_only_reading_is_possible(client, program):
    assert client.post(PROGRAM).status_code == 405
