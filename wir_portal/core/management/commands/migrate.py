"""manage.py migrate"""

from django.core.management.commands import migrate

from wir_portal.core.locks import one_at_a_time


class Command(migrate.Command):
    """Django's own; several at once wait for one another instead of failing."""

    def handle(self, *args, **options) -> None:
        with one_at_a_time():
            super().handle(*args, **options)
