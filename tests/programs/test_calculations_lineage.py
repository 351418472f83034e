"""What belongs together stands together, whatever the order of the successions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.calculations.lineage import families, generations

# Successions from a lower to a higher number lead in no circle.
EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda edge: edge[0] < edge[1]), max_size=15)


def test_lines_that_continue_one_another_are_one_family_over_several_reforms():
    assert families([1, 2, 3, 4, 5], [(1, 3), (2, 3), (3, 5)]) == [[1, 2, 3, 5], [4]]
    assert families([5, 4, 3, 2, 1], [(1, 3), (2, 3), (3, 5)]) == [[5, 3, 2, 1], [4]]


def test_a_generation_stands_after_all_that_it_continues():
    assert generations([1, 2, 3, 5], [(1, 3), (2, 3), (3, 5), (1, 5), (8, 9)]) == [[1, 2], [3], [5]]
    assert generations([4], []) == [[4]]


def test_a_circle_has_no_generations():
    with pytest.raises(ValueError, match="circle"):
        generations([1, 2, 3], [(1, 2), (2, 3), (3, 2)])


@given(EDGES, st.randoms())
def test_the_order_of_the_successions_changes_nothing_and_no_line_is_lost(edges, chance):
    keys = list(range(10))
    mixed = sorted(edges, key=lambda _: chance.random())

    found = families(keys, edges)

    assert families(keys, mixed) == found
    assert sorted(key for members in found for key in members) == keys
    for members in found:
        order = [key for generation in generations(members, edges) for key in generation]
        assert sorted(order) == members
        assert all(order.index(a) < order.index(b) for a, b in edges if a in members)
