"""Money that was decided moves by a decided transfer only; the decision of the transfer moves it, to the cent."""

from programs.guards.envelopes import ALLOCATION, APPROPRIATION, TRANSFER
from wir_portal.core.guards.inventory import Guard, Trigger, refused_when, truncate_refused, unchanged
from wir_portal.core.languages import columns

CONTENT = (
    "budget_year_id",
    "from_appropriation_id",
    "from_municipality_id",
    "to_appropriation_id",
    "to_municipality_id",
    "amount_cents",
    "reason_internal",
    "reason_for_body",
    "origin",
    "last_edited_by_id",
)
PROPOSAL = ("proposed_by_id", "proposed_at")
DECISION = ("revision", "decided_by_id", "decided_at", "decided_on")
ALLOCATION_CONTENT = (
    "appropriation_id",
    "municipality_id",
    "status",
    "origin",
    "source_id",
    "last_edited_by_id",
    "decided_by_id",
)
APPROPRIATION_CONTENT = (
    "budget_year_id",
    "line_id",
    *columns("note"),
    "origin",
    "source_id",
    "distribution_status",
    "last_edited_by_id",
    "proposed_by_id",
    "proposed_at",
    "decided_by_id",
    "decided_at",
    "published_on",
)
# Decided and not yet booked: so it is only while the database carries the decision out.
BEING_BOOKED = (
    f"SELECT 1 FROM {TRANSFER} t WHERE t.id = NEW.changed_by_transfer_id AND t.status = 'decided' AND NOT t.is_booked"
)
# What a transfer changes in the allocation that it names, and nothing else.
ALLOCATION_MOVED = (
    f"OLD.status = 'decided' AND OLD.origin <> 'sourced' AND {unchanged('id', *ALLOCATION_CONTENT)}"
    f" AND EXISTS ({BEING_BOOKED} AND ((t.from_appropriation_id = OLD.appropriation_id"
    " AND t.from_municipality_id = OLD.municipality_id AND NEW.amount_cents = OLD.amount_cents - t.amount_cents)"
    " OR (t.to_appropriation_id = OLD.appropriation_id AND t.to_municipality_id = OLD.municipality_id"
    " AND NEW.amount_cents = OLD.amount_cents + t.amount_cents)))"
)
# A body that had nothing of a line gets its first allocation by a transfer.
ALLOCATION_MADE = (
    f"NEW.status = 'decided' AND NEW.origin <> 'sourced' AND EXISTS ({BEING_BOOKED}"
    " AND t.to_appropriation_id = NEW.appropriation_id AND t.to_municipality_id = NEW.municipality_id"
    " AND t.amount_cents = NEW.amount_cents AND t.origin = NEW.origin AND t.decided_by_id = NEW.decided_by_id)"
)
APPROPRIATION_MOVED = (
    f"OLD.origin <> 'sourced' AND NEW.revision = OLD.revision + 1 AND {unchanged('id', *APPROPRIATION_CONTENT)}"
    f" AND EXISTS ({BEING_BOOKED} AND t.from_municipality_id IS NULL AND t.to_municipality_id IS NULL"
    " AND ((t.from_appropriation_id = OLD.id AND NEW.amount_cents = OLD.amount_cents - t.amount_cents)"
    " OR (t.to_appropriation_id = OLD.id AND NEW.amount_cents = OLD.amount_cents + t.amount_cents)))"
)

NOT_BOOKED = "NOT OLD.is_booked AND NOT NEW.is_booked"
ALLOWED_STEPS = (
    "(OLD.status = 'draft' AND NEW.status = 'draft')",
    f"(OLD.status = 'draft' AND NEW.status IN ('proposed', 'discarded') AND {unchanged(*CONTENT)})",
    f"(OLD.status = 'proposed' AND NEW.status = 'draft' AND {unchanged(*CONTENT)})",
    f"(OLD.status = 'proposed' AND NEW.status IN ('decided', 'rejected') AND {unchanged(*CONTENT, *PROPOSAL)})",
)
BOOKED = (
    "OLD.status = 'decided' AND NOT OLD.is_booked AND NEW.is_booked"
    f" AND {unchanged('status', *CONTENT, *PROPOSAL, *DECISION)}"
)
TRANSFER_FOLLOWS_ITS_STEPS = Guard(
    name="transfer_follows_its_steps",
    message="Entschieden wird nur eine Umschichtung, die vorgelegt ist, und genau so."
    " Danach ändert sie sich nicht mehr.",
    triggers=(
        refused_when(TRANSFER, "AFTER INSERT", "NEW.status <> 'draft' OR NEW.is_booked"),
        refused_when(
            TRANSFER,
            "BEFORE INSERT",
            f"EXISTS (SELECT 1 FROM {TRANSFER} x WHERE x.id = NEW.id AND x.status <> 'draft')",
        ),
        refused_when(
            TRANSFER,
            "BEFORE UPDATE",
            f"NOT (NEW.id = OLD.id AND (({NOT_BOOKED} AND ({' OR '.join(ALLOWED_STEPS)})) OR ({BOOKED})))",
        ),
        refused_when(TRANSFER, "BEFORE DELETE", "1 = 1"),
        truncate_refused(TRANSFER),
    ),
)
OUTSIDE = (
    f"EXISTS (SELECT 1 FROM {APPROPRIATION} a WHERE a.id IN (NEW.from_appropriation_id, NEW.to_appropriation_id)"
    " AND (a.budget_year_id <> NEW.budget_year_id OR a.distribution_status <> 'decided' OR a.origin = 'sourced'))"
)
TRANSFER_MOVES_WHAT_IS_DECIDED = Guard(
    name="transfer_moves_what_is_decided",
    message="Umgeschichtet wird innerhalb eines Jahres, was hier freigegeben ist."
    " Was aus einer öffentlichen Quelle stammt, ändert sich nur mit der Quelle.",
    triggers=tuple(
        refused_when(TRANSFER, event, OUTSIDE, reads=(APPROPRIATION,)) for event in ("AFTER INSERT", "AFTER UPDATE")
    ),
)


