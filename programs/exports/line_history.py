"""What came before a line, what became of it, and what it paid when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from programs.models import FundingLine, FundingRate, LineSuccession, RatePurpose
from wir_portal.core.models import Origin


@dataclass(frozen=True)
class Step:
    """One turn in a line's life: it begins, follows on `other`, ends, or goes on as `other`."""

    kind: str
    day: date
    is_year_only: bool
    is_to_come: bool
    origin: str
    source: str
    other: FundingLine | None = None

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE

    @property
    def is_sourced(self) -> bool:
        return self.origin == Origin.SOURCED


@dataclass(frozen=True)
class History:
    """`steps` are the newest first; the lines before and after are read with their sources."""

    steps: list[Step]
    before: list[LineSuccession]
    after: list[LineSuccession]


def history(line: FundingLine, today: date) -> History:
    """Two queries; `line` is read with its source."""
    before = list(line.precessions.select_related("predecessor", "source").order_by("starts_on", "predecessor__rank"))
    after = list(line.successions.select_related("successor", "source").order_by("starts_on", "successor__rank"))
    source = line.source.citation
    steps: list[Step] = []
    if line.starts_on is not None:
        is_year_only = line.vague_start_year is not None
        steps.append(Step("begin", line.starts_on, is_year_only, line.starts_on > today, line.origin, source))
    steps += [_step("before", row, row.predecessor, today) for row in before]
    if line.ends_on is not None:
        steps.append(Step("end", line.ends_on, False, line.ends_on >= today, line.end_origin, _who_ends(line, after)))
    steps += [_step("after", row, row.successor, today) for row in after]
    return History(sorted(steps, key=lambda step: step.day, reverse=True), before, after)


def rates_on(rates: Iterable[FundingRate], day: date) -> list[FundingRate]:
    """Of rates in their order the latest begun by `day`, one of each purpose; „none“ is a row too."""
    return list({rate.purpose_id: rate for rate in rates if rate.starts_on <= day}.values())


def pays_for_positions(rates: Sequence[FundingRate]) -> bool:
    """Whether the line is known to pay for positions at one time or another."""
    return any(rate.purpose_id == RatePurpose.POSITION for rate in rates)


def _who_ends(line: FundingLine, after: Iterable[LineSuccession]) -> str:
    """The source of the reform that ends the line; the line's own source need not know of its end."""
    next_day = line.ends_on + timedelta(days=1) if line.ends_on else None
    return "; ".join(dict.fromkeys(row.source.citation for row in after if row.starts_on == next_day))


def _step(kind: str, row: LineSuccession, other: FundingLine, today: date) -> Step:
    return Step(kind, row.starts_on, False, row.starts_on > today, row.origin, row.source.citation, other)
