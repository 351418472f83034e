"""Rückmeldungen: what readers wrote, by when it needs an answer, the answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wir_portal.core import clock, permissions
from wir_portal.core.admin_base import Crumb, GuardedAdmin, act_page
from wir_portal.core.admin_base.cells import day
from wir_portal.core.admin_base.pages import Act, Fact
from wir_portal.core.forms import ReasonForm
from wir_portal.core.templatetags.wir import moment
from wir_portal.pages.forms.feedback import AnswerForm, local_path
from wir_portal.pages.models import Feedback
from wir_portal.pages.services import feedback


class DueFilter(admin.SimpleListFilter):
    """The list of deadlines."""

    title = "Frist"
    parameter_name = "frist"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return (("offen", "läuft oder ist verstrichen"), ("verstrichen", "ist verstrichen"))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "offen":
            return queryset.open().filter(due_on__isnull=False)
        return queryset.overdue(clock.today()) if self.value() == "verstrichen" else queryset


@admin.register(Feedback)
class FeedbackAdmin(GuardedAdmin):
    """Read here, answered by an act; what somebody wrote is never edited."""

    can_view = permissions.can_read_feedback
    event_code = "feedback"
    list_display = ("number_cell", "kind", "page", "received_cell", "due_cell", "state_cell")
    list_filter = ("status", DueFilter, "kind")
    search_fields = ("page", "message")
    search_help_text = "Seite oder Wort der Nachricht"
    list_note = (
        "Barrieren beantworten wir spätestens nach sechs Wochen. Adressen verschwinden 30 Tage nach der Antwort, alles"
        " andere nach einem Jahr."
    )
    fields = (
        "number_cell", "kind", "page_cell", "language", "message_cell", "email", "received_cell", "due_cell",
        "state_cell", "answer_cell", "done_cell",
    )  # fmt: skip
    csv_columns = (
        ("Nummer", "number"),
        ("Anlass", "get_kind_display"),
        ("Seite", "page"),
        ("Nachricht", "message"),
        ("Eingegangen am", "received_at"),
        ("Zu beantworten bis", "due_on"),
        ("Stand", "get_status_display"),
        ("Erledigt am", "done_at"),
    )

    def get_ordering(self, request: HttpRequest) -> Any:
        """What waits stands first, the nearest deadline before all."""
        is_done = models.Case(models.When(status=Feedback.Status.OPEN, then=0), default=1)
        return (is_done.asc(), models.F("due_on").asc(nulls_last=True), "-received_at")

    @admin.display(description="Nummer", ordering="pk")
    def number_cell(self, row: Feedback) -> str:
        return row.number

    @admin.display(description="Seite")
    def page_cell(self, row: Feedback) -> SafeString | str:
        path = local_path(row.page)
        return format_html('<a href="{}">{}</a>', path, path) if path else row.page or "das ganze Portal"

    @admin.display(description="Nachricht")
    def message_cell(self, row: Feedback) -> SafeString:
        return format_html('<div class="wir-mail">{}</div>', row.message)

    @admin.display(description="Antwort")
    def answer_cell(self, row: Feedback) -> SafeString | str:
        return format_html('<div class="wir-mail">{}</div>', row.answer) if row.answer else "noch keine"

    @admin.display(description="Eingegangen am", ordering="received_at")
    def received_cell(self, row: Feedback) -> str:
        return moment(row.received_at)

    @admin.display(description="Zu beantworten bis", ordering="due_on")
    def due_cell(self, row: Feedback) -> str:
        return day(row.due_on, "keine Frist")

    @admin.display(description="Stand", ordering="status")
    def state_cell(self, row: Feedback) -> str:
        return render_to_string("pages/admin/_feedback_due.html", {"row": row})

    @admin.display(description="Erledigt am")
    def done_cell(self, row: Feedback) -> str:
        return moment(row.done_at) or "noch nicht"

    # --- acts ------------------------------------------------------------------------------------------------
    def act_pages(self) -> list[URLPattern]:
        return [
            self.page("<int:object_id>/antworten/", self.answer_view, "answer"),
            self.page("<int:object_id>/abschliessen/", self.close_view, "close"),
            self.page("<int:object_id>/oeffnen/", self.reopen_view, "reopen"),
        ]

    def acts(self, request: HttpRequest, obj: Feedback) -> list[Act]:
        if not permissions.can_answer_feedback(request.user):
            return []
        if not obj.is_open:
            return [Act("Wieder öffnen", self.address("reopen", obj.pk))]
        return [
            Act("Beantworten", self.address("answer", obj.pk), is_main=True),
            Act("Ohne Antwort abschließen", self.address("close", obj.pk)),
        ]

    def answer_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        form = AnswerForm(request.POST or None)
        return self._act(request, object_id, feedback.answer, form, "Beantworten", "ist beantwortet")

    def close_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        form = ReasonForm(request.POST or None)
        return self._act(request, object_id, feedback.close, form, "Ohne Antwort abschließen", "ist abgeschlossen")

    def reopen_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        form = ReasonForm(request.POST or None)
        return self._act(request, object_id, feedback.reopen, form, "Wieder öffnen", "ist wieder offen")

    def _act(
        self,
        request: HttpRequest,
        object_id: int,
        do: Callable[..., Feedback],
        form: forms.Form,
        name: str,
        done: str,
    ) -> HttpResponse:
        if not permissions.can_answer_feedback(request.user):
            raise PermissionDenied
        row = get_object_or_404(Feedback, pk=object_id)

        def run(cleaned: dict[str, Any]) -> str:
            do(row, **cleaned, actor=request.user)
            return f"{row} {done}."

        return act_page(
            request,
            form,
            run=run,
            title=f"{name}: {row}",
            button=name,
            back=self.address("change", row.pk),
            crumbs=self.crumbs(Crumb(str(row), self.address("change", row.pk)), Crumb(name)),
            facts=_facts(row),
        )


def _facts(row: Feedback) -> list[Fact]:
    """What was written, and where the answer goes."""
    return [
        ("Anlass", row.get_kind_display()),
        ("Seite", row.page or "das ganze Portal"),
        ("Nachricht", row.message),
        ("Antwort geht an", row.email or "niemanden, es ist keine Adresse genannt"),
        ("Zu beantworten bis", day(row.due_on, "keine Frist")),
    ]
