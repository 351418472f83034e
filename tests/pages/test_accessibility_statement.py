"""The accessibility statement says what the last test run counted and what is known to be missing; it knows its age."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.journeys.reader import Page
from wir_portal.core.imports.files import DataFault
from wir_portal.core.models import SiteText
from wir_portal.pages import accessibility

RESULT = {
    "tested_on": "2018-03-01",
    "tool": "axe-core 4.10",
    "public_pages": 31,
    "closed_pages": 40,
    "views": 1284,
    "violations": 0,
}


@pytest.fixture
def taken_over(monkeypatch, tmp_path, turn_clock):
    """`taken_over(violations=2)`: the statement rests on this run."""
    turn_clock("2018-11-05T09:00+01:00")
    file = tmp_path / "run.json"
    monkeypatch.setattr(accessibility, "RUN", file)
    monkeypatch.setattr(accessibility.last_run.__wrapped__, "__defaults__", (file,))
    accessibility.last_run.cache_clear()

    def take(**other):
        found = tmp_path / "result.json"
        found.write_text(json.dumps(RESULT | other), encoding="utf-8")
        call_command("accessibility_result", str(found))

    yield take
    accessibility.last_run.cache_clear()


def page(client, prefix=""):
    response = client.get(f"{prefix}/barrierefreiheit/")
    assert response.status_code == 200
    return Page("", response.content.decode())


@pytest.fixture
def text(db):
    return SiteText.objects.create(key="accessibility", title_de="Erklärung zur Barrierefreiheit", body_de="HVBIT.")


def test_it_says_day_method_numbers_gaps_and_ways(client, text, taken_over, capsys):
    taken_over()
    assert capsys.readouterr().out == "Übernommen: 1284 Ansichten vom 01.03.2018.\n"

    shown = page(client)

    for words in (
        "HVBIT.",
        "Stand dieser Erklärung: 01.03.2018.",
        "axe-core 4.10",
        "31 öffentliche und 40 nach der Anmeldung, zusammen in 1.284 Ansichten",
        "Keinen Verstoß.",
        "Es gibt noch kein Video in Deutscher Gebärdensprache.",
        "spätestens nach sechs Wochen",
        "(LBIT)",
    ):
        assert words in shown.text
    assert shown.links("Eine Barriere melden") == ["/rueckmeldung/?art=barriere"]
    assert "älter als zwölf Monate" not in shown.text
    missing = [term.text for term in shown.main.all("dt")][4:]
    assert missing == [gap.titles["de"] for gap in accessibility.gaps()]


@pytest.mark.parametrize(
    ("count", "words"), [(1, "Ein Verstoß. Er wird behoben."), (2, "2 Verstöße. Sie werden behoben.")]
)
def test_violations_are_said_too(client, text, taken_over, count, words):
    taken_over(violations=count)

    assert words in page(client).text


@pytest.mark.parametrize(("day", "is_old"), [("2019-03-01", False), ("2019-03-02", True), ("2018-03-01", False)])
def test_a_statement_older_than_twelve_months_says_so(client, text, taken_over, turn_clock, day, is_old):
    taken_over()
    turn_clock(f"{day}T12:00+01:00")

    assert ("Diese Erklärung ist älter als zwölf Monate." in page(client).text) == is_old


def test_a_leap_day_grows_old_too():
    run = accessibility.read_run(json.dumps(RESULT | {"tested_on": "2020-02-29"}))

    assert [run.is_old(day) for day in (date(2021, 2, 28), date(2021, 3, 1))] == [False, True]


def test_before_a_run_was_taken_over_it_says_so(client, text, taken_over):
    shown = page(client)

    assert "Noch keine Prüfung übernommen" in shown.text
    assert "Stand dieser Erklärung" not in shown.text


def test_in_english_the_gaps_are_english_and_another_language_marks_german(client, text, taken_over, monkeypatch):
    taken_over()
    assert "There is no film in German Sign Language yet." in page(client, "/en").text

    only_german = accessibility.Gap({"de": "Karten"}, {"de": "Noch ohne Tabelle."})
    monkeypatch.setattr(accessibility, "gaps", lambda: [only_german])

    shown = page(client, "/en")
    assert [box.text for box in shown.main.all("div") if box["lang"] == "de"] == ["HVBIT.", "Karten Noch ohne Tabelle."]
    assert [box["lang"] for box in page(client).main.all("div") if "Karten" in box.text and box.tag == "div"][-1] == ""


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        json.dumps(RESULT | {"tested_on": "gestern"}),
        json.dumps(RESULT | {"views": 0}),
        json.dumps(RESULT | {"violations": -1}),
        json.dumps(RESULT | {"public_pages": "viele"}),
        json.dumps(RESULT | {"more": 1}),
    ],
)
def test_what_is_no_result_is_refused(content, tmp_path, taken_over):
    file = tmp_path / "falsch.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("accessibility_result", str(file))
    with pytest.raises(DataFault):
        accessibility.read_run(content)


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_file_that_cannot_be_read_is_refused(content, tmp_path, taken_over):
    file = tmp_path / "falsch.json"
    if content:
        file.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("accessibility_result", str(file))


def test_the_run_that_comes_with_the_portal_is_whole_and_found_nothing():
    run = accessibility.read_run(accessibility.RUN.read_text(encoding="utf-8"))

    assert accessibility.written(run) == accessibility.RUN.read_text(encoding="utf-8")
    assert (run.violations, run.views > 200, run.public_pages > 20) == (0, True, True)
