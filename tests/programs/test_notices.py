"""Who hears by mail that allocations are decided, and in which words; the approver sees both before."""

import re
from datetime import date

import pytest
from django.core.management import call_command

from municipalities.models import Membership
from programs.models import Appropriation
from programs.services import distributions, notices
from tests.clients import client_of
from tests.programs.distributions import World, account, make_world
from wir_portal.core.models import OutboxMail, User

pytestmark = pytest.mark.django_db
PAGE = "/admin/verteilung/2019/fallmanagement/freigeben/"


@pytest.fixture
def world() -> World:
    """A proposal for three bodies; Landkreis Fulda has people, among them some that are not told."""
    world = make_world()
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args())
    member(world, "landkreis-fulda-amt", "officer")
    member(world, "landkreis-fulda-zeichnung", "signatory")
    member(world, "landkreis-fulda-fallmanagement", "case_manager")
    member(world, "landkreis-fulda-frueher", "officer", ends_on=date(2018, 11, 4))
    member(world, "landkreis-fulda-spaeter", "officer", starts_on=date(2018, 11, 6))
    locked = member(world, "landkreis-fulda-gesperrt", "officer")
    User.objects.filter(pk=locked.user_id).update(is_active=False)
    return world


def member(world: World, name: str, role: str, *, starts_on=date(2018, 1, 1), ends_on=None, has_address=True):
    user = account(name)
    if has_address:
        User.objects.filter(pk=user.pk).update(email=f"{name}@example.org")
    return Membership.objects.create(
        user=user, municipality=world.fulda, role=role, starts_on=starts_on, ends_on=ends_on
    )


def decide(world: World):
    return distributions.decide(world.rows, **world.args(world.approver, reason="Geheimer Grund"))


def test_officers_and_signatories_of_today_hear_of_a_decision(world):
    event = decide(world)

    written = OutboxMail.objects.order_by("pk")
    assert [mail.recipient for mail in written] == [
        "landkreis-fulda-amt@example.org",
        "landkreis-fulda-zeichnung@example.org",
    ]
    assert {mail.event for mail in written} == {event}


def test_the_mail_names_line_year_and_portal_but_no_amount_and_no_internal_reason(world, settings):
    settings.WIR_PUBLIC_URL = "https://wir.hessen.example"
    decide(world)

    mail = OutboxMail.objects.first()
    assert mail.subject == "WIR 2019: Kontingente der Förderlinie Fallmanagement freigegeben"
    assert "https://wir.hessen.example/portal/" in mail.body
    assert re.findall(r"\d+(?:\.\d{3})* ?€|€|Geheim", mail.body) == []


def test_a_body_without_an_allocation_is_not_told(world):
    other = Membership.objects.create(
        user=account("wiesbaden-amt"), municipality=world.wiesbaden, role="officer", starts_on=date(2018, 1, 1)
    )
    User.objects.filter(pk=other.user_id).update(email="wiesbaden@example.org")
    row = world.without_rate
    distributions.change(
        row, world.fulda, amount_cents=1_000_00, revision=row.revision, reason_internal="Probe", actor=world.editor
    )

    assert "wiesbaden@example.org" in notices.of_decision(world.rows).addresses
    assert notices.of_decision(row).addresses == [
        "landkreis-fulda-amt@example.org",
        "landkreis-fulda-zeichnung@example.org",
    ]
    assert notices.of_decision(world.others).addresses == []


def test_examples_are_told_to_nobody():
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)

    assert Appropriation.objects.exclude(decided_by=None).exists()
    assert not OutboxMail.objects.exists()


def test_the_approver_sees_recipients_and_text_before(world):
    member(world, "landkreis-fulda-neu", "officer", has_address=False)
    text = client_of(world.approver).get(PAGE).content.decode()

    assert "gehen Mails an 2 Konten" in text
    assert text.count("@example.org</li>") == 2
    assert "Fulda, Landkreis, Zeichnung: landkreis-fulda-zeichnung@example.org" in text
    assert text.count("Bewilligt ist damit noch nichts.") == 1
    assert "Ohne Adresse, deshalb ohne Mail: 1" in text

    decide(world)
    assert OutboxMail.objects.count() == 2


def test_one_recipient_is_one_mail(world):
    Membership.objects.filter(role="signatory").delete()

    assert "geht eine Mail an ein Konto" in client_of(world.approver).get(PAGE).content.decode()


def test_without_addresses_the_page_says_that_no_mail_goes_out(world):
    User.objects.update(email="")

    assert "Mit der Freigabe geht keine Mail hinaus." in client_of(world.approver).get(PAGE).content.decode()


@pytest.mark.parametrize("step", ["zurueckgeben", "freigeben"])
def test_who_may_not_decide_or_does_something_else_sees_no_mail(world, step):
    reader = world.approver if step == "zurueckgeben" else world.both
    if step == "freigeben":
        distributions.withdraw(world.rows, **world.args())
        distributions.propose(world.rows, **world.args(world.both))
    text = client_of(reader).get(PAGE.replace("freigeben", step)).content.decode()

    assert "Mail an die Kommunen" not in text
