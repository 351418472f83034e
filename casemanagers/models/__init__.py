from casemanagers.models.appointment import Appointment
from casemanagers.models.position import Position

__all__ = ["Appointment", "Position"]
