"""manage.py load_demo"""

from django.conf import settings
from django.core.management.base import CommandError

from wir_portal.core import registries
from wir_portal.core.management.commands import load_wir


class Command(load_wir.Command):
    """Loads the example data and the demo accounts; only in the demonstration."""

    help = "Lädt Beispieldaten und Vorführkonten. Nur in der Vorführung (WIR_DEMO=1)."
    act = "data.example_loaded"
    registry = registries.demo_loaders

    def handle(self, *args, **options) -> None:
        if not settings.WIR_DEMO:
            raise CommandError("Beispieldaten gibt es nur in der Vorführung. Setzen Sie WIR_DEMO=1.")
        super().handle(*args, **options)
