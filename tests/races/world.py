"""The small world of tests/programs/distributions.py, stored for races: lines with room, proposals to decide."""

from django.core.management import call_command
from django.db import transaction

from casemanagers.models import Position
from programs.models import Appropriation, BudgetYear, FundingLine, Program, YearStep
from programs.services import distributions, transfers
from programs.services.transfers import End
from tests.factories.programs import BudgetYearFactory, decide
from tests.programs.distributions import account, make_world
from tests.races.line_world import make_lines
from wir_portal.core.models import Event, Source, User
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import history, mails

LINE = "fallmanagement"  # in 2019: 160,000 €, of which 120,000 € are given
START_CENTS = 40_000_00
RAISE_CENTS = 5_000_00
LINE_CENTS = 160_000_00
PROPOSALS = [f"vorlage-{number}" for number in range(6)]  # each spreads 3 × 10,000 €
DRAFTS = [f"entwurf-{number}" for number in range(6)]
PROPOSED_CENTS = 10_000_00
ADDRESSES = [f"amt-{number}@example.org" for number in range(24)]
TRANSFERS, TRANSFER_CENTS = 8, 10_000_00  # three of them find the money
APPROVERS = [f"freigabe-{number}" for number in range(8)]
# The lines people race for; what the world decided in years of its own is not counted.
LINES_2019 = (
    "(SELECT CAST(a.id AS varchar(40)) FROM programs_appropriation a JOIN programs_budgetyear y"
    " ON y.id = a.budget_year_id WHERE y.year = 2019)"
)


def make() -> None:
    """Migrate, then store it; what is proposed was proposed by `land-bearbeitung`."""
    call_command("migrate", verbosity=0)
    world = make_world()
    _spread(world.rows, START_CENTS, world.editor)
    for name in APPROVERS:
        account(name, StaffGroup.MINISTRY_APPROVER)
    for rank, slug in enumerate([*PROPOSALS, *DRAFTS]):
        row = _line(slug, 10 + rank)
        _spread(row, PROPOSED_CENTS, world.editor)
        if slug in PROPOSALS:
            row.refresh_from_db()
            distributions.propose(row, revision=row.revision, reason_internal="Bitte freigeben", actor=world.editor)
    with transaction.atomic():
        mails.enqueue(Event.objects.latest("pk"), mails.Letter("Probe", "Es gibt Neues.\n"), recipients=ADDRESSES)
    _transfers(world)
    _year_to_close(world)
    make_lines()
    Position.objects.create(municipality=world.fulda, line=world.rows.line, budget_year=world.rows.budget_year)


def _decided_year(year: int, slug: str, rank: int, world) -> Appropriation:
    """An open year whose one line is decided: 30,000 € for Fulda."""
    row = _line(slug, rank, BudgetYearFactory(year=year, planning_ceiling_cents=1_000_000_00))
    return decide(row, {world.fulda: 3 * TRANSFER_CENTS}, editor=world.editor, approver=world.approver)


def _transfers(world) -> None:
    """Eight of 10,000 € each from Fulda to Wiesbaden, in a year of their own, all before the approver."""
    line = _decided_year(2031, "umschichtung", 30, world)
    for _number in range(TRANSFERS):
        row = transfers.draft(
            line.budget_year, source=End(line, world.fulda), target=End(line, world.wiesbaden),
            amount_cents=TRANSFER_CENTS, reason_internal="Start", actor=world.editor,
        )  # fmt: skip
        transfers.propose(row, revision=row.revision, reason_internal="Bitte freigeben", actor=world.editor)


def _year_to_close(world) -> None:
    line = _decided_year(2032, "abschluss", 31, world)
    YearStep.objects.create(
        budget_year=line.budget_year, kind=YearStep.Kind.CLOSING, proposed_by=world.editor, reason_internal="Start"
    )


def _line(slug: str, rank: int, year: BudgetYear | None = None) -> Appropriation:
    line = FundingLine.objects.create(
        program=Program.objects.get(), slug=slug, name=slug.title(), recipients="bodies", rank=rank,
        source=Source.objects.get(),
    )  # fmt: skip
    row = Appropriation(
        budget_year=year or BudgetYear.objects.get(year=2019), line=line, amount_cents=50_000_00, origin="decided"
    )
    history.create(Appropriation, [row], event=Event.objects.create(act="data.loaded"))
    return Appropriation.objects.get(line=line)


def _spread(row: Appropriation, cents: int, editor: User) -> None:
    distributions.assign(row, amount_cents=cents, revision=row.revision, reason_internal="Start", actor=editor)
