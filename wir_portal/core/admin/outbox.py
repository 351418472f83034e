"""Ausgangspost: what the portal mails, and whether it went out."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wir_portal.core import permissions
from wir_portal.core.admin_base import Crumb, GuardedAdmin, act_page, mark
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.forms import ReasonForm
from wir_portal.core.models import OutboxMail
from wir_portal.core.services import mails
from wir_portal.core.templatetags.wir import moment

MARKS = {"sent": "done", "failed": "late", "sending": "turn", "waiting": "wait"}
NOT_FOR_TECHNICAL = "Den Text lesen nur die, die das Ereignis lesen."
CONSOLE = "Diese Installation hat keinen Mailserver (EMAIL_URL): Gesendete Mails stehen in der Ausgabe des Programms."


@admin.register(OutboxMail)
class OutboxMailAdmin(GuardedAdmin):
    """Read-only; a mail that was given up can be tried once more."""

    can_view = permissions.can_read_mails
    list_display = ("subject", "recipient", "state", "attempt_count", "written")
    list_filter = ("status", "kind")
    search_fields = ("subject", "recipient", "=message_id")
    search_help_text = "Betreff, Adresse oder Message-ID"
    fields = (
        "subject", "recipient", "text", "state", "attempt_count", "written", "sent", "next_attempt", "gave_up",
        "failure", "is_perhaps_delivered", "message_id", "source",
    )  # fmt: skip
    csv_columns = (
        ("Nummer", "pk"),
        ("Ereignis", "event_id"),
        ("Adresse", "recipient"),
        ("Betreff", "subject"),
        ("Stand", "get_status_display"),
        ("Versuche", "attempt_count"),
        ("Geschrieben am", "created_at"),
        ("Gesendet am", "sent_at"),
        ("Aufgegeben am", "failed_at"),
        ("Letzter Fehler", "failure"),
        ("Message-ID", "message_id"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        visible = super().get_queryset(request) & permissions.mails_visible_to(request.user)
        return visible.select_related("event")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        has_server = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
        return super().changelist_view(request, {"list_note": "" if has_server else CONSOLE, **(extra_context or {})})

    @admin.display(description="Stand", ordering="status")
    def state(self, mail: OutboxMail) -> str:
        return mark(mail.get_status_display(), MARKS[mail.status])

    @admin.display(description="Geschrieben am", ordering="created_at")
    def written(self, mail: OutboxMail) -> str:
        return moment(mail.created_at)

    @admin.display(description="Gesendet am", ordering="sent_at")
    def sent(self, mail: OutboxMail) -> str:
        return moment(mail.sent_at) or "noch nicht"

    @admin.display(description="Nächster Versuch")
    def next_attempt(self, mail: OutboxMail) -> str:
        return moment(mail.next_attempt_at) if mail.status == OutboxMail.Status.WAITING else "keiner"

    @admin.display(description="Aufgegeben am")
    def gave_up(self, mail: OutboxMail) -> str:
        return moment(mail.failed_at) or "nicht"

    @admin.display(description="Text")
    def text(self, mail: OutboxMail) -> str | SafeString:
        return format_html('<div class="wir-mail">{}</div>', mail.body) if reads(mail) else NOT_FOR_TECHNICAL

    @admin.display(description="Ereignis")
    def source(self, mail: OutboxMail) -> str | SafeString:
        if not reads(mail):
            return mail.event.words
        url = reverse("admin:core_event_change", args=(mail.event_id,))
        return format_html('<a href="{}">{}</a>', url, mail.event.words)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> OutboxMail | None:
        mail = super().get_object(request, object_id, from_field)
        if mail is not None:
            mail.may_be_read = permissions.can_read_mail_text(request.user, mail)
        return mail

    # --- once more -------------------------------------------------------------------------------------------
    def act_pages(self) -> list[URLPattern]:
        return [self.page("<int:object_id>/noch-einmal/", self.retry_view, "retry")]

    def acts(self, request: HttpRequest, obj: OutboxMail) -> list[Act]:
        if not (obj.is_failed and permissions.can_retry_mails(request.user)):
            return []
        return [Act("Noch einmal versuchen", self.address("retry", obj.pk), is_main=True)]

    def retry_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        if not permissions.can_retry_mails(request.user):
            raise PermissionDenied
        mail = get_object_or_404(OutboxMail, pk=object_id)

        def run(cleaned: dict[str, Any]) -> str:
            mails.retry(mail, **cleaned, actor=request.user)  # type: ignore[arg-type]
            return f"Die Mail an {mail.recipient} wartet wieder und geht gleich hinaus."

        again = " Vielleicht kam sie schon an; dann sagt sie das." if mail.is_perhaps_delivered else ""
        return act_page(
            request,
            ReasonForm(request.POST or None),
            run=run,
            title=f"Noch einmal versuchen: {mail.subject}",
            button="Noch einmal versuchen",
            back=self.address("change", mail.pk),
            crumbs=self.crumbs(Crumb(mail.subject, self.address("change", mail.pk)), Crumb("Noch einmal versuchen")),
            lead=f"Die Versuche zählen von vorn.{again}",
            facts=[("Adresse", mail.recipient), ("Letzter Fehler", mail.failure or "keiner")],
        )


def reads(mail: OutboxMail) -> bool:
    """Whether the person at the page of one mail may read what it says."""
    return getattr(mail, "may_be_read", False)
