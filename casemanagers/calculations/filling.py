"""How far a position is filled, day by day. Shares are hundredths of a percent: 10,000 is one full-time position."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FILLED, PARTLY, VACANT = "filled", "partly", "vacant"
ONE_DAY = timedelta(days=1)
# What a line allows where no rate says otherwise: one full-time position.
FULL_TIME_PERCENT = 100


@dataclass(frozen=True)
class Share:
    """A part of a position that somebody fills; both days included."""

    starts_on: date
    ends_on: date
    hundredths: int

    def counts_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class Limit:
    """What the shares may sum to from a day on; the next limit ends it."""

    starts_on: date
    percent: int


@dataclass(frozen=True)
class Stretch:
    """Days in a row on which the same share is filled; both days included."""

    starts_on: date
    ends_on: date
    filled: int
    limit: int

    @property
    def vacant(self) -> int:
        return vacancy(self.filled, self.limit)


def state(filled: int, limit: int) -> str:
    """`vacant` when nobody works there, `filled` up to the limit, `partly` between."""
    if filled <= 0:
        return VACANT
    return FILLED if filled >= limit else PARTLY


def vacancy(filled: int, limit: int) -> int:
    """The share that is free, never below 0."""
    return max(0, limit - filled)


def percent_text(hundredths: int) -> str:
    """The share in percent with a decimal comma and no zeros behind it: `100`, `37,5`, `0,25`."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",") if rest else str(whole)


def limit_on(limits: Sequence[Limit], day: date) -> int:
    """The limit in force on `day`, in hundredths of a percent."""
    begun = [limit for limit in limits if limit.starts_on <= day]
    percent = max(begun, key=lambda limit: limit.starts_on).percent if begun else FULL_TIME_PERCENT
    return percent * 100


def filled_on(shares: Sequence[Share], day: date) -> int:
    """The shares that count on `day`, summed."""
    return sum(share.hundredths for share in shares if share.counts_on(day))


def stretches(shares: Sequence[Share], limits: Sequence[Limit], first: date, last: date) -> Iterator[Stretch]:
    """The days from `first` to `last`, cut where the filled share or its limit changes."""
    cuts = {limit.starts_on for limit in limits}
    for share in shares:
        cuts |= {share.starts_on, share.ends_on + ONE_DAY}
    starts_on, current = first, (filled_on(shares, first), limit_on(limits, first))
    for day in sorted(cut for cut in cuts if first < cut <= last):
        changed = filled_on(shares, day), limit_on(limits, day)
        if changed != current:
            yield Stretch(starts_on, day - ONE_DAY, *current)
            starts_on, current = day, changed
    yield Stretch(starts_on, last, *current)
