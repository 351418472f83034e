"""Lines, rates and years."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from programs.models import (
    Allocation,
    Appropriation,
    BudgetYear,
    CostCategory,
    FundingLine,
    FundingRate,
    LineSuccession,
    Program,
    RatePurpose,
    RateUnit,
    YearStep,
)
from programs.services import distributions
from tests.factories.core import SourceFactory, UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.writers import without
from wir_portal.core import clock
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


class RatePurposeFactory(DjangoModelFactory):
    class Meta:
        model = RatePurpose
        django_get_or_create = ("slug",)

    slug = RatePurpose.POSITION
    name = factory.LazyAttribute(lambda o: {"position": "Stelle", "lesson": "Unterrichtsstunde"}.get(o.slug, o.slug))


class RateUnitFactory(DjangoModelFactory):
    class Meta:
        model = RateUnit
        django_get_or_create = ("slug",)

    slug = "fulltime_year"
    name = factory.LazyAttribute(
        lambda o: {"fulltime_year": "je Vollzeitstelle und Jahr", "lesson": "je Unterrichtsstunde"}.get(o.slug, o.slug)
    )


class FundingRateFactory(DjangoModelFactory):
    """50,000 € for a full-time position from 2017 on."""

    class Meta:
        model = FundingRate

    line = factory.SubFactory(FundingLineFactory)
    purpose = factory.SubFactory(RatePurposeFactory)
    starts_on = date(2017, 1, 1)
    unit = factory.SubFactory(RateUnitFactory)
    amount_cents = 50_000_00
    source = factory.SubFactory(SourceFactory)


class LineSuccessionFactory(DjangoModelFactory):
    """A reform of 2021."""

    class Meta:
        model = LineSuccession

    predecessor = factory.SubFactory(FundingLineFactory)
    successor = factory.SubFactory(FundingLineFactory)
    starts_on = date(2021, 1, 1)
    source = factory.SubFactory(SourceFactory)


class CostCategoryFactory(DjangoModelFactory):
    class Meta:
        model = CostCategory

    line = factory.SubFactory(FundingLineFactory)
    name = factory.Sequence(lambda n: f"Kostenart {n}")
    starts_on = date(2018, 1, 1)
    source = factory.SubFactory(SourceFactory)


class BudgetYearFactory(DjangoModelFactory):
    """An open year with 10,000,000 € to plan with; each year exists once."""

    class Meta:
        model = BudgetYear
        django_get_or_create = ("year",)

    year = 2018
    planning_ceiling_cents = 10_000_000_00
    status = BudgetYear.Status.OPEN
    origin = Origin.DECIDED

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """A year that is not born a draft comes from a source; ours then goes on without it."""
        is_closed = kwargs["status"] == BudgetYear.Status.CLOSED
        is_ours = kwargs["status"] != BudgetYear.Status.DRAFT and kwargs["origin"] != Origin.SOURCED
        if not is_ours or BudgetYear.objects.filter(year=kwargs["year"]).exists():
            return super()._create(model_class, *args, **kwargs)
        source = SourceFactory()
        born = {"status": BudgetYear.Status.OPEN, "origin": Origin.SOURCED, "source": source}
        year = super()._create(model_class, *args, **{**kwargs, **born})
        year.origin, year.source = kwargs["origin"], kwargs.get("source")
        year.save()
        source.delete()
        year.refresh_from_db()
        return turn(year, YearStep.Kind.CLOSING) if is_closed else year


def turn(year, *kinds, editor=None, approver=None):
    """Open, close or reopen a year as two people do, step by step."""
    editor, approver = editor or UserFactory(), approver or UserFactory()
    for kind in kinds:
        step = YearStep.objects.create(budget_year=year, kind=kind, proposed_by=editor)
        step.status, step.decided_by, step.decided_at = YearStep.Status.DECIDED, approver, clock.now()
        step.save()
    year.refresh_from_db()
    return year


def shut(year):
    """Close a year over its drafts, which nobody can: the guards against it are gone for the rest of the test."""
    without("year_turns_by_step", "closing_leaves_nothing_open")
    BudgetYear.objects.filter(pk=year.pk).update(status=BudgetYear.Status.CLOSED)
    year.refresh_from_db()
    return year


class AppropriationFactory(DjangoModelFactory):
    """1,650,000 € for a line in 2018, spread over nobody yet; the trait makes it a decided fact from a source."""

    class Meta:
        model = Appropriation

    class Params:
        is_sourced = factory.Trait(
            origin=Origin.SOURCED,
            source=factory.SubFactory(SourceFactory),
            distribution_status=Appropriation.DistributionStatus.DECIDED,
            published_on=date(2018, 2, 22),
        )

    budget_year = factory.SubFactory(BudgetYearFactory)
    line = factory.SubFactory(FundingLineFactory)
    amount_cents = 1_650_000_00
    origin = Origin.DECIDED


class AllocationFactory(DjangoModelFactory):
    """A body's draft of 50,000 €; the trait makes it and its appropriation decided facts from a source."""

    class Meta:
        model = Allocation

    class Params:
        is_sourced = factory.Trait(
            origin=Origin.SOURCED,
            source=factory.SubFactory(SourceFactory),
            status=Allocation.Status.DECIDED,
            last_edited_by=None,
            appropriation=factory.SubFactory(AppropriationFactory, is_sourced=True),
        )

    appropriation = factory.SubFactory(AppropriationFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    amount_cents = 50_000_00
    origin = Origin.DECIDED
    last_edited_by = factory.SubFactory(UserFactory)


def decide(appropriation, amounts, *, editor=None, approver=None):
    """Spread `amounts` (body → cents) over an appropriation and decide it, act by act, by two people."""
    editor, approver = editor or UserFactory(), approver or UserFactory()
    for municipality, cents in amounts.items():
        distributions.change(appropriation, municipality, amount_cents=cents, **now(appropriation, editor))
    distributions.propose(appropriation, **now(appropriation, editor))
    distributions.decide(appropriation, **now(appropriation, approver))
    appropriation.refresh_from_db()
    return appropriation


def now(appropriation, actor, reason="Antrag vom 12.10.2018"):
    """Revision, reason and actor of an act on what is stored now."""
    appropriation.refresh_from_db()
    return {"revision": appropriation.revision, "reason_internal": reason, "actor": actor}
