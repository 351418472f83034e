"""Files as people send them, and a spreadsheet that opens them where one is installed."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from wir_portal.core.tables.reading import read_table

SPREADSHEET = shutil.which("soffice")
needs_spreadsheet = pytest.mark.skipif(SPREADSHEET is None, reason="LibreOffice (soffice) is not installed here.")
# The filter of a CSV as a German LibreOffice writes it: semicolon, quotes, UTF-8 with its mark, values as shown.
GERMAN_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1031,false,true,true,false,false,-1"
GERMAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>de-DE</value>
</prop></item></oor:items>"""


def xlsx(rows: Sequence[Sequence[object]], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with these values, after `change` did something to it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same package with parts added or replaced."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return buffer.getvalue()


def values(content: bytes, name: str) -> list[list[object]]:
    """What a file says: header, rows."""
    sheet = read_table(name, content)
    return [list(sheet.headers), *([row.cell(at).value for at in range(len(sheet.headers))] for row in sheet.rows)]


def resaved(content: bytes, folder: Path, kind: str, *, ending: str = ".xlsx") -> bytes:
    """The file after somebody opened it in a German LibreOffice and saved it as `kind`."""
    source, out = folder / f"datei{ending}", folder / "neu"
    source.write_bytes(content)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(GERMAN)
    command = [
        SPREADSHEET, f"-env:UserInstallation=file://{folder}/profile", "--headless",
        *([] if ending == ".xlsx" else ["--infilter=CSV:59,34,76,1,,1031,false,true"]),
        "--convert-to", GERMAN_CSV if kind == "csv" else "xlsx:Calc MS Excel 2007 XML",
        "--outdir", str(out), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    # A workbook of several sheets becomes one text file for each.
    written = sorted(out.iterdir())
    return next((path for path in written if "Angaben" not in path.name), written[0]).read_bytes()
