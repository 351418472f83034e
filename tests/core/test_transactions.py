"""An act is done whole or not at all; what refuses it speaks German; a lock is waited for."""

import pytest
from django.db import IntegrityError, OperationalError, transaction

from tests.factories.core import SourceFactory
from tests.factories.programs import AppropriationFactory
from wir_portal.core import transactions
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, Source
from wir_portal.core.transactions import ATTEMPTS, BUSY, act, is_passing

LOCKED = "database is locked"


class ServerError(Exception):
    """As psycopg2's: the reason stands in its code."""

    def __init__(self, pgcode: str | None) -> None:
        super().__init__(pgcode)
        self.pgcode = pgcode


def from_server(code: str | None) -> OperationalError:
    error = OperationalError("the server said no")
    error.__cause__ = ServerError(code)
    return error


@pytest.fixture
def attempts() -> list[int]:
    return []


@act
def write_then_fail(attempts: list[int], error: Exception, times: int) -> str:
    """Writes a source and fails, the first `times` times."""
    attempts.append(1)
    SourceFactory(slug="probe")
    if len(attempts) <= times:
        raise error
    return "fertig"


@pytest.mark.django_db
def test_a_rule_leaves_nothing_behind(attempts):
    with pytest.raises(DomainError, match="So nicht"):
        write_then_fail(attempts, DomainError("So nicht."), 1)

    assert not Source.objects.exists()


@pytest.mark.django_db
def test_a_guard_becomes_its_sentence_and_nothing_stays():
    row = AppropriationFactory(amount_cents=100)

    @act
    def overspend() -> None:
        Event.objects.create(act="probe")
        type(row).objects.filter(pk=row.pk).update(amount_cents=10_000_000_01 * 100)

    with pytest.raises(DomainError, match="größer als der Planungsrahmen des Jahres"):
        overspend()

    assert not Event.objects.filter(act="probe").exists()
    row.refresh_from_db()
    assert row.amount_cents == 100


@pytest.mark.django_db
def test_an_error_without_a_sentence_stays_an_error(attempts):
    with pytest.raises(IntegrityError, match="unnamed"):
        write_then_fail(attempts, IntegrityError("unnamed"), 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OperationalError(LOCKED), from_server("40P01"), from_server("55P03")])
def test_a_lock_is_tried_again_from_the_start(attempts, error):
    assert write_then_fail(attempts, error, ATTEMPTS - 1) == "fertig"

    assert len(attempts) == ATTEMPTS
    assert Source.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_never_gets_the_lock_reads_a_sentence(attempts):
    with pytest.raises(DomainError) as refusal:
        write_then_fail(attempts, OperationalError(LOCKED), ATTEMPTS)

    assert str(refusal.value) == BUSY
    assert len(attempts) == ATTEMPTS
    assert not Source.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_the_database_is_not_tried_again(attempts):
    with pytest.raises(OperationalError, match="disk I/O error"):
        write_then_fail(attempts, OperationalError("disk I/O error"), ATTEMPTS)

    assert len(attempts) == 1


@pytest.mark.django_db(transaction=True)
def test_inside_another_transaction_the_outer_act_tries_again(attempts):
    with pytest.raises(OperationalError, match=LOCKED), transaction.atomic():
        write_then_fail(attempts, OperationalError(LOCKED), ATTEMPTS)

    assert len(attempts) == 1


@pytest.mark.parametrize(
    ("error", "may_pass"),
    [
        (OperationalError(LOCKED), True),
        (OperationalError("no such table"), False),
        *((from_server(code), True) for code in sorted(transactions.PASSING)),
        (from_server("57014"), False),
        (from_server(None), False),
    ],
)
def test_what_may_pass(error, may_pass):
    assert is_passing(error) is may_pass
