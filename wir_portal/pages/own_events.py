"""The log of a body as its own people read it: acts and offices, no login names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from casemanagers.models import Agency, DirectoryEntry, Offer, VolunteerNetwork
from municipalities.models import Membership, Municipality
from programs.models import Allocation
from wir_portal.core.models import Event
from wir_portal.core.models.event import EventQuerySet

DIRECTORY: dict[str, type[DirectoryEntry]] = {
    model._meta.label_lower: model for model in (Offer, Agency, VolunteerNetwork)
}


@dataclass(frozen=True)
class Entry:
    """An event with its subject in words; `allocation` where there is a page to open."""

    at: datetime
    what: str
    who: str
    about: str
    why: str
    allocation: Allocation | None
    is_example: bool


def own_events(municipality: Municipality) -> EventQuerySet:
    """Newest first."""
    return Event.objects.for_body(municipality.slug)


def entries(
    events: Iterable[Event], municipality: Municipality, *, allocations: Iterable[Allocation] | None = None
) -> Iterator[Entry]:
    """The events in words; two queries for all of them, one where the body's public `allocations` are given.

    One more for each part of the directory that they are about.
    """
    rows = list(events)
    if allocations is None:
        own = Allocation.objects.filter(municipality=municipality).published().for_list()
        known = own.in_bulk(_subjects(rows, "programs.allocation"))
    else:
        known = {row.pk: row for row in allocations}
    members = Membership.objects.filter(municipality=municipality).select_related("user")
    acting = members.in_bulk(_subjects(rows, "municipalities.membership"))
    titles = {label: _titles(model, _subjects(rows, label)) for label, model in DIRECTORY.items()}
    for event in rows:
        subject = int(event.subject_id) if event.subject_id.isdecimal() else 0
        allocation = known.get(subject) if event.subject_type == "programs.allocation" else None
        member = acting.get(subject) if event.subject_type == "municipalities.membership" else None
        about = titles.get(event.subject_type, {}).get(subject, "")
        if allocation is not None:
            about = f"{allocation.appropriation.line} {allocation.appropriation.budget_year}"
        elif member is not None:
            about = f"{member.user}, {member.get_role_display()}"
        yield Entry(
            at=event.at,
            what=event.words,
            who=event.by(),
            about=about,
            why=event.reason_for_body,
            allocation=allocation,
            is_example=allocation is not None and allocation.origin == "example",
        )


def _subjects(events: Iterable[Event], subject_type: str) -> list[int]:
    return [int(e.subject_id) for e in events if e.subject_type == subject_type and e.subject_id.isdecimal()]


def _titles(model: type[DirectoryEntry], numbers: list[int]) -> dict[int, str]:
    """No query where there is nothing to name."""
    return dict(model._default_manager.filter(pk__in=numbers).values_list("pk", "title")) if numbers else {}
