"""Charts as plain numbers for SVG: columns of years, and bars as shares of the longest."""

from collections.abc import Sequence
from dataclasses import dataclass

SLOT, BAR = 96, 56
BASE, TOP, HEIGHT = 250, 40, 290
GAP_HEIGHT = 60


@dataclass(frozen=True)
class Column:
    """A year's column; without a value a dashed gap. `x` is its edge, `middle` where its words stand."""

    label: str
    text: str
    css: str
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + BAR // 2

    @property
    def text_y(self) -> int:
        return self.y - 9


@dataclass(frozen=True)
class ColumnChart:
    width: int
    columns: list[Column]
    height: int = HEIGHT
    base: int = BASE
    label_y: int = BASE + 28
    bar: int = BAR


def column_chart(rows: Sequence[tuple[str, int | None, str, str]]) -> ColumnChart:
    """Columns for (label, value or None, words above, style); the highest value fills the height."""
    highest = max((value for _label, value, _text, _css in rows if value is not None), default=0) or 1
    columns = []
    for index, (label, value, text, css) in enumerate(rows):
        height = GAP_HEIGHT if value is None else round((BASE - TOP) * value / highest)
        columns.append(Column(label, text, css, index * SLOT + (SLOT - BAR) // 2, BASE - height, height))
    return ColumnChart(width=SLOT * len(rows), columns=columns)


def percent(part: int, whole: int) -> str:
    """A bar's length as SVG takes it, with one decimal; nothing of nothing is no bar."""
    return f"{round(1000 * part / whole) / 10:g}%" if whole > 0 else "0%"
