"""A sum that is split comes together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.calculations.shares import by_weight

KEYS = st.text(min_size=1, max_size=6)
WEIGHTS = st.dictionaries(KEYS, st.integers(min_value=0, max_value=10**6), min_size=1, max_size=40).filter(
    lambda weights: sum(weights.values()) > 0
)


@given(WEIGHTS, st.integers(min_value=0, max_value=10**12), st.sampled_from([1, 100, 50_000]))
def test_not_a_unit_is_lost_and_nobody_gets_more_than_a_unit_too_much(weights, total, unit):
    shares = by_weight(total, weights, unit_cents=unit)

    assert shares.keys() == weights.keys()
    assert sum(shares.values()) == total // unit * unit
    assert all(share % unit == 0 for share in shares.values())
    for key, weight in weights.items():
        exact = (total // unit) * weight / sum(weights.values())
        assert abs(shares[key] / unit - exact) <= 1


@given(WEIGHTS, st.integers(min_value=0, max_value=10**9))
def test_the_order_of_the_input_never_matters(weights, total):
    backwards = dict(reversed(weights.items()))

    assert by_weight(total, weights) == by_weight(total, backwards)


def test_left_over_cents_go_to_the_largest_remainders_and_then_by_name():
    assert by_weight(100, {"b": 1, "a": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert by_weight(10, {"a": 6, "b": 5}) == {"a": 5, "b": 5}
    assert by_weight(1_000, {"a": 2, "b": 1}, unit_cents=300) == {"a": 600, "b": 300}


@pytest.mark.parametrize(
    ("weights", "unit"), [({}, 1), ({"a": 0}, 1), ({"a": 3, "b": -1}, 1), ({"a": 1}, 0), ({"a": 1}, -5)]
)
def test_what_cannot_be_split_is_refused(weights, unit):
    with pytest.raises(ValueError, match="weights must be positive"):
        by_weight(100, weights, unit_cents=unit)
