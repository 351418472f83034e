"""Permission is one function for each act; the matching queryset, and the door of the portal, answer the same."""

from collections.abc import Callable
from inspect import signature
from types import ModuleType

import pytest

import casemanagers.permissions
import municipalities.permissions as bodies
import programs.permissions
from programs.views.officer.allocations import own_allocations
from tests.house import access_matrix as matrix
from wir_portal.core import permissions as core

pytestmark = pytest.mark.django_db
MODULES = (core, bodies, programs.permissions, casemanagers.permissions)
SUFFIX = "_visible_to"


def querysets() -> dict[str, tuple[ModuleType, Callable]]:
    """What can be read (`allocations`) → where it is said and the set of it."""
    return {
        name.removesuffix(SUFFIX): (module, function)
        for module in MODULES
        for name, function in vars(module).items()
        if name.endswith(SUFFIX) and function.__module__ == module.__name__
    }


def test_there_are_sets_to_compare():
    assert set(querysets()) == {"events", "allocations", "positions", "mails", "offers", "agencies", "networks"}


@pytest.mark.parametrize("noun", querysets())
@pytest.mark.parametrize("role", matrix.ROLES)
def test_who_may_read_sees_rows_and_who_may_not_sees_none(world, role, noun):
    module, visible_to = querysets()[noun]
    can_read = getattr(module, f"can_read_{noun}")
    assert signature(can_read).parameters.keys() == signature(visible_to).parameters.keys()

    for body in (world.own, world.other):
        about = (body,) if "municipality" in signature(can_read).parameters else ()
        assert can_read(world.user(role), *about) == visible_to(world.user(role), *about).exists()


@pytest.mark.parametrize("role", matrix.ROLES)
def test_the_door_of_the_portal_opens_to_those_who_act_for_the_body(world, role):
    for body in (world.own, world.other):
        acting = bodies.acting_for(world.user(role), body.slug)

        assert bodies.can_open_portal(world.user(role), body) == (acting is not None)
        assert bodies.can_open_portal(world.user(role), body) == (body in bodies.municipalities_of(world.user(role)))
        handles_money = acting is not None and acting.is_officer_or_signatory
        assert bodies.is_officer_or_signatory(world.user(role), body) == handles_money
        assert bodies.can_read_own_events(world.user(role), body) == handles_money


def test_an_officer_sees_on_the_pages_what_the_set_opens(world):
    opened = programs.permissions.allocations_visible_to(world.user(matrix.OFFICER), world.own)

    assert {row.pk for row in opened} == {row.pk for row in own_allocations(world.own)} != set()
