"""manage.py tidy"""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from wir_portal.core.services import kept_inputs, uploaded_tables


class Command(BaseCommand):
    """Deletes what has had its time: kept inputs after a week, uploaded tables, sessions that are over."""

    help = "Löscht, was abgelaufen ist: aufgehobene Eingaben nach sieben Tagen, nicht bestätigte Dateien, Sitzungen."

    def handle(self, *args, **options) -> None:
        count, files = kept_inputs.delete_expired(), uploaded_tables.delete_expired()
        call_command("clearsessions", verbosity=0)
        if options["verbosity"]:
            self.stdout.write(f"Aufgehobene Eingaben gelöscht: {count}. Nicht bestätigte Dateien: {files}.")
