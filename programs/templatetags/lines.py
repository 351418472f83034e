"""How the life of lines and rates is written."""

from django import template
from django.utils.translation import gettext as _

from programs.models import FundingLine, FundingRate, RatePurpose, StartPrecision
from wir_portal.core import clock
from wir_portal.core.admin_base import amount
from wir_portal.core.templatetags.wir import day

register = template.Library()


@register.filter
def line_start(line: FundingLine) -> str:
    """`01.01.2021`, `2018` where no more than the year is known, or `nicht bekannt`."""
    if line.vague_start_year is not None:
        return str(line.vague_start_year)
    return day(line.starts_on) or _("nicht bekannt")


@register.filter
def line_time(line: FundingLine) -> str:
    """`2017 bis 2020`, `seit 2016`, `ab 01.01.2021`; empty where no start is known."""
    if line.starts_on is None:
        return ""
    state = line.state_on(clock.today())
    if state == FundingLine.State.UPCOMING:
        return _("ab %(day)s") % {"day": line_start(line)}
    if state == FundingLine.State.STARTING:
        return _("beginnt %(year)s, der Tag ist nicht bekannt") % {"year": line.starts_on.year}
    if line.ends_on is not None:
        return _("%(first)s bis %(last)s") % {"first": line.starts_on.year, "last": line.ends_on.year}
    return _("seit %(year)s") % {"year": line.starts_on.year}


@register.filter
def rate_start(rate: FundingRate) -> str:
    """`ab 01.01.2021`, `ab 2022`, or since when it is known to hold."""
    if rate.start_precision == StartPrecision.KNOWN:
        return _("belegt am %(day)s, Beginn nicht bekannt") % {"day": day(rate.starts_on)}
    if rate.start_precision == StartPrecision.YEAR:
        return _("ab %(day)s") % {"day": rate.starts_on.year}
    return _("ab %(day)s") % {"day": day(rate.starts_on)}


@register.filter
def rate_amount(rate: FundingRate) -> str:
    """`50.000 €`, marked where it is an example, or that there is none."""
    return _("kein Fördersatz") if rate.amount_cents is None else amount(rate.amount_cents, rate.origin)


@register.filter
def shared_percent(rate: FundingRate) -> int | None:
    """How much of a full-time position the line pays for, where that is not one whole position."""
    is_other = rate.purpose_id == RatePurpose.POSITION and rate.max_fulltime_percent != 100
    return rate.max_fulltime_percent if is_other and rate.amount_cents is not None else None
