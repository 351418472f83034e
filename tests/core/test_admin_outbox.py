"""Ausgangspost in the administration: what was mailed, what was given up, once more."""

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.core.mails import LETTER, failed, waiting
from tests.factories.core import UserFactory
from wir_portal.core.models import Event, OutboxMail
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import passwords

pytestmark = pytest.mark.django_db
LIST = "/admin/core/outboxmail/"
CONTENT_READERS = [group for group in StaffGroup if group != StaffGroup.TECHNICAL]


def page(client, mail: OutboxMail) -> str:
    return client.get(reverse("admin:core_outboxmail_change", args=(mail.pk,))).content.decode()


def retry_url(mail: OutboxMail) -> str:
    return reverse("admin:core_outboxmail_retry", args=(mail.pk,))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(technical_client, count, django_assert_num_queries):
    waiting(*(f"amt-{number}@example.org" for number in range(count)))

    with django_assert_num_queries(6):  # session, account, groups, year, two counts in one, rows
        text = technical_client.get(LIST).content.decode()

    assert text.count("@example.org</td>") == count
    assert "wartet" in text


def test_the_list_says_when_no_mail_leaves_the_machine(technical_client, settings):
    note = "Diese Installation hat keinen Mailserver"
    assert note in technical_client.get(LIST).content.decode()

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert note not in technical_client.get(LIST).content.decode()


@pytest.mark.parametrize("group", CONTENT_READERS)
def test_who_reads_the_event_reads_the_mail(group):
    mail = waiting()[0]
    text = page(client_of(UserFactory(username="jemand", group=group)), mail)

    assert "es gibt Neues." in text
    assert reverse("admin:core_event_change", args=(mail.event_id,)) in text


def test_the_technical_staff_reads_state_and_address_but_no_content(technical_client):
    mail = waiting()[0]
    text = page(technical_client, mail)

    found = [words in text for words in ("es gibt Neues.", "amt@example.org", mail.message_id.strip("<>"))]
    assert found == [False, True, True]
    assert reverse("admin:core_event_change", args=(mail.event_id,)) not in text


def test_the_technical_staff_reads_mails_about_accounts(technical_client):
    account = UserFactory(email="neu@example.org")
    passwords.request_links([account])
    text = page(technical_client, OutboxMail.objects.get())

    assert passwords.LINK_MARK in text


def test_a_mail_that_was_given_up_says_why_and_when(auditor_client):
    text = page(auditor_client, failed())

    assert "550 unbekannt" in text
    assert "aufgegeben" in text


def test_the_start_page_names_what_was_given_up(technical_client, auditor_client, editor_client):
    found = "Eine Mail ist aufgegeben"
    assert found not in technical_client.get("/admin/").content.decode()
    failed()
    seen = [
        found in client.get("/admin/").content.decode() for client in (technical_client, auditor_client, editor_client)
    ]
    assert seen == [True, True, False]
    failed()
    assert "2 Mails sind aufgegeben" in technical_client.get("/admin/").content.decode()


def test_once_more(technical_client, technical):
    mail = failed(is_perhaps_delivered=True)
    assert f'href="{retry_url(mail)}"' in page(technical_client, mail)
    assert "Vielleicht kam sie schon an" in technical_client.get(retry_url(mail)).content.decode()

    answer = technical_client.post(retry_url(mail), {"reason_internal": "Postfach ist wieder da"}, follow=True)

    assert "wartet wieder und geht gleich hinaus" in answer.content.decode()
    mail.refresh_from_db()
    assert mail.status == "waiting"
    assert Event.objects.about(mail).get().actor == technical
    assert f'href="{retry_url(mail)}"' not in page(technical_client, mail)


def test_what_is_not_given_up_is_refused_with_its_state(technical_client):
    answer = technical_client.post(retry_url(waiting()[0]), {"reason_internal": "Ungeduld"})

    assert "Ihr Stand: wartet" in answer.content.decode()


def test_auditors_only_look(auditor_client):
    mail = failed()

    assert retry_url(mail) not in page(auditor_client, mail)
    assert auditor_client.get(retry_url(mail)).status_code == 403


def test_the_file_holds_no_text(auditor_client):
    waiting()
    text = auditor_client.get(f"{LIST}csv/").content.decode()

    assert LETTER.subject in text
    assert "es gibt Neues" not in text


def test_an_unknown_number_is_nothing(technical_client):
    assert technical_client.get(reverse("admin:core_outboxmail_change", args=(987_654_321,))).status_code == 404
    assert technical_client.get(reverse("admin:core_outboxmail_retry", args=(987_654_321,))).status_code == 404
