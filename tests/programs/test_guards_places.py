"""SQLite's REPLACE pushes rows out without a word, and not every program keeps foreign keys: money stays in place."""

import pytest
from django.db import connection

from programs.models import Allocation, Appropriation, BudgetYear, FundingLine
from programs.services import distributions
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
    now,
    shut,
)
from tests.programs.envelopes import full_line, one_line_more, one_more
from tests.writers import guards_against, insert, refused_by, replace, values_of, without

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
DECIDED, DECIDED_LINE = "decided_allocation_is_fixed", "decided_appropriation_is_fixed"
FOLLOWS, CLOSED, CLOSED_ITSELF = "allocation_follows_distribution", "closed_year_takes_nothing", "closed_year_is_fixed"
PLACE = "money_keeps_its_place"


@pytest.fixture
def decided() -> Appropriation:
    return decide(AppropriationFactory(), {MunicipalityFactory(): 50_000_00})


def push_out(row, **columns) -> None:
    """UPDATE OR REPLACE: the row takes these numbers, whoever has them already."""
    changes = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE OR REPLACE {row._meta.db_table} SET {changes} WHERE id = %s", [*columns.values(), row.pk]
        )


def held(write, *names: str) -> None:
    assert set(guards_against(write)) == set(names)


class TestNobodyIsPushedOut:
    def test_a_decided_allocation_by_its_number(self, decided):
        other, taken = AllocationFactory(), decided.allocations.get()
        held(lambda: push_out(other, id=taken.pk), DECIDED, FOLLOWS)
        assert list(Allocation.objects.values_list("pk", "status")) == [(taken.pk, "draft")]  # so it would have been

    def test_a_decided_appropriation_by_its_number(self, decided):
        held(lambda: push_out(AppropriationFactory(), id=decided.pk), DECIDED_LINE)

    def test_a_decided_appropriation_by_its_year_and_line(self, decided):
        taking = {"budget_year_id": decided.budget_year_id, "line_id": decided.line_id}
        with refused_by(DECIDED_LINE):
            push_out(AppropriationFactory(amount_cents=0), **taking)

    def test_an_allocation_before_the_approver(self):
        taken, other = AllocationFactory(), AllocationFactory()
        distributions.propose(taken.appropriation, **now(taken.appropriation, UserFactory()))
        held(lambda: push_out(other, id=taken.pk), FOLLOWS)

    @pytest.mark.parametrize("column", ["id", "year"])
    def test_a_closed_year(self, column):
        taken, other = shut(BudgetYearFactory()), BudgetYearFactory(year=2030)
        value = getattr(taken, column)
        held(lambda: push_out(other, **{column: value}), CLOSED_ITSELF)

    @pytest.mark.parametrize("factory", [AppropriationFactory, AllocationFactory])
    def test_a_draft_of_a_closed_year(self, factory):
        taken, other = factory(), AppropriationFactory(budget_year=BudgetYearFactory(year=2030))
        if factory is AllocationFactory:
            other = AllocationFactory(appropriation=other)
        shut(BudgetYear.objects.exclude(year=2030).get())
        held(lambda: push_out(other, id=taken.pk), CLOSED)

    def test_an_own_number_is_nobody_elses(self):
        row = AllocationFactory(amount_cents=1)
        push_out(row, id=row.pk, appropriation_id=row.appropriation_id, amount_cents=2)
        assert list(Allocation.objects.values_list("pk", "amount_cents")) == [(row.pk, 2)]


def delete(row) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


class TestMoneyKeepsWhatItHangsFrom:
    """Without the foreign keys, which wait until the transaction's end."""

    @pytest.fixture(params=["budget_year", "line", "appropriation", "municipality"])
    def parent(self, request):
        row = full_line().allocations.first()
        return {
            "budget_year": row.appropriation.budget_year,
            "line": row.appropriation.line,
            "appropriation": row.appropriation,
            "municipality": row.municipality,
        }[request.param]

    @pytest.mark.parametrize("write", [delete, lambda row: push_out(row, id=row.pk + 1_000)])
    def test_it_stays(self, parent, write):
        with refused_by(PLACE):
            write(parent)

    def test_a_year_takes_no_place(self):
        year, other = full_line().budget_year, BudgetYearFactory(year=2030)
        with refused_by(PLACE):
            push_out(other, year=year.year)

    def test_a_new_year_or_line_takes_no_place(self):
        line = full_line()
        with refused_by(PLACE):
            replace(BudgetYear, without_number(line.budget_year))
        with refused_by(PLACE):
            replace(FundingLine, without_number(line.line))

    def test_an_upsert_of_a_year_is_no_replacement(self):
        year = full_line().budget_year
        BudgetYear.objects.bulk_create(
            [BudgetYear(year=year.year, origin=year.origin, planning_ceiling_cents=year.planning_ceiling_cents + 1)],
            update_conflicts=True,
            unique_fields=["year"],
            update_fields=["planning_ceiling_cents"],
        )
        assert BudgetYear.objects.get(pk=year.pk).planning_ceiling_cents == year.planning_ceiling_cents + 1

    def test_what_nothing_hangs_from_goes(self):
        for row in (AppropriationFactory(), BudgetYearFactory(), FundingLineFactory(), MunicipalityFactory()):
            delete(row)
        assert Appropriation.objects.count() == 0

    def test_there_is_no_money_outside_a_year(self):
        wrong = one_line_more(BudgetYearFactory(), 1) | {"budget_year_id": 1_000}
        with refused_by("appropriations_within_ceiling"):
            insert(Appropriation, wrong)

    def test_there_is_no_money_outside_a_line(self):
        wrong = one_more(full_line(), 1) | {"appropriation_id": 1_000}
        without(FOLLOWS)
        with refused_by("allocations_within_appropriation"):
            insert(Allocation, wrong)


def without_number(row) -> dict[str, object]:
    return {name: value for name, value in values_of(row).items() if name != "id"}
