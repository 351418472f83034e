"""The same figures behind every public door: page, chart, file and interface."""

from tests.journeys.reader import Page
from tests.journeys.visitor import Visitor
from wir_portal.core.money import format_euro

EURO = 100


def cents(written: str) -> int:
    """`50.000 € Beispieldaten` as the pages write it, `50000,00` as the files do."""
    amount = written.split(" €")[0].replace(".", "")
    euros, _comma, rest = amount.partition(",")
    return int(euros) * EURO + int(rest or 0)


def amounts_everywhere(year: int, line: str, name: str) -> dict[str, list[int]]:
    """Door → the amounts of all bodies in the order shown; empty where nothing is public."""
    visitor = Visitor()
    query = f"jahr={year}"
    page = visitor.open(f"/foerderlinien/{line}/?{query}")
    chart = visitor.open(f"/zahlen/?{query}&linie={line}")
    api = visitor.client.get("/api/v1/allocations/", {"year": year, "line": line}).json()["items"]
    return {
        "page": column(page, f"Kontingente {name} {year}", 2),
        "chart": column(chart, f"{name} {year} nach Kommune", 1),
        "file": [int(row.split(";")[4].replace(",", "")) for row in file(visitor, f"/zahlen.csv?{query}", name)],
        "interface": [item["amount_cents"] for item in api],
    }


def column(page: Page, caption: str, number: int) -> list[int]:
    """Amounts of one column; none where the page has no such table."""
    if not any(found.startswith(caption) for found in page.captions()):
        return []
    return [cents(row[number]) for row in page.table(caption)]


def file(visitor: Visitor, address: str, name: str) -> list[str]:
    """Rows of one line in a public file."""
    response = visitor.client.get(address)
    rows = response.content.decode("utf-8-sig").splitlines()[1:]
    return [row for row in rows if row.split(";")[1] == name]


def euro(whole: int) -> str:
    """As the reader reads it: spaces folded."""
    return format_euro(whole * EURO).replace("\xa0", " ")
