"""Workbooks as a German Excel and LibreOffice read them: amounts are numbers, keys are text, days are days."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from django.http import HttpResponse
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from wir_portal.core import clock
from wir_portal.core.exports import cell as safe
from wir_portal.core.exports import in_words
from wir_portal.core.money import NumberText

NOTES = "Angaben"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EURO, DAY, MOMENT, TEXT, WHOLE = '#,##0.00\\ "€"', "DD.MM.YYYY", "DD.MM.YYYY HH:MM", "@", "0"
WIDEST, WIDEST_HEAD, NARROWEST, MEASURED_ROWS = 60, 24, 9, 500
A4 = 9  # as the format numbers paper
# What a sheet may not be called.
NO_TITLE, LONGEST_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " ")), 31

Notes = Sequence[tuple[str, object]]


def xlsx_response(
    filename: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str,
    notes: Notes = (),
) -> HttpResponse:
    """A workbook to download: the table, and a sheet that says what it is, as of when and from where."""
    response = HttpResponse(workbook(header, rows, title=title, notes=notes), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def workbook(header: Sequence[str], rows: Iterable[Sequence[object]], *, title: str, notes: Notes = ()) -> bytes:
    """The file. Amounts come as `core.money.format_decimal(cents)`, days as dates."""
    kept = [list(row) for row in rows]
    says: Notes = [("Tabelle", title), ("Stand", clock.now()), ("Zeilen", len(kept)), *notes]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    for at, width in enumerate(_widths(header, kept), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    # `&` begins a command there.
    sheet.oddFooter.left.text = f"{title}, Stand {in_words(clock.now())}".replace("&", "&&")
    sheet.oddFooter.right.text = "Seite &P von &N"
    if header:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(kept) + 1}"
    figures = {at for row in kept[:MEASURED_ROWS] for at, value in enumerate(row) if isinstance(value, NumberText)}
    sheet.append([_head(sheet, name, is_figure=at in figures) for at, name in enumerate(header)])
    for row in kept:
        sheet.append([_cell(sheet, value) for value in row])
    about = book.create_sheet(NOTES)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 20, 80
    for name, value in says:
        said = _cell(about, value)
        said.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        about.append([_head(about, name), said])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet_name(title: str) -> str:
    """What Excel allows; never that of the sheet beside it."""
    name = title.translate(NO_TITLE)[:LONGEST_TITLE].strip(" '")
    return name if name and name != NOTES else "Tabelle"


def _head(sheet: Any, name: str, *, is_figure: bool = False) -> WriteOnlyCell:
    cell = _cell(sheet, name)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if is_figure else "left")
    return cell


def _cell(sheet: Any, value: object) -> WriteOnlyCell:
    """A cell whose type says what it is; text never becomes a formula, neither here nor as CSV later."""
    written, number_format = _typed(value)
    cell = WriteOnlyCell(sheet, value=None)
    if isinstance(written, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", str(safe(written)))
        cell.data_type = "s"
    else:
        cell.value = written
    cell.number_format = number_format
    if isinstance(written, str) and len(written) > WIDEST:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _typed(value: object) -> tuple[Any, str]:
    match value:
        case None | "":
            return None, "General"
        case bool():
            return in_words(value), TEXT
        case NumberText():
            return Decimal(value.replace(",", ".")), EURO
        case int():
            return value, WHOLE
        case datetime():
            return value.astimezone(clock.BERLIN).replace(tzinfo=None, second=0, microsecond=0), MOMENT
        case date():
            return value, DAY
        case _:
            return str(value), TEXT


def _widths(header: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    """As wide as the longest of the first values, within reason; a long name in the head takes several lines."""
    widths = [min(len(name) + 4, WIDEST_HEAD) for name in header]
    for row in rows[:MEASURED_ROWS]:
        for at, value in enumerate(row[: len(widths)]):
            widths[at] = max(widths[at], len(str(in_words(value))) + (6 if isinstance(value, NumberText) else 2))
    return [min(max(width, NARROWEST), WIDEST) for width in widths]
