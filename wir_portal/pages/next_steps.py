"""What comes next for a body: whose turn it is, and until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from programs.exports.body_money import BodyYear

# Lines whose applications were due on 31.12. of the year before. Their day is that of a dated setting to come.
DUE_BEFORE_THE_YEAR = {"modellprojekte": "Modellprojekte"}
DUE_BEFORE_THE_START = {"integrationslotsen": "Integrationslotsen"}


@dataclass(frozen=True)
class NextStep:
    """A task on the start page; without a day its time is still open."""

    what: str
    who: str
    is_yours: bool
    until: date | None = None
    when: str = ""
    days_left: int | None = None


def next_steps(years: Sequence[BodyYear], planned: Iterable[int], today: date) -> list[NextStep]:
    """The nearest day first, then what has none."""
    next_year = today.year + 1
    end_of_year = date(today.year, 12, 31)
    steps = [
        NextStep(
            what=f"Antrag für {name} {next_year} stellen, wenn Sie dort ein Vorhaben planen",
            who="Regierungspräsidium Darmstadt, Dezernat II 25",
            is_yours=True,
            until=end_of_year,
            days_left=(end_of_year - today).days,
        )
        for name in DUE_BEFORE_THE_YEAR.values()
    ]
    steps += [
        NextStep(
            what=f"Antrag für {name} stellen, bevor ein Vorhaben beginnt",
            who="Regierungspräsidium Darmstadt, Dezernat II 25",
            is_yours=True,
            when="vier Wochen vor dem Beginn",
        )
        for name in DUE_BEFORE_THE_START.values()
    ]
    decided = {row.year for row in years if row.rows}
    steps += [
        NextStep(
            what=f"Kontingente {year} freigeben",
            who="Ministerium" + (": übrige Förderlinien" if year in decided else ""),
            is_yours=False,
            when="Termin noch offen",
        )
        for year in sorted(planned)
    ]
    return steps
