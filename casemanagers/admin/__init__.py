"""Positions, appointments and the directory of the help in the ministry's workplace."""

from casemanagers.admin.appointments import AppointmentAdmin
from casemanagers.admin.directory import AgencyAdmin, OfferAdmin, VolunteerNetworkAdmin
from casemanagers.admin.positions import PositionAdmin

__all__ = ["AgencyAdmin", "AppointmentAdmin", "OfferAdmin", "PositionAdmin", "VolunteerNetworkAdmin"]
