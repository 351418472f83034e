"""What is taken from an envelope never exceeds it: year ⊇ appropriations ⊇ allocations, in whole cents."""

from wir_portal.core.guards.inventory import Guard, Trigger, refused_when, whole_numbers

YEAR, APPROPRIATION, ALLOCATION, LINE, RATE, TRANSFER, COMMITMENT, BODY = (
    "programs_budgetyear",
    "programs_appropriation",
    "programs_allocation",
    "programs_fundingline",
    "programs_fundingrate",
    "programs_transfer",
    "programs_commitmentauthorisation",
    "municipalities_municipality",
)


def _over_ceiling(year: str) -> str:
    return (
        f"(SELECT COALESCE(SUM(x.amount_cents), 0) FROM {APPROPRIATION} x WHERE x.budget_year_id = {year})"
        f" > COALESCE((SELECT y.planning_ceiling_cents FROM {YEAR} y WHERE y.id = {year}), 0)"
    )


def _over_appropriation(appropriation: str) -> str:
    return (
        f"(SELECT COALESCE(SUM(x.amount_cents), 0) FROM {ALLOCATION} x WHERE x.appropriation_id = {appropriation})"
        f" > COALESCE((SELECT a.amount_cents FROM {APPROPRIATION} a WHERE a.id = {appropriation}), 0)"
    )


