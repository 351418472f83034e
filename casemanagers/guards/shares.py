"""On no day is a position filled beyond what its line allows, and nobody fills it outside its year."""

import re
from collections.abc import Sequence

from wir_portal.core.guards.inventory import Guard, Trigger, never_pushed_out, whole_days, whole_numbers

POSITION, APPOINTMENT = "casemanagers_position", "casemanagers_appointment"
RATE, LINE, YEAR = "programs_fundingrate", "programs_fundingline", "programs_budgetyear"
# The year of a day is the one thing that the engines say in different words.
YEAR_OF = re.compile(r"YEAR_OF\(([\w.]+)\)")
SQLITE_YEAR, POSTGRES_YEAR = r"CAST(substr(\1, 1, 4) AS INTEGER)", r"EXTRACT(YEAR FROM \1)"


def _refused(table: str, event: str, condition: str, *, lock: str = "", reads: Sequence[str] = ()) -> Trigger:
    """As `refused_when`; `YEAR_OF(day)` in the condition is put into the words of each engine."""
    locked = f"PERFORM 1 {lock}; " if lock else ""
    return Trigger(
        table=table,
        event=event,
        sqlite=f"SELECT REFUSE WHERE {YEAR_OF.sub(SQLITE_YEAR, condition)};",
        postgres=f"{locked}IF ({YEAR_OF.sub(POSTGRES_YEAR, condition)}) THEN REFUSE; END IF;",
        reads=reads,
    )


def _overfilled(positions: str) -> str:
    """Whether one of the positions `p` is overfilled on a day on which its sum grows or its limit changes.

    On all other days the sum is no larger than on the last of these days.
    """
    return (
        f"EXISTS (SELECT 1 FROM (SELECT p.id, p.line_id, s.starts_on AS day FROM {POSITION} p"
        f" JOIN {APPOINTMENT} s ON s.position_id = p.id WHERE {positions}"
        f" UNION SELECT p.id, p.line_id, r.starts_on FROM {POSITION} p JOIN {YEAR} y ON y.id = p.budget_year_id"
        f" JOIN {RATE} r ON r.line_id = p.line_id AND r.purpose = 'position' AND YEAR_OF(r.starts_on) = y.year"
        f" WHERE {positions}) d"
        f" WHERE (SELECT COALESCE(SUM(a.share_hundredths), 0) FROM {APPOINTMENT} a WHERE a.position_id = d.id"
        " AND a.starts_on <= d.day AND (a.ends_on IS NULL OR a.ends_on >= d.day))"
        f" > 100 * COALESCE((SELECT r.max_fulltime_percent FROM {RATE} r WHERE r.line_id = d.line_id"
        " AND r.purpose = 'position' AND r.starts_on <= d.day ORDER BY r.starts_on DESC LIMIT 1), 100))"
    )


def _outside(condition: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {APPOINTMENT} a JOIN {POSITION} p ON p.id = a.position_id"
        f" JOIN {YEAR} y ON y.id = p.budget_year_id WHERE {condition} AND (YEAR_OF(a.starts_on) <> y.year"
        " OR (a.ends_on IS NOT NULL AND YEAR_OF(a.ends_on) <> y.year)))"
    )


# Two appointments of a position wait for each other; a new rate and an appointment of its line too.
LOCK_POSITION = (
    f"FROM {POSITION} p JOIN {LINE} l ON l.id = p.line_id WHERE p.id = NEW.position_id"
    " FOR NO KEY UPDATE OF p FOR SHARE OF l"
)
LOCK_OWN_LINE = f"FROM {LINE} l WHERE l.id = NEW.line_id FOR SHARE"


def _lock_lines(*rows: str) -> str:
    lines = ", ".join(f"{row}.line_id" for row in rows)
    return f"FROM {LINE} l WHERE l.id IN ({lines}) ORDER BY l.id FOR NO KEY UPDATE"


def _rate_change(event: str, *rows: str) -> Trigger:
    lines = ", ".join(f"{row}.line_id" for row in rows)
    return _refused(
        RATE,
        event,
        _overfilled(f"p.line_id IN ({lines})"),
        lock=_lock_lines(*rows),
        reads=(POSITION, APPOINTMENT, YEAR, LINE),
    )


SHARES_WITHIN_LIMIT = Guard(
    name="shares_within_limit",
    message="Die Anteile einer Stelle wären an einem Tag zusammen größer, als die Förderlinie zulässt.",
    triggers=(
        *(
            _refused(
                APPOINTMENT,
                event,
                _overfilled("p.id = NEW.position_id"),
                lock=LOCK_POSITION,
                reads=(POSITION, RATE, LINE, YEAR),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE OF position_id, share_hundredths, starts_on, ends_on")
        ),
        *(
            _refused(
                POSITION,
                event,
                _overfilled("p.id = NEW.id"),
                lock=LOCK_OWN_LINE,
                reads=(APPOINTMENT, RATE, LINE, YEAR),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE OF id, line_id, budget_year_id")
        ),
        _rate_change("AFTER INSERT", "NEW"),
        _rate_change("AFTER UPDATE OF line_id, purpose, starts_on, max_fulltime_percent", "OLD", "NEW"),
        _rate_change("AFTER DELETE", "OLD"),
        # Of a rate of another line that is pushed out nobody would look at the sums.
        *never_pushed_out(
            RATE,
            "id",
            f"FROM {RATE} x WHERE x.id = NEW.id AND (x.line_id, x.purpose) <> (NEW.line_id, NEW.purpose)"
            f" AND EXISTS (SELECT 1 FROM {POSITION} p WHERE p.line_id = x.line_id)",
            reads=(POSITION,),
        ),
    ),
)
APPOINTED_IN_YEAR = Guard(
    name="appointed_in_year",
    message="Eine Besetzung liegt ganz im Jahr ihrer Stelle.",
    triggers=(
        *(
            _refused(APPOINTMENT, event, _outside("a.id = NEW.id"), reads=(POSITION, YEAR))
            for event in ("AFTER INSERT", "AFTER UPDATE OF position_id, starts_on, ends_on")
        ),
        *(
            _refused(POSITION, event, _outside("p.id = NEW.id"), reads=(APPOINTMENT, YEAR))
            for event in ("AFTER INSERT", "AFTER UPDATE OF id, budget_year_id")
        ),
        *(
            _refused(YEAR, event, _outside("y.id = NEW.id"), reads=(APPOINTMENT, POSITION))
            for event in ("AFTER INSERT", "AFTER UPDATE OF year")
        ),
    ),
)


WHOLE_SHARES = Guard(
    name="whole_shares",
    message="Stellenanteile sind ganze Hundertstel eines Prozents.",
    triggers=(
        *whole_numbers(APPOINTMENT, "share_hundredths"),
        *whole_numbers(RATE, "max_fulltime_percent"),
    ),
)
WHOLE_DAYS = Guard(
    name="whole_days",
    message="Tage stehen als Jahr, Monat und Tag.",
    triggers=(*whole_days(APPOINTMENT, "starts_on", "ends_on"), *whole_days(RATE, "starts_on")),
)

GUARDS = (SHARES_WITHIN_LIMIT, APPOINTED_IN_YEAR, WHOLE_SHARES, WHOLE_DAYS)
