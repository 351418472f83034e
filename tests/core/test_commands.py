"""The commands that operators use: what they do, what they refuse, how they end."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from municipalities.models import Municipality
from programs.models import Allocation, BudgetYear
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import BudgetYearFactory
from wir_portal.core import registries
from wir_portal.core.guards import installation
from wir_portal.core.models import Event, User
from wir_portal.core.permissions import StaffGroup
from wir_portal.pages.management.commands import prepare

pytestmark = pytest.mark.django_db
APPROVER = StaffGroup.MINISTRY_APPROVER


def said(*command: str, **options: object) -> str:
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def refused(*command: str, **options: object) -> str:
    with pytest.raises(CommandError) as refusal:
        call_command(*command, **options)
    return str(refusal.value)


# --- grant_group --------------------------------------------------------------------------------------------------
def test_the_first_account_gets_its_right_with_a_trace():
    account = UserFactory(username="land-freigabe")

    assert said("grant_group", "land-freigabe", APPROVER) == (
        "land-freigabe hat jetzt das Recht „Ministerium: Freigabe“.\n"
    )

    assert User.objects.get().staff_groups == {APPROVER.value}
    event = Event.objects.about(account).get()
    assert (event.act, event.actor, event.details) == ("account.group_granted", None, {"group": APPROVER.value})


def test_after_the_first_approver_the_command_is_closed():
    UserFactory(group=APPROVER)
    UserFactory(username="zweite")

    assert "Es gibt schon eine Person für die Freigabe" in refused("grant_group", "zweite", "ministry-editor")


def test_a_locked_approver_does_not_count():
    UserFactory(group=APPROVER, is_active=False)
    UserFactory(username="zweite")

    assert "Freigabe" in said("grant_group", "zweite", APPROVER)


def test_unknown_accounts_groups_and_second_grants_are_refused():
    UserFactory(username="da", group=StaffGroup.AUDITOR)

    assert "Das Konto „weg“ gibt es nicht" in refused("grant_group", "weg", APPROVER)
    assert "hat das Recht „Prüfung“ schon" in refused("grant_group", "da", StaffGroup.AUDITOR)
    assert "invalid choice" in refused("grant_group", "da", "chef")


# --- check_integrity ----------------------------------------------------------------------------------------------
def test_all_well_ends_with_0():
    assert said("check_integrity") == f"Alles stimmt: {len(registries.integrity_checks)} Prüfungen ohne Befund.\n"


def test_each_finding_is_printed_and_ends_with_1(capsys):
    BudgetYearFactory()
    BudgetYear.objects.update(total_cents=5)  # past its history
    MunicipalityFactory(name="Landkreis Probe")

    with pytest.raises(SystemExit) as end:
        call_command("check_integrity")

    assert end.value.code == 1
    assert capsys.readouterr().out == (
        "Rechtsstellung: Landkreis Probe: Die Rechtsstellung am 01.01.2014 fehlt.\n"
        "Verlauf: 2018: Der Verlauf endet nicht beim gespeicherten Stand.\n"
        "2 Befunde.\n"
    )


def test_a_single_finding_is_counted_as_one(capsys):
    MunicipalityFactory(name="Landkreis Probe")

    with pytest.raises(SystemExit):
        call_command("check_integrity")

    assert capsys.readouterr().out.endswith("fehlt.\n1 Befund.\n")


# --- load_wir and load_demo ---------------------------------------------------------------------------------------
def test_loading_says_what_it_wrote_and_then_that_nothing_is_new():
    first = said("load_wir")
    events = Event.objects.count()

    assert "Kommunen: " in first
    assert said("load_wir") == "Alles ist auf dem Stand der Quellen.\n"
    assert said("load_wir", verbosity=0) == ""
    assert (events, Event.objects.count()) == (1, 1)


def test_a_guard_that_refuses_speaks_german(settings, monkeypatch):
    def overspend(event: Event) -> int:
        year = BudgetYearFactory(planning_ceiling_cents=None)
        return year.appropriations.create(line_id=1, amount_cents=1, origin="decided").pk

    monkeypatch.setattr(registries.loaders, "_items", {"Probe": overspend})

    assert refused("load_wir") == "Die Ansätze wären zusammen größer als der Planungsrahmen des Jahres."
    assert not BudgetYear.objects.exists()


def test_examples_are_refused_outside_the_demonstration(settings):
    settings.WIR_DEMO = False

    assert refused("load_demo") == "Beispieldaten gibt es nur in der Vorführung. Setzen Sie WIR_DEMO=1."
    assert refused("make_demo_data") == "Künstliche Daten gibt es nur in der Vorführung. Setzen Sie WIR_DEMO=1."


def test_the_demonstration_needs_a_password(settings):
    call_command("load_wir", verbosity=0)
    settings.WIR_DEMO_PASSWORD = ""

    assert "WIR_DEMO_PASSWORD fehlt" in refused("load_demo")
    assert not User.objects.exists()


# --- make_demo_data -----------------------------------------------------------------------------------------------
def test_synthetic_data_are_as_many_as_asked_for_and_always_the_same():
    assert said("make_demo_data", bodies=2, years=2, seed=7) == "2 Kommunen, 6 Förderlinien, 2 Jahre.\n"

    rows = Allocation.objects.order_by("appropriation__budget_year__year", "appropriation__line", "municipality")
    assert (rows.count(), set(rows.values_list("status", "origin"))) == (24, {("decided", "example")})
    assert list(rows.values_list("amount_cents", flat=True)[:3]) == [50_500_00, 83_000_00, 6_000_00]
    assert said("check_integrity").startswith("Alles stimmt")


def test_synthetic_data_never_join_others():
    MunicipalityFactory()

    assert "Diese Datenbank hat schon Daten" in refused("make_demo_data")


@pytest.mark.parametrize("wrong", [{"bodies": 0}, {"years": 0}, {"years": 71}])
def test_an_impossible_size_is_refused_with_an_example(wrong):
    assert "--bodies 33 --years 3" in refused("make_demo_data", **wrong)
    assert not Municipality.objects.exists()


# --- prepare ------------------------------------------------------------------------------------------------------
@pytest.fixture
def loaded_once(monkeypatch):
    """The loaders, without the time that they take."""
    monkeypatch.setattr(registries.loaders, "_items", {})
    monkeypatch.setattr(registries.demo_loaders, "_items", {})


def test_a_ready_installation_stays_as_it_is(loaded_once):
    tables = connection.introspection.table_names()

    call_command("prepare")

    assert connection.introspection.table_names() == tables
    assert installation.faults() == []
    assert not Event.objects.exists()


def test_an_installation_gets_no_example(loaded_once, settings, monkeypatch):
    settings.WIR_DEMO = False
    monkeypatch.setattr(registries.demo_loaders, "_items", {"Probe": lambda event: 1})

    call_command("prepare")

    assert not Event.objects.exists()


def test_a_lost_guard_is_set_again(loaded_once):
    installation.remove(only="event_append_only")

    call_command("prepare")

    assert installation.faults() == []


def test_a_guard_that_cannot_be_set_stops_the_start(loaded_once, monkeypatch):
    monkeypatch.setattr(installation, "faults", lambda: ["Wächter eins fehlt.", "Wächter zwei fehlt."])

    assert refused("prepare") == "Wächter eins fehlt.\nWächter zwei fehlt."


def test_time_runs_forwards_only(loaded_once, turn_clock):
    Event.objects.create(act="probe")
    turn_clock("2018-01-01T12:00:00+01:00")

    assert "WIR_NOW liegt vor dem letzten Ereignis. Wählen Sie einen späteren Zeitpunkt als 2018-11-05T09:" in refused(
        "prepare"
    )


def test_a_database_that_does_not_answer_is_named(monkeypatch):
    def silent() -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(prepare.connection, "ensure_connection", silent)

    assert refused("prepare") == (
        "Die Datenbank antwortet nicht. Läuft sie, und stimmt DATABASE_URL?"
        " Beispiel: DATABASE_URL=postgres://wir:kennwort@127.0.0.1/wir (connection refused)"
    )
