"""What happened to a distribution: read from its history tables and their events, the newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet, Window
from django.db.models.functions import Lag

from municipalities.models import Municipality
from programs.exports.distribution import who
from programs.models import Allocation, Appropriation
from wir_portal.core.money import format_euro


@dataclass(frozen=True)
class Entry:
    """One act: what, by whom, when, why; the sum or amount before and after."""

    act: str
    at: datetime
    by: str
    words: str
    what: str
    reason_internal: str
    reason_for_body: str


@dataclass(frozen=True)
class Difference:
    """One body whose amount is not the one that was seen."""

    body: str
    seen_cents: int | None
    now_cents: int | None


def versions_of_line(appropriation: Appropriation) -> QuerySet:
    """Every version of the appropriation with the amount before it; newest first, to be sliced."""
    return (
        Appropriation.history.filter(id=appropriation.pk)
        .annotate(before_cents=Window(Lag("amount_cents"), order_by=F("history_id").asc()))
        .select_related("event__actor")
        .order_by("-history_id")
    )


def versions_of_row(appropriation: Appropriation, body: Municipality) -> QuerySet:
    """Every version of one body's row with the amount before it; newest first."""
    return (
        Allocation.history.filter(appropriation_id=appropriation.pk, municipality_id=body.pk)
        .annotate(before_cents=Window(Lag("amount_cents"), order_by=F("history_id").asc()))
        .select_related("event__actor")
        .order_by("-history_id")
    )


def entries_of_line(versions: Iterable[Any], names: Mapping[str, str] | None = None) -> list[Entry]:
    """The acts behind some versions of a line; asks for the bodies' names (by slug) unless it is given them."""
    versions = list(versions)
    if names is None:
        slugs = {version.event.details.get("municipality") for version in versions if version.event} - {None}
        names = dict(Municipality.objects.filter(slug__in=slugs).values_list("slug", "sort_name"))
    return [_entry(version, _what(version, names)) for version in versions]


def entries_of_row(versions: Iterable[Any]) -> list[Entry]:
    return [_entry(version, _step(version.before_cents, version.amount_cents)) for version in versions]


def entries_since(appropriation: Appropriation, revision: int, *, most: int = 10) -> list[Entry]:
    """What others did after somebody saw this revision."""
    latest = versions_of_line(appropriation)[:most]
    return entries_of_line([version for version in latest if version.revision > revision])


def differences_since(appropriation: Appropriation, revision: int) -> list[Difference]:
    """Bodies whose amount is not what stood there at this revision."""
    seen = amounts_at(appropriation, revision)
    now = dict(appropriation.allocations.values_list("municipality_id", "amount_cents"))
    changed = [pk for pk in seen.keys() | now.keys() if seen.get(pk) != now.get(pk)]
    names = Municipality.objects.filter(pk__in=changed).by_name().values_list("pk", "sort_name")
    return [Difference(name, seen.get(pk), now.get(pk)) for pk, name in names]


def amounts_at(appropriation: Appropriation, revision: int) -> dict[int, int]:
    """By body: the amounts as they stood at this revision; empty where the history does not reach back."""
    seen = Appropriation.history.filter(id=appropriation.pk, revision__lte=revision).order_by("-history_id").first()
    if seen is None or seen.event_id is None:
        return {}
    versions = Allocation.history.filter(appropriation_id=appropriation.pk, event_id__lte=seen.event_id)
    latest = versions.order_by().values("id").annotate(last=Max("history_id")).values("last")
    return dict(Allocation.history.filter(history_id__in=latest).values_list("municipality_id", "amount_cents"))


def _entry(version: Any, what: str) -> Entry:
    event = version.event
    return Entry(
        act=event.act if event else "",
        at=version.history_date,
        by=who(event),
        words=event.words if event else "Geändert",
        what=what,
        reason_internal=event.reason_internal if event else "",
        reason_for_body=event.reason_for_body if event else "",
    )


def _what(version: Any, names: Mapping[str, str]) -> str:
    """Old → new in a line's history, from the amounts that its event kept."""
    details = version.event.details if version.event else {}
    if "new_cents" in details:
        body = names.get(details.get("municipality", ""), "")
        return f"{body}: {_step(details.get('old_cents'), details['new_cents'])}"
    if "new_sum_cents" in details:
        each = format_euro(details["amount_cents"])
        return f"je {each}; zusammen {_step(details.get('old_sum_cents'), details['new_sum_cents'])}"
    if "sum_cents" in details:
        count = details.get("rows", 0)
        return f"{count} Kontingente, zusammen {format_euro(details['sum_cents'])}" if count else ""
    before, after = version.before_cents, version.amount_cents
    return f"Ansatz {_step(before, after)}" if before != after else ""


def _step(before: int | None, after: int) -> str:
    if before is None or before == after:
        return format_euro(after)
    return f"{format_euro(before)} → {format_euro(after)}"
