"""The roof's rooms in the admin: accounts with their memberships, and the log of all floors."""

from wir_portal.pages.admin import accounts, events

__all__ = ["accounts", "events"]
