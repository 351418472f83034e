"""The public figures as rows of CSV files: header first, amounts as decimals, origin and source in each row."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from programs.exports.figures import LineFigure, YearFigure, source_of
from programs.models import Allocation, BudgetYear
from wir_portal.core.models import Origin
from wir_portal.core.money import format_decimal

Row = list[object]


def year_rows(years: Iterable[YearFigure]) -> tuple[Row, list[Row]]:
    """One row for each year; a year without a known total says so and has no amount."""
    header = [_("Jahr"), _("Betrag in Euro"), _("Genauigkeit"), _("Herkunft"), _("Quelle")]
    return header, [
        [
            year.year,
            format_decimal(year.total_cents) if year.total_cents is not None else "",
            BudgetYear.Precision(year.precision).label if year.is_known else _("nicht bekannt"),
            origin_label(year.origin) if year.is_known else "",
            year.source,
        ]
        for year in years
    ]


def line_rows(lines: Iterable[LineFigure]) -> tuple[Row, list[Row]]:
    """One row for each line and year."""
    header = [
        _("Jahr"), _("Förderlinie"), _("Ansatz in Euro"), _("davon an Kommunen in Euro"), _("Rest in Euro"),
        _("Was mit dem Rest ist"), _("Hinweis"), _("Herkunft"), _("Herkunft der Kontingente"), _("Quelle"), _("Stand"),
    ]  # fmt: skip
    return header, [
        [
            line.year,
            line.line.name,
            format_decimal(line.amount_cents),
            format_decimal(line.allocated_cents),
            format_decimal(line.rest_cents),
            rest_label(line) if line.rest_cents else "",
            line.note,
            origin_label(line.origin),
            origin_label(line.allocated_origin) if line.body_count else "",
            line.source,
            line.published_on or "",
        ]
        for line in lines
    ]


def allocation_rows(allocations: Iterable[Allocation]) -> tuple[Row, list[Row]]:
    """One row for each published allocation."""
    header = [
        _("Jahr"), _("Förderlinie"), _("Kommune"), _("Amtlicher Schlüssel 2018"), _("Kontingent in Euro"),
        _("Herkunft"), _("Quelle"), _("Stand"),
    ]  # fmt: skip
    return header, [
        [
            row.appropriation.budget_year.year,
            row.appropriation.line.name,
            row.municipality.name,
            row.municipality.key,
            format_decimal(row.amount_cents),
            origin_label(row.origin),
            source_of(row),
            row.valid_from,
        ]
        for row in allocations
    ]


def origin_label(origin: str) -> str:
    return str(Origin(origin).label)


def rest_label(line: LineFigure) -> str:
    """What becomes of the money that no body has been given."""
    return {
        "others": _("für andere Träger"),
        "unknown": _("Verteilung nicht bekannt"),
        "open": _("noch nicht verteilt"),
    }[line.rest_kind]
