"""Seitentexte and Quellen."""

from django.contrib import admin

from wir_portal.core import permissions
from wir_portal.core.admin_base import GuardedAdmin, day
from wir_portal.core.admin_base.fields import translation_fieldsets
from wir_portal.core.models import SearchSynonym, SiteText, Source


@admin.register(SiteText)
class SiteTextAdmin(GuardedAdmin):
    """Imprint, privacy and the like; which pages there are is fixed."""

    can_view = permissions.can_read_all
    can_edit = permissions.can_edit_site_texts
    event_code = "text"
    fixed_fields = ("key",)
    list_display = ("title", "key", "updated")
    search_fields = ("title_de", "body_de", "key")
    search_help_text = "Überschrift oder Wort im Text"
    fieldsets = (
        ("Deutsch", {"fields": ("title_de", "body_de")}),
        *translation_fieldsets("title", "body"),
        ("Seite", {"fields": ("key", "updated_on")}),
    )
    csv_columns = (("Seite", "key"), ("Überschrift", "title_de"), ("Stand", "updated_on"))

    @admin.display(description="Stand", ordering="updated_on")
    def updated(self, text: SiteText) -> str:
        return day(text.updated_on, "nicht bekannt")


@admin.register(Source)
class SourceAdmin(GuardedAdmin):
    """Publications; those that came with the portal are fixed."""

    can_view = permissions.can_read_all
    can_edit = can_add = permissions.can_edit_site_texts
    event_code = "source"
    sourced_fields = ("slug", "title", "publisher", "published_on", "url", "licence", "note")
    list_display = ("title", "publisher", "published", "licence")
    list_filter = ("publisher",)
    search_fields = ("title", "publisher", "note")
    search_help_text = "Titel oder Herausgeber"
    fields = ("title", "publisher", "published_on", "url", "licence", "note", "slug")
    csv_columns = (
        ("Kürzel", "slug"),
        ("Titel", "title"),
        ("Herausgeber", "publisher"),
        ("Erschienen am", "published_on"),
        ("Adresse", "url"),
        ("Lizenz", "licence"),
    )

    @admin.display(description="Erschienen am", ordering="published_on")
    def published(self, source: Source) -> str:
        return day(source.published_on, "nicht bekannt")


@admin.register(SearchSynonym)
class SearchSynonymAdmin(GuardedAdmin):
    """Words that mean the same to those who search."""

    can_view = permissions.can_read_all
    can_edit = can_add = permissions.can_edit_site_texts
    event_code = "synonym"
    list_display = ("slug", "all_words")
    search_fields = ("slug", "words")
    search_help_text = "Eines der Wörter"
    list_note = "Wer eines der Wörter sucht, findet auch, wo eines der anderen steht. Es wirkt sofort."
    fields = ("slug", "words")
    csv_columns = (("Kürzel", "slug"), ("Wörter", "in_one_line"))

    @admin.display(description="Wörter")
    def all_words(self, group: SearchSynonym) -> str:
        return group.in_one_line
