"""The demonstration's news: invented, and marked so."""

from datetime import timedelta
from pathlib import Path

from wir_portal.core import clock
from wir_portal.core.imports.files import read_toml
from wir_portal.core.models import Event, Origin
from wir_portal.pages.models import NewsItem

FILE = Path(__file__).parent.parent / "data" / "demo_news.toml"


def load(event: Event) -> int:
    """News of the last weeks, one that waits for its day and a draft, where there is no news yet."""
    if NewsItem.objects.exists():
        return 0
    rows = read_toml(FILE)["news"]
    for values in rows:
        days = values.pop("days_from_today", None)
        if days is not None:
            values |= {"status": NewsItem.Status.PUBLISHED, "published_on": clock.today() + timedelta(days=days)}
        NewsItem(origin=Origin.EXAMPLE, **values).save()
    return len(rows)
