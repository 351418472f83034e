"""Charts as plain numbers for SVG: columns of years, and bars as shares of the longest."""

from collections.abc import Collection, Sequence
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
    marks: tuple[int, ...] = ()


def column_chart(
    rows: Sequence[tuple[str, int | None, str, str]], *, marks: Collection[str] = (), least_slots: int = 0
) -> ColumnChart:
    """Columns for (label, value or None, words above, style); the highest value fills the height.

    `marks` are the labels of columns before which something changes: an upright line stands there. With `least_slots`
    charts of different lengths have columns of the same width.
    """
    highest = max((value for _label, value, _text, _css in rows if value is not None), default=0) or 1
    columns = []
    for index, (label, value, text, css) in enumerate(rows):
        height = GAP_HEIGHT if value is None else round((BASE - TOP) * value / highest)
        columns.append(Column(label, text, css, index * SLOT + (SLOT - BAR) // 2, BASE - height, height))
    edges = tuple(index * SLOT for index, column in enumerate(columns) if column.label in marks)
    return ColumnChart(width=SLOT * max(len(rows), least_slots), columns=columns, marks=edges)


def percent(part: int, whole: int) -> str:
    """A bar's length as SVG takes it, with one decimal; nothing of nothing is no bar."""
    return f"{round(1000 * part / whole) / 10:g}%" if whole > 0 else "0%"
