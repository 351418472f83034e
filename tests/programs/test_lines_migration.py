"""Rates of an installation that knew purposes and units as choices keep what they say."""

from datetime import date

import pytest
from django.core.management import call_command

from programs.models import FundingLine, FundingRate, RatePurpose, RateUnit
from tests.factories.programs import FundingLineFactory, FundingRateFactory, LineSuccessionFactory
from wir_portal.core.guards import installation
from wir_portal.core.models import Event

BEFORE = "0004_commitment_authorisations"


def added(row, code):
    Event.objects.create(act=f"{code}.added", subject_type=row._meta.label_lower, subject_id=str(row.pk))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("demo", "origin"), [(True, "example"), (False, "decided")])
def test_rates_of_before_keep_their_words_and_say_who_entered_them(settings, demo, origin):
    settings.WIR_DEMO = demo
    sourced = FundingRateFactory()
    ours = FundingRateFactory(line=sourced.line, starts_on=date(2020, 1, 1), unit__slug="year")
    line = FundingLineFactory()
    succession = LineSuccessionFactory(predecessor=sourced.line, successor=line)
    for row, code in ((ours, "funding_rate"), (line, "funding_line"), (succession, "line_succession")):
        added(row, code)
    RatePurpose.objects.create(slug="unused", name="Ohne Satz")

    try:
        call_command("migrate", "programs", BEFORE, verbosity=0)
    finally:
        call_command("migrate", verbosity=0)

    assert list(RatePurpose.objects.values_list("slug", "name_de", "name_en")) == [("position", "Stelle", "Position")]
    assert list(RateUnit.objects.values_list("slug", flat=True)) == ["fulltime_year", "year"]
    rows = FundingRate.objects.order_by("starts_on")
    assert list(rows.values_list("purpose", "unit", "start_precision", "origin")) == [
        ("position", "fulltime_year", "day", "sourced"),
        ("position", "year", "day", origin),
    ]
    succession.refresh_from_db()
    assert (FundingLine.objects.get(pk=line.pk).end_origin, succession.origin) == (origin, origin)
    assert FundingLine.objects.get(pk=sourced.line_id).end_origin == "sourced"
    assert installation.faults() == []
