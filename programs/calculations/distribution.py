"""What a distribution would look like: old, new, sum, free. Whole cents, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One body's row of a preview."""

    key: str
    old_cents: int | None
    new_cents: int

    @property
    def difference_cents(self) -> int:
        return self.new_cents - (self.old_cents or 0)

    @property
    def is_change(self) -> bool:
        return self.old_cents != self.new_cents


@dataclass(frozen=True)
class Preview:
    """All rows with their sums against the line's appropriation."""

    changes: Sequence[Change]
    appropriation_cents: int

    @property
    def old_sum_cents(self) -> int:
        return sum(change.old_cents or 0 for change in self.changes)

    @property
    def new_sum_cents(self) -> int:
        return sum(change.new_cents for change in self.changes)

    @property
    def difference_cents(self) -> int:
        return self.new_sum_cents - self.old_sum_cents

    @property
    def change_count(self) -> int:
        return sum(change.is_change for change in self.changes)

    @property
    def old_free_cents(self) -> int:
        return self.appropriation_cents - self.old_sum_cents

    @property
    def free_cents(self) -> int:
        return self.appropriation_cents - self.new_sum_cents

    @property
    def is_within(self) -> bool:
        return self.free_cents >= 0

    @property
    def most_for_each_cents(self) -> int:
        """The most that all rows can have alike; what one cent each would take too far stays free."""
        return self.appropriation_cents // len(self.changes) if self.changes else 0


def same_for_all(
    keys: Sequence[str], existing: Mapping[str, int], *, amount_cents: int, appropriation_cents: int
) -> Preview:
    """Give every key the same amount; `existing` are the amounts there are."""
    changes = [Change(key, existing.get(key), amount_cents) for key in keys]
    return Preview(changes, appropriation_cents)


def most_for_one(*, appropriation_cents: int, others_cents: int) -> int:
    """The most that one row may be when the others stay as they are."""
    return max(0, appropriation_cents - others_cents)


def above_cents(amount_cents: int, most_cents: int | None) -> int:
    """By how much an amount is above the rate × full time; 0 where there is no rate."""
    return 0 if most_cents is None else max(0, amount_cents - most_cents)
