"""Who may do what on the ground floor, and the six staff groups that all floors ask for."""

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db import models

from wir_portal.core.models import Event, OutboxMail, User
from wir_portal.core.models.event import EventQuerySet
from wir_portal.core.models.outbox_mail import OutboxMailQuerySet

Visitor: TypeAlias = User | AnonymousUser


class StaffGroup(models.TextChoices):
    """Gruppen der Landesbediensteten: six, made by code, never edited by hand."""

    MINISTRY_EDITOR = "ministry-editor", "Ministerium: Bearbeitung"
    MINISTRY_APPROVER = "ministry-approver", "Ministerium: Freigabe"
    MINISTRY_READER = "ministry-reader", "Ministerium: Lesen"
    GRANTING_AUTHORITY = "granting-authority", "Bewilligungsbehörde"
    AUDITOR = "auditor", "Prüfung"
    TECHNICAL = "technical", "Technik"


FEEDBACK_READERS = frozenset(
    {
        StaffGroup.MINISTRY_EDITOR,
        StaffGroup.MINISTRY_APPROVER,
        StaffGroup.MINISTRY_READER,
        StaffGroup.AUDITOR,
    }
)
CONTENT_READERS = frozenset(set(StaffGroup.values) - {StaffGroup.TECHNICAL})


def staff_groups(user: Visitor) -> frozenset[str]:
    """The staff groups of an active account; nobody gains one by `is_superuser`."""
    return user.staff_groups if isinstance(user, User) and user.is_active else frozenset()


def is_staff_member(user: Visitor) -> bool:
    return bool(staff_groups(user))


def is_editor(user: Visitor) -> bool:
    return StaffGroup.MINISTRY_EDITOR in staff_groups(user)


def is_approver(user: Visitor) -> bool:
    return StaffGroup.MINISTRY_APPROVER in staff_groups(user)


def can_read_all(user: Visitor) -> bool:
    """Drafts, all bodies, all grants: all staff but the technical one."""
    return bool(staff_groups(user) & CONTENT_READERS)


def can_edit_site_texts(user: Visitor) -> bool:
    return is_editor(user)


def can_read_feedback(user: Visitor) -> bool:
    """What readers wrote, with the addresses they gave: the ministry, and the auditors."""
    return bool(staff_groups(user) & FEEDBACK_READERS)


def can_answer_feedback(user: Visitor) -> bool:
    return is_editor(user)


def can_manage_accounts(user: Visitor) -> bool:
    """Create and lock accounts."""
    return StaffGroup.TECHNICAL in staff_groups(user)


def can_grant_staff_groups(user: Visitor, account: User | None = None) -> bool:
    """Give and end staff groups, never one's own."""
    return is_approver(user) and (account is None or account.pk != user.pk)


def can_read_accounts(user: Visitor) -> bool:
    return is_staff_member(user)


def can_read_system_status(user: Visitor) -> bool:
    return bool(staff_groups(user) & {StaffGroup.AUDITOR, StaffGroup.TECHNICAL})


def can_check_translations(user: Visitor) -> bool:
    """Say of a translation that it is right: the ministry's editors, as with all public texts."""
    return can_edit_site_texts(user)


def can_read_events(user: Visitor) -> bool:
    return is_staff_member(user)


def events_visible_to(user: Visitor) -> EventQuerySet:
    """All events for staff; for the technical staff those about accounts; none for others."""
    if can_read_all(user):
        return Event.objects.all()
    if is_staff_member(user):
        return Event.objects.about_accounts()
    return Event.objects.none()


def can_read_mails(user: Visitor) -> bool:
    """Whether a mail went out: the status of the system, and a part of its event."""
    return is_staff_member(user)


def mails_visible_to(user: Visitor) -> OutboxMailQuerySet:
    """All mails for staff; what one says is read by those who read its event (`can_read_mail_text`)."""
    return OutboxMail.objects.all() if can_read_mails(user) else OutboxMail.objects.none()


def can_read_mail_text(user: Visitor, mail: OutboxMail) -> bool:
    """As its event: the technical staff reads what concerns accounts."""
    return events_visible_to(user).filter(pk=mail.event_id).exists()


def can_retry_mails(user: Visitor) -> bool:
    """The technical staff keeps the system going; auditors only look."""
    return StaffGroup.TECHNICAL in staff_groups(user)
