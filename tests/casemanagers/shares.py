"""Fills positions, sets rates, expects refusals."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casemanagers.models import Appointment, Position
from programs.models import FundingRate
from tests.factories.casemanagers import AppointmentFactory
from tests.factories.programs import FundingRateFactory


def rate(
    position: Position, percent: int, starts_on: date = date(2017, 1, 1), purpose: str = "position"
) -> FundingRate:
    """What the position's line allows from a day on."""
    return FundingRateFactory(
        line=position.line, purpose__slug=purpose, starts_on=starts_on, max_fulltime_percent=percent
    )


def fill(
    position: Position, share: int = 10_000, starts_on: date = date(2018, 1, 1), ends_on: date | None = None
) -> Appointment:
    return AppointmentFactory(position=position, share_hundredths=share, starts_on=starts_on, ends_on=ends_on)


def refused(guard):
    """The block is refused by this guard, and leaves the transaction usable."""
    return _Refused(guard)


class _Refused:
    def __init__(self, guard):
        self.raises = pytest.raises(IntegrityError, match=guard)
        self.savepoint = transaction.atomic()

    def __enter__(self):
        self.raises.__enter__()
        self.savepoint.__enter__()

    def __exit__(self, *error):
        self.savepoint.__exit__(*error)
        return self.raises.__exit__(*error)
