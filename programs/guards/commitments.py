"""A commitment authorisation is for a later year, proposed before it is decided, and then stands fast."""

from programs.guards.envelopes import COMMITMENT, YEAR
from wir_portal.core.guards.inventory import Guard, refused_when, truncate_refused, unchanged

CONTENT = (
    "budget_year_id",
    "line_id",
    "later_year",
    "amount_cents",
    "reason_internal",
    "origin",
    "proposed_by_id",
    "proposed_at",
)
COMMITMENT_IS_FOR_LATER = Guard(
    name="commitment_is_for_later",
    message="Eine Verpflichtungsermächtigung gilt für ein späteres Jahr als das Haushaltsjahr.",
    triggers=(
        *(
            refused_when(
                COMMITMENT,
                event,
                f"EXISTS (SELECT 1 FROM {YEAR} y WHERE y.id = NEW.budget_year_id AND NEW.later_year <= y.year)",
                reads=(YEAR,),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE")
        ),
        *(
            refused_when(
                YEAR,
                event,
                f"EXISTS (SELECT 1 FROM {COMMITMENT} c WHERE c.budget_year_id = NEW.id AND c.later_year <= NEW.year)",
                reads=(COMMITMENT,),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE OF year, id")
        ),
    ),
)
COMMITMENT_IS_PROPOSED_FIRST = Guard(
    name="commitment_is_proposed_first",
    message="Entschieden wird nur, was vorgelegt ist, und genau so. Danach ändert es sich nicht mehr.",
    triggers=(
        refused_when(COMMITMENT, "AFTER INSERT", "NEW.status <> 'proposed'"),
        refused_when(
            COMMITMENT,
            "BEFORE INSERT",
            f"EXISTS (SELECT 1 FROM {COMMITMENT} x WHERE x.id = NEW.id OR (x.budget_year_id = NEW.budget_year_id"
            " AND x.line_id = NEW.line_id AND x.later_year = NEW.later_year AND x.status = NEW.status"
            " AND x.status IN ('proposed', 'decided')))",
        ),
        refused_when(
            COMMITMENT,
            "BEFORE UPDATE",
            f"OLD.status <> 'proposed' OR NEW.status = 'proposed' OR NOT ({unchanged('id', *CONTENT)})"
            f" OR (NEW.status = 'decided' AND EXISTS (SELECT 1 FROM {COMMITMENT} x WHERE x.id <> OLD.id"
            " AND x.budget_year_id = NEW.budget_year_id AND x.line_id = NEW.line_id"
            " AND x.later_year = NEW.later_year AND x.status = 'decided'))",
        ),
        refused_when(COMMITMENT, "BEFORE DELETE", "1 = 1"),
        truncate_refused(COMMITMENT),
    ),
)

GUARDS = (COMMITMENT_IS_FOR_LATER, COMMITMENT_IS_PROPOSED_FIRST)
