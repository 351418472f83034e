"""Who may do what with the money."""

from municipalities.models import Municipality
from municipalities.permissions import is_officer_or_signatory
from programs.models import Allocation, Appropriation, Transfer, YearStep
from programs.models.allocation import AllocationQuerySet
from wir_portal.core.permissions import Visitor, can_read_all, is_approver, is_editor


def can_read_drafts(user: Visitor) -> bool:
    """Drafts and all bodies: all staff but the technical one."""
    return can_read_all(user)


def can_edit_lines(user: Visitor) -> bool:
    """Lines, rates, guidelines."""
    return is_editor(user)


def can_edit_money(user: Visitor) -> bool:
    """Draft years, appropriations and allocations; propose and withdraw them."""
    return is_editor(user)


def can_decide_money(user: Visitor) -> bool:
    """Decide or hand back what was proposed."""
    return is_approver(user)


def can_decide(user: Visitor, appropriation: Appropriation) -> bool:
    """Whether this person may decide this proposal: neither proposer nor last editor of any of its rows."""
    return can_decide_money(user) and not appropriation.involves(user.pk)


def can_decide_step(user: Visitor, step: YearStep) -> bool:
    """Whether this person may decide or hand back this step of a year: neither proposer nor last editor."""
    return can_decide_money(user) and not step.involves(user.pk)


def can_decide_transfer(user: Visitor, transfer: Transfer) -> bool:
    """Whether this person may decide or reject this transfer: neither proposer nor last editor."""
    return can_decide_money(user) and not transfer.involves(user.pk)


def can_read_allocations(user: Visitor, municipality: Municipality) -> bool:
    """The decided allocations of a body: its officers and signatories of today, and the staff."""
    return can_read_all(user) or is_officer_or_signatory(user, municipality)


def allocations_visible_to(user: Visitor, municipality: Municipality) -> AllocationQuerySet:
    """What `can_read_allocations` opens: all rows for the staff, published ones for the body's own people."""
    rows = Allocation.objects.filter(municipality=municipality)
    if can_read_all(user):
        return rows
    return rows.published() if is_officer_or_signatory(user, municipality) else rows.none()
