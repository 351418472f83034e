"""What `check_integrity` finds in the database itself, below all models."""

import pytest
from django.db import connection, transaction

from tests.factories.municipalities import PostalCodeFactory
from tests.factories.programs import AllocationFactory
from wir_portal.core.guards import installation
from wir_portal.core.services import integrity

pytestmark = pytest.mark.django_db


@pytest.fixture
def cursor():
    """Whatever the test does goes away with it, before the test's own look at the foreign keys."""
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor
        transaction.set_rollback(True)


def test_a_sound_database_has_no_finding():
    AllocationFactory()

    assert list(integrity.database()) == []


@pytest.mark.sqlite_only
def test_a_row_whose_parent_is_gone_is_named(cursor):
    code = PostalCodeFactory()
    cursor.execute("DELETE FROM municipalities_town")

    assert list(integrity.database()) == [
        f"municipalities_postalcode, Zeile {code.pk}: Es fehlt, worauf sie in municipalities_town verweist."
    ]


@pytest.mark.sqlite_only
def test_a_row_that_breaks_a_constraint_is_named(cursor):
    AllocationFactory()
    installation.remove()
    cursor.execute("PRAGMA ignore_check_constraints = ON")
    cursor.execute("UPDATE programs_allocation SET amount_cents = -1")
    cursor.execute("PRAGMA ignore_check_constraints = OFF")

    assert list(integrity.database()) == ["SQLite meldet: CHECK constraint failed in programs_allocation"]
