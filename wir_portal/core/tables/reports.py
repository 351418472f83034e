"""What a file would do, before anything is done: each row that is wrong, each value that would change, the sums."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wir_portal.core.tables.sheet import Cell


@dataclass(frozen=True)
class Fault:
    """One cell that cannot be taken, or a row as a whole."""

    row: int
    column: str
    cell: str
    value: str
    reason: str
    example: str = ""

    @classmethod
    def at(cls, cell: Cell, column: str, reason: str, example: str = "") -> "Fault":
        return cls(cell.row, column, cell.place, cell.shown, reason, example)


@dataclass(frozen=True)
class Change:
    """A row of the file that would be written: what it is about, and (name, before, after) of each value."""

    row: int
    name: str
    values: Sequence[tuple[str, object, object]]
    is_new: bool
    # What the importer needs in order to write it.
    payload: Any = field(compare=False, hash=False, repr=False)
    difference: str = ""
    # What to look at before confirming: it may be, but seldom is meant.
    warning: str = ""


@dataclass(frozen=True)
class ControlSum:
    """What somebody can add up in their own file: of the file, and of the same rows as stored before."""

    name: str
    of_file: int
    before: int | None
    is_money: bool = False


@dataclass(frozen=True)
class Report:
    """The dry run: nothing is written as long as it has a fault."""

    row_count: int
    unchanged_count: int
    faults: Sequence[Fault]
    changes: Sequence[Change]
    control: ControlSum
    # Further tables that the importer shows, such as sums for each line.
    notes: Sequence[Any] = ()
    # Of what the values are compared with: an edit of any other value makes another one.
    version: str = ""

    @property
    def added_count(self) -> int:
        return sum(change.is_new for change in self.changes)

    @property
    def changed_count(self) -> int:
        return len(self.changes) - self.added_count

    @property
    def faulty_row_count(self) -> int:
        return len({fault.row for fault in self.faults})

    @property
    def has_differences(self) -> bool:
        return any(change.difference for change in self.changes)

    @property
    def warned_count(self) -> int:
        return sum(bool(change.warning) for change in self.changes)

    @property
    def is_ready(self) -> bool:
        return bool(self.changes) and not self.faults

    @property
    def digest(self) -> str:
        """The same for the same effects: a value stored meanwhile makes it another one."""
        told = [(change.row, change.name, change.is_new, change.values) for change in self.changes]
        return hashlib.sha256(json.dumps([told, self.control.of_file, self.version], default=str).encode()).hexdigest()
