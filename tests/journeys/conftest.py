"""The journeys begin where the demonstration begins: real data, example data, 5 November 2018."""

import pytest
from django.core.management import call_command


@pytest.fixture(autouse=True)
def demonstration(db, turn_clock):
    turn_clock("2018-11-05T09:00+01:00")
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)
