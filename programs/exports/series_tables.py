"""The series as chart and as rows of a file; the words beside each column are the figures of the table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from programs.calculations.chart import ColumnChart, column_chart
from programs.exports.charts import millions
from programs.exports.files import Row, origin_label
from programs.exports.series import Part, Point, Series
from programs.models import FundingLine
from wir_portal.core.money import format_decimal

# As many columns as stand side by side; a shorter series is no wider.
SLOTS = 8


def chart(series: Series) -> ColumnChart:
    """A column for each year in which one of the lines ran, and a line where a reform begins."""
    rows = [(str(point.year), point.total_cents, point_text(point), _css(point)) for point in series.points]
    return column_chart(rows, marks=[str(reform.starts_on.year) for reform in series.reforms], least_slots=SLOTS)


def point_text(point: Point) -> str:
    """What stands above a year's column: `1,65`, `mind. 1,65`, `noch offen`, `?`."""
    if point.total_cents is None:
        return _("noch offen") if point.may_still_come else "?"
    amount = millions(point.total_cents)
    return _("mind. %(amount)s") % {"amount": amount} if point.is_partial else amount


def series_rows(rows: Iterable[Series]) -> tuple[Row, list[Row]]:
    """One row for each line of a series and year in which it ran."""
    header = [
        _("Reihe"), _("Jahr"), _("Förderlinie"), _("Betrag in Euro"), _("Was bekannt ist"), _("Reihe zusammen in Euro"),
        _("Summe ist"), _("Änderung"), _("Hinweis"), _("Herkunft"), _("Quelle"), _("Stand"),
    ]  # fmt: skip
    found = []
    for series in rows:
        for point, reforms in series.rows:
            sum_of = [
                format_decimal(point.total_cents) if point.total_cents is not None else "",
                _sum_label(point),
                "; ".join(f"{reform.starts_on:%d.%m.%Y}: {reform.words}" for reform in reforms),
            ]
            found += [_row(series, point, part, sum_of) for part in point.parts]
            found += [_gap(series, point, line, sum_of) for line in point.missing]
    return header, found


def _row(series: Series, point: Point, part: Part, sum_of: Row) -> Row:
    known = _("Entwurf") if part.is_draft else _("bekannt")
    return [
        series.name, point.year, part.line.name, format_decimal(part.amount_cents), known, *sum_of,
        part.note, origin_label(part.origin), part.source, part.published_on or "",
    ]  # fmt: skip


def _gap(series: Series, point: Point, line: FundingLine, sum_of: Row) -> Row:
    known = _("noch offen") if point.may_still_come else _("nicht bekannt")
    return [series.name, point.year, line.name, "", known, *sum_of, "", "", "", ""]


def _sum_label(point: Point) -> str:
    if point.total_cents is None:
        return _("noch offen") if point.may_still_come else _("nicht bekannt")
    return _("mindestens") if point.is_partial else _("vollständig")


def _css(point: Point) -> str:
    if point.total_cents is None:
        return "wir-chart-gap"
    is_vague = point.is_partial or point.is_example or point.is_draft
    return "wir-chart-vague" if is_vague else "wir-chart-bar"
