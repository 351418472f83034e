from django.contrib.admin import apps as admin_apps

from wir_portal.core import wired


class PagesConfig(wired.WiredAppConfig):
    """The roof: pages and commands that bring several apps together."""

    default = True

    name = "wir_portal.pages"
    label = "pages"
    verbose_name = "Seiten"


class WirAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site."""

    default = False

    default_site = "wir_portal.pages.admin_site.WirAdminSite"
