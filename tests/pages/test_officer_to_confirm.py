"""What a body has to confirm in its directory waits on the start page of everyone who acts for it."""

import pytest

from casemanagers.calculations.freshness import months_before
from municipalities.models import Municipality
from tests.factories.casemanagers import AgencyFactory, OfferFactory
from tests.factories.municipalities import ContactPointFactory, MunicipalityFactory
from tests.officers import browser_of, read
from wir_portal.core import clock

pytestmark = pytest.mark.django_db
START = "pages:body-start"


def due(factory, body: Municipality) -> None:
    factory(municipality=body, status="published", confirmed_on=months_before(clock.today(), 7))


def test_entries_to_confirm_wait_for_everyone_of_the_body(officer_client):
    body = officer_client.municipality
    contact, helper = ContactPointFactory(municipality=body), browser_of(body, "case_manager")
    assert "Alles ist bestätigt." in read(helper, START, body)

    due(OfferFactory, body)
    page = read(officer_client, START, body)
    assert "<h1>Eine Sache wartet auf Sie</h1>" in page
    assert f'<a href="/portal/{body.slug}/angebote/">Einen Eintrag der Angebote bestätigen</a>' in page
    assert "Ein Eintrag ist zu bestätigen." in read(helper, START, body)

    due(AgencyFactory, body)
    due(OfferFactory, MunicipalityFactory())
    assert "2 Einträge der Angebote bestätigen" in read(officer_client, START, body)
    assert "2 Einträge sind zu bestätigen." in read(helper, START, body)

    contact.delete()
    assert "<h1>Zwei Sachen warten auf Sie</h1>" in read(officer_client, START, body)