APPROPRIATIONS_WITHIN_CEILING = Guard(
    name="appropriations_within_ceiling",
    message="Die Ansätze wären zusammen größer als der Planungsrahmen des Jahres.",
    triggers=(
        *(
            refused_when(
                APPROPRIATION,
                event,
                _over_ceiling("NEW.budget_year_id"),
                lock=f"FROM {YEAR} y WHERE y.id = NEW.budget_year_id FOR NO KEY UPDATE",
                reads=(YEAR,),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE OF amount_cents, budget_year_id")
        ),
        *(
            refused_when(YEAR, event, _over_ceiling("NEW.id"), reads=(APPROPRIATION,))
            for event in ("AFTER INSERT", "AFTER UPDATE OF planning_ceiling_cents, id")
        ),
    ),
)
ALLOCATIONS_WITHIN_APPROPRIATION = Guard(
    name="allocations_within_appropriation",
    message="Die Kontingente wären zusammen größer als der Ansatz der Förderlinie.",
    triggers=(
        *(
            refused_when(
                ALLOCATION,
                event,
                _over_appropriation("NEW.appropriation_id"),
                lock=f"FROM {APPROPRIATION} a WHERE a.id = NEW.appropriation_id FOR NO KEY UPDATE",
                reads=(APPROPRIATION,),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE OF amount_cents, appropriation_id")
        ),
        *(
            refused_when(APPROPRIATION, event, _over_appropriation("NEW.id"), reads=(ALLOCATION,))
            for event in ("AFTER INSERT", "AFTER UPDATE OF amount_cents, id")
        ),
    ),
)
ONLY_BODIES_GET_ALLOCATIONS = Guard(
    name="only_bodies_get_allocations",
    message="Das Geld dieser Förderlinie geht an Vereine und Träger. Es wird nicht auf Kommunen verteilt.",
    triggers=(
        *(
            refused_when(
                ALLOCATION,
                event,
                f"EXISTS (SELECT 1 FROM {APPROPRIATION} a JOIN {LINE} l ON l.id = a.line_id"
                " WHERE a.id = NEW.appropriation_id AND l.recipients = 'organisations')",
                reads=(APPROPRIATION, LINE),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE OF appropriation_id")
        ),
        # A row that is new and already spread has taken another's place: SQLite's INSERT OR REPLACE.
        *(
            refused_when(
                LINE,
                event,
                f"NEW.recipients = 'organisations' AND EXISTS (SELECT 1 FROM {ALLOCATION} x"
                f" JOIN {APPROPRIATION} a ON a.id = x.appropriation_id WHERE a.line_id = NEW.id)",
                reads=(APPROPRIATION, ALLOCATION),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE OF recipients, id")
        ),
        *(
            refused_when(
                APPROPRIATION,
                event,
                f"EXISTS (SELECT 1 FROM {ALLOCATION} x JOIN {LINE} l ON l.id = NEW.line_id"
                " WHERE x.appropriation_id = NEW.id AND l.recipients = 'organisations')",
                reads=(ALLOCATION, LINE),
            )
            for event in ("AFTER INSERT", "AFTER UPDATE OF line_id, id")
        ),
    ),
)


def _stays(parent: str, child: str, column: str) -> tuple[Trigger, ...]:
    return tuple(
        Trigger(
            table=parent,
            event=event,
            sqlite=f"SELECT REFUSE WHERE EXISTS (SELECT 1 FROM {child} x WHERE x.{column} = OLD.id){moved};",
            postgres="",
            reads=(child,),
        )
        for event, moved in (("AFTER DELETE", ""), ("AFTER UPDATE OF id", " AND NEW.id <> OLD.id"))
    )


def _takes_no_place(parent: str, unique: str, column: str) -> tuple[Trigger, ...]:
    return tuple(
        Trigger(
            table=parent,
            event=event,
            sqlite=f"SELECT REFUSE WHERE EXISTS (SELECT 1 FROM {APPROPRIATION} x"
            f" WHERE NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.id = x.{column}));",
            postgres="",
            reads=(APPROPRIATION,),
        )
        for event in ("AFTER INSERT", f"AFTER UPDATE OF {unique}")
    )


# SQLite keeps foreign keys only for programs that ask for it, and REPLACE removes rows without a word.
MONEY_KEEPS_ITS_PLACE = Guard(
    name="money_keeps_its_place",
    message="Daran hängen Ansätze oder Kontingente. Es lässt sich nicht löschen.",
    triggers=(
        *_stays(YEAR, APPROPRIATION, "budget_year_id"),
        *_stays(LINE, APPROPRIATION, "line_id"),
        *_stays(APPROPRIATION, ALLOCATION, "appropriation_id"),
        *_stays(BODY, ALLOCATION, "municipality_id"),
        *_takes_no_place(YEAR, "year", "budget_year_id"),
        *_takes_no_place(LINE, "slug", "line_id"),
    ),
)
WHOLE_CENTS = Guard(
    name="whole_cents",
    message="Beträge sind ganze Cent.",
    triggers=(
        *whole_numbers(YEAR, "total_cents", "planning_ceiling_cents"),
        *whole_numbers(APPROPRIATION, "amount_cents"),
        *whole_numbers(ALLOCATION, "amount_cents"),
        *whole_numbers(RATE, "amount_cents"),
        *whole_numbers(TRANSFER, "amount_cents"),
        *whole_numbers(COMMITMENT, "amount_cents"),
    ),
)


def _raise_revision(event: str, *rows: str) -> Trigger:
    touched = ", ".join(f"{row}.appropriation_id" for row in rows)
    statement = (
        f"UPDATE {APPROPRIATION} SET revision = revision + 1 WHERE id IN ({touched}) AND distribution_status = 'draft';"
    )
    return Trigger(table=ALLOCATION, event=event, sqlite=statement, postgres=statement, reads=(APPROPRIATION,))


OWN_CHANGE = f"UPDATE {APPROPRIATION} SET revision = revision + 1 WHERE id = NEW.id;"
# Raised by the database itself, so that no writer can change money behind the back of somebody who is looking at it.
# It also makes two writers of one line collide under every isolation level.
REVISION_FOLLOWS_CHANGES = Guard(
    name="revision_follows_changes",
    message="Die Fassung des Ansatzes steigt mit jeder Änderung.",
    triggers=(
        _raise_revision("AFTER INSERT", "NEW"),
        _raise_revision("AFTER UPDATE OF amount_cents, municipality_id, appropriation_id", "OLD", "NEW"),
        _raise_revision("AFTER DELETE", "OLD"),
        Trigger(
            table=APPROPRIATION,
            event="AFTER UPDATE OF amount_cents, line_id, budget_year_id",
            when="NEW.revision = OLD.revision AND NEW.distribution_status = 'draft'",
            sqlite=OWN_CHANGE,
            postgres=OWN_CHANGE,
        ),
    ),
)

GUARDS = (
    APPROPRIATIONS_WITHIN_CEILING,
    ALLOCATIONS_WITHIN_APPROPRIATION,
    ONLY_BODIES_GET_ALLOCATIONS,
    MONEY_KEEPS_ITS_PLACE,
    WHOLE_CENTS,
    REVISION_FOLLOWS_CHANGES,
)
