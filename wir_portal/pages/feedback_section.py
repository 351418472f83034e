"""What the admin's start page says about feedback that waits."""

from django.http import HttpRequest
from django.urls import reverse

from wir_portal.core.permissions import can_read_feedback
from wir_portal.pages.models import Feedback

SHOWN = 5


def section(request: HttpRequest) -> tuple[str, dict[str, object]] | None:
    """The most urgent ones and how many there are, for those who read feedback; one query."""
    if not can_read_feedback(request.user):
        return None
    waiting = list(Feedback.objects.open().by_urgency())
    url = f"{reverse('admin:pages_feedback_changelist')}?status__exact={Feedback.Status.OPEN}"
    context = {"rows": waiting[:SHOWN], "count": len(waiting), "url": url}
    return ("pages/admin/_feedback_section.html", context) if waiting else None
