"""Positions and who fills them; the entries of the directory."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from casemanagers.models import Agency, Appointment, DirectoryEntry, Offer, Position, Topic, VolunteerNetwork
from wir_portal.core import clock
from wir_portal.core.models import Origin


class PositionFactory(DjangoModelFactory):
    """A position of 2018 that nobody fills yet."""

    class Meta:
        model = Position

    municipality = factory.SubFactory("tests.factories.municipalities.MunicipalityFactory")
    line = factory.SubFactory("tests.factories.programs.FundingLineFactory")
    budget_year = factory.SubFactory("tests.factories.programs.BudgetYearFactory", year=2018)


class AppointmentFactory(DjangoModelFactory):
    """A full position from January to the end of the year."""

    class Meta:
        model = Appointment

    position = factory.SubFactory(PositionFactory)
    role = Appointment.Role.CASE_MANAGER
    employer = "Kreisverwaltung"
    share_hundredths = 10_000
    starts_on = factory.LazyAttribute(lambda o: date(o.position.budget_year.year, 1, 1))
    ends_on = None
    origin = Origin.DECIDED


class EntryFactory(DjangoModelFactory):
    """A draft that somebody could reach; `is_published` shows it, confirmed today."""

    class Meta:
        abstract = True

    class Params:
        is_published = factory.Trait(
            status=DirectoryEntry.Status.PUBLISHED, confirmed_on=factory.LazyFunction(clock.today)
        )

    municipality = factory.SubFactory("tests.factories.municipalities.MunicipalityFactory")
    title = factory.Sequence(lambda n: f"Eintrag {n}")
    phone = "069 90009-700"
    origin = Origin.DECIDED
    revision = 1


class AgencyFactory(EntryFactory):
    class Meta:
        model = Agency

    kind = Agency.Kind.COUNSELLING


class OfferFactory(EntryFactory):
    class Meta:
        model = Offer

    topic = Topic.LANGUAGE
    provider = "Verein"


class VolunteerNetworkFactory(EntryFactory):
    class Meta:
        model = VolunteerNetwork

    kind = VolunteerNetwork.Kind.GUIDES
    coordinator = "Freiwilligenagentur"
