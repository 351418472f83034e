"""manage.py load_wir"""

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from wir_portal.core import registries
from wir_portal.core.guards.messages import sentence_for
from wir_portal.core.imports.files import DataFault
from wir_portal.core.imports.run import run


class Command(BaseCommand):
    """Loads or updates what is sourced. Repeatable; never touches what people entered."""

    help = "Lädt oder aktualisiert alles aus öffentlichen Quellen. Wiederholbar; Eingegebenes bleibt."
    act = "data.loaded"
    registry = registries.loaders

    def handle(self, *args, **options) -> None:
        try:
            written = run(self.act, self.registry.items())
        except DataFault as error:
            raise CommandError(str(error)) from error
        except IntegrityError as error:
            raise CommandError(sentence_for(error) or str(error)) from error
        for name, count in written.items():
            if count and options["verbosity"]:
                self.stdout.write(f"{name}: {count} Zeilen geschrieben")
        if not any(written.values()) and options["verbosity"]:
            self.stdout.write("Alles ist auf dem Stand der Quellen.")
