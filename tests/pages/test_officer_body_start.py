"""The start page of a body: what do I have, what must I do, until when, what comes next."""

from datetime import date

import pytest
from django.urls import reverse

from programs.models import BudgetYear, FundingLine, Guideline
from programs.services import distributions
from tests.factories.casemanagers import AppointmentFactory, PositionFactory
from tests.factories.core import SourceFactory
from tests.factories.municipalities import ContactPointFactory, MembershipFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    ProgramFactory,
    decide,
    now,
)
from tests.officers import INSIDERS, browser_of, read
from wir_portal.core.models import Event, Origin

pytestmark = pytest.mark.django_db
START = "pages:body-start"
WORDS = '<span class="visually-hidden"> Beispieldaten</span>'


@pytest.fixture
def body(officer):
    return officer.municipality


@pytest.fixture
def contact(body):
    return ContactPointFactory(municipality=body, origin=Origin.DECIDED)


@pytest.fixture
def draft_year():
    return BudgetYearFactory(year=2019, status=BudgetYear.Status.DRAFT)


def sourced(body, year, cents, **fields):
    row = AppropriationFactory(is_sourced=True, budget_year=BudgetYearFactory(year=year), **fields)
    return AllocationFactory(is_sourced=True, municipality=body, appropriation=row, amount_cents=cents)


def section(page, name):
    start = page.index(f'aria-labelledby="{name}"')
    return page[start : page.index("</section>", start)]


def head(page):
    start = page.index('<div class="wir-intro">')
    return page[start : page.index("<section", start)]


@pytest.mark.parametrize("kind", INSIDERS)
def test_the_head_says_what_one_has(body, kind):
    sourced(body, 2018, 50_000_00)
    sourced(body, 2018, 30_000_00)
    sourced(body, 2017, 7_777_00)

    page = read(browser_of(body, kind), START, body)

    assert "Montag, 5. November 2018" in head(page)
    assert "<b>80.000 €</b>" in head(page).replace("\n", "")
    assert "höchstens, aus 2 Förderlinien" in head(page)
    assert "7.777 €" not in page


def test_one_line_is_one(officer_client, body):
    sourced(body, 2018, 50_000_00)

    assert "höchstens, aus 1 Förderlinie</dd>" in head(read(officer_client, START, body)).replace("\n", "")


def test_nothing_decided_is_not_0(officer_client, body):
    page = read(officer_client, START, body)

    assert "noch nichts freigegeben" in head(page)
    assert "Für 2018 ist für Ihre Kommune noch kein Kontingent freigegeben." in page
    assert "€" not in page


def test_a_planned_year_is_open_and_the_ministry_is_at_it(officer_client, body, draft_year):
    page = read(officer_client, START, body)

    assert '<div class="wir-key-open"><dt>Kontingente 2019</dt>' in head(page)
    assert "Das Ministerium ist dran." in head(page)
    assert "Kontingente 2019 freigeben" in section(page, "s-andere")
    assert "noch nicht freigegeben" in section(page, "s-geld")


def test_a_planned_year_with_decided_lines_says_that_more_is_open(officer_client, body, draft_year):
    decide(AppropriationFactory(budget_year=draft_year), {body: 12_000_00})
    page = read(officer_client, START, body)

    assert f'<span class="wir-ex">12.000 €{WORDS}</span>' in head(page)
    assert "bisher, weitere Linien sind offen" in head(page)
    assert "übrige Förderlinien" in section(page, "s-andere")


def test_a_decided_year_to_come_waits_for_nobody(officer_client, body):
    sourced(body, 2019, 12_000_00)
    page = read(officer_client, START, body)

    assert "<b>12.000 €</b>höchstens</dd>" in head(page).replace("\n", "")
    assert "s-andere" not in page


@pytest.mark.parametrize("is_proposed", [False, True])
def test_drafts_and_proposals_are_seen_nowhere(officer_client, body, draft_year, is_proposed):
    hidden = AllocationFactory(
        municipality=body, appropriation=AppropriationFactory(budget_year=draft_year), amount_cents=33_333_00
    )
    line = hidden.appropriation.line
    if is_proposed:
        distributions.propose(hidden.appropriation, **now(hidden.appropriation, hidden.last_edited_by))

    page = read(officer_client, START, body)

    assert "33.333" not in page
    assert line.name not in page
    assert "noch nicht freigegeben" in head(page)
    assert "alle Förderlinien" in section(page, "s-andere")


def test_a_published_contact_leaves_nothing_to_do(officer_client, body, contact):
    page = read(officer_client, START, body)

    assert "<h1>Nichts wartet auf Sie</h1>" in page
    assert "zurzeit nichts zu erledigen" in section(page, "s-sie")
    assert "Musterweg 1, 36037 Musterstadt" in section(page, "s-kontakt")
    assert "Beispieldaten" not in section(page, "s-kontakt")


@pytest.mark.parametrize("is_entered", [False, True])
def test_without_a_published_contact_one_thing_waits(officer_client, body, is_entered):
    if is_entered:
        ContactPointFactory(municipality=body, is_published=False)
    page = read(officer_client, START, body)

    assert "<h1>Eine Sache wartet auf Sie</h1>" in page
    assert "Ansprechstelle nennen" in section(page, "s-sie")
    assert ("noch nicht veröffentlicht" in section(page, "s-kontakt")) == is_entered
    assert ("steht noch keine Ansprechstelle" in section(page, "s-kontakt")) == (not is_entered)


