"""manage.py catalogue [language]"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from wir_portal.core import catalogues


class Command(BaseCommand):
    """Brings a language's catalogue to the texts of today and names what is not translated yet."""

    help = "Gleicht den Übersetzungskatalog mit den Texten ab und nennt, was noch fehlt."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        parser.add_argument("language", nargs="?", default="en", choices=languages)

    def handle(self, *args, **options) -> None:
        catalogue = catalogues.update(options["language"], settings.BASE_DIR)
        absent = catalogues.missing(catalogue)
        for text in absent:
            self.stdout.write(text)
        self.stdout.write(f"{len(catalogue)} Texte, {len(absent)} ohne Übersetzung.")
