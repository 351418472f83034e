"""The log of a body: acts and offices in words, nothing of others, no login name, nothing of a draft."""

import pytest
from django.urls import reverse

from municipalities.services import memberships
from programs.services import distributions
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory, MunicipalityFactory
from tests.factories.programs import AllocationFactory, AppropriationFactory, decide, now
from tests.officers import read
from wir_portal.core import clock
from wir_portal.core.models import Event
from wir_portal.pages.own_events import entries, own_events

pytestmark = pytest.mark.django_db
LOG = "pages:event-list"


@pytest.fixture
def body(officer):
    return officer.municipality


def told(body):
    return [(entry.what, entry.who, entry.about, entry.why) for entry in entries(own_events(body), body)]


def log(body, **fields):
    return Event.objects.create(**{"act": "contact_point.changed", "body_slug": body.slug} | fields)


def test_a_decision_is_told_with_amount_reason_and_its_page(officer_client, body, editor, approver):
    appropriation = AppropriationFactory(line__name="Fallmanagement")
    distributions.change(appropriation, body, amount_cents=50_000_00, **now(appropriation, editor, reason="nur intern"))
    distributions.propose(appropriation, **now(appropriation, editor))
    distributions.decide(appropriation, **now(appropriation, approver), reason_for_body="Satz der Richtlinie")
    (entry,) = entries(own_events(body), body)

    page = read(officer_client, LOG, body)

    assert told(body) == [("Kontingent freigegeben", "Ministerium", "Fallmanagement 2018", "Satz der Richtlinie")]
    url = reverse("officer:programs:allocation-detail", args=[body.slug, entry.allocation.pk])
    assert f'<a href="{url}">Fallmanagement 2018</a>, ' in page
    assert '<span class="wir-ex">50.000 €' in page
    assert '<span class="wir-example">Beispieldaten</span>' in page
    assert "<p>Grund: „Satz der Richtlinie“</p>" in page
    for secret in ("nur intern", editor.username, approver.username, editor.display_name):
        assert secret not in page


def test_what_is_decided_in_a_real_installation_is_no_example(officer_client, body, settings):
    settings.WIR_DEMO = False
    decide(AppropriationFactory(), {body: 50_000_00})

    page = read(officer_client, LOG, body)

    assert "50.000 €" in page
    assert "Beispieldaten" not in page


def test_a_membership_is_told_with_person_and_task(body, editor):
    account = UserFactory(display_name="Neue Person")
    row = memberships.grant(
        account, body, role="signatory", starts_on=clock.today(), reason_internal="Schreiben", actor=editor
    )
    memberships.end(row, ends_on=clock.today(), reason_internal="Schreiben", actor=editor)

    assert told(body) == [
        ("Zugehörigkeit beendet", "Ministerium", "Neue Person, Zeichnung", ""),
        ("Zugehörigkeit erteilt", "Ministerium", "Neue Person, Zeichnung", ""),
    ]


def test_drafts_and_proposals_leave_no_trace(officer_client, body, editor):
    appropriation = AppropriationFactory()
    distributions.change(
        appropriation, body, amount_cents=33_333_00, **now(appropriation, editor), reason_for_body="Noch geheim"
    )
    distributions.propose(appropriation, **now(appropriation, editor))

    page = read(officer_client, LOG, body)

    assert told(body) == []
    assert "noch nichts aufgezeichnet" in page
    assert "0 Einträge" in page
    assert "33.333" not in page


def test_what_is_not_ones_own_has_no_name(body):
    foreign = AllocationFactory(is_sourced=True)
    member = MembershipFactory(municipality=MunicipalityFactory())
    draft = AllocationFactory(municipality=body)
    for subject_type, subject_id in (
        ("programs.allocation", foreign.pk),
        ("programs.allocation", draft.pk),
        ("municipalities.membership", member.pk),
        ("programs.allocation", "keine-zahl"),
        ("municipalities.contactpoint", foreign.pk),
    ):
        log(body, subject_type=subject_type, subject_id=subject_id)

    assert told(body) == [("Ansprechstelle geändert", "Übernahme aus öffentlicher Quelle", "", "")] * 5


def test_only_the_own_log_is_read(officer_client, body):
    log(MunicipalityFactory(), reason_for_body="Geht Sie nichts an")
    log(body, body_slug="", reason_for_body="Geht Sie nichts an")
    log(body, reason_for_body="Für Sie")

    page = read(officer_client, LOG, body)

    assert "Für Sie" in page
    assert "Geht Sie nichts an" not in page
    assert "1 Eintrag, der neueste zuerst" in page
    assert "wir-pager" not in page


@pytest.mark.parametrize(
    ("query", "number", "links"),
    [
        ("", 1, ("?seite=2",)),
        ("?seite=2", 2, ("?seite=1", "?seite=3")),
        ("?seite=3", 3, ("?seite=2",)),
        ("?seite=99", 3, ("?seite=2",)),
        ("?seite=0", 3, ("?seite=2",)),
        ("?seite=alles", 1, ("?seite=2",)),
    ],
)
def test_25_stand_on_a_page(officer_client, body, query, number, links):
    for index in range(51):
        log(body, reason_for_body=f"Eintrag {index:02d}")

    page = read(officer_client, LOG, body, query=query)

    newest = 50 - 25 * (number - 1)
    assert f"Seite {number} von 3" in page
    assert page.count("<h3>Ansprechstelle geändert</h3>") == min(25, newest + 1)
    assert f"„Eintrag {newest:02d}“" in page
    assert f"„Eintrag {newest + 1:02d}“" not in page
    assert [part.split('"')[0] for part in page.split('<a href="')[1:] if part.startswith("?")] == list(links)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(officer_client, body, count, django_assert_num_queries):
    for _ in range(count):
        decide(AppropriationFactory(), {body: 1_000_00})
        row = MembershipFactory(municipality=body)
        log(body, act="membership.granted", subject_type="municipalities.membership", subject_id=row.pk)

    # session, user, acting for, count, events, their allocations, their members
    with django_assert_num_queries(7):
        assert officer_client.get(reverse(f"officer:{LOG}", args=[body.slug])).status_code == 200
