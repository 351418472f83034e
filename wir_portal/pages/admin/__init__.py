"""The roof's rooms in the admin: accounts with their memberships, the log of all floors, news, questions, feedback."""

from wir_portal.pages.admin import accounts, events, feedback, news

__all__ = ["accounts", "events", "feedback", "news"]
