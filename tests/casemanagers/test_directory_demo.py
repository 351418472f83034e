"""The demonstration's directory: a handful for each body, invented and marked as such."""

import re
from collections import Counter

import pytest
from django.core.management import call_command

from casemanagers.imports import demo_directory
from casemanagers.models import Agency, DirectoryEntry, Offer, Topic, VolunteerNetwork
from casemanagers.services import integrity
from municipalities.models import Municipality, PostalCode
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
MODELS = (Agency, Offer, VolunteerNetwork)


@pytest.fixture
def loaded(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")
    call_command("load_wir", verbosity=0)
    return demo_directory.load(None)


def test_each_body_has_a_handful_of_everything_and_all_states_occur(loaded):
    rows = [row for model in MODELS for row in model.objects.select_related("municipality")]
    assert len(rows) == loaded
    for model in MODELS:
        per_body = Counter(model.objects.values_list("municipality", flat=True))
        assert (len(per_body), max(per_body.values()) <= 10) == (33, True)
    for body in Municipality.objects.all():
        assert set(Offer.objects.of_body(body).values_list("topic", flat=True)) == set(Topic.values)
    states = Counter(row.state for row in rows)
    assert states.keys() == set(DirectoryEntry.State) - {DirectoryEntry.State.WITHDRAWN}
    assert states[DirectoryEntry.State.FRESH] > 0.75 * len(rows)


def test_everything_is_invented_marked_and_whole(loaded):
    for model in MODELS:
        for row in model.objects.all():
            assert row.origin == Origin.EXAMPLE
            assert re.fullmatch(r"069 90009-\d{3}", row.phone)
            assert row.email.endswith(".example.org")
            assert row.street.startswith("Musterstraße ")
            row.full_clean()
    assert list(integrity.example_entries()) == []
    assert list(integrity.providers()) == []


def test_each_entry_lies_in_a_town_of_its_body(loaded):
    places = set(PostalCode.objects.values_list("code", "town__municipality"))

    for model in MODELS:
        assert set(model.objects.values_list("postal_code", "municipality")) <= places


def test_loading_again_writes_nothing_and_leaves_alone_what_people_changed(loaded):
    offer = Offer.objects.first()
    offer.title = "Geändert"
    offer.save()
    rows = list(Offer.objects.order_by("pk").values())

    assert demo_directory.load(None) == 0
    assert list(Offer.objects.order_by("pk").values()) == rows
