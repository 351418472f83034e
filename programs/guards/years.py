"""A year is opened, closed and opened again by a decided step only; the decision of the step turns the year."""

from programs.guards.envelopes import APPROPRIATION, COMMITMENT, TRANSFER, YEAR
from wir_portal.core.guards.inventory import Guard, Trigger, never_pushed_out, refused_when, truncate_refused, unchanged

STEP = "programs_yearstep"
YEAR_CONTENT = (
    "year",
    "total_cents",
    "precision",
    "planning_ceiling_cents",
    "origin",
    "source_id",
    "last_edited_by_id",
)
STEP_CONTENT = (
    "budget_year_id",
    "kind",
    "source_id",
    "reason_internal",
    "reason_for_body",
    "proposed_by_id",
    "proposed_at",
)
STARTS_FROM = "CASE {row}.kind WHEN 'opening' THEN 'draft' WHEN 'closing' THEN 'open' ELSE 'closed' END"
LEADS_TO = "CASE {row}.kind WHEN 'closing' THEN 'closed' ELSE 'open' END"
# The step that the year's new row names: decided, of this year, from the old status to the new, later than the last.
NAMED_STEP = (
    f"EXISTS (SELECT 1 FROM {STEP} s WHERE s.id = NEW.last_step_id AND s.id > COALESCE(OLD.last_step_id, 0)"
    " AND s.budget_year_id = NEW.id AND s.status = 'decided'"
    f" AND OLD.status = {STARTS_FROM.format(row='s')} AND NEW.status = {LEADS_TO.format(row='s')})"
)
# A year that its source closed changes with its source only.
CLOSED_BY_TWO = f"EXISTS (SELECT 1 FROM {STEP} c WHERE c.id = OLD.last_step_id AND c.source_id IS NULL)"
REOPENED = (
    f"NEW.id = OLD.id AND NEW.status = 'open' AND NEW.revision = OLD.revision + 1 AND {unchanged(*YEAR_CONTENT)}"
    f" AND {NAMED_STEP} AND {CLOSED_BY_TWO}"
)

SAME_STATE = "x.status = NEW.status AND COALESCE(x.last_step_id, 0) = COALESCE(NEW.last_step_id, 0)"

CLOSED_YEAR_IS_FIXED = Guard(
    name="closed_year_is_fixed",
    message="Das Haushaltsjahr ist abgeschlossen. Es ändert sich nur, wenn zwei Personen es wieder öffnen.",
    triggers=(
        refused_when(YEAR, "BEFORE UPDATE", f"OLD.status = 'closed' AND NOT ({REOPENED})", reads=(STEP,)),
        refused_when(YEAR, "BEFORE DELETE", "OLD.status = 'closed'"),
        *never_pushed_out(
            YEAR,
            "id, year",
            f"FROM {YEAR} x WHERE (x.id = NEW.id OR x.year = NEW.year) AND x.status = 'closed'",
        ),
        truncate_refused(YEAR),
    ),
)
YEAR_TURNS_BY_STEP = Guard(
    name="year_turns_by_step",
    message="Ein Haushaltsjahr wird nur durch einen freigegebenen Schritt geöffnet oder abgeschlossen.",
    triggers=(
        # A row that is there already may be written again in its state (upserts, SQLite's INSERT OR REPLACE).
        refused_when(
            YEAR,
            "BEFORE INSERT",
            f"(NEW.status <> 'draft' AND NEW.origin <> 'sourced' AND NOT EXISTS (SELECT 1 FROM {YEAR} x"
            f" WHERE (x.id = NEW.id OR x.year = NEW.year) AND {SAME_STATE}))"
            f" OR EXISTS (SELECT 1 FROM {YEAR} x WHERE x.id = NEW.id AND NOT ({SAME_STATE}))",
        ),
        refused_when(
            YEAR,
            "AFTER UPDATE",
            "(NEW.status <> OLD.status OR COALESCE(NEW.last_step_id, 0) <> COALESCE(OLD.last_step_id, 0))"
            f" AND NOT {NAMED_STEP}",
            reads=(STEP,),
        ),
    ),
)
CLOSING_LEAVES_NOTHING_OPEN = Guard(
    name="closing_leaves_nothing_open",
    message="In diesem Haushaltsjahr ist noch nicht alles entschieden. Es lässt sich noch nicht abschließen.",
    triggers=(
        refused_when(
            YEAR,
            "AFTER UPDATE OF status",
            "NEW.status = 'closed' AND OLD.status <> 'closed' AND (EXISTS (SELECT 1 FROM"
            f" {APPROPRIATION} a WHERE a.budget_year_id = NEW.id AND a.distribution_status <> 'decided')"
            f" OR EXISTS (SELECT 1 FROM {TRANSFER} t WHERE t.budget_year_id = NEW.id"
            " AND t.status IN ('draft', 'proposed'))"
            f" OR EXISTS (SELECT 1 FROM {COMMITMENT} c WHERE c.budget_year_id = NEW.id AND c.status = 'proposed'))",
            reads=(APPROPRIATION, TRANSFER, COMMITMENT),
        ),
    ),
)

