"""Lines, rates and years."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from programs.models import BudgetYear, FundingLine, FundingRate, Program
from tests.factories.core import SourceFactory
from wir_portal.core.models import Origin


class ProgramFactory(DjangoModelFactory):
    """There is one programme."""

    class Meta:
        model = Program
        django_get_or_create = ("slug",)

    slug = "wir"
    name = "WIR"
    starts_on = date(2014, 1, 1)
    source = factory.SubFactory(SourceFactory)


class FundingLineFactory(DjangoModelFactory):
    """A line for bodies."""

    class Meta:
        model = FundingLine

    program = factory.SubFactory(ProgramFactory)
    slug = factory.Sequence(lambda n: f"linie-{n}")
    name = factory.LazyAttribute(lambda o: o.slug.title())
    recipients = FundingLine.Recipients.BODIES
    source = factory.SubFactory(SourceFactory)


class FundingRateFactory(DjangoModelFactory):
    """50,000 € for a full-time position from 2017 on."""

    class Meta:
        model = FundingRate

    line = factory.SubFactory(FundingLineFactory)
    purpose = FundingRate.Purpose.POSITION
    starts_on = date(2017, 1, 1)
    unit = FundingRate.Unit.FULLTIME_YEAR
    amount_cents = 50_000_00
    source = factory.SubFactory(SourceFactory)


class BudgetYearFactory(DjangoModelFactory):
    """An open year; each year exists once."""

    class Meta:
        model = BudgetYear
        django_get_or_create = ("year",)

    year = 2018
    status = BudgetYear.Status.OPEN
    origin = Origin.DECIDED
