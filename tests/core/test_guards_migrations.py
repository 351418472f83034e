"""The guards' life through migrations: forwards and back, with data in every guarded table, several at once."""

import pytest
from django.core.management import call_command
from django.db import connection

from casemanagers.models import Appointment
from programs.models import Allocation, Appropriation, BudgetYear, Transfer
from programs.services import commitments
from tests.core.mails import waiting
from tests.core.probe import last
from tests.databases import fresh_database, manage, start
from tests.factories.casemanagers import AgencyFactory, AppointmentFactory, OfferFactory, VolunteerNetworkFactory
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory, TownFactory
from tests.factories.pages import NewsItemFactory, QuestionFactory
from tests.factories.programs import (
    AppropriationFactory,
    BudgetYearFactory,
    FundingRateFactory,
    LineSuccessionFactory,
    decide,
    turn,
)
from tests.programs.movements import between, decided, make_money
from tests.writers import refused_by
from wir_portal.core import registries
from wir_portal.core.guards import installation
from wir_portal.core.models import Event, SiteText

LATER = {"core": "tests.core.probe.core_later", "programs": "tests.core.probe.programs_later"}


def fill_every_guarded_table() -> None:
    appropriation = decide(AppropriationFactory(), {MunicipalityFactory(): 50_000_00})
    FundingRateFactory(line=appropriation.line)
    LineSuccessionFactory(predecessor=appropriation.line)
    AppointmentFactory()
    for factory in (
        AgencyFactory,
        OfferFactory,
        VolunteerNetworkFactory,
        TownFactory,
        NewsItemFactory,
        QuestionFactory,
    ):
        factory()
    SiteText.objects.create(key="imprint", title="Impressum")
    waiting()
    turn(BudgetYearFactory(year=2030), "closing")
    money = make_money(BudgetYearFactory(year=2031, planning_ceiling_cents=1_000))
    decided(between(money))
    commitments.propose(
        money.year, money.a.line, later_year=2032, amount_cents=1, reason_internal="Probe", actor=UserFactory()
    )
    with connection.cursor() as cursor:
        for table in {trigger.table for guard in registries.guards for trigger in guard.triggers}:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            assert cursor.fetchone()[0] > 0, table


def counts() -> list[int]:
    models = (
        Event,
        BudgetYear,
        Appropriation,
        Allocation,
        Transfer,
        Allocation.history,
        Appropriation.history,
        Appointment,
    )
    return [getattr(model, "objects", model).count() for model in models]


def guards_hold() -> None:
    assert installation.faults() == []
    with refused_by("decided_allocation_is_fixed|allocation_follows_distribution"):
        Allocation.objects.filter(status="decided").update(amount_cents=1)
    with refused_by("event_append_only"):
        Event.objects.all().update(act="andere")


@pytest.mark.django_db(transaction=True)
def test_forwards_and_back_with_data_in_every_guarded_table(settings):
    fill_every_guarded_table()
    before = counts()
    settings.MIGRATION_MODULES = LATER
    try:
        call_command("migrate", verbosity=0)
        assert counts() == before
        guards_hold()
    finally:
        call_command("migrate", "programs", last("programs"), verbosity=0)
        call_command("migrate", "core", last("wir_portal.core"), verbosity=0)
    assert counts() == before
    guards_hold()


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_without_care_sqlite_loses_them(settings, monkeypatch):
    fill_every_guarded_table()
    settings.MIGRATION_MODULES = LATER
    monkeypatch.setattr(installation, "remove", lambda only="": None)
    monkeypatch.setattr(installation, "install", lambda: None)
    try:
        call_command("migrate", "core", verbosity=0)
        assert any("wir_event_append_only" in fault for fault in installation.faults())
    finally:
        monkeypatch.undo()
        call_command("migrate", "core", last("wir_portal.core"), verbosity=0)
    assert installation.faults() == []


@pytest.mark.django_db(transaction=True)
def test_an_app_that_leaves_takes_its_guards_along():
    fill_every_guarded_table()
    try:
        call_command("migrate", "casemanagers", "zero", verbosity=0)
        guards_hold()
        call_command("migrate", "programs", "zero", verbosity=0)
        assert installation.faults() == []
    finally:
        call_command("migrate", verbosity=0)
    assert installation.faults() == []
    assert Allocation.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["migrate", "prepare"])
def test_several_at_once_all_end_well(tmp_path, command):
    with fresh_database(tmp_path) as address:
        processes = [start(address, tmp_path, command) for _ in range(3)]
        said = [process.communicate(timeout=120)[0] for process in processes]
        assert [process.returncode for process in processes] == [0, 0, 0], said
        assert "0 silenced" in manage(address, tmp_path, "check", "--database", "default")


@pytest.mark.django_db
def test_check_refuses_when_a_guard_is_missing(tmp_path):
    with fresh_database(tmp_path) as address:
        manage(address, tmp_path, "migrate")
        code = "from wir_portal.core.guards.installation import remove; remove('event_append_only')"
        manage(address, tmp_path, "shell", "-c", code)
        process = start(address, tmp_path, "check", "--database", "default")
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 1
        assert "wir.E001" in said
        manage(address, tmp_path, "migrate")
        manage(address, tmp_path, "check", "--database", "default")
