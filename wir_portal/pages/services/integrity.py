"""What `check_integrity` looks at on the roof; one German sentence for each finding. Reads only."""

from collections.abc import Iterator

from django.conf import settings

from wir_portal.core.models import Origin
from wir_portal.pages.models import NewsItem


def example_news() -> Iterator[str]:
    """A production database holds no invented news."""
    count = 0 if settings.WIR_DEMO else NewsItem.objects.filter(origin=Origin.EXAMPLE).count()
    if count:
        yield f"{count} × {NewsItem._meta.verbose_name} sind Beispieldaten."