def test_an_invented_contact_is_marked(officer_client, body, contact):
    type(contact).objects.update(origin=Origin.EXAMPLE)

    assert section(read(officer_client, START, body), "s-kontakt").count("Beispieldaten") == 1


def test_this_years_positions_stand_in_the_head(officer_client, body):
    AppointmentFactory(position=PositionFactory(municipality=body, line__name="Erste"))
    AppointmentFactory(position=PositionFactory(municipality=body, line__name="Zweite"), share_hundredths=2_500)
    PositionFactory(municipality=body, line__name="Dritte")
    PositionFactory(municipality=body, budget_year__year=2019, line__name="Spätere")
    PositionFactory(line__name="Fremde")

    page = read(officer_client, START, body)
    rows = section(page, "s-stellen")

    assert "1 von 3 besetzt" in head(page)
    for text in ("besetzt</span>", "teilweise besetzt</span>", "nicht besetzt</span>", "25 % von 100 %"):
        assert text in rows
    assert "Spätere" not in page
    assert "Fremde" not in page


def test_without_positions_the_page_says_so(officer_client, body):
    page = read(officer_client, START, body)

    assert "besetzt" not in head(page)
    assert "Für 2018 ist keine Stelle eingetragen." in section(page, "s-stellen")


def test_positions_of_a_real_installation_are_no_examples(officer_client, body, settings):
    settings.WIR_DEMO = False
    AppointmentFactory(position=PositionFactory(municipality=body))

    page = read(officer_client, START, body)

    assert "Stand: heute" in head(page)
    assert "Beispieldaten" not in page


def test_the_three_latest_events_are_told(officer_client, body):
    for cents in range(1, 5):
        decide(AppropriationFactory(line__name=f"Linie {cents}"), {body: cents * 1_000_00})

    answer = officer_client.get(reverse(f"officer:{START}", args=[body.slug]))

    assert [entry.about for entry in answer.context["events"]] == ["Linie 4 2018", "Linie 3 2018", "Linie 2 2018"]


def test_without_events_the_page_says_so(officer_client, body):
    assert "noch nichts aufgezeichnet" in section(read(officer_client, START, body), "s-zuletzt")


@pytest.fixture
def rules():
    FundingLineFactory(slug="modellprojekte", name="Modellprojekte", recipients=FundingLine.Recipients.BOTH)
    return Guideline.objects.create(
        program=ProgramFactory(),
        name="Vielfalt und Teilhabe",
        citation="vom 11.12.2020",
        starts_on=date(2021, 1, 1),
        source=SourceFactory(slug="richtlinie-2020"),
    )


def test_days_of_a_later_guideline_are_named_as_such(officer_client, body, rules):
    text = section(read(officer_client, START, body), "s-antrag")

    assert "Termin nicht bekannt" in text
    assert "ab 2021: bis 31.12. des Vorjahres" in text
    assert "was ab 01.01.2021 gilt (Vielfalt und Teilhabe, vom 11.12.2020)" in text
    assert "noch " not in text


def test_days_of_the_guideline_in_force_are_counted(body, rules, turn_clock):
    turn_clock("2021-12-14T10:00+01:00")
    text = section(read(browser_of(body), START, body), "s-antrag")

    assert "bis Freitag, 31.12.2021" in text
    assert "noch 17 Tage" in text
    assert "Termine nach: Vielfalt und Teilhabe, vom 11.12.2020." in text


def test_without_a_source_no_days_are_named(officer_client, body):
    assert "s-antrag" not in read(officer_client, START, body)


def test_a_case_manager_sees_positions_contact_and_team_and_no_money(body, contact, draft_year):
    AppointmentFactory(position=PositionFactory(municipality=body, line__name="Stelle Nord"))
    sourced(body, 2018, 50_000_00)
    decide(AppropriationFactory(), {body: 40_000_00})
    MembershipFactory(municipality=body, user__display_name="Gesperrt", user__is_active=False)
    MembershipFactory(municipality=body, user__display_name="Beendet", ends_on=date(2018, 11, 4))

    page = read(browser_of(body, "case_manager"), START, body)

    assert "Stelle Nord" in section(page, "h-stellen")
    assert "Büro für Integration" in section(page, "h-kontakt")
    assert "Landkreis, Sachbearbeitung" in section(page, "h-team")
    assert page.count("(Sie)") == 1
    for hidden in ("€", "Kontingent", "kontingente", "Protokoll", "Gesperrt", "Beendet"):
        assert hidden not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    officer_client, body, contact, rules, draft_year, count, django_assert_num_queries
):
    for _ in range(count):
        decide(AppropriationFactory(), {body: 1_000_00})
        PositionFactory(municipality=body)
    Event.objects.create(
        act="membership.granted",
        subject_type="municipalities.membership",
        subject_id=MembershipFactory(municipality=body).pk,
        body_slug=body.slug,
    )

    # session, user, acting for, positions, contacts, planned years, allocations, guidelines, lines, events, members,
    # what is to be confirmed
    with django_assert_num_queries(12):
        assert officer_client.get(reverse(f"officer:{START}", args=[body.slug])).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_case_managers_page_costs_the_same_for_one_and_for_three(body, count, django_assert_num_queries):
    PositionFactory.create_batch(count, municipality=body)
    ContactPointFactory.create_batch(count, municipality=body)
    MembershipFactory.create_batch(count, municipality=body)
    client = browser_of(body, "case_manager")

    # session, user, acting for, positions, contacts, team, what is to be confirmed
    with django_assert_num_queries(7):
        assert client.get(reverse(f"officer:{START}", args=[body.slug])).status_code == 200
