"""What `check_integrity` finds where the guards were out: each finding in a sentence, none where all is well."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from programs.models import Allocation, Appropriation, BudgetYear, FundingLine, Transfer
from programs.services import integrity
from programs.services.transfers import End
from tests.factories.core import SourceFactory, UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
    turn,
)
from tests.programs.movements import between, decided, make_money, proposed
from wir_portal.core import registries
from wir_portal.core.guards import installation
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db


@contextmanager
def without_constraints():
    """The checks of a table are off: on SQLite by a switch, on PostgreSQL the one of four eyes is dropped."""
    sqlite = connection.vendor == "sqlite"
    name = "appropriation_decided_by_four_eyes"
    with connection.cursor() as cursor:
        if not sqlite:
            connection.check_constraints()
        off = "PRAGMA ignore_check_constraints = ON"
        cursor.execute(off if sqlite else f"ALTER TABLE programs_appropriation DROP CONSTRAINT {name}")
        yield
        if sqlite:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.fixture
def line() -> Appropriation:
    """1,000 € for a line named Probe in 2018, of which a body has 400 €."""
    row = AppropriationFactory(amount_cents=1_000_00, line=FundingLineFactory(name="Probe"))
    AllocationFactory(appropriation=row, amount_cents=400_00, municipality=MunicipalityFactory(name="Kreis Eins"))
    installation.remove()
    return row


def test_nothing_is_found_where_all_is_well():
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)

    assert [finding for check in registries.integrity_checks for finding in check()] == []


def test_an_overspent_line_is_named(line):
    Allocation.objects.update(amount_cents=1_000_01)

    assert list(integrity.envelopes()) == ["Probe 2018: verteilt 1.000,01 €, Ansatz 1.000 €."]


@pytest.mark.parametrize(("ceiling", "said"), [(999_99, "999,99 €"), (None, "0 €")])
def test_an_overspent_year_is_named(line, ceiling, said):
    BudgetYear.objects.update(planning_ceiling_cents=ceiling)

    assert list(integrity.envelopes()) == [f"2018: Ansätze 1.000 €, Planungsrahmen {said}."]


def test_a_draft_in_a_decided_distribution_is_named(line):
    Appropriation.objects.update(
        distribution_status="decided", published_on="2018-02-22", origin=Origin.SOURCED, source=SourceFactory()
    )

    assert list(integrity.decisions()) == ["Kreis Eins: Probe 2018 ist noch Entwurf, die Verteilung aber freigegeben."]


def test_a_decided_allocation_of_a_draft_is_named(line):
    Allocation.objects.update(status="decided", origin=Origin.SOURCED, source=SourceFactory())

    assert list(integrity.decisions()) == ["Kreis Eins: Probe 2018 ist freigegeben, die Verteilung aber nicht."]


def test_a_change_past_the_history_is_named(line):
    BudgetYear.objects.update(total_cents=1)
    Allocation.history.all().delete()
    Appropriation.objects.update(revision=99)  # counts changes, is none

    assert list(integrity.histories()) == [
        "2018: Der Verlauf endet nicht beim gespeicherten Stand.",
        "Kreis Eins: Probe 2018: Der Verlauf endet nicht beim gespeicherten Stand.",
    ]


def test_a_row_that_is_gone_past_its_history_is_named(line):
    row = line.allocations.get()
    line.allocations.all().delete()  # a deletion with its version
    assert list(integrity.histories()) == []

    Allocation.history.filter(history_type="-").delete()
    assert list(integrity.histories()) == [
        f"Kontingent {row.pk}: Der Verlauf kennt die Zeile, in der Datenbank fehlt sie."
    ]


def test_a_history_without_its_beginning_is_named(line):
    Allocation.history.update(history_type="~")

    assert list(integrity.histories()) == ["Kreis Eins: Probe 2018: Dem Verlauf fehlt der Anfang."]


def test_money_of_organisations_at_a_body_is_named(line):
    assert list(integrity.recipients()) == []

    FundingLine.objects.update(recipients=FundingLine.Recipients.ORGANISATIONS)
    assert list(integrity.recipients()) == [
        "Kreis Eins: Probe 2018: Das Geld dieser Förderlinie geht an Vereine und Träger."
    ]


def test_a_production_database_holds_no_example(settings):
    BudgetYearFactory(origin=Origin.EXAMPLE)
    AllocationFactory(origin=Origin.EXAMPLE, appropriation=AppropriationFactory(origin=Origin.EXAMPLE))
    AllocationFactory(origin=Origin.EXAMPLE, appropriation=Appropriation.objects.get())

    assert list(integrity.examples()) == []
    settings.WIR_DEMO = False
    assert list(integrity.examples()) == [
        "1 × Haushaltsjahr sind Beispieldaten.",
        "1 × Ansatz sind Beispieldaten.",
        "2 × Kontingent sind Beispieldaten.",
    ]


def test_other_sums_than_the_published_ones_are_named():
    line = FundingLineFactory(slug="fallmanagement")
    appropriation = AppropriationFactory(is_sourced=True, line=line, amount_cents=1_650_000_00)
    AllocationFactory(is_sourced=True, appropriation=appropriation, amount_cents=50_000_00)

    assert list(integrity.known_sums()) == ["Fallmanagement 2018: 1 Kontingente mit 50.000 € statt 33 mit 1.650.000 €."]


def test_a_decision_of_one_person_is_named():
    row = decide(AppropriationFactory(line=FundingLineFactory(name="Probe")), {MunicipalityFactory(): 1})
    installation.remove()
    with without_constraints():
        Appropriation.objects.filter(pk=row.pk).update(decided_by=row.proposed_by_id)

    assert list(integrity.decisions()) == ["Probe 2018: vorgelegt und freigegeben von derselben Person."]


class TestTransfers:
    """What was moved is recomputed from the versions of both sides."""

    @pytest.fixture
    def money(self):
        return make_money()

    def test_moved_money_is_in_order(self, money):
        decided(between(money))
        decided(proposed(money, End(money.a, money.rich), End(money.a, money.none), 5))
        decided(proposed(money, End(money.a), End(money.b), 5))
        decided(proposed(money, End(), End(money.b), 5))

        assert list(integrity.transfers()) == []
        assert [said for said in integrity.histories() if "Umschichtung" in said or "Landkreis" in said] == []

    def test_a_decision_that_moved_nothing_is_named(self, money):
        row = between(money)
        installation.remove()
        people = {"decided_by": UserFactory(), "decided_at": row.proposed_at, "decided_on": "2018-11-05"}
        Transfer.objects.filter(pk=row.pk).update(status="decided", **people)

        assert list(integrity.transfers()) == [f"{row} ist freigegeben, aber nicht gebucht."]

    def test_another_amount_than_was_moved_is_named(self, money):
        row = between(money)
        decided(row)
        installation.remove()
        Transfer.objects.filter(pk=row.pk).update(amount_cents=41)

        assert list(integrity.transfers()) == [
            f"{row}: Die Beträge im Verlauf sind nicht um 0,41 € umgeschichtet."
        ]  # fmt: skip


class TestYears:
    def test_a_year_closed_over_a_draft_is_named(self, line):
        BudgetYear.objects.update(status="closed")

        assert list(integrity.years()) == ["2018 ist abgeschlossen, offen ist aber: Verteilung Probe."]

    def test_a_year_that_turned_without_its_step_is_named(self):
        turn(BudgetYearFactory(), "closing")
        installation.remove()
        BudgetYear.objects.update(status="open")

        assert list(integrity.years()) == ["2018 ist im Stand „offen“, der letzte Schritt war aber: Abschluss 2018."]
