"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest

from wir_portal.core import clock


def facts() -> dict[str, object]:
    """Whether this is a demonstration, and its day."""
    return {"is_demo": settings.WIR_DEMO, "today": clock.today()}


def portal(request: HttpRequest) -> dict[str, object]:
    return facts()
