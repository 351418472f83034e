"""CSV as a German spreadsheet reads it: semicolon, byte order mark, decimal comma, no formulas."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO

from django.http import HttpResponse

from wir_portal.core import clock
from wir_portal.core.money import NumberText

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
APOSTROPHE = "'"


def cell(value: object) -> object:
    """The value as it may stand in a cell: text that looks like a formula gets an apostrophe; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, NumberText) and _is_escaped_or_formula(value):
        return f"{APOSTROPHE}{value}"
    return value


def in_words(value: object) -> object:
    """Days, moments and yes or no as Germans write them, for files that people read rather than programs."""
    match value:
        case bool():
            return "ja" if value else "nein"
        case datetime():
            return f"{value.astimezone(clock.BERLIN):%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
    return value


def unescaped(text: str) -> str:
    """What `cell` was given: a file of ours read again says the same."""
    return text[1:] if text.startswith(APOSTROPHE) and _is_escaped_or_formula(text[1:]) else text


def _is_escaped_or_formula(text: str) -> bool:
    return text.lstrip(APOSTROPHE).startswith(FORMULA_STARTS)


def csv_text(header: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """The file; amounts come as `core.money.format_decimal(cents)`."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + buffer.getvalue()


def csv_response(filename: str, header: Sequence[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A file to download."""
    response = HttpResponse(csv_text(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
