"""What stands fast: closed years, proposals while they lie before somebody, everything decided, the history."""

from programs.guards.envelopes import ALLOCATION, APPROPRIATION, COMMITMENT, TRANSFER, YEAR
from programs.guards.transfers import ALLOCATION_MADE, ALLOCATION_MOVED, APPROPRIATION_MOVED
from wir_portal.core.guards.inventory import Guard, append_only, never_pushed_out, refused_when, truncate_refused


def _closed(year: str) -> str:
    return f"EXISTS (SELECT 1 FROM {YEAR} y WHERE y.id = {year} AND y.status = 'closed')"


def _in_closed(appropriation: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {APPROPRIATION} a JOIN {YEAR} y ON y.id = a.budget_year_id"
        f" WHERE a.id = {appropriation} AND y.status = 'closed')"
    )


def _share_year(row: str) -> str:
    """Closing the year and writing into it wait for each other."""
    return f"FROM {YEAR} y WHERE y.id = {row}.budget_year_id FOR SHARE"


def _share_year_of(row: str) -> str:
    return (
        f"FROM {YEAR} y JOIN {APPROPRIATION} a ON a.budget_year_id = y.id"
        f" WHERE a.id = {row}.appropriation_id FOR SHARE OF y"
    )


CLOSED_YEAR_TAKES_NOTHING = Guard(
    name="closed_year_takes_nothing",
    message="Das Haushaltsjahr ist abgeschlossen. Es nimmt keine Ansätze, Kontingente und Umschichtungen mehr an.",
    triggers=(
        refused_when(
            APPROPRIATION, "AFTER INSERT", _closed("NEW.budget_year_id"), lock=_share_year("NEW"), reads=(YEAR,)
        ),
        refused_when(
            APPROPRIATION,
            "AFTER UPDATE",
            f"{_closed('NEW.budget_year_id')} OR {_closed('OLD.budget_year_id')}",
            lock=_share_year("NEW"),
            reads=(YEAR,),
        ),
        refused_when(
            APPROPRIATION, "AFTER DELETE", _closed("OLD.budget_year_id"), lock=_share_year("OLD"), reads=(YEAR,)
        ),
        *never_pushed_out(
            APPROPRIATION,
            "id",
            f"FROM {APPROPRIATION} x JOIN {YEAR} y ON y.id = x.budget_year_id"
            " WHERE x.id = NEW.id AND y.status = 'closed'",
            reads=(YEAR,),
        ),
        *never_pushed_out(
            ALLOCATION,
            "id",
            f"FROM {ALLOCATION} x WHERE x.id = NEW.id AND {_in_closed('x.appropriation_id')}",
            reads=(APPROPRIATION, YEAR),
        ),
        refused_when(
            ALLOCATION,
            "AFTER INSERT",
            _in_closed("NEW.appropriation_id"),
            lock=_share_year_of("NEW"),
            reads=(APPROPRIATION, YEAR),
        ),
        refused_when(
            ALLOCATION,
            "AFTER UPDATE",
            f"{_in_closed('NEW.appropriation_id')} OR {_in_closed('OLD.appropriation_id')}",
            lock=_share_year_of("NEW"),
            reads=(APPROPRIATION, YEAR),
        ),
        refused_when(
            ALLOCATION,
            "AFTER DELETE",
            _in_closed("OLD.appropriation_id"),
            lock=_share_year_of("OLD"),
            reads=(APPROPRIATION, YEAR),
        ),
        *(
            refused_when(table, event, _closed("NEW.budget_year_id"), lock=_share_year("NEW"), reads=(YEAR,))
            for table in (TRANSFER, COMMITMENT)
            for event in ("AFTER INSERT", "AFTER UPDATE")
        ),
    ),
)
DECIDED_ALLOCATION_IS_FIXED = Guard(
    name="decided_allocation_is_fixed",
    message="Das Kontingent ist freigegeben. Es ändert sich nur durch eine freigegebene Umschichtung.",
    triggers=(
        refused_when(
            ALLOCATION, "BEFORE UPDATE", f"OLD.status = 'decided' AND NOT ({ALLOCATION_MOVED})", reads=(TRANSFER,)
        ),
        refused_when(ALLOCATION, "BEFORE DELETE", "OLD.status = 'decided'"),
        *never_pushed_out(
            ALLOCATION,
            "id, appropriation_id, municipality_id",
            f"FROM {ALLOCATION} x WHERE x.status = 'decided' AND (x.id = NEW.id"
            " OR (x.appropriation_id = NEW.appropriation_id AND x.municipality_id = NEW.municipality_id))",
        ),
        truncate_refused(ALLOCATION),
    ),
)
DECIDED_APPROPRIATION_IS_FIXED = Guard(
    name="decided_appropriation_is_fixed",
    message="Die Verteilung dieses Ansatzes ist freigegeben."
    " Der Ansatz ändert sich nur durch eine freigegebene Umschichtung.",
    triggers=(
        refused_when(
            APPROPRIATION,
            "BEFORE UPDATE",
            f"OLD.distribution_status = 'decided' AND NOT ({APPROPRIATION_MOVED})",
            reads=(TRANSFER,),
        ),
        refused_when(APPROPRIATION, "BEFORE DELETE", "OLD.distribution_status = 'decided'"),
        *never_pushed_out(
            APPROPRIATION,
            "id, budget_year_id, line_id",
            f"FROM {APPROPRIATION} x WHERE x.distribution_status <> 'draft' AND (x.id = NEW.id"
            " OR (x.budget_year_id = NEW.budget_year_id AND x.line_id = NEW.line_id))",
        ),
        truncate_refused(APPROPRIATION),
    ),
)
DECIDED_AFTER_PROPOSAL = Guard(
    name="decided_after_proposal",
    message="Freigegeben wird nur, was vorgelegt ist, und genau so, wie es vorgelegt ist.",
    triggers=(
        refused_when(
            APPROPRIATION,
            "AFTER INSERT",
            "(NEW.distribution_status <> 'draft' AND NEW.origin <> 'sourced')"
            " OR NEW.changed_by_transfer_id IS NOT NULL",
        ),
        refused_when(
            APPROPRIATION,
            "AFTER UPDATE",
            "(OLD.distribution_status = 'draft' AND NEW.distribution_status = 'decided')"
            " OR (OLD.distribution_status <> 'decided' AND NEW.changed_by_transfer_id IS NOT NULL)"
            " OR (OLD.distribution_status = 'proposed' AND (NEW.amount_cents <> OLD.amount_cents"
            " OR NEW.line_id <> OLD.line_id OR NEW.budget_year_id <> OLD.budget_year_id OR NEW.origin <> OLD.origin))"
            " OR (OLD.distribution_status = 'proposed' AND NEW.distribution_status = 'decided'"
            " AND (COALESCE(NEW.proposed_by_id, 0) <> COALESCE(OLD.proposed_by_id, 0)"
            " OR COALESCE(NEW.last_edited_by_id, 0) <> COALESCE(OLD.last_edited_by_id, 0)))",
        ),
    ),
)


