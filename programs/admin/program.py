"""Landesprogramm and Förderrichtlinien."""

from django.contrib import admin
from django.http import HttpRequest

from programs import permissions
from programs.models import Guideline, Program
from wir_portal.core.admin_base import GuardedAdmin, day
from wir_portal.core.admin_base.fields import translation_fieldsets
from wir_portal.core.admin_base.pages import Act


@admin.register(Program)
class ProgramAdmin(GuardedAdmin):
    """There is one; its texts are the editor's."""

    can_view = permissions.can_read_drafts
    can_edit = permissions.can_edit_lines
    event_code = "program"
    sourced_fields = ("slug", "name", "starts_on", "source")
    list_display = ("name", "starts", "citation")
    list_select_related = ("source",)
    fieldsets = (
        ("Texte auf Deutsch", {"fields": ("summary_de", "description_de")}),
        *translation_fieldsets("summary", "description"),
        ("Angaben der Quelle", {"fields": ("slug", "name", "starts_on", "source")}),
    )
    csv_columns = (("Name", "name"), ("Beginn", "starts_on"), ("Quelle", "source"))

    @admin.display(description="Beginn", ordering="starts_on")
    def starts(self, row: Program) -> str:
        return day(row.starts_on)

    @admin.display(description="Quelle", ordering="source__publisher")
    def citation(self, row: Program) -> str:
        return row.source.citation

    def acts(self, request: HttpRequest, obj: Program) -> list[Act]:
        return [Act("Öffentliche Seite", "/programm/")]


@admin.register(Guideline)
class GuidelineAdmin(GuardedAdmin):
    """The legal text from its day on; the next one ends it."""

    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    event_code = "guideline"
    sourced_fields = ("program", "name", "citation", "starts_on", "source")
    list_display = ("name", "citation", "starts")
    list_select_related = ("program", "source")
    search_fields = ("name", "citation")
    search_help_text = "Name oder Fundstelle"
    fields = ("program", "name", "citation", "starts_on", "source")
    csv_columns = (
        ("Name des Programms", "name"),
        ("Fundstelle", "citation"),
        ("Gilt ab", "starts_on"),
        ("Quelle", "source"),
    )

    @admin.display(description="Gilt ab", ordering="starts_on")
    def starts(self, row: Guideline) -> str:
        return day(row.starts_on)
