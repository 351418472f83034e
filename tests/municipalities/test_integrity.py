"""What `check_integrity` finds about the bodies."""

from datetime import date

import pytest

from municipalities.models import ContactPoint, Indicator, IndicatorValue, LegalStatus
from municipalities.services import integrity
from tests.factories.core import SourceFactory
from tests.factories.municipalities import MunicipalityFactory
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    row = MunicipalityFactory(name="Landkreis Probe")
    LegalStatus.objects.create(municipality=row, starts_on=date(2014, 1, 1), kind="district", official_key=row.key)
    return row


def test_nothing_is_found_where_nothing_is_known(body):
    assert [*integrity.population(), *integrity.contacts(), *integrity.legal_statuses()] == []


@pytest.mark.parametrize(("people", "is_found"), [(6_265_809, False), (6_265_808, True)])
def test_another_population_than_the_published_one_is_named(body, people, is_found):
    IndicatorValue.objects.create(
        indicator=Indicator.objects.create(slug="population", name="Bevölkerung", unit="Personen"),
        municipality=body, reference_on=date(2018, 12, 31), value=people, source=SourceFactory(),
    )  # fmt: skip

    expected = [f"Die 26 Kreise haben zusammen {people} statt 6265809 Personen."]
    assert list(integrity.population()) == (expected if is_found else [])


@pytest.mark.parametrize("starts_on", [None, date(2014, 1, 2)])
def test_a_body_without_a_status_on_the_first_known_day_is_named(starts_on):
    row = MunicipalityFactory(name="Landkreis Probe")
    if starts_on:
        LegalStatus.objects.create(municipality=row, starts_on=starts_on, kind="district")

    assert list(integrity.legal_statuses()) == ["Landkreis Probe: Die Rechtsstellung am 01.01.2014 fehlt."]


@pytest.mark.parametrize(("is_demo", "findings"), [(True, []), (False, ["1 Ansprechstellen sind Beispieldaten."])])
def test_a_production_database_holds_no_example(body, settings, is_demo, findings):
    settings.WIR_DEMO = is_demo
    ContactPoint.objects.create(municipality=body, office="Büro", origin=Origin.EXAMPLE)

    assert list(integrity.contacts()) == findings
