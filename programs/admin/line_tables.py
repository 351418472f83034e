"""What belongs to a line, on its page: its rates over time, what continues it, its cost categories."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html

from programs.models import FundingLine, FundingRate
from programs.templatetags.lines import rate_amount, rate_start
from wir_portal.core.admin_base import day
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.admin_base.tables import Table, link


def adding(line: FundingLine) -> list[Act]:
    """Where a rate, a category or a succession of the line is entered."""
    return [
        Act("Fördersatz eintragen", _add("fundingrate", line=line.pk)),
        Act("Kostenart eintragen", _add("costcategory", line=line.pk)),
        Act("Nachfolge eintragen", _add("linesuccession", predecessor=line.pk)),
    ]


def of(line: FundingLine, *, may_edit: bool) -> list[Table]:
    """Four queries."""
    return [_rates(line, may_edit=may_edit), _successions(line), _categories(line)]


def _rates(line: FundingLine, *, may_edit: bool) -> Table:
    rows = list(line.rates.for_list())
    latest = {row.purpose_id: row for row in rows}
    cells = []
    for row in rows:
        own = [
            link("programs_fundingrate", row.pk, row.purpose), rate_start(row), rate_amount(row), row.unit,
            row.note or "–", row.source.citation,
        ]  # fmt: skip
        if may_edit:
            own.append(_follow(row) if latest[row.purpose_id] == row else "–")
        cells.append(own)
    heads = ["Zweck", "Gilt", "Höchstbetrag", "Einheit", "Hinweis", "Quelle", *(["Wie es weitergeht"] * may_edit)]
    return Table(
        "foerdersaetze", "Fördersätze", heads, cells,
        empty="Zu dieser Förderlinie ist kein Fördersatz bekannt.", is_example=any(row.is_example for row in rows),
    )  # fmt: skip


def _follow(row: FundingRate) -> str:
    """A link that opens the form for the next rate with what stays the same."""
    address = _add(
        "fundingrate",
        line=row.line_id, purpose=row.purpose_id, unit=row.unit_id, max_fulltime_percent=row.max_fulltime_percent,
    )  # fmt: skip
    return format_html(
        '<a href="{}">Folgesatz eintragen<span class="visually-hidden"> für {}</span></a>', address, row.purpose
    )


def _successions(line: FundingLine) -> Table:
    before = line.precessions.select_related("predecessor", "source").order_by("starts_on")
    after = line.successions.select_related("successor", "source").order_by("starts_on")
    rows = [("setzt fort", row, row.predecessor) for row in before]
    rows += [("geht weiter als", row, row.successor) for row in after]
    return Table(
        "nachfolge",
        "Vorher und nachher",
        ("Förderlinie", "Wie", "Ab", "Quelle"),
        [
            (
                link("programs_fundingline", other.pk, other),
                words,
                link("programs_linesuccession", row.pk, day(row.starts_on)),
                row.source.citation,
            )
            for words, row, other in rows
        ],
        empty="Diese Förderlinie setzt keine fort und wird von keiner fortgesetzt.",
        is_example=any(row.is_example for _, row, _ in rows),
    )


def _categories(line: FundingLine) -> Table:
    rows = line.cost_categories.select_related("source")
    return Table(
        "kostenarten",
        "Kostenarten",
        ("Kostenart", "Gilt ab", "Gilt bis", "Quelle"),
        [
            (
                link("programs_costcategory", row.pk, row.name),
                day(row.starts_on),
                day(row.ends_on, "bis auf Weiteres"),
                row.source.citation,
            )
            for row in rows
        ],
        empty="Noch ist keine Kostenart eingetragen.",
    )


def _add(model: str, **fields: object) -> str:
    return f"{reverse(f'admin:programs_{model}_add')}?{urlencode(fields)}"
