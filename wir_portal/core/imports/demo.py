"""The demonstration's staff accounts, named by function, all with the one password of the demonstration."""

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group
from django.db.models import QuerySet

from wir_portal.core.imports.files import DataFault
from wir_portal.core.models import Event, User
from wir_portal.core.permissions import StaffGroup

STAFF = (
    ("land-bearbeitung", "Ministerium, Bearbeitung", StaffGroup.MINISTRY_EDITOR),
    ("land-freigabe", "Ministerium, Freigabe", StaffGroup.MINISTRY_APPROVER),
    ("land-lesen", "Ministerium, Lesen", StaffGroup.MINISTRY_READER),
    ("bewilligung-1", "Bewilligungsbehörde, erste Person", StaffGroup.GRANTING_AUTHORITY),
    ("bewilligung-2", "Bewilligungsbehörde, zweite Person", StaffGroup.GRANTING_AUTHORITY),
    ("pruefung", "Prüfung", StaffGroup.AUDITOR),
    ("technik", "Technik", StaffGroup.TECHNICAL),
)


def load_staff(event: Event) -> int:
    """The seven staff accounts; a new demonstration password replaces that of all demo accounts."""
    written = make_accounts([(name, function) for name, function, _group in STAFF])
    groups = {group.name: group for group in Group.objects.all()}
    for account in User.objects.filter(username__in=[name for name, _f, _g in STAFF]).prefetch_related("groups"):
        wanted = next(group for name, _f, group in STAFF if name == account.username)
        if not account.groups.all():
            account.groups.add(groups[wanted.value])
    return written


def make_accounts(accounts: list[tuple[str, str]]) -> int:
    """Make the missing ones of (login name, function): one hash for all, it is slow by design."""
    password = settings.WIR_DEMO_PASSWORD
    if not password:
        raise DataFault("WIR_DEMO_PASSWORD fehlt. Beispiel: WIR_DEMO_PASSWORD=ein-langes-kennwort")
    demo = User.objects.filter(username__in=[name for name, _function in accounts])
    stored = dict(demo.values_list("username", "password"))
    hashed = next(iter(stored.values()), None)
    written = 0
    if hashed is None or not check_password(password, hashed):
        hashed = make_password(password)
        written = demo.update(password=hashed)
    written += _give_addresses(demo)
    missing = [(name, function) for name, function in accounts if name not in stored]
    User.objects.bulk_create(
        User(username=name, display_name=function, email=address_of(name), password=hashed)
        for name, function in missing
    )
    return written + len(missing)


def address_of(name: str) -> str:
    """Example addresses: no mail to them would ever arrive."""
    return f"{name}@example.org"


def _give_addresses(accounts: QuerySet[User]) -> int:
    """Those of an older demonstration had none."""
    without = list(accounts.filter(email=""))
    for account in without:
        account.email = address_of(account.username)
    User.objects.bulk_update(without, ["email"])
    return len(without)
