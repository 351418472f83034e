"""Who acts for which body today, and who edits the bodies."""

from dataclasses import dataclass

from municipalities.models import Membership, Municipality
from municipalities.models.membership import MembershipQuerySet
from wir_portal.core.models import User
from wir_portal.core.permissions import Visitor, can_read_all, is_editor

Role = Membership.Role
MONEY_ROLES = frozenset({Role.OFFICER, Role.SIGNATORY})


@dataclass(frozen=True)
class Acting:
    """Somebody acts for a body today: in which roles, and which other bodies they could choose."""

    municipality: Municipality
    roles: frozenset[str]
    others: tuple[Municipality, ...]

    @property
    def is_officer_or_signatory(self) -> bool:
        """Money and the log of the own body are theirs; a case manager sees neither."""
        return bool(self.roles & MONEY_ROLES)


def acting_for(user: Visitor, slug: str) -> Acting | None:
    """How this person acts for the body of this name today; None when they do not. One query."""
    rows = list(memberships_today(user).select_related("municipality").order_by("municipality__sort_key"))
    bodies = {row.municipality.slug: row.municipality for row in rows}
    if slug not in bodies:
        return None
    return Acting(
        municipality=bodies[slug],
        roles=frozenset(row.role for row in rows if row.municipality.slug == slug),
        others=tuple(body for name, body in bodies.items() if name != slug),
    )


def memberships_today(user: Visitor) -> MembershipQuerySet:
    """The memberships that count today; none for a locked account."""
    if not isinstance(user, User) or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.on().filter(user=user)


def municipalities_of(user: Visitor) -> "list[Municipality]":
    """The bodies that the account acts for today, by name."""
    return list(Municipality.objects.filter(memberships__in=memberships_today(user)).distinct())


def roles_in(user: Visitor, municipality: Municipality) -> frozenset[str]:
    return frozenset(memberships_today(user).filter(municipality=municipality).values_list("role", flat=True))


def can_open_portal(user: Visitor, municipality: Municipality) -> bool:
    """Start page and team of the own body: everyone who acts for it today."""
    return bool(roles_in(user, municipality))


def is_officer_or_signatory(user: Visitor, municipality: Municipality) -> bool:
    return bool(roles_in(user, municipality) & MONEY_ROLES)


def can_read_own_events(user: Visitor, municipality: Municipality) -> bool:
    """The log of the own body."""
    return is_officer_or_signatory(user, municipality)


def can_read_bodies(user: Visitor) -> bool:
    return can_read_all(user)


def can_edit_bodies(user: Visitor) -> bool:
    """Bodies, indicators, contact points of all bodies."""
    return is_editor(user)


def can_manage_memberships(user: Visitor, membership: Membership | None = None) -> bool:
    """Grant and end memberships, never one's own."""
    return is_editor(user) and (membership is None or membership.user_id != user.pk)


def can_read_memberships(user: Visitor) -> bool:
    return can_read_all(user)
