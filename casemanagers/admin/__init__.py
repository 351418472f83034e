"""Positions and appointments in the ministry's workplace: read, not yet edited."""

from casemanagers.admin.appointments import AppointmentAdmin
from casemanagers.admin.positions import PositionAdmin

__all__ = ["AppointmentAdmin", "PositionAdmin"]
