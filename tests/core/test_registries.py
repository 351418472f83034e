"""What the floors hand down: in the order of arrival, each name once."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from wir_portal.core.registries import Registry


def test_things_stay_in_the_order_of_their_arrival():
    registry = Registry("probe")
    for name in ("zwei", "eins"):
        registry.register(name, name.upper())

    assert list(registry) == ["ZWEI", "EINS"]
    assert list(registry.items()) == [("zwei", "ZWEI"), ("eins", "EINS")]
    assert len(registry) == 2
    assert (registry.get("eins"), registry.get("drei"), registry.get("drei", "?")) == ("EINS", None, "?")


def test_a_name_is_given_once():
    registry = Registry("probe")
    registry.register("eins", 1)

    with pytest.raises(ImproperlyConfigured, match="probe: eins is registered twice"):
        registry.register("eins", 2)
