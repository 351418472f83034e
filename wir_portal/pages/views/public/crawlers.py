"""What search engines ask for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

# Searches are endless, and what lies behind a door is nobody's business; a demonstration is not to be found at all.
NOT_FOR_CRAWLERS = ("/admin/", "/portal/", "/konto/", "/suche/?", "/*/suche/?", "/rueckmeldung/danke/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = ("/",) if settings.WIR_DEMO else NOT_FOR_CRAWLERS
    rules = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    text = "\n".join([*rules, "", f"Sitemap: {settings.WIR_PUBLIC_URL}/sitemap.xml", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
