"""manage.py grant_group <login> <group>"""

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wir_portal.core.errors import DomainError
from wir_portal.core.models import User
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services.groups import grant_group


class Command(BaseCommand):
    """The first staff account of a new installation; only while no approver exists."""

    help = "Gibt dem ersten Konto einer neuen Installation ein Recht. Nur, solange es keine Freigabe-Person gibt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("login")
        parser.add_argument("group", choices=StaffGroup.values)

    def handle(self, *args, **options) -> None:
        if Group.objects.filter(name=StaffGroup.MINISTRY_APPROVER, user__is_active=True).exists():
            raise CommandError("Es gibt schon eine Person für die Freigabe. Rechte gibt jetzt sie, in der Verwaltung.")
        account = User.objects.filter(username=options["login"]).first()
        if account is None:
            raise CommandError(f"Das Konto „{options['login']}“ gibt es nicht. Beispiel: land-freigabe")
        group = StaffGroup(options["group"])
        try:
            grant_group(account, group, actor=None, reason_internal="Erstes Recht einer neuen Installation")
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{account.username} hat jetzt das Recht „{group.label}“.")
