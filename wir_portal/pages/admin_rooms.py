"""The rooms of the workplace: what stands in the head of each page, and the list of everything on the start page."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.apps import apps
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse

from programs.models import BudgetYear
from programs.permissions import can_read_drafts
from wir_portal.core.permissions import can_read_all

BEFORE_DISTRIBUTION = (("programs.budgetyear", "Haushaltsjahre"), ("programs.allocation", "Kontingente"))
AFTER_DISTRIBUTION = (
    ("municipalities.municipality", "Kommunen"),
    ("casemanagers.position", "Stellen"),
    ("casemanagers.offer", "Angebote"),
    ("municipalities.membership", "Zugehörigkeiten"),
    ("core.user", "Konten"),
    ("core.event", "Ereignisse"),
)
TEXTS = "Seiten und Quellen"
AREAS = (
    (
        "Geld",
        (
            "programs.budgetyear",
            "programs.appropriation",
            "programs.allocation",
            "programs.transfer",
            "programs.commitmentauthorisation",
        ),
    ),
    (
        "Programm",
        (
            "programs.program",
            "programs.fundingline",
            "programs.fundingrate",
            "programs.ratepurpose",
            "programs.rateunit",
            "programs.costcategory",
            "programs.guideline",
            "programs.linesuccession",
        ),
    ),
    (
        "Kommunen",
        (
            "municipalities.municipality",
            "municipalities.contactpoint",
            "municipalities.legalstatus",
            "municipalities.town",
            "municipalities.postalcode",
            "municipalities.indicator",
            "municipalities.indicatorvalue",
        ),
    ),
    ("Stellen", ("casemanagers.position", "casemanagers.appointment")),
    ("Hilfe vor Ort", ("casemanagers.offer", "casemanagers.agency", "casemanagers.volunteernetwork")),
    (TEXTS, ("core.sitetext", "pages.newsitem", "pages.question", "core.searchsynonym", "core.source")),
    ("Leserinnen und Leser", ("pages.feedback",)),
    ("Zugang und Protokoll", ("core.user", "municipalities.membership", "core.event", "core.outboxmail")),
)


class Room(NamedTuple):
    name: str
    url: str
    is_here: bool = False
    add_url: str = ""


def of(request: HttpRequest, site: AdminSite) -> list[Room]:
    """The rooms that this person may enter; one query for the year being planned."""
    rooms = [Room("Start", reverse("admin:index"), request.path == reverse("admin:index"))]
    rooms += _rooms(request, site, BEFORE_DISTRIBUTION)
    rooms += _distribution(request)
    rooms += _rooms(request, site, AFTER_DISTRIBUTION)
    return rooms


def areas(request: HttpRequest, site: AdminSite) -> list[tuple[str, list[Room]]]:
    """Every list this person may read, by subject."""
    named = {title: list(_rooms(request, site, ((label, "") for label in labels))) for title, labels in AREAS}
    if can_read_all(request.user):
        named[TEXTS].append(Room("Übersetzungen", reverse("admin:translations")))
    return [(title, rooms) for title, rooms in named.items() if rooms]


def planned_year() -> int | None:
    """The first draft year with a planning ceiling."""
    drafts = BudgetYear.objects.filter(status=BudgetYear.Status.DRAFT, planning_ceiling_cents__isnull=False)
    return drafts.order_by("year").values_list("year", flat=True).first()


def _distribution(request: HttpRequest) -> Iterator[Room]:
    year = planned_year() if can_read_drafts(request.user) else None
    if year is None:
        return
    url = reverse("admin:programs_distribution-year", args=(year,))
    yield Room(f"Verteilung {year}", url, request.path.startswith(url))


def _rooms(request: HttpRequest, site: AdminSite, labels: Iterable[tuple[str, str]]) -> Iterator[Room]:
    for label, name in labels:
        model = apps.get_model(label)
        if not site.is_registered(model) or not site.get_model_admin(model).has_view_permission(request):
            continue
        model_admin = site.get_model_admin(model)
        info = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        url = reverse(f"{info}_changelist")
        yield Room(
            name or str(model._meta.verbose_name_plural),
            url,
            request.path.startswith(url),
            reverse(f"{info}_add") if model_admin.has_add_permission(request) else "",
        )
