"""Lines live in time: they follow one another forwards, on days that fit both, and take money while they run."""

import re

from programs.guards.envelopes import APPROPRIATION, LINE, YEAR
from wir_portal.core.guards.inventory import Guard, Trigger, refused_when, whole_days

SUCCESSION, PROGRAM = "programs_linesuccession", "programs_program"
# Two halves of a circle, written at the same time, do not see each other: whoever writes one waits here.
ONE_AT_A_TIME = f"FROM {PROGRAM} x ORDER BY x.id FOR NO KEY UPDATE"
LED_ROUND = (
    "EXISTS (WITH RECURSIVE later(id) AS (SELECT NEW.successor_id UNION"
    f" SELECT s.successor_id FROM {SUCCESSION} s JOIN later ON s.predecessor_id = later.id)"
    " SELECT 1 FROM later WHERE later.id = NEW.predecessor_id)"
)
NEXT_DAY = re.compile(r"NEXT_DAY\(([\w.]+)\)")
SQLITE_NEXT, POSTGRES_NEXT = r"date(\1, '+1 day')", r"(\1 + 1)"

SUCCESSION_LEADS_ON = Guard(
    name="line_succession_leads_on",
    message="Diese Nachfolge würde im Kreis führen: Die frühere Förderlinie setzt die neue schon fort.",
    triggers=tuple(
        refused_when(SUCCESSION, event, LED_ROUND, lock=ONE_AT_A_TIME, reads=(PROGRAM,))
        for event in ("AFTER INSERT", "AFTER UPDATE OF predecessor_id, successor_id")
    ),
)


def _misplaced(table: str, event: str, which: str, *, reads: tuple[str, ...]) -> Trigger:
    """Refuses a succession `s` from `p` to `n` whose day fits one of them not; what is not known fits."""
    condition = (
        f"EXISTS (SELECT 1 FROM {SUCCESSION} s JOIN {LINE} p ON p.id = s.predecessor_id"
        f" JOIN {LINE} n ON n.id = s.successor_id WHERE {which} AND (p.starts_on >= s.starts_on"
        " OR s.starts_on > NEXT_DAY(p.ends_on) OR n.starts_on > s.starts_on OR n.ends_on < s.starts_on))"
    )
    return Trigger(
        table=table,
        event=event,
        sqlite=f"SELECT REFUSE WHERE {NEXT_DAY.sub(SQLITE_NEXT, condition)};",
        postgres=f"PERFORM 1 {ONE_AT_A_TIME}; IF ({NEXT_DAY.sub(POSTGRES_NEXT, condition)}) THEN REFUSE; END IF;",
        reads=reads,
    )


SUCCESSION_WITHIN_PERIODS = Guard(
    name="line_succession_within_periods",
    message="Eine Nachfolge liegt nach dem Beginn der früheren Förderlinie, höchstens einen Tag nach ihrem Ende und"
    " innerhalb der Laufzeit der neuen.",
    triggers=(
        *(
            _misplaced(SUCCESSION, event, "s.id = NEW.id", reads=(LINE, PROGRAM))
            for event in ("AFTER INSERT", "AFTER UPDATE OF id, predecessor_id, successor_id, starts_on")
        ),
        *(
            _misplaced(LINE, event, "NEW.id IN (p.id, n.id)", reads=(SUCCESSION, PROGRAM))
            for event in ("AFTER INSERT", "AFTER UPDATE OF id, starts_on, ends_on")
        ),
    ),
)
YEAR_OF = re.compile(r"YEAR_OF\(([\w.]+)\)")
SQLITE_YEAR, POSTGRES_YEAR = r"CAST(substr(\1, 1, 4) AS INTEGER)", r"EXTRACT(YEAR FROM \1)"


def _out_of_time(table: str, event: str, which: str, *, lock: str = "", reads: tuple[str, ...]) -> Trigger:
    """Refuses an appropriation `a` of a year in which its line never runs."""
    condition = (
        f"EXISTS (SELECT 1 FROM {APPROPRIATION} a JOIN {LINE} l ON l.id = a.line_id"
        f" JOIN {YEAR} y ON y.id = a.budget_year_id WHERE {which}"
        " AND (YEAR_OF(l.starts_on) > y.year OR YEAR_OF(l.ends_on) < y.year))"
    )
    locked = f"PERFORM 1 {lock}; " if lock else ""
    return Trigger(
        table=table,
        event=event,
        sqlite=f"SELECT REFUSE WHERE {YEAR_OF.sub(SQLITE_YEAR, condition)};",
        postgres=f"{locked}IF ({YEAR_OF.sub(POSTGRES_YEAR, condition)}) THEN REFUSE; END IF;",
        reads=reads,
    )


# A line that ends and an appropriation of a later year wait for each other.
LOCK_LINE = f"FROM {LINE} l WHERE l.id = NEW.line_id FOR SHARE"
MONEY_WITHIN_THE_LINES_TIME = Guard(
    name="money_within_the_lines_time",
    message="In diesem Haushaltsjahr läuft die Förderlinie nicht: Es liegt vor ihrem Beginn oder nach ihrem Ende.",
    triggers=(
        *(
            _out_of_time(APPROPRIATION, event, "a.id = NEW.id", lock=LOCK_LINE, reads=(LINE, YEAR))
            for event in ("AFTER INSERT", "AFTER UPDATE OF id, line_id, budget_year_id")
        ),
        *(
            _out_of_time(LINE, event, "l.id = NEW.id", reads=(APPROPRIATION, YEAR))
            for event in ("AFTER INSERT", "AFTER UPDATE OF id, starts_on, ends_on")
        ),
        *(
            _out_of_time(YEAR, event, "y.id = NEW.id", reads=(APPROPRIATION, LINE))
            for event in ("AFTER INSERT", "AFTER UPDATE OF id, year")
        ),
    ),
)
LINES_HAVE_WHOLE_DAYS = Guard(
    name="lines_have_whole_days",
    message="Tage stehen als Jahr, Monat und Tag.",
    triggers=(*whole_days(LINE, "starts_on", "ends_on"), *whole_days(SUCCESSION, "starts_on")),
)

GUARDS = (SUCCESSION_LEADS_ON, SUCCESSION_WITHIN_PERIODS, MONEY_WITHIN_THE_LINES_TIME, LINES_HAVE_WHOLE_DAYS)
