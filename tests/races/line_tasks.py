"""What people do at once with the life of lines: two halves of a circle, an end and money after it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import connection

from programs.models import Appropriation, BudgetYear, FundingLine, LineSuccession
from tests.races.line_world import TIMED, follow
from tests.races.tasks import in_words
from wir_portal.core.errors import DomainError

Acts = list[Callable[[], object]]
LATER = 2019


def follows(number: int) -> Acts:
    """Lay one of the two missing successions: 0 → 1 or 2 → 3."""
    row = follow(2 * number, 2 * number + 1)
    return [partial(in_words, partial(LineSuccession.objects.bulk_create, [row]))]


def ends_raw() -> Acts:
    """Look whether the line has later money, then end it."""
    line = FundingLine.objects.get(slug=TIMED)

    def end() -> None:
        if Appropriation.objects.filter(line=line).exists():
            raise DomainError("Es gibt schon einen Ansatz.")
        FundingLine.objects.filter(pk=line.pk).update(ends_on=date(LATER - 1, 12, 31))

    return [partial(in_words, end)]


def adds_later_raw() -> Acts:
    """Look whether the line goes on, then give it money of a later year."""
    line, year = FundingLine.objects.get(slug=TIMED), BudgetYear.objects.get(year=LATER)
    row = Appropriation(budget_year=year, line=line, amount_cents=1_00, origin="decided")

    def add() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT ends_on FROM programs_fundingline WHERE id = %s", [line.pk])
            if cursor.fetchone()[0] is not None:
                raise DomainError("Die Förderlinie ist zu Ende.")
        Appropriation.objects.bulk_create([row])

    return [partial(in_words, add)]
