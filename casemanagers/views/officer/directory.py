"""The directory of one's own body: list, entry, and the acts on it; the same pages for its three parts.

Everyone who acts for the body today keeps its directory: the door is the permission.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from casemanagers.exports.unconfirmed import to_confirm_counts
from casemanagers.forms.entry import ActForm, AgencyForm, EntryForm, OfferForm, VolunteerNetworkForm
from casemanagers.models import Agency, DirectoryEntry, Offer, Topic, VolunteerNetwork
from casemanagers.models.directory_entry import DirectoryQuerySet
from casemanagers.services import directory
from municipalities.views.officer.door import own_body
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event

ENTRIES_ON_A_PAGE = 25
EVENTS_SHOWN = 5
form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Part:
    """A part of the directory and its words."""

    slug: str
    model: type[DirectoryEntry]
    form: type[EntryForm]
    name: str
    one: str
    new: str
    lead: str


PARTS = {
    part.slug: part
    for part in (
        Part(
            "angebote", Offer, OfferForm, "Angebote", "Angebot", "Neues Angebot",
            "Kurse, Beratung, Treffpunkte: was Menschen in Ihrer Kommune unter „Hilfe finden“ lesen.",
        ),
        Part(
            "angebote/zustaendige-stellen", Agency, AgencyForm,
            "Zuständige Stellen", "Zuständige Stelle", "Neue Stelle",
            "Ämter und Beratungsstellen: wer für welches Anliegen zuständig ist.",
        ),
        Part(
            "angebote/netzwerke", VolunteerNetwork, VolunteerNetworkForm, "Netzwerke", "Netzwerk", "Neues Netzwerk",
            "Lotsen- und Patennetzwerke: wer sie koordiniert und wie man mitmacht. Namen stehen hier nicht.",
        ),
    )
}  # fmt: skip


@require_safe
@own_body
def entry_list(request: HttpRequest, kind: str) -> HttpResponse:
    """What the body keeps, first what is to be confirmed; state and topic are filters in the address."""
    part = PARTS[kind]
    chosen = _chosen(request, part)
    to_confirm = to_confirm_counts(request.acting.municipality)
    rows = _own(request, part)
    if "stand" in chosen:
        rows = rows.in_state(chosen["stand"])
    if "thema" in chosen:
        rows = rows.filter(topic=chosen["thema"])
    page = Paginator(rows.order_by("confirmed_on", "title", "pk"), ENTRIES_ON_A_PAGE).get_page(request.GET.get("seite"))
    return render(
        request,
        "casemanagers/officer/entry_list.html",
        {
            "part": part,
            "parts": [(other, to_confirm[other.model]) for other in PARTS.values()],
            "page": page,
            "chosen": chosen,
            "query": urlencode(chosen),
            "states": DirectoryEntry.State.choices,
            "topics": Topic.choices if part.model is Offer else [],
            "to_confirm_count": to_confirm[part.model],
        },
    )


@require_safe
@own_body
def entry_detail(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The entry with its state, what can be done with it, and what happened to it."""
    part = PARTS[kind]
    entry = get_object_or_404(_own(request, part), pk=pk)
    events = Event.objects.about(entry)[:EVENTS_SHOWN]
    return render(
        request, "casemanagers/officer/entry_detail.html", {"part": part, "entry": entry, "events": list(events)}
    )


@form_page
@own_body
def entry_add(request: HttpRequest, kind: str) -> HttpResponse:
    part = PARTS[kind]
    form = part.form(request.POST or None, municipality=request.acting.municipality)
    create = partial(directory.create, form.instance, actor=request.user)
    if request.method == "POST" and form.is_valid() and _refusal(form, create) is None:
        messages.success(request, "Der Entwurf ist gespeichert. Öffentlich wird er erst mit „Veröffentlichen“.")
        return _to_detail(request, part, form.instance)
    return TemplateResponse(
        request, "casemanagers/officer/entry_form.html", {"part": part, "form": form, "entry": None}
    )


@form_page
@own_body
def entry_change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A published entry shows the change at once; who was slower gets their input back with 409."""
    part = PARTS[kind]
    entry = get_object_or_404(_own(request, part), pk=pk)
    stored_revision, name, status = entry.revision, entry.title, 200
    form = part.form(request.POST or None, instance=entry, municipality=request.acting.municipality)
    if request.method == "POST" and form.is_valid():
        typed = {"fields": form.changed_fields, "revision": form.seen_revision}
        refusal = _refusal(form, lambda: directory.change(entry, **typed, actor=request.user))
        if refusal is None:
            messages.success(request, "Die Änderung ist gespeichert.")
            return _to_detail(request, part, entry)
        if isinstance(refusal, Conflict):
            status = 409
            form.start_again(stored_revision)
    context = {"part": part, "form": form, "entry": entry, "name": name}
    return TemplateResponse(request, "casemanagers/officer/entry_form.html", context, status=status)


@form_page
@own_body
def entry_publish(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    return _ask_and_do(request, kind, pk, directory.publish, "publish", "„%s“ ist jetzt öffentlich.")


@form_page
@own_body
def entry_confirm(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One click from the list; the address itself asks first, so that a mail can lead here."""
    return _ask_and_do(request, kind, pk, directory.confirm, "confirm", "Danke. „%s“ ist von heute an bestätigt.")


@form_page
@own_body
def entry_withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    part = PARTS[kind]
    entry = get_object_or_404(_own(request, part), pk=pk)
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason_internal"]
        reasons = {"reason_internal": reason, "reason_for_body": reason}
        if _refusal(form, lambda: directory.withdraw(entry, **reasons, actor=request.user)) is None:
            messages.success(request, f"„{entry}“ ist nicht mehr öffentlich. Sie können es wieder veröffentlichen.")
            return _to_detail(request, part, entry)
    return _act_page(request, part, entry, "withdraw", form)


def _ask_and_do(
    request: HttpRequest, kind: str, pk: int, do: Callable[..., DirectoryEntry], name: str, done: str
) -> HttpResponse:
    """A page with one button; what happened, or why not, is said on the list."""
    part = PARTS[kind]
    entry = get_object_or_404(_own(request, part), pk=pk)
    if request.method != "POST":
        return _act_page(request, part, entry, name)
    try:
        do(entry, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done % entry)
    return redirect("officer:casemanagers:entry-list", request.acting.municipality.slug, kind)


def _refusal(form: forms.Form | EntryForm, do: Callable[[], object]) -> DomainError | None:
    """Do it; a refusal of the service stands above the fields, and comes back."""
    try:
        do()
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return refusal
    return None


def _to_detail(request: HttpRequest, part: Part, entry: DirectoryEntry) -> HttpResponse:
    return redirect("officer:casemanagers:entry-detail", request.acting.municipality.slug, part.slug, entry.pk)


def _act_page(
    request: HttpRequest, part: Part, entry: DirectoryEntry, act: str, form: ActForm | None = None
) -> HttpResponse:
    context = {"part": part, "entry": entry, "act": act, "form": form}
    return TemplateResponse(request, "casemanagers/officer/entry_act.html", context)


def _own(request: HttpRequest, part: Part) -> DirectoryQuerySet:
    return part.model.objects.of_body(request.acting.municipality)


def _chosen(request: HttpRequest, part: Part) -> dict[str, str]:
    """The filters in the address that mean something; the rest is ignored."""
    allowed = {"stand": DirectoryEntry.State.values, "thema": Topic.values if part.model is Offer else []}
    return {name: request.GET[name] for name, values in allowed.items() if request.GET.get(name) in values}
