"""manage.py prepare"""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from wir_portal.core import catalogues, clock
from wir_portal.core.guards import installation
from wir_portal.core.locks import one_at_a_time
from wir_portal.core.models import Event


class Command(BaseCommand):
    """Makes an installation ready: catalogues, migrations, data, guards. Several at once wait for one another."""

    help = "Richtet alles ein: Übersetzungen, Datenbank, Daten, Wächter. Wiederholbar und mehrfach zugleich möglich."
    requires_system_checks = ()

    def handle(self, *args, **options) -> None:
        catalogues.compile_all()
        refuse_without_database()
        with one_at_a_time():
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()) or installation.faults():
                call_command("migrate", verbosity=0)
            refuse_a_clock_before_the_last_event()
            call_command("tidy", verbosity=0)
            call_command("load_wir", verbosity=0)
            if settings.WIR_DEMO:
                call_command("load_demo", verbosity=0)
            call_command("index_search", verbosity=0)
        faults = installation.faults()
        if faults:
            raise CommandError("\n".join(faults))


def refuse_without_database() -> None:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise CommandError(
            "Die Datenbank antwortet nicht. Läuft sie, und stimmt DATABASE_URL?"
            f" Beispiel: DATABASE_URL=postgres://wir:kennwort@127.0.0.1/wir ({str(error).splitlines()[0]})"
        ) from error


def refuse_a_clock_before_the_last_event() -> None:
    """Time runs forwards only: what was done must not lie in the future."""
    last = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if last is not None and clock.now() < last:
        moment = last.astimezone(clock.BERLIN).isoformat(timespec="minutes")
        raise CommandError(f"WIR_NOW liegt vor dem letzten Ereignis. Wählen Sie einen späteren Zeitpunkt als {moment}.")
