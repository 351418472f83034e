from wir_portal.core.models.catalogue_check import CatalogueCheck
from wir_portal.core.models.event import Event
from wir_portal.core.models.form_key import FormKey
from wir_portal.core.models.history import EventHistory
from wir_portal.core.models.kept_input import KeptInput
from wir_portal.core.models.origin import Origin
from wir_portal.core.models.outbox_mail import OutboxMail
from wir_portal.core.models.search_document import SearchDocument
from wir_portal.core.models.search_synonym import SearchSynonym
from wir_portal.core.models.site_text import SiteText
from wir_portal.core.models.source import Source
from wir_portal.core.models.translated import Translated, TranslationState
from wir_portal.core.models.uploaded_table import UploadedTable
from wir_portal.core.models.user import User

__all__ = [
    "CatalogueCheck",
    "Event",
    "EventHistory",
    "FormKey",
    "KeptInput",
    "Origin",
    "OutboxMail",
    "SearchDocument",
    "SearchSynonym",
    "SiteText",
    "Source",
    "Translated",
    "TranslationState",
    "UploadedTable",
    "User",
]
