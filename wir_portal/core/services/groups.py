"""The six staff groups and who is in them."""

from django.contrib.auth.models import Group
from django.db import connection

from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, User
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import events, mails
from wir_portal.core.transactions import act

INSTALLATION = "Einrichtung der Anlage"


def ensure_groups(**kwargs: object) -> None:
    """Make the six groups exist; runs after every migration."""
    if Group._meta.db_table not in connection.introspection.table_names():
        return
    existing = set(Group.objects.values_list("name", flat=True))
    Group.objects.bulk_create([Group(name=name) for name in StaffGroup.values if name not in existing])


@act
def grant_group(account: User, group: StaffGroup, *, actor: User | None, reason_internal: str) -> Event:
    """Put the account into a staff group. Refuses one's own account and a group it already has."""
    _refuse_own(account, actor)
    account = User.objects.select_for_update().get(pk=account.pk)
    if group in account.staff_groups:
        raise DomainError(f"Das Konto hat das Recht „{group.label}“ schon.")
    account.groups.add(Group.objects.get(name=group.value))
    event = events.record(
        "account.group_granted", account, actor=actor, reason_internal=reason_internal, group=group.value
    )
    _tell(event, account, group, "erteilt")
    return event


@act
def end_group(account: User, group: StaffGroup, *, actor: User | None, reason_internal: str) -> Event:
    """Take the account out of a staff group; it counts from the next request on."""
    _refuse_own(account, actor)
    account = User.objects.select_for_update().get(pk=account.pk)
    if group not in account.staff_groups:
        raise DomainError(f"Das Konto hat das Recht „{group.label}“ nicht.")
    account.groups.remove(Group.objects.get(name=group.value))
    event = events.record(
        "account.group_ended", account, actor=actor, reason_internal=reason_internal, group=group.value
    )
    _tell(event, account, group, "beendet")
    return event


def _tell(event: Event, account: User, group: StaffGroup, done: str) -> None:
    """The administrators and the person concerned hear of it."""
    letter = mails.write(
        "core/mail/right.txt", account=account, right=group.label, done=done, by=event.actor or INSTALLATION
    )
    mails.enqueue(event, letter, recipients=[*mails.administrators(), account.email])


def _refuse_own(account: User, actor: User | None) -> None:
    if actor is not None and actor.pk == account.pk:
        raise DomainError("Die eigenen Rechte ändert immer eine andere Person.")
