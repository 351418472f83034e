"""All doors of the house."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from wir_portal.core import error_pages
from wir_portal.core.languages import in_every_language
from wir_portal.pages.sitemaps import SITEMAPS
from wir_portal.pages.views import ops
from wir_portal.pages.views.public import crawlers

handler400 = error_pages.bad_request
handler403 = error_pages.forbidden
handler404 = error_pages.not_found
handler429 = error_pages.too_many
handler500 = error_pages.server_error

public = [
    path("", include("wir_portal.pages.urls.public")),
    path("", include("programs.urls.public")),
    path("", include("municipalities.urls.public")),
    path("", include("casemanagers.urls.public")),
]
officer = [
    path("", include("wir_portal.pages.urls.officer")),
    path("", include("programs.urls.officer")),
    path("", include("municipalities.urls.officer")),
    path("", include("casemanagers.urls.officer")),
]

urlpatterns = [
    path("healthz", ops.healthz, name="healthz"),
    path("readyz", ops.readyz, name="readyz"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("konto/", include("wir_portal.pages.urls.account")),
    path("portal/", include((officer, "officer"))),
    path("admin/", admin.site.urls),
    path("api/v1/", include("wir_portal.pages.urls.api")),
    in_every_language(path("", include((public, "public")))),
]
