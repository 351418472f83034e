"""The acts on news: publish from a day on, take back."""

from datetime import date

from wir_portal.core.errors import DomainError
from wir_portal.core.models import User
from wir_portal.core.services import events
from wir_portal.core.transactions import act
from wir_portal.pages.models import NewsItem

Status = NewsItem.Status


@act
def publish(item: NewsItem, *, published_on: date, actor: User, reason_internal: str) -> NewsItem:
    """Show a draft to everyone from this day on. A day that is past is allowed: the news says when it is from."""
    stored = NewsItem.objects.select_for_update().get(pk=item.pk)
    if stored.status == Status.PUBLISHED:
        raise DomainError("Die Meldung ist schon freigegeben. Nehmen Sie sie zurück, um den Tag zu ändern.")
    stored.status, stored.published_on = Status.PUBLISHED, published_on
    stored.save()
    events.record(
        "news.published", stored, actor=actor, reason_internal=reason_internal, published_on=published_on.isoformat()
    )
    return stored


@act
def take_back(item: NewsItem, *, actor: User, reason_internal: str) -> NewsItem:
    """Make a draft of published news; it is gone from the public pages at once."""
    stored = NewsItem.objects.select_for_update().get(pk=item.pk)
    if stored.status == Status.DRAFT:
        raise DomainError("Die Meldung ist ein Entwurf. Zurücknehmen kann man nur, was freigegeben ist.")
    stored.status, stored.published_on = Status.DRAFT, None
    stored.save()
    events.record("news.taken_back", stored, actor=actor, reason_internal=reason_internal)
    return stored
