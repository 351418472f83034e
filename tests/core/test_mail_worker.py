"""The worker goes on, whatever happens, until it is told to stop."""

import threading

import pytest
from django.db import OperationalError, connection

from tests.core.mails import waiting
from wir_portal.core.models import OutboxMail
from wir_portal.core.tasks import mail_worker


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(mail_worker, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(mail_worker, "PAUSE_AFTER_TROUBLE_SECONDS", 0.02)


@pytest.mark.django_db
def test_it_sends_until_it_is_told_to_stop(at_once, monkeypatch):
    monkeypatch.setattr(mail_worker, "close_old_connections", lambda: None)  # the test's own is shared
    waiting("a@example.org", "b@example.org")
    stopping = Rounds(3)

    mail_worker.run(stopping)

    assert [mail.status for mail in OutboxMail.objects.all()] == ["sent", "sent"]
    assert stopping.pauses == [0.01] * 4


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for_and_named(at_once, monkeypatch, caplog):
    monkeypatch.setattr(mail_worker, "close_old_connections", lambda: None)
    waiting()
    stopping = Rounds(2)

    with connection.execute_wrapper(away_until(lambda: len(stopping.pauses) > 1)):
        mail_worker.run(stopping)

    assert caplog.messages == ["Mailversand: OperationalError: server closed the connection"]
    assert stopping.pauses == [0.01, 0.02, 0.01]
    assert OutboxMail.objects.get().status == "sent"


def test_who_is_told_to_stop_before_sends_nothing():
    stopping = threading.Event()
    stopping.set()

    mail_worker.run(stopping)


def away_until(is_back):
    def execute_or_fail(execute, *args):
        if not is_back():
            raise OperationalError("server closed the connection")
        return execute(*args)

    return execute_or_fail


class Rounds(threading.Event):
    """Lets the worker go round a few times."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count, self.pauses = count, []

    def wait(self, timeout=None):
        self.pauses.append(timeout)
        return len(self.pauses) > self.count
