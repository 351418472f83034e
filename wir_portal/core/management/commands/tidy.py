"""manage.py tidy"""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from wir_portal.core.services import kept_inputs


class Command(BaseCommand):
    """Deletes what has had its time: kept inputs after a week, sessions that are over."""

    help = "Löscht, was abgelaufen ist: aufgehobene Eingaben nach sieben Tagen und beendete Sitzungen."

    def handle(self, *args, **options) -> None:
        count = kept_inputs.delete_expired()
        call_command("clearsessions", verbosity=0)
        if options["verbosity"]:
            self.stdout.write(f"Aufgehobene Eingaben gelöscht: {count}.")
