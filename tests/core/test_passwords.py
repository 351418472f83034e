"""A forgotten password: the link is made when the mail goes out, opens once, and only for an hour."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail as django_mail

from tests.factories.core import UserFactory
from wir_portal.core import clock
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, OutboxMail
from wir_portal.core.services import passwords
from wir_portal.core.tasks.mail_delivery import send_due

pytestmark = pytest.mark.django_db
NEW = "Ein kurzer Satz, gut zu merken"


@pytest.fixture
def account():
    user = UserFactory(username="landkreis-probe-amt", email="Amt@example.org")
    user.set_password("das-alte-kennwort")
    user.save()
    return user


@pytest.mark.parametrize("typed", ["landkreis-probe-amt", "Landkreis-Probe-Amt", "amt@example.org", "AMT@EXAMPLE.ORG"])
def test_an_account_is_found_by_name_or_address(account, typed):
    assert passwords.accounts_of(typed) == [account]


@pytest.mark.parametrize("values", [{"is_active": False}, {"email": ""}])
def test_who_is_locked_or_has_no_address_gets_none(account, values):
    type(account).objects.update(**values)

    assert passwords.accounts_of("landkreis-probe-amt") == []
    assert passwords.accounts_of("") == []


def test_accounts_that_share_an_address_get_a_link_each(account):
    other = UserFactory(username="landkreis-probe-zeichnung", email="amt@example.org")

    passwords.request_links(passwords.accounts_of("amt@example.org"))

    assert [(mail.event.subject_id, mail.recipient) for mail in OutboxMail.objects.order_by("pk")] == [
        (str(account.pk), "Amt@example.org"),
        (str(other.pk), "amt@example.org"),
    ]


def test_the_outbox_holds_no_link(account):
    event = passwords.request_links([account])[0]

    mail = OutboxMail.objects.get()
    assert (event.act, mail.event, mail.kind) == ("account.password_link_requested", event, "reset_link")
    assert passwords.LINK_MARK in mail.body
    assert "/passwort-vergessen/" not in mail.body


def test_the_mail_holds_the_link(account, settings):
    settings.WIR_PUBLIC_URL = "https://wir.hessen.example"
    passwords.request_links([account])
    send_due()

    body = django_mail.outbox[0].body
    link = r"^https://wir\.hessen\.example/konto/passwort-vergessen/(\w+)-([\w-]+)/$"
    uid, token = re.search(link, body, re.MULTILINE).groups()
    assert int(uid, 36) == account.pk
    assert default_token_generator.check_token(account, token)
    assert passwords.LINK_MARK not in body


def test_without_an_account_only_the_event_is_written():
    event = passwords.request_links([])[0]

    assert (event.act, event.subject_id, event.details) == ("account.password_link_refused", "", {})
    assert not OutboxMail.objects.exists()


def test_a_link_that_would_come_too_late_is_given_up(account, turn_clock):
    passwords.request_links([account])
    turn_clock(clock.now() + timedelta(minutes=61))
    send_due()

    mail = OutboxMail.objects.get()
    assert (mail.status, mail.failure[:37]) == ("failed", "Der Link war eine Stunde lang nicht z")
    assert django_mail.outbox == []


def test_no_link_goes_to_an_account_that_was_locked_meanwhile(account):
    passwords.request_links([account])
    type(account).objects.update(is_active=False)
    send_due()

    assert OutboxMail.objects.get().failure == "Das Konto ist inzwischen gesperrt."


def test_a_link_sets_the_password_once_and_the_person_hears_of_it(account):
    token = default_token_generator.make_token(account)

    event = passwords.set_by_link(account, token=token, password=NEW)

    account.refresh_from_db()
    assert account.check_password(NEW)
    assert (event.act, event.actor) == ("account.password_set_by_link", account)
    assert (OutboxMail.objects.get().recipient, OutboxMail.objects.get().event) == ("Amt@example.org", event)
    assert NEW not in OutboxMail.objects.get().body
    with pytest.raises(DomainError, match="gilt nicht mehr"):
        passwords.set_by_link(account, token=token, password="Ein anderer kurzer Satz")
    assert Event.objects.filter(act="account.password_set_by_link").count() == 1


def test_a_locked_account_gets_no_password(account):
    token = default_token_generator.make_token(account)
    type(account).objects.update(is_active=False)

    with pytest.raises(DomainError, match="gilt nicht mehr"):
        passwords.set_by_link(account, token=token, password=NEW)
