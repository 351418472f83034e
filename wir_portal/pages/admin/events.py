"""Ereignisse: who did what, when and why, on all floors."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from municipalities.models import Municipality
from wir_portal.core import clock, permissions, registries
from wir_portal.core.admin_base import GuardedAdmin
from wir_portal.core.admin_base.fields import label_of
from wir_portal.core.admin_base.history import SYSTEM, Entry
from wir_portal.core.admin_base.tables import link
from wir_portal.core.models import Event, User
from wir_portal.core.money import format_euro
from wir_portal.core.templatetags.wir import moment

WORDS = {
    "old_cents": "Bisher",
    "new_cents": "Neu",
    "amount_cents": "Betrag",
    "from_cents": "Bisher dort, woher es kommt",
    "to_cents": "Bisher dort, wohin es geht",
    "sum_cents": "Summe",
    "old_sum_cents": "Summe bisher",
    "new_sum_cents": "Summe neu",
    "above_rate_cents": "Über dem Fördersatz",
    "rows": "Anzahl der Kommunen",
    "lines": "Anzahl der Förderlinien",
    "municipality": "Kommune",
    "year": "Haushaltsjahr",
    "later_year": "Späteres Jahr",
    "line": "Förderlinie",
    "account": "Nummer des Kontos",
    "role": "Aufgabe",
    "group": "Gruppe",
    "starts_on": "Ab",
    "ends_on": "Bis",
    "fields": "Geänderte Felder",
    "event": "Teil des Ereignisses",
    "added": "Neu angelegt",
    "changed": "Geändert",
    "unchanged": "Unverändert",
    "control_sum": "Kontrollsumme",
    "control_cents": "Kontrollsumme",
    "file_digest": "Prüfsumme der Datei",
}


class ActFilter(admin.SimpleListFilter):
    """What was done, as people say it."""

    title = "Vorgang"
    parameter_name = "act"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return sorted(registries.event_acts.items(), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(act=self.value()) if self.value() else queryset


class PeriodFilter(admin.SimpleListFilter):
    """When, counted back from today in Berlin."""

    title = "Zeitraum"
    parameter_name = "period"
    DAYS = {"1": 0, "7": 6, "30": 29, "365": 364}

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("1", "Heute"), ("7", "Letzte 7 Tage"), ("30", "Letzte 30 Tage"), ("365", "Letzte 365 Tage")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in self.DAYS:
            return queryset
        return queryset.filter(at__date__gte=clock.today() - timedelta(days=self.DAYS[self.value()]))


class BodyFilter(admin.SimpleListFilter):
    """The body that an event concerns."""

    title = "Kommune"
    parameter_name = "body"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return Municipality.objects.by_name().values_list("slug", "sort_name")

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(body_slug=self.value()) if self.value() else queryset


class AccountFilter(admin.SimpleListFilter):
    """Accounts that did something."""

    title = "Konto"
    parameter_name = "account"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        actors = permissions.events_visible_to(request.user).values("actor")
        return User.objects.filter(pk__in=actors).order_by("username").values_list("pk", "username")

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = {str(pk) for pk, _ in self.lookup_choices}
        return queryset.filter(actor=self.value()) if self.value() in known else queryset


@admin.register(Event)
class EventAdmin(GuardedAdmin):
    """Append-only; the technical staff reads what concerns accounts."""

    can_view = permissions.can_read_events
    list_display = ("time", "what", "subject", "body", "who", "reason_internal")
    list_filter = (PeriodFilter, ActFilter, BodyFilter, AccountFilter)
    list_select_related = ("actor",)
    search_fields = ("reason_internal", "reason_for_body", "body_slug", "actor__username", "=subject_id")
    search_help_text = "Grund, Kommune, Konto oder Nummer des Gegenstands"
    fields = ("time", "what", "subject", "body", "who", "reason_internal", "reason_for_body", "particulars")
    csv_columns = (
        ("Nummer", "pk"),
        ("Zeitpunkt", "at"),
        ("Vorgang", "words"),
        ("Art des Gegenstands", "subject_type"),
        ("Nummer des Gegenstands", "subject_id"),
        ("Kommune", "body_name"),
        ("Konto", "actor__username"),
        ("Interner Grund", "reason_internal"),
        ("Grund für die Kommune", "reason_for_body"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        visible = super().get_queryset(request) & permissions.events_visible_to(request.user)
        bodies = Municipality.objects.filter(slug=OuterRef("body_slug"))
        return visible.annotate(body_name=Subquery(bodies.values("sort_name")[:1]))

    @admin.display(description="Zeitpunkt", ordering="at")
    def time(self, event: Event) -> str:
        return moment(event.at)

    @admin.display(description="Vorgang", ordering="act")
    def what(self, event: Event) -> str:
        return event.words

    @admin.display(description="Gegenstand", ordering="subject_type")
    def subject(self, event: Event) -> str | SafeString:
        if not event.subject_type:
            return "ganze Anlage"
        model = apps.get_model(event.subject_type)
        words = f"{model._meta.verbose_name} {event.subject_id}"
        if not self.admin_site.is_registered(model):
            return words
        return link(event.subject_type.replace(".", "_"), int(event.subject_id), words)

    @admin.display(description="Kommune", ordering="body_name")
    def body(self, event: Event) -> str:
        return event.body_name or "–"

    @admin.display(description="Konto", ordering="actor__username")
    def who(self, event: Event) -> str:
        return event.actor.username if event.actor else SYSTEM

    @admin.display(description="Einzelheiten")
    def particulars(self, event: Event) -> str | SafeString:
        rows = [(WORDS.get(name, name), self._written(event, name, value)) for name, value in event.details.items()]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", rows)) if rows else "keine"

    def _written(self, event: Event, name: str, value: Any) -> str:
        if value is None:
            return "nichts"
        if name.endswith("_cents"):
            return format_euro(value)
        if name == "fields":
            return ", ".join(self._label(event, field) for field in value)
        return str(value)

    def _label(self, event: Event, field: str) -> str:
        try:
            return label_of(apps.get_model(event.subject_type)._meta.get_field(field))
        except (FieldDoesNotExist, AttributeError):
            return field

    def name_of(self, obj: Event) -> str:
        return f"{obj.words}, {moment(obj.at)}"

    def timeline(self, request: HttpRequest, obj: Event) -> list[Entry]:
        return []
