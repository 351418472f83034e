"""manage.py tidy"""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from wir_portal.core import registries
from wir_portal.core.services import kept_inputs, uploaded_tables


class Command(BaseCommand):
    """Deletes what has had its time: kept inputs, uploaded tables, sessions, and what the apps name."""

    help = "Löscht, was abgelaufen ist: aufgehobene Eingaben nach sieben Tagen, nicht bestätigte Dateien, Sitzungen."

    def handle(self, *args, **options) -> None:
        count, files = kept_inputs.delete_expired(), uploaded_tables.delete_expired()
        further = {name: tidy() for name, tidy in registries.tidiers.items()}
        call_command("clearsessions", verbosity=0)
        if options["verbosity"]:
            self.stdout.write(f"Aufgehobene Eingaben gelöscht: {count}. Nicht bestätigte Dateien: {files}.")
            for name, number in further.items():
                self.stdout.write(f"{name}: {number}.")
