"""33 equal tiles in the shape of Hessen: where each stands and what is written on it."""

from collections.abc import Iterable
from dataclasses import dataclass

SIZE = 64
GAP = 8
STEP = SIZE + GAP
COLUMNS, ROWS = 7, 8
VIEW_BOX = f"0 0 {COLUMNS * STEP - GAP} {ROWS * STEP - GAP}"

# Official key of 2018 → column, row, letters of the number plate.
PLACES = {
    "06635": (3, 0, "KB"), "06633": (4, 0, "KS"), "06611": (5, 0, "KS"), "06636": (6, 0, "ESW"),
    "06534": (2, 1, "MR"), "06534014": (3, 1, "MR"), "06634": (4, 1, "HR"), "06632": (5, 1, "HEF"),
    "06532": (1, 2, "LDK"), "06532023": (2, 2, "WZ"), "06531005": (3, 2, "GI"), "06531": (4, 2, "GI"),
    "06535": (5, 2, "VB"), "06631": (6, 2, "FD"),
    "06533": (0, 3, "LM"), "06434": (1, 3, "HG"), "06434001": (2, 3, "HG"), "06440": (3, 3, "FB"),
    "06435": (4, 3, "MKK"), "06631009": (6, 3, "FD"),
    "06439": (0, 4, "RÜD"), "06436": (1, 4, "MTK"), "06412": (2, 4, "F"), "06413": (3, 4, "OF"),
    "06435014": (4, 4, "HU"),
    "06414": (0, 5, "WI"), "06433012": (1, 5, "RÜS"), "06433": (2, 5, "GG"), "06438": (3, 5, "OF"),
    "06411": (2, 6, "DA"), "06432": (3, 6, "DA"), "06431": (2, 7, "HP"), "06437": (3, 7, "ERB"),
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """A body's tile; `kind` is its legal status with hyphens, as the style sheet names it."""

    kind: str
    label: str
    letters: str
    x: int
    y: int

    @property
    def is_square(self) -> bool:
        return self.kind == "district"

    @property
    def middle_x(self) -> int:
        return self.x + SIZE // 2

    @property
    def middle_y(self) -> int:
        return self.y + SIZE // 2

    @property
    def baseline(self) -> int:
        return self.middle_y + 7

    @property
    def radius(self) -> int:
        """A ring's line lies inside the tile."""
        return SIZE // 2 - (3 if self.kind == "special-status-city" else 0)


def lay(bodies: Iterable[tuple[str, str, str]]) -> list[Tile]:
    """Tiles of the bodies (key of 2018, kind, label); a body without a place in the picture is left out."""
    tiles = []
    for key, kind, label in bodies:
        if key in PLACES:
            column, row, letters = PLACES[key]
            tiles.append(Tile(kind.replace("_", "-"), label, letters, column * STEP, row * STEP))
    return tiles
