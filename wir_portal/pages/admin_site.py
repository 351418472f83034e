"""The ministry's workplace."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from wir_portal.core.permissions import is_staff_member


class WirAdminSite(AdminSite):
    """Django's admin in the portal's look: for staff groups, whatever flags an account bears."""

    site_header = site_title = "WIR-Verwaltung"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return is_staff_member(request.user)
