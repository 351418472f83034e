"""What happened to an allocation, in the words that its body may read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from programs.exports.figures import source_of
from programs.models import Allocation, BudgetYear
from wir_portal.core import clock
from wir_portal.core.models import Event

MINISTRY = "Ministerium"
GRANTING_AUTHORITY = "Regierungspräsidium Darmstadt, Dezernat II\N{NO-BREAK SPACE}25"
DECIDED = "Kontingent freigegeben"
TRANSFERRED = "allocation.transferred"
BEFORE = {
    "allocation.changed": "Betrag für Ihre Kommune festgelegt",
    "distribution.assigned": "Betrag für alle Kommunen festgelegt",
}


@dataclass(frozen=True)
class Step:
    """One thing that happened: `at` is a moment where it is known, else a day."""

    what: str
    who: str
    on: date
    at: datetime | None = None
    why: str = ""
    old_cents: int | None = None
    new_cents: int | None = None


@dataclass(frozen=True)
class NextAct:
    """What comes after an allocation: whose turn it is; no day, because none is known."""

    what: str
    who: str
    note: str


def trail_of(allocation: Allocation) -> list[Step]:
    """The steps, newest first; one query.

    Of the time before the decision only the reasons that were written for the body, never an amount of a draft.
    """
    steps = [_step(event) for event in _events(allocation)]
    if not any(step.what == DECIDED or step.old_cents == 0 for step in steps):
        day = allocation.appropriation.published_on
        steps.insert(0, Step("Bekannt gegeben", source_of(allocation) or MINISTRY, day))
    return steps


def next_acts(allocation: Allocation) -> list[NextAct]:
    """The acts still to come, the last one first as in a timeline; none in a closed year.

    An allocation is no claim: there is a grant only after an application, and nothing begins before the notice.
    """
    if allocation.appropriation.budget_year.status == BudgetYear.Status.CLOSED:
        return []
    return [
        NextAct(
            "Bescheid und Auszahlung",
            GRANTING_AUTHORITY,
            "Ein Vorhaben beginnt erst, wenn der Bescheid da ist oder die Bewilligungsbehörde einem früheren Beginn"
            " zugestimmt hat.",
        ),
        NextAct(
            "Antrag",
            "Ihre Kommune, bei der Bewilligungsbehörde",
            "Das Kontingent ist kein Anspruch: Geld gibt es nur auf Antrag. Ob der Antrag schon gestellt ist, weiß"
            " dieses Portal noch nicht.",
        ),
    ]


def reason_for_body(trail: list[Step]) -> str:
    """Why the body has this amount: the newest reason that was written for it."""
    return next((step.why for step in trail if step.why), "")


def _events(allocation: Allocation) -> list[Event]:
    of_allocation = Q(
        subject_type="programs.allocation",
        subject_id=str(allocation.pk),
        act__in=("allocation.decided", TRANSFERRED),
    )
    for_body = Q(act="allocation.changed", details__municipality=allocation.municipality.slug)
    of_line = (
        Q(subject_type="programs.appropriation", subject_id=str(allocation.appropriation_id))
        & (for_body | Q(act="distribution.assigned"))
        & ~Q(reason_for_body="")
    )
    return list(Event.objects.filter(of_allocation | of_line))


def _step(event: Event) -> Step:
    return Step(
        what=_words(event),
        who=event.by(),
        on=event.at.astimezone(clock.BERLIN).date(),
        at=event.at,
        why=event.reason_for_body,
        old_cents=event.details.get("old_cents") if event.act == TRANSFERRED else None,
        new_cents=event.details.get("new_cents") if event.act == TRANSFERRED else None,
    )


def _words(event: Event) -> str:
    """A transfer says whether the body has more or less by it; the other side is not named."""
    if event.act == TRANSFERRED:
        is_more = event.details["new_cents"] > event.details["old_cents"]
        return "Kontingent durch Umschichtung erhöht" if is_more else "Kontingent durch Umschichtung gekürzt"
    return BEFORE.get(event.act, DECIDED)
