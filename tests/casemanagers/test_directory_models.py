"""Entries of the directory: languages, states, what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from casemanagers.models import Agency, DirectoryEntry, Offer, Topic
from casemanagers.models.agency import TOPICS
from casemanagers.models.language import OWN_NAMES, Language
from tests.factories.casemanagers import AgencyFactory, OfferFactory, VolunteerNetworkFactory

pytestmark = pytest.mark.django_db
FACTORIES = (OfferFactory, AgencyFactory, VolunteerNetworkFactory)
State = DirectoryEntry.State


# --- languages ---------------------------------------------------------------------------------------------------
def test_languages_are_kept_so_that_one_can_be_looked_for():
    offer = OfferFactory(languages="uk de ar")
    OfferFactory(languages="gsg")
    offer.refresh_from_db()

    assert offer.languages == " de ar uk "
    assert offer.language_codes == ["de", "ar", "uk"]
    assert offer.language_names == ["Deutsch", "Arabisch", "Ukrainisch"]
    assert list(Offer.objects.speaking("ar")) == [offer]
    assert list(Offer.objects.speaking("sg")) == []


def test_a_language_nobody_knows_is_refused():
    offer = OfferFactory.build(languages="de xx")

    with pytest.raises(ValidationError, match="Diese Sprache kennen wir nicht: xx"):
        offer.clean_fields(exclude=["municipality"])


def test_every_language_but_sign_language_has_its_own_name():
    assert set(OWN_NAMES) == set(Language.values) - {"gsg"}


# --- states ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("status", "confirmed_on", "state"),
    [
        ("draft", None, State.DRAFT),
        ("published", date(2018, 5, 5), State.FRESH),
        ("published", date(2018, 5, 4), State.DUE),
        ("published", date(2018, 2, 4), State.GONE),
        ("withdrawn", date(2018, 11, 1), State.WITHDRAWN),
    ],
)
@pytest.mark.parametrize("factory", FACTORIES)
def test_state_and_sets_agree(turn_clock, factory, status, confirmed_on, state):
    turn_clock("2018-11-05T09:00+01:00")
    entry = factory(status=status, confirmed_on=confirmed_on)
    rows = type(entry).objects

    assert entry.state == state
    assert [found for found in State if rows.in_state(found).exists()] == [state]
    assert rows.public().exists() == entry.is_public == (state in (State.FRESH, State.DUE))
    assert rows.to_confirm().exists() == (state in (State.DUE, State.GONE))
    assert entry.is_due == (state == State.DUE)


# --- what the database refuses -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "values",
    [
        {"status": "published"},
        {"status": "withdrawn"},
        {"status": "draft", "confirmed_on": date(2018, 1, 1)},
        {"status": "secret"},
        {"title": ""},
    ],
)
@pytest.mark.parametrize("factory", FACTORIES)
def test_the_database_refuses_an_entry_that_contradicts_itself(factory, values):
    entry = factory()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(entry).objects.filter(pk=entry.pk).rewrite(False).update(**values)


@pytest.mark.parametrize("values", [{"provider": ""}, {"is_free": True, "cost": "5 €"}])
def test_the_database_refuses_an_offer_of_nobody_or_free_at_a_cost(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        OfferFactory(**values)


@pytest.mark.parametrize("values", [{"guide_count": 3}, {"counted_on": date(2018, 1, 1)}])
def test_the_database_refuses_a_count_without_its_day(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        VolunteerNetworkFactory(**values)


# --- words -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({"street": "Musterstraße 4", "postal_code": "63450", "town": "Hanau"}, "Musterstraße 4, 63450 Hanau"),
        ({"town": "Hanau"}, "Hanau"),
        ({}, ""),
    ],
)
def test_an_address_leaves_out_what_is_not_known(values, address):
    assert OfferFactory.build(**values).address == address


def test_an_offer_is_reached_by_its_agency_too():
    silent = AgencyFactory.build(phone="")

    assert OfferFactory.build(phone="", provider="", agency=AgencyFactory.build()).can_be_reached
    assert not OfferFactory.build(phone="", provider="", agency=silent).can_be_reached
    assert not OfferFactory.build(phone="").can_be_reached


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Deutsch für Anfänger", "deutsch-fuer-anfaenger"), ("Straße & Café", "strasse-cafe"), ("日本", "日本")],
)
def test_the_name_in_the_address_is_readable(title, slug):
    made = OfferFactory.build(title=title).slug

    assert made == (slug if slug.isascii() else "angebot")


def test_each_kind_of_agency_has_topics_and_counselling_all():
    assert TOPICS.keys() == set(Agency.Kind)
    assert Agency(kind=Agency.Kind.COUNSELLING).topics == tuple(Topic.values)
    assert {topic for topics in TOPICS.values() for topic in topics} == set(Topic.values)
