"""Where a figure comes from, and what that makes of a sum."""

import pytest

from wir_portal.core.models import Origin

SOURCED, DECIDED, EXAMPLE = Origin.SOURCED, Origin.DECIDED, Origin.EXAMPLE


@pytest.mark.parametrize(
    ("parts", "origin"),
    [
        ([SOURCED, SOURCED], SOURCED),
        ([SOURCED, DECIDED], DECIDED),
        ([DECIDED, EXAMPLE, SOURCED], EXAMPLE),
        ([EXAMPLE], EXAMPLE),
        ([], SOURCED),
    ],
)
def test_a_sum_is_as_doubtful_as_its_parts(parts, origin):
    assert Origin.of_sum(parts) == origin


def test_what_is_entered_in_the_demonstration_is_an_example():
    assert (Origin.entered(demo=True), Origin.entered(demo=False)) == (EXAMPLE, DECIDED)
