from casemanagers.models.agency import Agency
from casemanagers.models.appointment import Appointment
from casemanagers.models.directory_entry import DirectoryEntry
from casemanagers.models.language import Language
from casemanagers.models.offer import Offer
from casemanagers.models.position import Position
from casemanagers.models.topic import Topic
from casemanagers.models.volunteer_network import VolunteerNetwork

__all__ = [
    "Agency",
    "Appointment",
    "DirectoryEntry",
    "Language",
    "Offer",
    "Position",
    "Topic",
    "VolunteerNetwork",
]
