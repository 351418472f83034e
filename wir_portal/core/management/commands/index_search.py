"""manage.py index_search"""

from django.core.management.base import BaseCommand

from wir_portal.core.search import guards, index


class Command(BaseCommand):
    """Brings the index of the search to what the pages show; what is right already is left alone."""

    help = "Stellt das Suchverzeichnis richtig. Wiederholbar; ändert nur, was nicht stimmt."

    def handle(self, *args, **options) -> None:
        count = index.refresh_all()
        guards.mend_index()
        if options["verbosity"]:
            self.stdout.write(f"Suchdokumente geschrieben oder entfernt: {count}.")
