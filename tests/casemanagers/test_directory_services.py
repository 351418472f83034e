"""The acts on the directory: what each promises, refuses and records."""

from datetime import date

import pytest

from casemanagers.models import DirectoryEntry, Offer
from casemanagers.services import directory, integrity
from tests.factories.casemanagers import AgencyFactory, OfferFactory, VolunteerNetworkFactory
from tests.factories.municipalities import MembershipFactory
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, Origin

pytestmark = pytest.mark.django_db
Status = DirectoryEntry.Status
FACTORIES = {"offer": OfferFactory, "agency": AgencyFactory, "network": VolunteerNetworkFactory}


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


@pytest.fixture
def member(officer):
    return officer


def last_event() -> Event:
    return Event.objects.order_by("-pk")[0]


@pytest.mark.parametrize(("code", "factory"), FACTORIES.items())
def test_an_entry_goes_from_draft_to_the_pages_and_back_and_every_act_is_recorded(member, code, factory):
    entry = factory.build(municipality=member.municipality, status=Status.PUBLISHED, confirmed_on=date(2018, 1, 1))

    directory.create(entry, actor=member)
    assert (entry.status, entry.confirmed_on, entry.revision) == (Status.DRAFT, None, 1)

    shown = directory.publish(entry, actor=member)
    assert (shown.status, shown.confirmed_on) == (Status.PUBLISHED, date(2018, 11, 5))

    gone = directory.withdraw(entry, actor=member, reason_internal="Kurs beendet")
    assert (gone.status, gone.confirmed_on) == (Status.WITHDRAWN, date(2018, 11, 5))
    assert directory.publish(entry, actor=member).status == Status.PUBLISHED

    events = Event.objects.about(entry).order_by("pk")
    assert [event.act for event in events] == [
        f"{code}.{done}" for done in ("added", "published", "withdrawn", "published")
    ]
    assert {(event.actor, event.body_slug, event.by()) for event in events} == {
        (member, member.municipality.slug, "Kommune")
    }
    assert events[2].reason_internal == "Kurs beendet"
    assert all(event.words != event.act for event in events)


def test_what_the_ministry_does_the_body_reads_as_the_ministrys(editor):
    offer = OfferFactory(is_published=True)

    directory.withdraw(offer, actor=editor, reason_internal="Falsch", reason_for_body="Die Nummer stimmt nicht.")

    assert (last_event().by(), last_event().reason_for_body) == ("Ministerium", "Die Nummer stimmt nicht.")


def test_who_no_longer_acts_for_the_body_is_not_the_body():
    member = MembershipFactory(ends_on=date(2018, 11, 4))

    directory.create(OfferFactory.build(municipality=member.municipality), actor=member.user)

    assert last_event().by() == "Ministerium"


# --- change ------------------------------------------------------------------------------------------------------
def test_a_change_is_written_with_the_names_of_its_fields_only(member):
    offer = OfferFactory(municipality=member.municipality, is_published=True)
    offer.title, offer.status, offer.confirmed_on = "Neuer Name", Status.DRAFT, None

    directory.change(offer, fields={"title_de"}, revision=1, actor=member)

    offer = Offer.objects.get(pk=offer.pk)
    assert (offer.title, offer.status, offer.confirmed_on, offer.revision) == (
        "Neuer Name", Status.PUBLISHED, clock.today(), 2,
    )  # fmt: skip
    assert last_event().details == {"by_body": True, "fields": ["title_de"]}


def test_who_was_slower_is_told_and_nothing_is_written(member):
    offer = OfferFactory(municipality=member.municipality)
    slower = Offer.objects.get(pk=offer.pk)
    offer.hours, slower.hours = "montags", "dienstags"
    directory.change(offer, fields={"hours"}, revision=1, actor=member)

    with pytest.raises(Conflict, match="inzwischen geändert"):
        directory.change(slower, fields={"hours"}, revision=1, actor=member)

    assert Offer.objects.get(pk=offer.pk).hours == "montags"


def test_a_change_of_nothing_is_refused(member):
    with pytest.raises(DomainError, match="nichts geändert"):
        directory.change(OfferFactory(), fields=[], revision=1, actor=member)


def test_a_published_entry_cannot_lose_its_last_way_to_be_reached(member):
    offer = OfferFactory(municipality=member.municipality, is_published=True)
    offer.phone = ""

    with pytest.raises(DomainError, match="So fände niemand hin"):
        directory.change(offer, fields={"phone"}, revision=1, actor=member)

    draft = OfferFactory(municipality=member.municipality)
    draft.phone = ""
    assert directory.change(draft, fields={"phone"}, revision=1, actor=member).phone == ""


def test_an_agency_of_another_body_is_refused(member):
    foreign = OfferFactory.build(municipality=member.municipality, agency=AgencyFactory())

    with pytest.raises(DomainError, match="gehört zu einer anderen Kommune"):
        directory.create(foreign, actor=member)

    own = OfferFactory.build(municipality=member.municipality, agency=AgencyFactory(municipality=member.municipality))
    assert directory.create(own, actor=member).pk


# --- publish, withdraw, confirm ----------------------------------------------------------------------------------
def test_what_nobody_could_reach_is_not_published(member):
    with pytest.raises(DomainError, match="So fände niemand hin"):
        directory.publish(OfferFactory(phone=""), actor=member)


def test_what_is_published_is_not_published_again(member):
    with pytest.raises(DomainError, match="schon veröffentlicht"):
        directory.publish(OfferFactory(is_published=True), actor=member)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_only_what_is_published_is_withdrawn_or_confirmed(member, status):
    offer = OfferFactory(status=status, confirmed_on=None if status == Status.DRAFT else date(2018, 1, 1))

    with pytest.raises(DomainError, match="Zurückziehen kann man nur"):
        directory.withdraw(offer, actor=member, reason_internal="Grund")
    with pytest.raises(DomainError, match="Bestätigen kann man nur"):
        directory.confirm(offer, actor=member)


def test_a_click_brings_back_what_had_left_the_pages_and_the_second_one_writes_nothing(member):
    offer = OfferFactory(municipality=member.municipality, status=Status.PUBLISHED, confirmed_on=date(2018, 1, 1))
    assert not Offer.objects.public().exists()

    directory.confirm(offer, actor=member)
    assert Offer.objects.public().get().confirmed_on == date(2018, 11, 5)

    directory.confirm(offer, actor=member)
    assert [event.act for event in Event.objects.about(offer)] == ["offer.confirmed"]


# --- integrity ---------------------------------------------------------------------------------------------------
def test_production_holds_no_example(settings):
    for factory in FACTORIES.values():
        factory(origin=Origin.EXAMPLE)
    assert list(integrity.example_entries()) == []

    settings.WIR_DEMO = False
    assert list(integrity.example_entries()) == [
        f"1 × {name} sind Beispieldaten." for name in ("Zuständige Stelle", "Angebot", "Netzwerk")
    ]
    Offer.objects.update(origin=Origin.DECIDED)
    assert len(list(integrity.example_entries())) == 2


def test_an_offer_of_another_bodys_agency_is_a_finding():
    offer = OfferFactory(agency=AgencyFactory())
    agency = AgencyFactory()
    OfferFactory(municipality=agency.municipality, agency=agency)

    assert list(integrity.providers()) == [
        f"Angebot {offer.pk}: Die zuständige Stelle gehört zu einer anderen Kommune."
    ]
