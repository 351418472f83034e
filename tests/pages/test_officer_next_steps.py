"""What comes next for a body: days are facts only under the guideline that names them."""

from datetime import date

import pytest

from programs.exports.body_money import BodyYear
from programs.models import FundingLine, Guideline
from tests.factories.core import SourceFactory
from tests.factories.programs import AllocationFactory, FundingLineFactory, ProgramFactory
from wir_portal.pages.next_steps import NextStep, deadlines, own_steps, steps_of_others

AUTHORITY = "Regierungspräsidium Darmstadt, Dezernat II\N{NO-BREAK SPACE}25"
UNKNOWN = "Termin nicht bekannt"
DEMO_DAY = date(2018, 11, 5)


def guideline(slug, starts_on):
    return Guideline.objects.create(
        program=ProgramFactory(), name=slug, citation="Fundstelle", starts_on=starts_on, source=SourceFactory(slug=slug)
    )


@pytest.fixture
def rules(db):
    guideline("richtlinie-2013", date(2014, 1, 1))
    return guideline("richtlinie-2020", date(2021, 1, 1))


@pytest.fixture
def lines(db):
    both = FundingLine.Recipients.BOTH
    FundingLineFactory(slug="integrationslotsen", name="Lotsen", rank=1, recipients=both)
    FundingLineFactory(slug="modellprojekte", name="Modellprojekte", rank=2, recipients=both)
    FundingLineFactory(slug="fallmanagement", name="Fallmanagement", rank=3)


def test_a_body_without_a_public_contact_is_asked_for_one():
    assert own_steps(has_public_contact=True) == []
    (step,) = own_steps(has_public_contact=False)
    assert (step.what, step.who, step.until) == ("Ansprechstelle nennen", "Ihre Kommune, an das Ministerium", None)


@pytest.mark.parametrize(
    ("count", "what"), [(1, "Einen Eintrag der Angebote bestätigen"), (3, "3 Einträge der Angebote bestätigen")]
)
def test_a_body_is_asked_to_confirm_what_is_due(count, what):
    (step,) = own_steps(has_public_contact=True, to_confirm_count=count, directory_url="/portal/x/angebote/")
    assert (step.what, step.url) == (what, "/portal/x/angebote/")
    assert len(own_steps(has_public_contact=False, to_confirm_count=count)) == 2


@pytest.mark.django_db
def test_the_ministry_has_planned_years_to_decide():
    row = AllocationFactory(is_sourced=True)
    years = [BodyYear(2019, True, (row,)), BodyYear(2018, True, ())]

    steps = steps_of_others(years, [2019, 2018])

    assert [(step.what, step.who, step.when, step.note) for step in steps] == [
        ("Kontingente 2018 freigeben", "Ministerium", "Termin noch offen", "alle Förderlinien"),
        ("Kontingente 2019 freigeben", "Ministerium", "Termin noch offen", "übrige Förderlinien"),
    ]


def test_without_planned_years_nobody_else_is_asked():
    assert steps_of_others([BodyYear(2018, False, ())], []) == []


def test_before_the_guideline_no_day_is_known(rules, lines):
    known = deadlines(DEMO_DAY)

    assert (known.guideline, known.is_in_force) == (rules, False)
    assert known.steps == (
        NextStep("Lotsen: Antrag vor dem Beginn", AUTHORITY, UNKNOWN, note="ab 2021: vier Wochen vor dem Beginn"),
        NextStep("Modellprojekte 2019: Antrag", AUTHORITY, UNKNOWN, note="ab 2021: bis 31.12. des Vorjahres"),
    )


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2021, 1, 1), "noch 364 Tage"),
        (date(2021, 12, 14), "noch 17 Tage"),
        (date(2021, 12, 30), "noch 1 Tag"),
        (date(2021, 12, 31), "heute"),
    ],
)
def test_under_the_guideline_its_days_are_facts(rules, lines, today, left):
    known = deadlines(today)

    guides, models = known.steps
    assert known.is_in_force
    assert guides == NextStep("Lotsen: Antrag vor dem Beginn", AUTHORITY, "vier Wochen vor dem Beginn")
    assert (models.what, models.until, models.left) == ("Modellprojekte 2022: Antrag", date(2021, 12, 31), left)
    assert models.note == ""


def test_under_a_later_guideline_they_are_known_no_longer(rules, lines):
    guideline("richtlinie-2030", date(2031, 1, 1))

    assert deadlines(date(2030, 12, 31)).is_in_force
    assert not deadlines(date(2031, 1, 1)).is_in_force


def test_before_any_guideline_none_is_in_force(rules, lines):
    assert not deadlines(date(2013, 12, 31)).is_in_force


def test_without_the_guideline_there_is_no_source_and_nothing_to_say(lines):
    guideline("richtlinie-2013", date(2014, 1, 1))

    assert deadlines(date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"recipients": FundingLine.Recipients.ORGANISATIONS},
        {"ends_on": date(2018, 12, 31)},
        {"starts_on": date(2020, 1, 1)},
        {"slug": "fallmanagement"},
    ],
)
def test_lines_that_are_not_the_bodies_or_not_of_next_year_are_left_out(rules, fields):
    FundingLineFactory(**{"slug": "modellprojekte"} | fields)

    assert deadlines(DEMO_DAY) is None


def test_the_days_cost_two_queries(rules, lines, django_assert_num_queries):
    with django_assert_num_queries(2):
        deadlines(DEMO_DAY)
