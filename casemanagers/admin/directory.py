"""The directory in the ministry's workplace: offers, agencies, networks of all bodies, and the acts on them."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.safestring import SafeString

from casemanagers.forms.entry import ActForm, WithdrawForBodyForm, entry_field
from casemanagers.models import Agency, DirectoryEntry, Offer, VolunteerNetwork
from casemanagers.models.directory_entry import DirectoryQuerySet
from casemanagers.permissions import can_edit_every_directory
from casemanagers.services import directory
from wir_portal.core.admin_base import Crumb, GuardedAdmin, act_page, mark
from wir_portal.core.admin_base.cells import day
from wir_portal.core.admin_base.fields import translation_fieldsets
from wir_portal.core.admin_base.guarded import REASON
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.permissions import can_read_all

MARKS = {"fresh": "done", "due": "turn", "gone": "late", "draft": "", "withdrawn": ""}
WHERE = ("Ort", {"fields": ("place", "street", "postal_code", "town", "access", "access_note")})
REACH = ("Erreichbar", {"fields": ("hours", "phone", "email", "website", "languages")})
CSV: tuple[tuple[str, str], ...] = (
    ("Kommune", "municipality__sort_name"),
    ("Name", "title"),
    ("Stand", "state__label"),
    ("Zuletzt bestätigt am", "confirmed_on"),
    ("Telefon", "phone"),
    ("E-Mail", "email"),
    ("Internetseite", "website"),
    ("Zeiten", "hours"),
    ("Anschrift", "address"),
    ("Herkunft", "get_origin_display"),
)


class StateFilter(admin.SimpleListFilter):
    """Status and freshness of today."""

    title = "Stand"
    parameter_name = "stand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return DirectoryEntry.State.choices

    def queryset(self, request: HttpRequest, queryset: DirectoryQuerySet) -> DirectoryQuerySet:
        return queryset.in_state(self.value()) if self.value() in DirectoryEntry.State.values else queryset


class DirectoryAdmin(GuardedAdmin):
    """What the three parts of the directory share; every act is the service that the bodies use too."""

    can_view = staticmethod(can_read_all)
    can_edit = can_add = staticmethod(can_edit_every_directory)
    fixed_fields = ("municipality",)
    list_display = ("title", "body", "kind_cell", "state_cell", "confirmed_cell", "origin")
    list_select_related = ("municipality",)
    search_fields = ("title", "municipality__name", "municipality__sort_name", "town")
    search_help_text = "Name, Kommune oder Ort"
    list_note = "Die Kommunen pflegen ihre Einträge selbst. Nie Namen oder private Angaben von Personen."
    readonly_fields = ("state_cell",)
    kind_field: ClassVar[str] = "kind"

    @admin.display(description="Kommune", ordering="municipality__sort_key")
    def body(self, row: DirectoryEntry) -> str:
        return row.municipality.display_name

    @admin.display(description="Art")
    def kind_cell(self, row: DirectoryEntry) -> str:
        return getattr(row, f"get_{self.kind_field}_display")()

    @admin.display(description="Stand", ordering="status")
    def state_cell(self, row: DirectoryEntry) -> SafeString | str:
        return mark(row.state.label, MARKS[row.state]) if row.pk else "Entwurf"

    @admin.display(description="Bestätigt am", ordering="confirmed_on")
    def confirmed_cell(self, row: DirectoryEntry) -> str:
        return day(row.confirmed_on)

    def name_of(self, obj: DirectoryEntry) -> str:
        return f"{obj.title}, {obj.municipality.display_name} ({obj.pk})"

    def page_context(self, request: HttpRequest, obj: DirectoryEntry) -> dict[str, Any]:
        return {"example_mark": obj.is_example}

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        return entry_field(db_field, **kwargs)

    def save_model(self, request: HttpRequest, obj: DirectoryEntry, form: forms.ModelForm, change: bool) -> None:
        acting = {"actor": request.user, "reason_internal": form.cleaned_data[REASON]}
        if change:
            directory.change(obj, fields=set(form.changed_data) - {REASON}, revision=obj.revision, **acting)
        else:
            directory.create(obj, **acting)

    # --- acts ------------------------------------------------------------------------------------------------
    def act_pages(self) -> list[URLPattern]:
        return [
            self.page("<int:object_id>/veroeffentlichen/", self.publish_view, "publish"),
            self.page("<int:object_id>/bestaetigen/", self.confirm_view, "confirm"),
            self.page("<int:object_id>/zurueckziehen/", self.withdraw_view, "withdraw"),
        ]

    def acts(self, request: HttpRequest, obj: DirectoryEntry) -> list[Act]:
        if not can_edit_every_directory(request.user):
            return []
        if obj.status != DirectoryEntry.Status.PUBLISHED:
            return [Act("Veröffentlichen", self.address("publish", obj.pk), is_main=True)]
        return [
            Act("Bestätigen", self.address("confirm", obj.pk), is_main=True),
            Act("Zurückziehen", self.address("withdraw", obj.pk)),
        ]

    def publish_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self._act(request, object_id, directory.publish, ActForm, "Veröffentlichen", "ist jetzt öffentlich")

    def confirm_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self._act(request, object_id, directory.confirm, ActForm, "Bestätigen", "ist von heute an bestätigt")

    def withdraw_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self._act(
            request, object_id, directory.withdraw, WithdrawForBodyForm, "Zurückziehen", "ist nicht mehr öffentlich"
        )

    def _act(
        self,
        request: HttpRequest,
        object_id: int,
        do: Callable[..., DirectoryEntry],
        form: type[forms.Form],
        name: str,
        done: str,
    ) -> HttpResponse:
        if not can_edit_every_directory(request.user):
            raise PermissionDenied
        row = get_object_or_404(self.get_queryset(request), pk=object_id)

        def run(cleaned: dict[str, Any]) -> str:
            do(row, **cleaned, actor=request.user)
            return f"„{row}“ {done}."

        return act_page(
            request,
            form(request.POST or None),
            run=run,
            title=f"{name}: {self.name_of(row)}",
            button=name,
            back=self.address("change", row.pk),
            crumbs=self.crumbs(Crumb(self.name_of(row), self.address("change", row.pk)), Crumb(name)),
            facts=[
                ("Kommune", row.municipality.display_name),
                ("Stand", row.state.label),
                ("Zeiten", row.hours or "nicht angegeben"),
                ("Anschrift", row.address or "nicht angegeben"),
                ("Telefon", row.phone or "nicht angegeben"),
            ],
        )


@admin.register(Offer)
class OfferAdmin(DirectoryAdmin):
    """Angebote."""

    event_code = "offer"
    kind_field = "topic"
    list_filter = ("topic", StateFilter, "municipality__region", "origin")
    list_select_related = ("municipality", "agency")
    fieldsets = (
        ("Angebot", {"fields": ("municipality", "state_cell", "topic", "title_de", "description_de")}),
        ("Anbieter und Kosten", {"fields": ("agency", "provider", "is_free", "cost")}),
        REACH,
        WHERE,
        *translation_fieldsets("title", "description"),
    )
    csv_columns = (("Thema", "get_topic_display"), ("Anbieter", "provider_name"), *CSV)


@admin.register(Agency)
class AgencyAdmin(DirectoryAdmin):
    """Zuständige Stellen."""

    event_code = "agency"
    list_filter = ("kind", StateFilter, "municipality__region", "origin")
    fieldsets = (
        ("Stelle", {"fields": ("municipality", "state_cell", "title", "kind", "description_de")}),
        REACH,
        WHERE,
        *translation_fieldsets("description"),
    )
    csv_columns = (("Art", "get_kind_display"), *CSV)


@admin.register(VolunteerNetwork)
class VolunteerNetworkAdmin(DirectoryAdmin):
    """Lotsen- und Patennetzwerke."""

    event_code = "network"
    list_filter = ("kind", StateFilter, "municipality__region", "origin")
    fieldsets = (
        (
            "Netzwerk",
            {
                "fields": (
                    "municipality",
                    "state_cell",
                    "title",
                    "kind",
                    "coordinator",
                    "description_de",
                )
            },
        ),
        ("Wie viele helfen mit", {"fields": ("guide_count", "counted_on")}),
        REACH,
        WHERE,
        *translation_fieldsets("description"),
    )
    csv_columns = (("Art", "get_kind_display"), ("Wer koordiniert", "coordinator"), *CSV)
