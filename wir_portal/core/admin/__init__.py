"""The ground floor's rooms in the admin."""

from wir_portal.core.admin import outbox, texts

__all__ = ["outbox", "texts"]