def _place(side: str) -> str:
    return (
        f"appropriation_id = NEW.{side}_appropriation_id AND municipality_id = NEW.{side}_municipality_id"
        " AND status = 'decided'"
    )


BETWEEN_LINES = "NEW.from_municipality_id IS NULL AND NEW.to_municipality_id IS NULL"


def _moved(side: str) -> str:
    """Whether this side of the transfer has arrived in its row, where it has one."""
    return (
        f"(NEW.{side}_municipality_id IS NULL OR EXISTS (SELECT 1 FROM {ALLOCATION} WHERE {_place(side)}"
        f" AND changed_by_transfer_id = NEW.id)) AND (NOT ({BETWEEN_LINES}) OR NEW.{side}_appropriation_id IS NULL"
        f" OR EXISTS (SELECT 1 FROM {APPROPRIATION} a WHERE a.id = NEW.{side}_appropriation_id"
        " AND a.changed_by_transfer_id = NEW.id))"
    )


def _move(table: str, sign: str, where: str, more: str = "") -> str:
    return (
        f"UPDATE {table} SET amount_cents = amount_cents {sign} NEW.amount_cents,{more}"
        f" changed_by_transfer_id = NEW.id WHERE {where};"
    )


FIRST_ALLOCATION = (
    f"INSERT INTO {ALLOCATION} (appropriation_id, municipality_id, amount_cents, status, origin,"
    " last_edited_by_id, decided_by_id, changed_by_transfer_id) SELECT NEW.to_appropriation_id,"
    " NEW.to_municipality_id, NEW.amount_cents, 'decided', NEW.origin, NEW.last_edited_by_id, NEW.decided_by_id,"
    f" NEW.id WHERE NEW.to_municipality_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {ALLOCATION} x"
    " WHERE x.appropriation_id = NEW.to_appropriation_id AND x.municipality_id = NEW.to_municipality_id);"
)
# Cuts before raises, so that no envelope is exceeded on the way.
MOVES = " ".join(
    (
        _move(ALLOCATION, "-", _place("from")),
        _move(APPROPRIATION, "-", f"id = NEW.from_appropriation_id AND {BETWEEN_LINES}", " revision = revision + 1,"),
        _move(APPROPRIATION, "+", f"id = NEW.to_appropriation_id AND {BETWEEN_LINES}", " revision = revision + 1,"),
        _move(ALLOCATION, "+", _place("to")),
        FIRST_ALLOCATION,
    )
)
STAYED = f"NOT ({_moved('from')} AND {_moved('to')})"
DONE = f"UPDATE {TRANSFER} SET is_booked = TRUE WHERE id = NEW.id;"
TRANSFER_IS_BOOKED = Guard(
    name="transfer_is_booked",
    message="Das Geld, das umgeschichtet werden soll, ist nicht mehr so da. Prüfen Sie die Beträge.",
    triggers=(
        Trigger(
            table=TRANSFER,
            event="AFTER UPDATE OF status",
            when="NEW.status = 'decided' AND OLD.status = 'proposed'",
            sqlite=f"{MOVES} SELECT REFUSE WHERE {STAYED}; {DONE}",
            postgres=f"{MOVES} IF ({STAYED}) THEN REFUSE; END IF; {DONE}",
            reads=(ALLOCATION, APPROPRIATION),
        ),
    ),
)

GUARDS = (
    TRANSFER_FOLLOWS_ITS_STEPS,
    TRANSFER_MOVES_WHAT_IS_DECIDED,
    TRANSFER_IS_BOOKED,
)
