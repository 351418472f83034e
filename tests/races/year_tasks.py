"""What workers do with years and transfers; `crew` finds these beside those of `tasks`."""

from collections.abc import Callable, Iterable
from functools import partial

from django.db import connection

from programs.exports.transfers import places_of
from programs.models import Appropriation, BudgetYear, FundingLine, Transfer, YearStep
from programs.services import transfers, year_steps
from tests.races.tasks import in_words
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import User

Acts = Iterable[Callable[[], object]]
TRIES = 40


def transfers_decided(number: int, approver: str) -> Acts:
    """Decide one transfer for what stands there, and look again when somebody was faster."""
    actor = User.objects.get(username=approver)
    pk = Transfer.objects.order_by("pk").values_list("pk", flat=True)[number]

    def decide() -> None:
        for _try in range(TRIES):
            row = Transfer.objects.for_list().get(pk=pk)
            source, target = places_of(row)
            try:
                transfers.decide(
                    row, revision=row.revision, from_cents=source.amount_cents, to_cents=target.amount_cents,
                    reason_internal="Geprüft", actor=actor,
                )  # fmt: skip
            except Conflict:
                continue
            return

    return [decide]


def transfers_decided_raw(number: int, approver: str) -> Acts:
    """The bare status, and nothing of the money: that is the database's part."""
    actor = User.objects.get(username=approver)
    pk = Transfer.objects.order_by("pk").values_list("pk", flat=True)[number]
    decided = {"status": "decided", "decided_by": actor, "decided_at": clock.now(), "decided_on": clock.today()}
    return [partial(in_words, lambda: Transfer.objects.filter(pk=pk).update(**decided))]


def closes(approver: str) -> Acts:
    step = YearStep.objects.select_related("budget_year").get(budget_year__year=2032)
    actor = User.objects.get(username=approver)
    return [
        partial(year_steps.decide, step, revision=step.budget_year.revision, reason_internal="Geprüft", actor=actor)
    ]


def closes_raw(approver: str) -> Acts:
    """Look whether something waits, decide the step, and close the year where the database did not."""
    step = YearStep.objects.get(budget_year__year=2032)
    actor = User.objects.get(username=approver)

    def close() -> None:
        if Appropriation.objects.filter(budget_year=step.budget_year_id, distribution_status="draft").exists():
            raise DomainError("Es ist noch etwas offen.")
        decided = {"status": "decided", "decided_by": actor, "decided_at": clock.now()}
        YearStep.objects.filter(pk=step.pk).update(**decided)
        BudgetYear.objects.filter(pk=step.budget_year_id).exclude(status="closed").update(status="closed")

    return [partial(in_words, close)]


def adds_line_raw(number: int) -> Acts:
    """Look whether the year is open, then give a line an appropriation."""
    year = BudgetYear.objects.get(year=2032)
    line = FundingLine.objects.get(slug=f"entwurf-{number}")
    row = Appropriation(budget_year=year, line=line, amount_cents=1_00, origin="decided")

    def add() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT status FROM programs_budgetyear WHERE id = %s", [year.pk])
            if cursor.fetchone()[0] == "closed":
                raise DomainError("Das Jahr ist abgeschlossen.")
        Appropriation.objects.bulk_create([row])

    return [partial(in_words, add)]
