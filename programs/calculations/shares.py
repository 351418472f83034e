"""Splits a sum by weights so that not a cent is lost."""

from collections.abc import Mapping


def by_weight(total_cents: int, weights: Mapping[str, int], *, unit_cents: int = 1) -> dict[str, int]:
    """Split `total_cents` by weight in steps of `unit_cents`; left-over steps go to the largest remainders.

    The result sums to the largest multiple of the unit within the total. Ties go to the key that sorts first, so
    the order of the input never matters. Raises ValueError without any positive weight.
    """
    weight_sum = sum(weights.values())
    if weight_sum <= 0 or min(weights.values()) < 0 or unit_cents <= 0:
        raise ValueError("weights must be positive in sum and not negative, the unit positive")
    units = total_cents // unit_cents
    shares = {key: units * weight // weight_sum for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: (-(units * weights[key] % weight_sum), key))
    for key in by_remainder[: units - sum(shares.values())]:
        shares[key] += 1
    return {key: share * unit_cents for key, share in shares.items()}