def _distribution(row: str, status: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {APPROPRIATION} a WHERE a.id = {row}.appropriation_id"
        f" AND a.distribution_status = '{status}'"
    )


def _lock_appropriation(row: str) -> str:
    return f"FROM {APPROPRIATION} a WHERE a.id = {row}.appropriation_id FOR NO KEY UPDATE"


IN_DRAFT = f"NEW.status = 'draft' AND {_distribution('NEW', 'draft')})"
ALLOCATION_FOLLOWS_DISTRIBUTION = Guard(
    name="allocation_follows_distribution",
    message="Die Verteilung ist vorgelegt oder freigegeben. Ihre Kontingente lassen sich jetzt nicht ändern.",
    triggers=(
        refused_when(
            ALLOCATION,
            "AFTER INSERT",
            f"NOT (({IN_DRAFT}) OR (NEW.status = 'decided' AND NEW.origin = 'sourced'"
            f" AND NEW.changed_by_transfer_id IS NULL AND {_distribution('NEW', 'decided')} AND a.origin = 'sourced'))"
            f" OR ({ALLOCATION_MADE} AND {_distribution('NEW', 'decided')})))",
            lock=_lock_appropriation("NEW"),
            reads=(APPROPRIATION, TRANSFER),
        ),
        refused_when(
            ALLOCATION,
            "AFTER UPDATE",
            f"NOT (({IN_DRAFT} AND {_distribution('OLD', 'draft')}))"
            " OR (OLD.status = 'draft' AND NEW.status = 'decided'"
            " AND NEW.amount_cents = OLD.amount_cents AND NEW.municipality_id = OLD.municipality_id"
            " AND NEW.appropriation_id = OLD.appropriation_id AND NEW.origin = OLD.origin"
            " AND COALESCE(NEW.last_edited_by_id, 0) = COALESCE(OLD.last_edited_by_id, 0)"
            " AND NEW.changed_by_transfer_id IS NULL"
            f" AND {_distribution('NEW', 'decided')} AND a.decided_by_id = NEW.decided_by_id))"
            f" OR ({ALLOCATION_MOVED}))",
            lock=_lock_appropriation("NEW"),
            reads=(APPROPRIATION, TRANSFER),
        ),
        *never_pushed_out(
            ALLOCATION,
            "id",
            f"FROM {ALLOCATION} x JOIN {APPROPRIATION} a ON a.id = x.appropriation_id"
            " WHERE x.id = NEW.id AND a.distribution_status <> 'draft'",
            reads=(APPROPRIATION,),
        ),
        refused_when(
            ALLOCATION,
            "AFTER DELETE",
            f"NOT {_distribution('OLD', 'draft')})",
            lock=_lock_appropriation("OLD"),
            reads=(APPROPRIATION,),
        ),
    ),
)
HISTORY_SENTENCE = "Der Verlauf lässt sich nicht ändern oder löschen."
HISTORIES = tuple(
    append_only(f"{name}_history_append_only", f"programs_historical{name}", HISTORY_SENTENCE)
    for name in ("budgetyear", "appropriation", "allocation", "transfer", "commitmentauthorisation")
)

GUARDS = (
    CLOSED_YEAR_TAKES_NOTHING,
    DECIDED_ALLOCATION_IS_FIXED,
    DECIDED_APPROPRIATION_IS_FIXED,
    DECIDED_AFTER_PROPOSAL,
    ALLOCATION_FOLLOWS_DISTRIBUTION,
    *HISTORIES,
)
