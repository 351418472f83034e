#!/usr/bin/env python3
"""Django's command line; `python3 run.py manage …` calls it in the right environment."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wir_portal.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OperationalError, ProgrammingError) as error:
        if "--traceback" in sys.argv:
            raise
        if isinstance(error, ImproperlyConfigured):
            sys.exit(str(error))
        sys.exit(
            f"Die Datenbank antwortet nicht wie erwartet: {str(error).splitlines()[0]}\n"
            "Läuft sie, stimmt DATABASE_URL, und ist sie eingerichtet (python3 run.py manage prepare)?"
            " Mehr sagt derselbe Befehl mit --traceback."
        )


if __name__ == "__main__":
    main()