NEVER_SOURCED = (
    "NEW.source_id IS NULL OR NEW.kind <> 'closing'"
    f" OR NOT EXISTS (SELECT 1 FROM {YEAR} y WHERE y.id = NEW.budget_year_id AND y.origin = 'sourced')"
)
STEP_IS_PROPOSED_FIRST = Guard(
    name="year_step_is_proposed_first",
    message="Entschieden wird nur ein Schritt, der vorgelegt ist, und genau so, wie er vorgelegt ist.",
    triggers=(
        refused_when(
            STEP,
            "AFTER INSERT",
            f"NEW.status <> 'proposed' AND (NEW.status <> 'decided' OR {NEVER_SOURCED})",
            reads=(YEAR,),
        ),
        refused_when(
            STEP,
            "BEFORE INSERT",
            f"EXISTS (SELECT 1 FROM {STEP} x WHERE x.id = NEW.id"
            " OR (x.budget_year_id = NEW.budget_year_id AND x.status = 'proposed' AND NEW.status = 'proposed'))",
        ),
        refused_when(STEP, "BEFORE UPDATE", f"OLD.status <> 'proposed' OR NOT ({unchanged('id', *STEP_CONTENT)})"),
        refused_when(STEP, "BEFORE DELETE", "1 = 1"),
        truncate_refused(STEP),
    ),
)
STEP_IS_DECIDED_BY_OTHERS = Guard(
    name="year_step_is_decided_by_others",
    message="Wer das Haushaltsjahr zuletzt geändert hat, gibt seinen Schritt nicht frei.",
    triggers=(
        refused_when(
            STEP,
            "BEFORE UPDATE",
            f"NEW.status = 'decided' AND (EXISTS (SELECT 1 FROM {YEAR} y WHERE y.id = NEW.budget_year_id"
            " AND y.last_edited_by_id = NEW.decided_by_id) OR (NEW.kind = 'opening' AND EXISTS (SELECT 1 FROM"
            f" {APPROPRIATION} a WHERE a.budget_year_id = NEW.budget_year_id AND a.distribution_status <> 'decided'"
            " AND a.last_edited_by_id = NEW.decided_by_id)))",
            lock=f"FROM {YEAR} y WHERE y.id = NEW.budget_year_id FOR NO KEY UPDATE",
            reads=(YEAR, APPROPRIATION),
        ),
    ),
)


def _turn_year(event: str, when: str) -> Trigger:
    turn = (
        f"UPDATE {YEAR} SET status = {LEADS_TO.format(row='NEW')}, last_step_id = NEW.id, revision = revision + 1"
        f" WHERE id = NEW.budget_year_id AND status = {STARTS_FROM.format(row='NEW')};"
    )
    missed = f"NOT EXISTS (SELECT 1 FROM {YEAR} y WHERE y.id = NEW.budget_year_id AND y.last_step_id = NEW.id)"
    return Trigger(
        table=STEP,
        event=event,
        when=when,
        sqlite=f"{turn} SELECT REFUSE WHERE {missed};",
        postgres=f"{turn} IF ({missed}) THEN REFUSE; END IF;",
        reads=(YEAR,),
    )


# Done by the database, so that no step is decided without its effect and none has its effect twice.
STEP_TURNS_YEAR = Guard(
    name="year_step_turns_year",
    message="Dieser Schritt passt nicht zum Stand des Haushaltsjahrs.",
    triggers=(
        _turn_year("AFTER INSERT", "NEW.status = 'decided'"),
        _turn_year("AFTER UPDATE OF status", "NEW.status = 'decided' AND OLD.status = 'proposed'"),
    ),
)


def _raise_revision(event: str, *rows: str) -> Trigger:
    years = ", ".join(f"{row}.budget_year_id" for row in rows)
    statement = f"UPDATE {YEAR} SET revision = revision + 1 WHERE id IN ({years}) AND status <> 'closed';"
    return Trigger(table=APPROPRIATION, event=event, sqlite=statement, postgres=statement, reads=(YEAR,))


OWN_CHANGE = f"UPDATE {YEAR} SET revision = revision + 1 WHERE id = NEW.id;"
YEAR_REVISION_FOLLOWS_CHANGES = Guard(
    name="year_revision_follows_changes",
    message="Die Fassung des Haushaltsjahrs steigt mit jeder Änderung seiner Ansätze und seines Planungsrahmens.",
    triggers=(
        _raise_revision("AFTER INSERT", "NEW"),
        _raise_revision("AFTER UPDATE OF amount_cents, budget_year_id, line_id", "OLD", "NEW"),
        _raise_revision("AFTER DELETE", "OLD"),
        Trigger(
            table=YEAR,
            event="AFTER UPDATE OF planning_ceiling_cents, total_cents",
            when="NEW.revision = OLD.revision AND NEW.status <> 'closed'",
            sqlite=OWN_CHANGE,
            postgres=OWN_CHANGE,
        ),
    ),
)

GUARDS = (
    CLOSED_YEAR_IS_FIXED,
    YEAR_TURNS_BY_STEP,
    CLOSING_LEAVES_NOTHING_OPEN,
    STEP_IS_PROPOSED_FIRST,
    STEP_IS_DECIDED_BY_OTHERS,
    STEP_TURNS_YEAR,
    YEAR_REVISION_FOLLOWS_CHANGES,
)
