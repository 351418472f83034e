"""The base of each model in the admin: rights come from `permissions.py`, nothing is deleted, nothing runs in bulk."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from wir_portal.core.admin_base.fields import digits, form_field
from wir_portal.core.admin_base.files import ListFiles
from wir_portal.core.admin_base.history import Entry, events_about
from wir_portal.core.admin_base.lists import SumList, filter_lookups
from wir_portal.core.admin_base.pages import Act, Crumb
from wir_portal.core.errors import DomainError
from wir_portal.core.forms import ReasonField
from wir_portal.core.models import Event
from wir_portal.core.permissions import Visitor
from wir_portal.core.services import rows

Ask = Callable[[Visitor], bool]
REASON = "reason"
PLEASE_CHOOSE = "Bitte wählen"
NOT_CHOSEN = {"required": "Hier ist noch nichts gewählt."}


class ReasonedForm(forms.ModelForm):
    """Asks for the reason; a refusal of the service stands above the fields, the input stays."""

    reason = ReasonField(label="Grund der Änderung", help_text="Steht im Protokoll, nicht auf den öffentlichen Seiten.")
    refusal = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)
        return cleaned


class GuardedAdmin(ListFiles, admin.ModelAdmin):
    """Asks the functions named in `can_view`, `can_edit` and `can_add`, never Django's permissions or `is_superuser`.

    What somebody saves here is recorded as an event `<event_code>.added` or `.changed` with its reason. Fields in
    `sourced_fields` come from public sources: they are entered once, with a new row, and fixed in the rows that
    `load_wir` brought.
    """

    can_view: ClassVar[Ask]
    can_edit: ClassVar[Ask | None] = None
    can_add: ClassVar[Ask | None] = None
    event_code: ClassVar[str] = ""
    sourced_fields: ClassVar[Sequence[str]] = ()
    fixed_fields: ClassVar[Sequence[str]] = ()
    # Keys and postcodes: how many digits they have.
    digit_fields: ClassVar[Mapping[str, Sequence[int]]] = {}
    # Amounts in cents that are added up below the list; the model has an `origin`.
    sum_columns: ClassVar[Sequence[str]] = ()
    # Header and path of each column of the files; a path ends as in a queryset or with a method.
    csv_columns: ClassVar[Sequence[tuple[str, str]]] = ()
    list_note: ClassVar[str] = ""

    form = ReasonedForm
    actions = None
    list_per_page = 50
    list_max_show_all = 50
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False
    empty_value_display = "–"
    media = forms.Media()

    # --- who may ---------------------------------------------------------------------------------------------
    def _may(self, request: HttpRequest, name: str) -> bool:
        ask = getattr(type(self), name)
        return bool(ask is not None and ask(request.user))

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "can_view")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """A row of which every field is fixed is only read."""
        return self._may(request, "can_edit") and (obj is None or self._has_open_fields(request, obj))

    def _has_open_fields(self, request: HttpRequest, obj: models.Model) -> bool:
        fieldsets = self.fieldsets or [(None, {"fields": self.fields})]
        return not set(flatten_fieldsets(fieldsets)) <= set(self.get_readonly_fields(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "can_add")

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "can_view")

    # --- addresses -------------------------------------------------------------------------------------------
    def address_name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def address(self, page: str, *args: object) -> str:
        return reverse(f"admin:{self.address_name(page)}", args=args)

    def page(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(route, self.admin_site.admin_view(view), name=self.address_name(name))

    def get_urls(self) -> list[URLPattern]:
        """List, CSV, one row, adding and the acts of the model; no deletion, no history page of Django's own."""
        pages = [
            self.page("", require_safe(self.changelist_view), "changelist"),
            self.page("csv/", require_safe(self.csv_view), "csv"),
            self.page("xlsx/", require_safe(self.xlsx_view), "xlsx"),
            *self.act_pages(),
            self.page("<int:object_id>/change/", self.change_view, "change"),
        ]
        if type(self).can_add is not None:
            pages.append(self.page("add/", self.add_view, "add"))
        return [*pages, *self.import_pages()]

    def act_pages(self) -> list[URLPattern]:
        """Pages of their own for the acts on a row."""
        return []

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Rows with everything that a line of the list or the page of a row names, in one query."""
        related = self.list_select_related
        rows = super().get_queryset(request)
        return rows.select_related(*related) if isinstance(related, Sequence) else rows

    # --- list and files --------------------------------------------------------------------------------------
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SumList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """The list's own filters alone: any other column could be asked for secrets, any other lookup be a fault."""
        if lookup in filter_lookups(self.get_list_filter(request)):
            return True
        raise IncorrectLookupParameters

    def changelist_view(self, request: HttpRequest, extra_context: Mapping[str, Any] | None = None) -> HttpResponse:
        query = request.GET.urlencode()
        name = str(self.opts.verbose_name_plural)
        context = {
            "title": name,
            "crumbs": [Crumb("Start", reverse("admin:index")), Crumb(name)],
            **self.file_links(request, query),
            "list_note": type(self).list_note,
            "list_acts": self.list_acts(request),
        }
        if self.has_add_permission(request):
            context |= {"add_url": self.address("add"), "add_words": f"{self.opts.verbose_name} hinzufügen"}
        answer = super().changelist_view(request, {**context, **(extra_context or {})})
        if cl := getattr(answer, "context_data", {}).get("cl"):
            answer.context_data["active_filters"] = list(cl.active_filters())
        return answer

    def list_acts(self, request: HttpRequest) -> list[Act]:
        """Pages that show the rows in another way."""
        return []

    # --- one row ---------------------------------------------------------------------------------------------
    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if REASON in flatten_fieldsets(fieldsets):
            fieldsets = [(name, {**o, "fields": [f for f in o["fields"] if f != REASON]}) for name, o in fieldsets]
        return [*fieldsets, ("Grund", {"fields": [REASON]})] if self._writes(request, obj) else fieldsets

    def _writes(self, request: HttpRequest, obj: models.Model | None) -> bool:
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Sequence[str]:
        if obj is None:
            return self.readonly_fields
        sourced = () if self.is_entered_here(obj) else self.sourced_fields
        return [*self.readonly_fields, *self.fixed_fields, *sourced]

    def is_entered_here(self, obj: models.Model) -> bool:
        """Whether somebody added the row here, so that no public source vouches for its fields; one query a page."""
        if not hasattr(obj, "_is_entered_here"):
            added = Event.objects.about(obj).filter(act=f"{self.event_code}.added")
            obj._is_entered_here = bool(self.sourced_fields) and added.exists()
        return obj._is_entered_here

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"refusal": getattr(request, "wir_refusal", "")})

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.ForeignKey):
            return db_field.formfield(**{"empty_label": PLEASE_CHOOSE, "error_messages": NOT_CHOSEN, **kwargs})
        if db_field.choices:
            field = db_field.formfield(**{"error_messages": NOT_CHOSEN, **kwargs})
            field.choices = [(value, words if value else PLEASE_CHOOSE) for value, words in field.choices]
            return field
        field = form_field(db_field)
        if counts := self.digit_fields.get(db_field.name):
            field.validators.append(digits(*counts))
        return field

    def changeform_view(
        self, request: HttpRequest, object_id: int | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        number = None if object_id is None else str(object_id)
        try:
            return super().changeform_view(request, number, form_url, extra_context)
        except DomainError as refusal:
            request.wir_refusal = str(refusal)  # type: ignore[attr-defined]
            return super().changeform_view(request, number, form_url, extra_context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        title = (
            f"{self.opts.verbose_name} hinzufügen" if obj is None else f"{self.opts.verbose_name}: {self.name_of(obj)}"
        )
        context |= {
            "title": title,
            "crumbs": self.crumbs(Crumb(title if obj is None else self.name_of(obj))),
            "acts": self.acts(request, obj) if obj else [],
            "timeline": self.timeline(request, obj) if obj else [],
            "writes": self._writes(request, obj),
            **(self.page_context(request, obj) if obj else {}),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def name_of(self, obj: Any) -> str:
        return str(obj)

    def crumbs(self, *last: Crumb) -> list[Crumb]:
        name = str(self.opts.verbose_name_plural)
        return [Crumb("Start", reverse("admin:index")), Crumb(name, self.address("changelist")), *last]

    def acts(self, request: HttpRequest, obj: Any) -> list[Act]:
        """The buttons above the row: what this person may do with it now."""
        return []

    def timeline(self, request: HttpRequest, obj: Any) -> list[Entry]:
        return events_about(obj)

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What stands on the page beside the fields."""
        return {}

    def body_slug(self, obj: Any) -> str:
        """The body that reads the event in its own log."""
        return ""

    # --- saving ----------------------------------------------------------------------------------------------
    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        rows.save(
            obj,
            act=f"{self.event_code}.{'changed' if change else 'added'}",
            fields=set(form.changed_data) - {REASON},
            actor=request.user,  # type: ignore[arg-type]
            reason_internal=form.cleaned_data[REASON],
            body_slug=self.body_slug(obj),
        )

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """The events are the log; Django's own stays empty."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """The events are the log; Django's own stays empty."""

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404
