"""The bodies' rooms in the admin."""

from municipalities.admin import contact_points, indicators, memberships, municipalities, towns

__all__ = ["contact_points", "indicators", "memberships", "municipalities", "towns"]
