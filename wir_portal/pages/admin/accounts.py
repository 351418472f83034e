"""Konten: made and locked by the technical staff, rights given by the approver, memberships by the editor."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse

from municipalities.models import Membership
from municipalities.permissions import can_manage_memberships, can_read_memberships
from wir_portal.core import clock, permissions
from wir_portal.core.admin_base import Crumb, GuardedAdmin, act_page, day, mark
from wir_portal.core.admin_base.pages import Act, show
from wir_portal.core.admin_base.tables import Table, link
from wir_portal.core.errors import DomainError
from wir_portal.core.forms import ReasonForm
from wir_portal.core.models import User
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import accounts, groups
from wir_portal.pages.admin.account_forms import CreateAccountForm, GroupForm

# Without letters and digits that look alike.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_BLOCKS, BLOCK_LENGTH = 5, 4


class KindFilter(admin.SimpleListFilter):
    """Accounts of the state, or of the bodies."""

    title = "Gehört zu"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("state", "Land"), ("bodies", "Kommunen")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "state":
            return queryset.exclude(groups=None)
        return queryset.filter(groups=None) if self.value() == "bodies" else queryset


@admin.register(User)
class AccountAdmin(GuardedAdmin):
    """Accounts are named by function; what they may comes from groups and memberships."""

    can_view = permissions.can_read_accounts
    can_add = permissions.can_manage_accounts
    list_display = ("username", "display_name", "rights", "state", "made")
    list_filter = (KindFilter, "groups", "is_active")
    search_fields = ("username", "display_name", "email")
    search_help_text = "Anmeldename, Funktion oder E-Mail-Adresse"
    fields = ("username", "display_name", "email", "rights", "state", "made")
    csv_columns = (
        ("Anmeldename", "username"),
        ("Funktion", "display_name"),
        ("Aktiv", "is_active"),
        ("Angelegt am", "created_at"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="Rechte")
    def rights(self, account: User) -> str:
        names = {group.name for group in account.groups.all()}
        return ", ".join(group.label for group in StaffGroup if group in names) or "keine des Landes"

    @admin.display(description="Stand", ordering="is_active")
    def state(self, account: User) -> str:
        return mark("aktiv", "done") if account.is_active else mark("gesperrt", "late")

    @admin.display(description="Angelegt am", ordering="created_at")
    def made(self, account: User) -> str:
        return day(account.created_at)

    def name_of(self, obj: User) -> str:
        return obj.username

    # --- one account -----------------------------------------------------------------------------------------
    def act_pages(self) -> list[URLPattern]:
        return [
            self.page("<int:object_id>/sperren/", self.lock_view, "lock"),
            self.page("<int:object_id>/entsperren/", self.unlock_view, "unlock"),
            self.page("<int:object_id>/recht-erteilen/", self.grant_view, "grant"),
            self.page("<int:object_id>/recht-beenden/", self.end_view, "end"),
        ]

    def acts(self, request: HttpRequest, obj: User) -> list[Act]:
        found = []
        if permissions.can_manage_accounts(request.user) and obj.pk != request.user.pk:
            name, page = ("Konto sperren", "lock") if obj.is_active else ("Konto entsperren", "unlock")
            found.append(Act(name, self.address(page, obj.pk), is_main=True))
        if permissions.can_grant_staff_groups(request.user, obj):
            found.append(Act("Recht erteilen", self.address("grant", obj.pk), is_main=True))
            if obj.groups.all():
                found.append(Act("Recht beenden", self.address("end", obj.pk)))
        if can_manage_memberships(request.user) and obj.is_active and not obj.groups.all():
            url = reverse("admin:municipalities_membership_add")
            found.append(Act("Zugehörigkeit erteilen", f"{url}?account={obj.pk}", is_main=True))
        return found

    def page_context(self, request: HttpRequest, obj: User) -> dict[str, Any]:
        if not can_read_memberships(request.user):
            return {}
        rows = [
            (
                link("municipalities_membership", row.pk, row.municipality.display_name),
                row.get_role_display(),
                day(row.starts_on),
                day(row.ends_on, "bis auf Weiteres"),
            )
            for row in obj.memberships.select_related("municipality")
        ]
        heads = ("Kommune", "Aufgabe", "Ab", "Bis")
        return {"tables": [Table("zugehoerigkeiten", "Zugehörigkeiten", heads, rows, "Handelt für keine Kommune.")]}

    # --- acts ------------------------------------------------------------------------------------------------
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The initial password is shown in the answer, once, and stored nowhere but as its hash."""
        if not permissions.can_manage_accounts(request.user):
            raise PermissionDenied
        form = CreateAccountForm(request.POST or None)
        frame: dict[str, Any] = {
            "back": self.address("changelist"),
            "crumbs": self.crumbs(Crumb("Konto anlegen")),
            "title": "Konto anlegen",
        }
        if request.method == "POST" and form.is_valid():
            password = initial_password()
            try:
                account = accounts.create(**form.cleaned_data, password=password, actor=request.user)
            except DomainError as refusal:
                form.add_error("username", str(refusal))
            else:
                url = self.address("change", account.pk)
                frame["title"] = "Konto ist angelegt"
                return show(
                    request, "admin/account_made.html", **frame, account=account, password=password, account_url=url
                )
        return show(request, "admin/act.html", **frame, form=form, button="Konto anlegen")

    def lock_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        lead = "Niemand meldet sich mehr mit diesem Konto an. Eine offene Sitzung endet beim nächsten Aufruf."
        return self._switch(request, object_id, accounts.lock, "sperren", "gesperrt", lead)

    def unlock_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        lead = "Mit diesem Konto kann man sich danach wieder anmelden."
        return self._switch(request, object_id, accounts.unlock, "entsperren", "entsperrt", lead)

    def _switch(
        self, request: HttpRequest, object_id: int, service: Callable[..., User], verb: str, done: str, lead: str
    ) -> HttpResponse:
        if not permissions.can_manage_accounts(request.user):
            raise PermissionDenied
        account = get_object_or_404(User, pk=object_id)

        def run(cleaned: dict[str, Any]) -> str:
            service(account, **cleaned, actor=request.user)
            return f"Das Konto {account.username} ist {done}."

        return self._act(request, account, ReasonForm(request.POST or None), run, f"Konto {verb}", lead=lead)

    def grant_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self._change_groups(request, object_id, grant_to_state_account, "erteilen", "erteilt")

    def end_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self._change_groups(request, object_id, groups.end_group, "beenden", "beendet")

    def _change_groups(
        self, request: HttpRequest, object_id: int, service: Callable[..., object], verb: str, done: str
    ) -> HttpResponse:
        if not permissions.can_grant_staff_groups(request.user):
            raise PermissionDenied
        account = get_object_or_404(User, pk=object_id)

        def run(cleaned: dict[str, Any]) -> str:
            service(account, **cleaned, actor=request.user)
            return f"{account.username}: Das Recht „{cleaned['group'].label}“ ist {done}."

        form = GroupForm(request.POST or None, groups=list(StaffGroup))
        return self._act(
            request, account, form, run, f"Recht {verb}", lead="Es gilt ab dem nächsten Aufruf der Person."
        )

    def _act(
        self, request: HttpRequest, account: User, form: Any, run: Callable[..., str], name: str, **context: object
    ) -> HttpResponse:
        url = self.address("change", account.pk)
        return act_page(
            request,
            form,
            run=run,
            title=f"{name}: {account.username}",
            button=name,
            back=url,
            crumbs=self.crumbs(Crumb(account.username, url), Crumb(name)),
            facts=[("Funktion", account.display_name), ("Rechte des Landes", self.rights(account))],
            **context,
        )


def grant_to_state_account(account: User, group: StaffGroup, **act: Any) -> None:
    """Give the right; who acts for a body gets none, as who has one gets no membership."""
    if Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today()), user=account).exists():
        raise DomainError("Dieses Konto handelt für eine Kommune. Für das Land handelt ein eigenes Konto.")
    groups.grant_group(account, group, **act)


def initial_password() -> str:
    """Random, and easy to read out: `k7mp-x4qt-…`."""
    blocks = ("".join(secrets.choice(ALPHABET) for _ in range(BLOCK_LENGTH)) for _ in range(PASSWORD_BLOCKS))
    return "-".join(blocks)
