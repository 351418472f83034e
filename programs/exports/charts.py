"""The public figures as charts; the words beside each bar are the figures of the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from programs.calculations.chart import ColumnChart, column_chart, percent
from programs.exports.figures import LineFigure, YearFigure
from programs.models import BudgetYear
from wir_portal.core import numbers

PER_MILLION = 100_000_000


@dataclass(frozen=True)
class LineBar:
    """A line's bar: what bodies get, then the rest, as shares of the longest bar."""

    figure: LineFigure
    allocated: str
    whole: str


def millions(cents: int) -> str:
    """`8,85` million euros; two decimals, none where the figure is round."""
    written = f"{cents / PER_MILLION:.2f}".removesuffix(".00")
    return numbers.decimal(written)


def year_text(figure: YearFigure) -> str:
    """What stands above a year's column: `8,85`, `mind. 10`, `rund 10`, `?`."""
    if figure.total_cents is None:
        return "?"
    amount = millions(figure.total_cents)
    if figure.precision == BudgetYear.Precision.MINIMUM:
        return _("mind. %(amount)s") % {"amount": amount}
    if figure.precision == BudgetYear.Precision.ABOUT:
        return _("rund %(amount)s") % {"amount": amount}
    return amount


def years_chart(years: Sequence[YearFigure]) -> ColumnChart:
    return column_chart([(str(row.year), row.total_cents, year_text(row), _year_css(row)) for row in years])


def line_bars(lines: Sequence[LineFigure]) -> list[LineBar]:
    longest = max((line.amount_cents for line in lines), default=0)
    return [
        LineBar(line, percent(line.allocated_cents, longest), percent(line.amount_cents, longest)) for line in lines
    ]


def _year_css(figure: YearFigure) -> str:
    if not figure.is_known:
        return "wir-chart-gap"
    return "wir-chart-vague" if figure.is_vague or figure.is_example else "wir-chart-bar"
