"""The demonstration's money: example splits of 2018, decided by the two demo people, and a draft of 2019."""

from pathlib import Path
from typing import Any

from municipalities.models import IndicatorValue, Municipality
from programs.calculations.shares import by_weight
from programs.models import Allocation, Appropriation, BudgetYear, FundingLine
from programs.services import distributions
from wir_portal.core.imports.files import read_toml
from wir_portal.core.models import Event, Origin, User
from wir_portal.core.services import history

FILE = Path(__file__).parent.parent / "data" / "demo.toml"
UNIT_CENTS = 500_00


def load_money(event: Event) -> int:
    """Appropriations that are not there yet; a line that somebody already works on is left alone."""
    editor, approver = (User.objects.get(username=name) for name in ("land-bearbeitung", "land-freigabe"))
    lines = {line.slug: line for line in FundingLine.objects.all()}
    written = 0
    for row in read_toml(FILE)["years"]:
        year = BudgetYear.objects.get(year=row["year"])
        if year.planning_ceiling_cents is None and "ceiling" in row:
            year.planning_ceiling_cents = row["ceiling"] * 100
            history.update(BudgetYear, [year], ["planning_ceiling_cents"], event=event)
            written += 1
        present = set(year.appropriations.values_list("line__slug", flat=True))
        for part in row["lines"]:
            if part["line"] not in present:
                written += _load_line(
                    part, year, lines[part["line"]], year.status == year.Status.OPEN, editor, approver, event
                )
    return written


def _load_line(
    part: dict[str, Any],
    year: BudgetYear,
    line: FundingLine,
    is_decided: bool,
    editor: User,
    approver: User,
    event: Event,
) -> int:
    appropriation = Appropriation(
        budget_year=year, line=line, amount_cents=part["amount"] * 100, origin=Origin.EXAMPLE, last_edited_by=editor
    )
    history.create(Appropriation, [appropriation], event=event)
    appropriation = Appropriation.objects.get(budget_year=year, line=line)
    if not is_decided:
        return 1
    rows = [
        Allocation(
            appropriation=appropriation,
            municipality_id=body,
            amount_cents=cents,
            origin=Origin.EXAMPLE,
            last_edited_by=editor,
        )
        for body, cents in _amounts(part).items()
    ]
    history.create(Allocation, rows, event=event)
    appropriation.refresh_from_db(fields=["revision"])
    distributions.propose(
        appropriation, revision=appropriation.revision, reason_internal="Beispiel: zur Freigabe vorgelegt", actor=editor
    )
    decision = distributions.decide(
        appropriation,
        revision=appropriation.revision + 1,
        reason_internal="Beispiel: wie vorgelegt freigegeben",
        reason_for_body="Beispiel für eine freigegebene Verteilung.",
        actor=approver,
    )
    decision.mails.all().delete()  # nobody is told of an example
    return 1 + len(rows)


def _amounts(part: dict[str, Any]) -> dict[int, int]:
    """Body id → cents."""
    spread = part.get("spread")
    if spread == "equal":
        return dict.fromkeys(Municipality.objects.values_list("pk", flat=True), part["each_body"] * 100)
    if spread == "people":
        people = IndicatorValue.objects.filter(indicator__slug="population")
        weights = dict(people.values_list("municipality__key", "value"))
        shares = by_weight(part["to_bodies"] * 100, weights, unit_cents=UNIT_CENTS)
        ids = dict(Municipality.objects.values_list("key", "pk"))
        return {ids[key]: cents for key, cents in shares.items()}
    return {}
