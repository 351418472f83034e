"""What the admin's start page says when mails were given up."""

from django.http import HttpRequest
from django.urls import reverse

from wir_portal.core.models import OutboxMail
from wir_portal.core.permissions import can_read_system_status


def section(request: HttpRequest) -> tuple[str, dict[str, object]] | None:
    """For those who read the status of the system, and only when something is wrong; one query."""
    if not can_read_system_status(request.user):
        return None
    count = OutboxMail.objects.failed().count()
    url = f"{reverse('admin:core_outboxmail_changelist')}?status__exact={OutboxMail.Status.FAILED}"
    return ("core/admin/_outbox_section.html", {"count": count, "url": url}) if count else None
