"""Positions and who fills them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from casemanagers.models import Appointment, Position
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
