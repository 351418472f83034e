"""What comes next for a body: whose turn it is, and until when.

A day is a fact only where a source names it. The days of the guideline of 2020 are known; those that held before it are
not: then the page says so and names the later day only to give an idea.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from programs.exports.body_money import BodyYear
from programs.models import FundingLine, Guideline

GRANTING_AUTHORITY = "Regierungspräsidium Darmstadt, Dezernat II\N{NO-BREAK SPACE}25"
RULES = "richtlinie-2020"
UNKNOWN = "Termin nicht bekannt"
# Of the lines that this guideline names, those that go to bodies.
DUE_BEFORE_THE_YEAR = frozenset({"modellprojekte"})
DUE_BEFORE_THE_START = frozenset({"integrationslotsen"})


@dataclass(frozen=True)
class NextStep:
    """Something to do: what, who, until when. Without a day, `when` says in words what is known of it."""

    what: str
    who: str
    when: str
    until: date | None = None
    days_left: int = 0
    note: str = ""
    url: str = ""

    @property
    def left(self) -> str:
        """`noch 17 Tage`."""
        return {0: "heute", 1: "noch 1 Tag"}.get(self.days_left, f"noch {self.days_left} Tage")


@dataclass(frozen=True)
class Deadlines:
    """Applications that a body may make, and the guideline that names their days."""

    guideline: Guideline
    is_in_force: bool
    steps: tuple[NextStep, ...]


def own_steps(*, has_public_contact: bool, to_confirm_count: int = 0, directory_url: str = "") -> list[NextStep]:
    """What waits for the body itself."""
    steps = []
    if to_confirm_count:
        what = "Einen Eintrag" if to_confirm_count == 1 else f"{to_confirm_count} Einträge"
        steps.append(
            NextStep(
                what=f"{what} der Angebote bestätigen",
                who="Ihre Kommune: ein Klick je Eintrag",
                when="bald",
                note="Was neun Monate niemand bestätigt, steht nicht mehr auf den öffentlichen Seiten.",
                url=directory_url,
            )
        )
    if not has_public_contact:
        steps.append(
            NextStep(
                what="Ansprechstelle nennen",
                who="Ihre Kommune, an das Ministerium",
                when="ohne Frist",
                note="Auf Ihrer öffentlichen Seite steht noch niemand, an den man sich wenden kann.",
            )
        )
    return steps


def steps_of_others(years: Sequence[BodyYear], planned: Iterable[int]) -> list[NextStep]:
    """What the body waits for: planned years in which lines are still open."""
    decided = {row.year for row in years if row.rows}
    return [
        NextStep(
            what=f"Kontingente {year} freigeben",
            who="Ministerium",
            when="Termin noch offen",
            note="übrige Förderlinien" if year in decided else "alle Förderlinien",
        )
        for year in sorted(planned)
    ]


def deadlines(today: date) -> Deadlines | None:
    """The days of applications for next year's lines; None while their guideline is not entered. Two queries."""
    guidelines = list(Guideline.objects.select_related("source").order_by("starts_on"))
    rules = next((row for row in guidelines if row.source.slug == RULES), None)
    if rules is None:
        return None
    begun = [row for row in guidelines if row.starts_on <= today]
    is_in_force = bool(begun) and begun[-1] == rules
    next_year = date(today.year + 1, 1, 1)
    lines = (
        FundingLine.objects.for_bodies()
        .in_force_on(next_year)
        .filter(slug__in=DUE_BEFORE_THE_YEAR | DUE_BEFORE_THE_START)
    )
    steps = tuple(_step(line, today, rules, is_in_force=is_in_force) for line in lines)
    return Deadlines(rules, is_in_force, steps) if steps else None


def _step(line: FundingLine, today: date, rules: Guideline, *, is_in_force: bool) -> NextStep:
    year = today.year + 1
    if line.slug in DUE_BEFORE_THE_START:
        known = "vier Wochen vor dem Beginn"
        what, until = f"{line}: Antrag vor dem Beginn", None
    else:
        known = "bis 31.12. des Vorjahres"
        what, until = f"{line} {year}: Antrag", date(today.year, 12, 31)
    if not is_in_force:
        return NextStep(what=what, who=GRANTING_AUTHORITY, when=UNKNOWN, note=f"ab {rules.starts_on.year}: {known}")
    days_left = (until - today).days if until else 0
    return NextStep(what=what, who=GRANTING_AUTHORITY, when=known, until=until, days_left=days_left)
