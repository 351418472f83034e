"""The guard, held against a model that counts every single day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from casemanagers.calculations.filling import Limit, Share, limit_on
from programs.models import FundingRate
from tests.casemanagers.shares import fill, rate
from tests.factories.casemanagers import PositionFactory

pytestmark = pytest.mark.django_db

DAYS = st.sampled_from([date(2018, month, day) for month in (1, 3, 6, 12) for day in (1, 2, 30)])
ROWS = st.tuples(st.sampled_from([1, 2_500, 5_000, 7_500, 10_000]), DAYS, st.none() | DAYS)
RATES = st.tuples(
    st.sampled_from([0, 50, 100, 150]), st.sampled_from([date(2017, 1, 1), date(2018, 3, 31), date(2018, 6, 2)])
)
STEPS = st.lists(st.one_of(ROWS, RATES), min_size=2, max_size=8)


@pytest.fixture
def position():
    return PositionFactory()


@settings(max_examples=100)
@given(steps=STEPS)
def test_guard_admits_exactly_what_counting_every_day_admits(position, steps):
    """Appointments and rates come in any order; the model counts all days on which anything can change."""
    shares, limits = [], []
    with transaction.atomic():
        for step in steps:
            is_rate = len(step) == 2
            if is_rate:
                wanted_limits = [x for x in limits if x.starts_on != step[1]] + [Limit(step[1], step[0])]
                wanted_shares = shares
            else:
                if step[2] is not None and step[2] < step[1]:
                    continue
                wanted_limits = limits
                wanted_shares = [*shares, Share(step[1], step[2] or date(2018, 12, 31), step[0])]
            try:
                with transaction.atomic():
                    if is_rate:
                        FundingRate.objects.filter(line=position.line, starts_on=step[1]).delete()
                        rate(position, step[0], step[1])
                    else:
                        fill(position, *step)
                is_admitted = True
            except IntegrityError:
                is_admitted = False
            # Replacing a rate first takes the old one away: that too must be possible.
            between = [x for x in limits if x.starts_on != step[1]] if is_rate else wanted_limits
            assert is_admitted == (fits(wanted_shares, wanted_limits) and fits(wanted_shares, between))
            if is_admitted:
                shares, limits = wanted_shares, wanted_limits
        transaction.set_rollback(True)


def fits(shares, limits):
    """Whether no day of the year is overfilled, counted day by day."""
    for ordinal in range(date(2018, 1, 1).toordinal(), date(2019, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        filled = sum(share.hundredths for share in shares if share.counts_on(day))
        if filled > limit_on(limits, day):
            return False
    return True
