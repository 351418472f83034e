"""Zugehörigkeiten: granted and ended on pages of their own, never changed or deleted."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from municipalities import permissions
from municipalities.forms.membership import EndMembershipForm, GrantMembershipForm
from municipalities.models import Membership
from municipalities.services import memberships
from wir_portal.core import clock
from wir_portal.core.admin_base import Crumb, GuardedAdmin, act_page, day, mark
from wir_portal.core.admin_base.pages import Act


class TodayFilter(admin.SimpleListFilter):
    """Whether it counts today."""

    title = "Stand heute"
    parameter_name = "today"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", "gilt heute"), ("no", "gilt heute nicht")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.on()
        return queryset.exclude(pk__in=Membership.objects.on()) if self.value() == "no" else queryset


@admin.register(Membership)
class MembershipAdmin(GuardedAdmin):
    """Who acts for which body."""

    can_view = permissions.can_read_memberships
    can_add = permissions.can_manage_memberships
    list_display = ("name", "account", "role", "starts", "ends", "state")
    list_filter = (TodayFilter, "role", "municipality__region")
    list_select_related = ("user", "municipality")
    search_fields = ("user__username", "user__display_name", "municipality__name", "municipality__sort_name")
    search_help_text = "Konto oder Kommune"
    fields = ("user", "municipality", "role", "starts_on", "ends_on")
    csv_columns = (
        ("Kommune", "municipality__sort_name"),
        ("Konto", "user__username"),
        ("Aufgabe", "get_role_display"),
        ("Ab", "starts_on"),
        ("Bis", "ends_on"),
    )

    @admin.display(description="Kommune", ordering="municipality__sort_key")
    def name(self, row: Membership) -> str:
        return row.municipality.display_name

    @admin.display(description="Konto", ordering="user__username")
    def account(self, row: Membership) -> str:
        return row.user.username

    @admin.display(description="Ab", ordering="starts_on")
    def starts(self, row: Membership) -> str:
        return day(row.starts_on)

    @admin.display(description="Bis", ordering="ends_on")
    def ends(self, row: Membership) -> str:
        return day(row.ends_on, "bis auf Weiteres")

    @admin.display(description="Stand heute")
    def state(self, row: Membership) -> str:
        if row.starts_on > clock.today():
            return mark("beginnt noch", "wait")
        return mark("beendet") if self._has_ended(row) else mark("gilt", "done")

    def _has_ended(self, row: Membership) -> bool:
        return row.ends_on is not None and row.ends_on < clock.today()

    def name_of(self, obj: Membership) -> str:
        return f"{obj.user}, {obj.get_role_display()}"

    # --- acts ------------------------------------------------------------------------------------------------
    def act_pages(self) -> list[URLPattern]:
        return [self.page("<int:object_id>/beenden/", self.end_view, "end")]

    def acts(self, request: HttpRequest, obj: Membership) -> list[Act]:
        if not permissions.can_manage_memberships(request.user, obj) or self._has_ended(obj):
            return []
        return [Act("Zugehörigkeit beenden", self.address("end", obj.pk), is_main=True)]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not permissions.can_manage_memberships(request.user):
            raise PermissionDenied
        form = GrantMembershipForm(
            request.POST or None, initial={"starts_on": clock.today(), "account": request.GET.get("account")}
        )

        def run(cleaned: dict[str, Any]) -> str:
            account, municipality = cleaned.pop("account"), cleaned.pop("municipality")
            memberships.grant(account, municipality, **cleaned, actor=request.user)
            return f"{account.username} handelt jetzt für {municipality}."

        return act_page(
            request,
            form,
            run=run,
            title="Zugehörigkeit erteilen",
            button="Zugehörigkeit erteilen",
            back=self.address("changelist"),
            crumbs=self.crumbs(Crumb("Zugehörigkeit erteilen")),
        )

    def end_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        if not permissions.can_manage_memberships(request.user):
            raise PermissionDenied
        row = get_object_or_404(Membership.objects.select_related("user", "municipality"), pk=object_id)

        def run(cleaned: dict[str, Any]) -> str:
            memberships.end(row, **cleaned, actor=request.user)
            return f"Die Zugehörigkeit von {row.user.username} endet mit dem {day(cleaned['ends_on'])}."

        return act_page(
            request,
            EndMembershipForm(request.POST or None, initial={"ends_on": clock.today()}),
            run=run,
            title=f"Zugehörigkeit beenden: {self.name_of(row)}",
            button="Zugehörigkeit beenden",
            back=self.address("change", row.pk),
            crumbs=self.crumbs(Crumb(self.name_of(row), self.address("change", row.pk)), Crumb("Beenden")),
            facts=[
                ("Konto", row.user.username),
                ("Kommune", row.municipality.display_name),
                ("Aufgabe", row.get_role_display()),
                ("Ab", day(row.starts_on)),
                ("Bis", day(row.ends_on, "bis auf Weiteres")),
            ],
        )
