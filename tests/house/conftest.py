"""The demonstration with everybody in it, made once for the tests of a module."""

from collections.abc import Iterator

import pytest

from tests.house.world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock():
        yield from make_world()
