"""How fresh an entry of the directory is: who helps moves, changes hours, stops; what nobody confirms is not shown."""

from calendar import monthrange
from datetime import date, timedelta

# Courses and office hours change with the half-year; a season more gives time to ask before a page loses its entry.
CONFIRM_MONTHS = 6
LEAVE_MONTHS = 9

FRESH, DUE, GONE = "fresh", "due", "gone"


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where it has no such day."""
    number = day.year * 12 + day.month - 1 - months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due_before(day: date) -> date:
    """What was confirmed before this day is to be confirmed again."""
    return months_before(day, CONFIRM_MONTHS)


def gone_before(day: date) -> date:
    """What was confirmed before this day has left the public pages."""
    return months_before(day, LEAVE_MONTHS)


def last_shown_on(confirmed_on: date) -> date:
    """The last day on which the public sees what was confirmed on this one."""
    day = confirmed_on
    while gone_before(day + timedelta(days=31)) <= confirmed_on:
        day += timedelta(days=31)
    while gone_before(day + timedelta(days=1)) <= confirmed_on:
        day += timedelta(days=1)
    return day


def freshness(confirmed_on: date, day: date) -> str:
    """`fresh`, `due` (marked) or `gone` (off the public pages) on `day`."""
    if confirmed_on >= due_before(day):
        return FRESH
    return DUE if confirmed_on >= gone_before(day) else GONE
