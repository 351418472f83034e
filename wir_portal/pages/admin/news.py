"""Meldungen, Fragen und Antworten: written here, looked at before anybody else does, published with a day."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from modeltranslation.utils import build_localized_fieldname

from wir_portal.core import clock, languages, permissions
from wir_portal.core.admin_base import Crumb, GuardedAdmin, act_page, mark
from wir_portal.core.admin_base.cells import day
from wir_portal.core.admin_base.fields import translation_fieldsets
from wir_portal.core.admin_base.pages import Act, show
from wir_portal.core.forms import ReasonForm
from wir_portal.core.text import render_markdown
from wir_portal.pages.forms.news import PublishForm
from wir_portal.pages.models import NewsItem, Question
from wir_portal.pages.services import news


class PreviewedAdmin(GuardedAdmin):
    """A row with a page that shows its texts in every language as they will stand on the public pages."""

    can_view = permissions.can_read_all
    can_edit = can_add = permissions.can_edit_site_texts
    heading_field = lead_field = body_field = ""

    def act_pages(self) -> list[URLPattern]:
        return [self.page("<int:object_id>/vorschau/", require_safe(self.preview_view), "preview")]

    def preview_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        return show(
            request,
            "pages/admin/preview.html",
            title=f"Vorschau: {self.name_of(row)}",
            crumbs=self.crumbs(Crumb(self.name_of(row), self.address("change", row.pk)), Crumb("Vorschau")),
            back=self.address("change", row.pk),
            texts=[text for code, name in settings.LANGUAGES if (text := self._text(row, code, name))],
        )

    def _text(self, row: NewsItem | Question, code: str, name: str) -> dict[str, object] | None:
        """None in a language in which nothing is written."""
        heading, lead, body = (
            getattr(row, build_localized_fieldname(field, code)) if field else ""
            for field in (self.heading_field, self.lead_field, self.body_field)
        )
        if not (heading or lead or body):
            return None
        return {
            "code": code,
            "tag": languages.tag_of(code),
            "name": name,
            "heading": heading,
            "lead": lead,
            "body": render_markdown(body or ""),
        }


@admin.register(NewsItem)
class NewsItemAdmin(PreviewedAdmin):
    """Meldungen."""

    event_code = "news"
    heading_field, lead_field, body_field = "title", "lead", "body"
    list_display = ("title_de", "state_cell", "published_cell", "changed_at", "origin")
    list_filter = ("status", "origin")
    search_fields = ("title_de", "lead_de", "body_de")
    search_help_text = "Wort aus Überschrift oder Text"
    readonly_fields = ("state_cell",)
    fieldsets = (
        ("Deutsch", {"fields": ("state_cell", "title_de", "lead_de", "body_de")}),
        *translation_fieldsets("title", "lead", "body"),
    )
    csv_columns = (
        ("Überschrift", "title_de"),
        ("Stand", "state"),
        ("Öffentlich ab", "published_on"),
        ("Zuletzt geändert", "changed_at"),
        ("Herkunft", "get_origin_display"),
    )

    @admin.display(description="Stand", ordering="status")
    def state_cell(self, item: NewsItem) -> SafeString | str:
        if not item.pk:
            return "Entwurf"
        return mark(item.state, "done" if item.is_public else "wait" if item.published_on else "")

    @admin.display(description="Öffentlich ab", ordering="published_on")
    def published_cell(self, item: NewsItem) -> str:
        return day(item.published_on)

    def page_context(self, request: HttpRequest, obj: NewsItem) -> dict[str, Any]:
        return {"example_mark": obj.is_example}

    def name_of(self, obj: NewsItem) -> str:
        return f"{obj.title_de} ({obj.pk})"

    # --- acts ------------------------------------------------------------------------------------------------
    def act_pages(self) -> list[URLPattern]:
        return [
            *super().act_pages(),
            self.page("<int:object_id>/freigeben/", self.publish_view, "publish"),
            self.page("<int:object_id>/zuruecknehmen/", self.take_back_view, "take-back"),
        ]

    def acts(self, request: HttpRequest, obj: NewsItem) -> list[Act]:
        preview = Act("Vorschau", self.address("preview", obj.pk))
        if not permissions.can_edit_site_texts(request.user):
            return [preview]
        if obj.status == NewsItem.Status.DRAFT:
            return [Act("Freigeben", self.address("publish", obj.pk), is_main=True), preview]
        return [preview, Act("Zurücknehmen", self.address("take-back", obj.pk))]

    def publish_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        form = PublishForm(request.POST or None, initial={"published_on": clock.today()})
        return self._act(request, object_id, news.publish, form, "Freigeben", "freigegeben")

    def take_back_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        form = ReasonForm(request.POST or None)
        return self._act(request, object_id, news.take_back, form, "Zurücknehmen", "wieder ein Entwurf")

    def _act(
        self,
        request: HttpRequest,
        object_id: int,
        do: Callable[..., NewsItem],
        form: forms.Form,
        name: str,
        done: str,
    ) -> HttpResponse:
        if not permissions.can_edit_site_texts(request.user):
            raise PermissionDenied
        item = get_object_or_404(NewsItem, pk=object_id)

        def run(cleaned: dict[str, Any]) -> str:
            do(item, **cleaned, actor=request.user)
            return f"„{item.title_de}“ ist {done}."

        return act_page(
            request,
            form,
            run=run,
            title=f"{name}: {self.name_of(item)}",
            button=name,
            back=self.address("change", item.pk),
            crumbs=self.crumbs(Crumb(self.name_of(item), self.address("change", item.pk)), Crumb(name)),
            facts=[("Überschrift", item.title_de), ("In zwei Sätzen", item.lead_de), ("Stand", item.state)],
        )


@admin.register(Question)
class QuestionAdmin(PreviewedAdmin):
    """Fragen und Antworten."""

    event_code = "question"
    heading_field, body_field = "question", "answer"
    list_display = ("question_de", "topic", "rank", "is_published", "source")
    list_filter = ("topic", "is_published")
    list_select_related = ("source",)
    search_fields = ("question_de", "answer_de")
    search_help_text = "Wort aus Frage oder Antwort"
    fieldsets = (
        ("Deutsch", {"fields": ("question_de", "answer_de")}),
        ("Wo sie steht", {"fields": ("topic", "rank", "slug", "source", "is_published")}),
        *translation_fieldsets("question", "answer"),
    )
    csv_columns = (
        ("Thema", "get_topic_display"),
        ("Frage", "question_de"),
        ("Antwort", "answer_de"),
        ("Öffentlich", "is_published"),
        ("Quelle", "source"),
    )

    def acts(self, request: HttpRequest, obj: Question) -> list[Act]:
        return [Act("Vorschau", self.address("preview", obj.pk))]
