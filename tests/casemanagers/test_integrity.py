"""What check_integrity finds about positions when a guard was off."""

from datetime import date

import pytest

from casemanagers.services import integrity
from tests.factories.casemanagers import AppointmentFactory, PositionFactory
from tests.factories.programs import FundingRateFactory
from wir_portal.core.guards import installation
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db


def test_nothing_is_found_where_all_is_well():
    AppointmentFactory()
    PositionFactory()

    assert list(integrity.shares()) == []


def test_each_stretch_beyond_the_limit_is_named():
    installation.remove("shares_within_limit")
    position = AppointmentFactory(share_hundredths=7_500).position
    FundingRateFactory(line=position.line, starts_on=date(2018, 7, 1), max_fulltime_percent=50)

    assert list(integrity.shares()) == [f"{position}: ab 01.07.2018 sind 75 % besetzt, möglich sind 50 %."]


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_on": date(2017, 12, 31), "ends_on": date(2018, 5, 1)},
        {"starts_on": date(2018, 5, 1), "ends_on": date(2019, 1, 1)},
    ],
)
def test_an_appointment_outside_the_year_is_named(fields):
    installation.remove("appointed_in_year")
    position = AppointmentFactory(**fields).position

    assert list(integrity.shares()) == [f"{position}: eine Besetzung liegt außerhalb des Jahres."]


@pytest.mark.parametrize(("is_demo", "findings"), [(True, []), (False, ["1 × Besetzung sind Beispieldaten."])])
def test_a_production_database_holds_no_example(settings, is_demo, findings):
    settings.WIR_DEMO = is_demo
    AppointmentFactory(origin=Origin.EXAMPLE)
    AppointmentFactory()

    assert list(integrity.examples()) == findings
