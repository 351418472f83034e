"""What the accessibility statement rests on: the last test run as it was taken over, and the gaps that are known."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path

from wir_portal.core.imports.files import DataFault, read_toml

FOLDER = Path(__file__).parent / "data"
RUN, GAPS = FOLDER / "accessibility.json", FOLDER / "accessibility_gaps.toml"


@dataclass(frozen=True)
class Run:
    """One run of the browser's tests: pages are counted by address, views by page, width and colours."""

    tested_on: date
    tool: str
    public_pages: int
    closed_pages: int
    views: int
    violations: int

    def is_old(self, today: date) -> bool:
        """More than twelve months ago: the law wants a new one."""
        return (today.year, today.month, today.day) > (
            self.tested_on.year + 1,
            self.tested_on.month,
            self.tested_on.day,
        )


@dataclass(frozen=True)
class Gap:
    """Something that is known to be missing, in each language in which somebody said so."""

    titles: dict[str, str]
    texts: dict[str, str]


def read_run(text: str) -> Run:
    """The run in a result that the tests wrote. Raises DataFault when something is missing or no number."""
    try:
        found = json.loads(text)
        run = Run(**found | {"tested_on": date.fromisoformat(found["tested_on"])})
    except (ValueError, TypeError, KeyError) as error:
        names = ", ".join(field.name for field in fields(Run))
        raise DataFault(f"Das ist kein Ergebnis der Tests im Browser. Es braucht: {names}.") from error
    counts = (run.public_pages, run.closed_pages, run.views, run.violations)
    if not all(isinstance(count, int) and count >= 0 for count in counts) or not run.views:
        raise DataFault("Das Ergebnis zählt keine Ansichten.")
    return run


def written(run: Run) -> str:
    """The run as a file."""
    return json.dumps(asdict(run) | {"tested_on": run.tested_on.isoformat()}, indent=2) + "\n"


@cache
def last_run(file: Path = RUN) -> Run | None:
    """The run that was taken over last; None before there was one."""
    return read_run(file.read_text(encoding="utf-8")) if file.exists() else None


@cache
def gaps() -> list[Gap]:
    """In the order of the file."""
    return [Gap(row["title"], row["text"]) for row in read_toml(GAPS)["gap"]]
