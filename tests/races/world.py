"""The small world of tests/programs/distributions.py, stored for races: lines with room, proposals to decide."""

from django.core.management import call_command
from django.db import transaction

from casemanagers.models import Position
from programs.models import Appropriation, BudgetYear, FundingLine, Program
from programs.services import distributions
from tests.programs.distributions import account, make_world
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
APPROVERS = [f"freigabe-{number}" for number in range(8)]


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
    Position.objects.create(municipality=world.fulda, line=world.rows.line, budget_year=world.rows.budget_year)


def _line(slug: str, rank: int) -> Appropriation:
    line = FundingLine.objects.create(
        program=Program.objects.get(), slug=slug, name=slug.title(), recipients="bodies", rank=rank,
        source=Source.objects.get(),
    )  # fmt: skip
    row = Appropriation(
        budget_year=BudgetYear.objects.get(year=2019), line=line, amount_cents=50_000_00, origin="decided"
    )
    history.create(Appropriation, [row], event=Event.objects.create(act="data.loaded"))
    return Appropriation.objects.get(line=line)


def _spread(row: Appropriation, cents: int, editor: User) -> None:
    distributions.assign(row, amount_cents=cents, revision=row.revision, reason_internal="Start", actor=editor)
