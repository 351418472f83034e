"""The example positions of 2018."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from casemanagers.imports import demo
from casemanagers.models import Appointment, Position
from casemanagers.services import integrity
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(settings):
    settings.WIR_DEMO = True
    call_command("load_wir", verbosity=0)
    demo.load_positions(None)


def test_each_body_has_a_position_and_all_states_occur(loaded):
    rows = Position.objects.of_year(2018).with_filled(date(2018, 11, 5))

    states = Counter(row.state for row in rows.filter(line__slug="fallmanagement"))
    assert sum(states.values()) == 33
    assert states == {Position.State.FILLED: 26, Position.State.PARTLY: 3, Position.State.VACANT: 4}
    assert rows.filter(line__slug="koordination").count() == 33
    assert all(row.is_example for row in rows)


def test_every_row_is_an_example_and_stands_up_to_counting(loaded):
    assert set(Appointment.objects.values_list("origin", flat=True)) == {Origin.EXAMPLE}
    assert list(integrity.shares()) == []
    assert not Appointment.objects.exclude(employer__contains="Beispiel").exists()


def test_loading_again_writes_nothing(loaded):
    rows = list(Appointment.objects.order_by("pk").values())

    assert demo.load_positions(None) == 0
    assert list(Appointment.objects.order_by("pk").values()) == rows


def test_loading_leaves_alone_what_is_there(loaded):
    position = Position.objects.filter(appointments=None).first()

    demo.load_positions(None)

    assert not position.appointments.exists()
