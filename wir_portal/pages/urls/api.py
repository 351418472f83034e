"""The public API with its document and the page that explains it."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from wir_portal.pages.api import api, nothing_here, open_data
from wir_portal.pages.views.public.api_docs import api_docs

app_name = "api"
operations, _app, _namespace = api.urls
for pattern in operations:
    pattern.callback = open_data(pattern.callback)
urlpatterns = [
    path("", require_safe(RedirectView.as_view(pattern_name="api:docs")), name="api-root"),
    path("docs/", api_docs, name="docs"),
    *(pattern for pattern in operations if pattern.name != "api-root"),
    re_path(r"^.*/$", open_data(nothing_here), name="nothing-here"),
]
