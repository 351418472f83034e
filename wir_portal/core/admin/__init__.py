"""The ground floor's rooms in the admin."""

from wir_portal.core.admin import texts

__all__ = ["texts"]
