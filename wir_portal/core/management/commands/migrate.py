"""manage.py migrate"""

from django.core.management import call_command
from django.core.management.commands import migrate

from wir_portal.core.locks import one_at_a_time


class Command(migrate.Command):
    """Django's own, with the table that counts failed logins; several at once wait instead of failing.

    The check for missing guards is left out here, since it is `migrate` that sets them again.
    """

    def get_check_kwargs(self, options: dict) -> dict:
        return {}

    def handle(self, *args, **options) -> None:
        with one_at_a_time():
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                call_command("createcachetable", verbosity=0)
