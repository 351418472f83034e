"""manage.py accessibility_result <file>"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wir_portal.core.imports.files import DataFault
from wir_portal.pages import accessibility


class Command(BaseCommand):
    """Takes over what the browser's tests counted: the accessibility statement shows it from then on."""

    help = "Übernimmt das Ergebnis der Tests im Browser in die Erklärung zur Barrierefreiheit."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Zum Beispiel: .test-artifacts/accessibility.json")

    def handle(self, *args, **options) -> None:
        try:
            run = accessibility.read_run(options["file"].read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"Die Datei lässt sich nicht lesen: {error.strerror}.") from error
        except (DataFault, UnicodeError) as error:
            raise CommandError(str(error)) from error
        accessibility.RUN.write_text(accessibility.written(run), encoding="utf-8")
        accessibility.last_run.cache_clear()
        self.stdout.write(f"Übernommen: {run.views} Ansichten vom {run.tested_on:%d.%m.%Y}.")
