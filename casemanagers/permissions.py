"""Who may read positions and who fills them, and who keeps the directory of the help."""

from casemanagers.models import Agency, Offer, Position, VolunteerNetwork
from casemanagers.models.directory_entry import DirectoryQuerySet
from casemanagers.models.position import PositionQuerySet
from municipalities.models import Municipality
from municipalities.permissions import roles_in
from wir_portal.core.permissions import Visitor, can_read_all, is_editor


def can_read_positions(user: Visitor, municipality: Municipality) -> bool:
    """The positions of a body with their appointments: everyone who acts for it today, and the staff."""
    return can_read_all(user) or bool(roles_in(user, municipality))


def positions_visible_to(user: Visitor, municipality: Municipality) -> PositionQuerySet:
    """What `can_read_positions` opens."""
    rows = Position.objects.filter(municipality=municipality)
    return rows if can_read_positions(user, municipality) else rows.none()


def can_read_offers(user: Visitor, municipality: Municipality) -> bool:
    """A body's directory with drafts and what was withdrawn: everyone who acts for it today, and the staff.

    What is published everyone reads.
    """
    return can_read_all(user) or bool(roles_in(user, municipality))


can_read_agencies = can_read_networks = can_read_offers


def can_edit_directory(user: Visitor, municipality: Municipality) -> bool:
    """Enter, change, publish, withdraw and confirm: everyone who acts for the body today; the editor for all bodies."""
    return can_edit_every_directory(user) or bool(roles_in(user, municipality))


def can_edit_every_directory(user: Visitor) -> bool:
    return is_editor(user)


def offers_visible_to(user: Visitor, municipality: Municipality) -> DirectoryQuerySet:
    """What `can_read_offers` opens."""
    rows = Offer.objects.of_body(municipality)
    return rows if can_read_offers(user, municipality) else rows.none()


def agencies_visible_to(user: Visitor, municipality: Municipality) -> DirectoryQuerySet:
    """What `can_read_agencies` opens."""
    rows = Agency.objects.of_body(municipality)
    return rows if can_read_agencies(user, municipality) else rows.none()


def networks_visible_to(user: Visitor, municipality: Municipality) -> DirectoryQuerySet:
    """What `can_read_networks` opens."""
    rows = VolunteerNetwork.objects.of_body(municipality)
    return rows if can_read_networks(user, municipality) else rows.none()
