"""Who may read positions and who fills them. Editing them comes later."""

from casemanagers.models import Position
from casemanagers.models.position import PositionQuerySet
from municipalities.models import Municipality
from municipalities.permissions import roles_in
from wir_portal.core.permissions import Visitor, can_read_all


def can_read_positions(user: Visitor, municipality: Municipality) -> bool:
    """The positions of a body with their appointments: everyone who acts for it today, and the staff."""
    return can_read_all(user) or bool(roles_in(user, municipality))


def positions_visible_to(user: Visitor, municipality: Municipality) -> PositionQuerySet:
    """What `can_read_positions` opens."""
    rows = Position.objects.filter(municipality=municipality)
    return rows if can_read_positions(user, municipality) else rows.none()
