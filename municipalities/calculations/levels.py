"""Five steps for a map: which step a value belongs to."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

STEPS = 5


def per_head_cents(amount_cents: int, people: int) -> int | None:
    """Cents per person, rounded half up; None where nobody is counted."""
    if people <= 0:
        return None
    return int((Decimal(amount_cents) / people).quantize(Decimal(1), ROUND_HALF_UP))


def limits(values: Sequence[int]) -> list[int]:
    """Up to four ascending limits that part `values` into about equal groups; fewer where values are alike."""
    ordered = sorted(values)
    cuts = [ordered[len(ordered) * step // STEPS] for step in range(1, STEPS)] if ordered else []
    return [cut for index, cut in enumerate(cuts) if cut > (cuts[index - 1] if index else ordered[0])]


def level(value: int, steps: Sequence[int]) -> int:
    """1 for the lowest step; one more for each limit that the value reaches."""
    return 1 + sum(value >= limit for limit in steps)
