"""Grants and ends the right to act for a body."""

from datetime import date

from municipalities.models import Membership, Municipality
from wir_portal.core import clock
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, User
from wir_portal.core.services import events, mails
from wir_portal.core.transactions import act


@act
def grant(
    account: User,
    municipality: Municipality,
    *,
    role: Membership.Role,
    starts_on: date,
    ends_on: date | None = None,
    reason_internal: str,
    actor: User,
) -> Membership:
    """Let an account act for a body from `starts_on` on.

    Refuses one's own account, staff, and a period that overlaps.
    """
    _refuse_own(account, actor)
    account = User.objects.select_for_update().get(pk=account.pk)
    if account.is_staff:
        raise DomainError("Dieses Konto gehört dem Land. Für eine Kommune handelt ein eigenes Konto.")
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("Das Ende liegt vor dem Beginn.")
    others = Membership.objects.filter(user=account, municipality=municipality, role=role)
    if any(_overlap(other, starts_on, ends_on) for other in others):
        raise DomainError(
            "Das Konto hat diese Aufgabe in dem Zeitraum schon. Beenden Sie zuerst die bisherige Zugehörigkeit."
        )
    membership = Membership.objects.create(
        user=account, municipality=municipality, role=role, starts_on=starts_on, ends_on=ends_on
    )
    event = events.record(
        "membership.granted",
        membership,
        actor=actor,
        reason_internal=reason_internal,
        body_slug=municipality.slug,
        account=account.pk,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _tell(event, membership, "erteilt")
    return membership


@act
def end(membership: Membership, *, ends_on: date, reason_internal: str, actor: User) -> Membership:
    """End a membership after `ends_on`. Refuses one's own, and a day before yesterday or before its start."""
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("municipality", "user").get(pk=membership.pk)
    )
    _refuse_own(membership.user, actor)
    if membership.ends_on is not None and membership.ends_on < clock.today():
        raise DomainError(f"Diese Zugehörigkeit endete schon am {membership.ends_on:%d.%m.%Y}.")
    if ends_on < membership.starts_on:
        raise DomainError(f"Die Zugehörigkeit begann am {membership.starts_on:%d.%m.%Y}. Das Ende liegt nicht davor.")
    if (clock.today() - ends_on).days > 1:
        raise DomainError("Ein Zugang endet frühestens gestern: Was vorher geschah, bleibt, wie es war.")
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    event = events.record(
        "membership.ended",
        membership,
        actor=actor,
        reason_internal=reason_internal,
        body_slug=membership.municipality.slug,
        account=membership.user_id,
        ends_on=ends_on,
    )
    _tell(event, membership, "beendet")
    return membership


def _tell(event: Event, membership: Membership, done: str) -> None:
    """The administrators and the person concerned hear of it."""
    letter = mails.write(
        "municipalities/mail/membership.txt",
        account=membership.user,
        body=membership.municipality,
        role=membership.get_role_display(),
        starts_on=membership.starts_on,
        ends_on=membership.ends_on,
        done=done,
        by=event.actor,
    )
    mails.enqueue(event, letter, recipients=[*mails.administrators(), membership.user.email])


def _refuse_own(account: User, actor: User) -> None:
    if account.pk == actor.pk:
        raise DomainError("Die eigenen Rechte ändert immer eine andere Person.")


def _overlap(other: Membership, starts_on: date, ends_on: date | None) -> bool:
    return (ends_on is None or other.starts_on <= ends_on) and (other.ends_on is None or starts_on <= other.ends_on)
