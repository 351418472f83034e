"""manage.py check_integrity"""

import sys

from django.core.management.base import BaseCommand

from wir_portal.core import registries


class Command(BaseCommand):
    """Recomputes every sum, chain and guard; prints each finding; exit 1 on any."""

    help = "Rechnet alle Summen, Ketten und Wächter nach. Endet mit 1, wenn etwas nicht stimmt."

    def handle(self, *args, **options) -> None:
        findings = 0
        for name, check in registries.integrity_checks.items():
            for finding in check():
                findings += 1
                self.stdout.write(f"{name}: {finding}")
        if findings:
            self.stdout.write("1 Befund." if findings == 1 else f"{findings} Befunde.")
            sys.exit(1)
        self.stdout.write(f"Alles stimmt: {len(registries.integrity_checks)} Prüfungen ohne Befund.")
