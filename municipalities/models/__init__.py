from municipalities.models.contact_point import ContactPoint
from municipalities.models.indicator import Indicator, IndicatorValue
from municipalities.models.legal_status import LegalStatus
from municipalities.models.membership import Membership
from municipalities.models.municipality import Municipality
from municipalities.models.town import PostalCode, Town

__all__ = [
    "ContactPoint",
    "Indicator",
    "IndicatorValue",
    "LegalStatus",
    "Membership",
    "Municipality",
    "PostalCode",
    "Town",
]
