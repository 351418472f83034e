"""What waits for whom: distributions to finish, to revise, to decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from programs.exports.workplace import YearSheet
from programs.models import Allocation, Appropriation, CommitmentAuthorisation, Transfer, YearStep
from wir_portal.core.models import Event, User
from wir_portal.core.money import format_euro

HANDED_BACK = "distribution.handed_back"
TURNS = (HANDED_BACK, "distribution.proposed", "distribution.withdrawn")


@dataclass(frozen=True)
class Task:
    """Something to do: what, about which line, in which state."""

    title: str
    note: str
    url: str
    since: datetime | None
    mark: str
    kind: str
    reason: str = ""


def proposed(sheets: Iterable[YearSheet]) -> list[Appropriation]:
    return [row for sheet in sheets for row in sheet.known if row.is_proposed]


def drafts(sheets: Iterable[YearSheet]) -> list[Appropriation]:
    return [row for sheet in sheets for row in sheet.known if row.is_draft and row.line.goes_to_bodies]


def not_involving(rows: Iterable[Appropriation], user: User) -> list[Appropriation]:
    """Those that this person neither proposed nor edited last; one query."""
    rows = [row for row in rows if user.pk not in (row.proposed_by_id, row.last_edited_by_id)]
    edited = Allocation.objects.filter(appropriation__in=rows, last_edited_by=user)
    touched = set(edited.values_list("appropriation", flat=True)) if rows else set()
    return [row for row in rows if row.pk not in touched]


def to_decide(row: Appropriation) -> Task:
    return _task(row, f"{row} freigeben", f"vorgelegt von {row.proposed_by}", row.proposed_at, "zu entscheiden", "turn")


def under_decision(row: Appropriation) -> Task:
    return _task(row, f"Freigabe von {row}", f"vorgelegt von {row.proposed_by}", row.proposed_at, "liegt vor", "wait")


def to_finish(rows: list[Appropriation]) -> list[Task]:
    """Drafts to go on with, what was handed back first; one query."""
    latest: dict[str, Event] = {}
    subjects = [str(row.pk) for row in rows]
    turns = Event.objects.filter(subject_type="programs.appropriation", subject_id__in=subjects, act__in=TURNS)
    for event in turns.order_by("at", "pk") if rows else ():
        latest[event.subject_id] = event
    tasks = []
    for row in rows:
        event = latest.get(str(row.pk))
        if event is not None and event.act == HANDED_BACK:
            note = f"zurückgegeben: „{event.reason_internal}“"
            tasks.append((0, _task(row, f"{row} überarbeiten", note, event.at, "zurückgegeben", "late")))
        elif row.allocated_cents:
            tasks.append((1, _task(row, f"{row} fertigstellen", "Entwurf, noch nicht vorgelegt", None, "Entwurf", "")))
        else:
            tasks.append((1, _task(row, f"{row} verteilen", "noch kein Kontingent zugeteilt", None, "noch offen", "")))
    return [task for _, task in sorted(tasks, key=lambda pair: pair[0])]


def _task(row: Appropriation, title: str, note: str, since: datetime | None, mark: str, kind: str) -> Task:
    url = reverse("admin:programs_distribution", args=(row.budget_year.year, row.line.slug))
    return Task(title, note, url, since, mark, kind)


def of_transfer(row: Transfer, *, is_mine: bool) -> Task:
    """A proposal to decide, or a draft to go on with."""
    what = ("freigeben" if is_mine else "entscheiden") if row.is_proposed else "vorlegen"
    done = f"vorgelegt von {row.proposed_by}" if row.is_proposed else f"entworfen von {row.last_edited_by}"
    mark, kind = ("zu entscheiden", "turn") if is_mine and row.is_proposed else (row.get_status_display(), "wait")
    url = reverse("admin:programs_transfer_change", args=(row.pk,))
    return Task(f"{row} {what}", f"{format_euro(row.amount_cents)}, {done}", url, row.proposed_at, mark, kind)


def of_commitment(row: CommitmentAuthorisation, *, is_mine: bool) -> Task:
    """An authorisation for a later year."""
    title = f"{row} freigeben" if is_mine else f"Freigabe: {row}"
    mark, kind = ("zu entscheiden", "turn") if is_mine else ("liegt vor", "wait")
    url = reverse("admin:programs_commitmentauthorisation_change", args=(row.pk,))
    note = f"{format_euro(row.amount_cents)}, vorgelegt von {row.proposed_by}"
    return Task(title, note, url, row.proposed_at, mark, kind)


def of_step(step: YearStep, *, is_mine: bool) -> Task:
    """A year to open, close or reopen."""
    title = f"{step} freigeben" if is_mine else f"Freigabe: {step}"
    mark, kind = ("zu entscheiden", "turn") if is_mine else ("liegt vor", "wait")
    url = reverse("admin:programs_budgetyear_change", args=(step.budget_year_id,))
    return Task(title, f"vorgelegt von {step.proposed_by}", url, step.proposed_at, mark, kind)
