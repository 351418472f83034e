"""Whole cents, one row for each pair, and a revision that follows every change, whoever writes."""

import pytest
from django.db import connection

from programs.models import Allocation, Appropriation
from tests.factories.programs import AllocationFactory, AppropriationFactory, FundingRateFactory
from tests.programs.envelopes import full_line, full_year, one_line_more, one_more, spread
from tests.writers import DELETING, INSERTING, UPDATING, insert, refused_by, values_of, without
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
LINE, YEAR = "allocations_within_appropriation", "appropriations_within_ceiling"
REPLACING = ("replace",)


@pytest.fixture
def line() -> Appropriation:
    return full_line()


def unique(constraint: str) -> str:
    """SQLite names the columns instead of the constraint."""
    return constraint if connection.vendor == "postgresql" else "UNIQUE constraint"


@pytest.mark.sqlite_only
class TestWholeCents:
    """SQLite stores what it is given: the guard knows what a cent is."""

    @pytest.mark.parametrize("wrong", [10.5, "zehn", 1e30, b"10"])
    def test_of_an_allocation(self, line, wrong):
        row = line.allocations.get(amount_cents=30)
        with refused_by("whole_cents"):
            raw(f"UPDATE programs_allocation SET amount_cents = %s WHERE id = {row.pk}", wrong)

    @pytest.mark.parametrize(
        ("table", "column"),
        [
            ("programs_budgetyear", "total_cents"),
            ("programs_budgetyear", "planning_ceiling_cents"),
            ("programs_appropriation", "amount_cents"),
            ("programs_fundingrate", "amount_cents"),
        ],
    )
    def test_of_every_amount(self, line, funding_rate, table, column):
        with refused_by("whole_cents"):
            raw(f"UPDATE {table} SET {column} = %s", 1_000_000.5)
        without("whole_cents", YEAR, LINE)
        raw(f"UPDATE {table} SET {column} = %s", 1_000_000.5)

    def test_of_a_new_row(self, line):
        without(LINE)
        with refused_by("whole_cents"):
            insert(Allocation, one_more(line, 1) | {"amount_cents": 0.5})

    def test_a_whole_number_written_as_text_is_stored_as_a_number(self, line):
        raw("UPDATE programs_allocation SET amount_cents = %s WHERE amount_cents = 30", "40")
        assert spread(line) == 100

    @pytest.fixture
    def funding_rate(self):
        return FundingRateFactory()


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


class TestRevision:
    """Rises with every change of the money, whoever writes."""

    def revision(self, line):
        return Appropriation.objects.get(pk=line.pk).revision

    @pytest.mark.parametrize("way", INSERTING)
    def test_with_a_new_allocation(self, line, way):
        before = self.revision(line)
        way(Allocation, one_more(line, 1))
        assert self.revision(line) == before + 1

    @pytest.mark.parametrize("way", UPDATING)
    def test_with_a_changed_allocation(self, line, way):
        before = self.revision(line)
        way(Allocation, values_of(line.allocations.first()) | {"amount_cents": 1})
        assert self.revision(line) > before

    @pytest.mark.parametrize("way", [p for p in DELETING if p.id != "truncate"])
    def test_with_a_deleted_allocation(self, line, way):
        before = self.revision(line)
        way(Allocation, values_of(line.allocations.first()))
        assert self.revision(line) == before + 1

    def test_of_both_lines_with_a_moved_allocation(self, line):
        other = AppropriationFactory()
        before = self.revision(line), self.revision(other)
        Allocation.objects.filter(amount_cents=30).update(appropriation=other)
        assert (self.revision(line), self.revision(other)) == (before[0] + 1, before[1] + 1)

    def test_with_the_amount_of_the_line(self, line):
        before = self.revision(line)
        Appropriation.objects.filter(pk=line.pk).update(amount_cents=99)
        assert self.revision(line) == before + 1

    def test_once_when_the_writer_raises_it_too(self, line):
        before = self.revision(line)
        Appropriation.objects.filter(pk=line.pk).update(amount_cents=99, revision=before + 1)
        assert self.revision(line) == before + 1

    def test_not_without_the_guard(self, line):
        before = self.revision(line)
        without("revision_follows_changes")
        Allocation.objects.filter(amount_cents=30).update(amount_cents=1)
        assert self.revision(line) == before


@pytest.mark.parametrize("way", [way for way in INSERTING if way.id not in REPLACING])
class TestOnce:
    def test_a_body_gets_one_allocation_of_a_line_and_year(self, line, way):
        taken = line.allocations.get(amount_cents=30)
        with refused_by(unique("allocation_once_per_line_body_year")):
            way(Allocation, one_more(line, 1) | {"municipality_id": taken.municipality_id})

    def test_a_line_gets_one_appropriation_of_a_year(self, way):
        year = full_year()
        with refused_by(unique("appropriation_once_per_year_and_line")):
            way(Appropriation, one_line_more(year, 1) | {"line_id": year.appropriations.first().line_id})


@pytest.mark.sqlite_only
def test_a_replaced_allocation_stays_the_only_one(line):
    taken = line.allocations.get(amount_cents=30)
    replace = next(way.values[0] for way in INSERTING if way.id == "replace")
    replace(Allocation, one_more(line, 40) | {"municipality_id": taken.municipality_id})
    assert spread(line) == 100
    with refused_by(LINE):
        replace(Allocation, one_more(line, 41) | {"municipality_id": taken.municipality_id})


def test_what_is_sourced_names_its_source():
    with refused_by("allocation_sourced_names_its_source"):
        AllocationFactory(origin=Origin.SOURCED, source=None)
    with refused_by("appropriation_sourced_names_its_source"):
        AppropriationFactory(origin=Origin.SOURCED, source=None)


@pytest.mark.parametrize(
    ("model", "constraint"),
    [(Allocation, "allocation_not_negative"), (Appropriation, "appropriation_not_negative")],
)
def test_no_envelope_is_negative(line, model, constraint):
    without(LINE, YEAR)
    with refused_by(constraint):
        model.objects.update(amount_cents=-1)
