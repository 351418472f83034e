"""A small world to spread money in: three bodies, three lines, the years 2017 to 2019, and who works with them."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Group

from municipalities.models import LegalStatus, Membership, Municipality
from programs.models import Allocation, Appropriation, BudgetYear, FundingLine, FundingRate, Program
from tests.clients import client_of as client_of
from tests.factories.programs import BudgetYearFactory, RatePurposeFactory, RateUnitFactory, turn
from wir_portal.core.models import Event, Source, User
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import history

BODIES = (
    ("landkreis-fulda", "06631", "Fulda, Landkreis", "Kassel", "district"),
    ("stadt-fulda", "06631009", "Fulda, Stadt", "Kassel", "special_status_city"),
    ("wiesbaden", "06414", "Wiesbaden, Stadt", "Darmstadt", "independent_city"),
)


@dataclass
class World:
    """What the tests speak of."""

    rows: Appropriation
    without_rate: Appropriation
    others: Appropriation
    closed: Appropriation
    fulda: Municipality
    wiesbaden: Municipality
    editor: User
    approver: User
    both: User

    def fresh(self) -> Appropriation:
        return Appropriation.objects.get(pk=self.rows.pk)

    @property
    def revision(self) -> int:
        return self.fresh().revision

    def amounts(self) -> dict[str, int]:
        return dict(self.rows.allocations.values_list("municipality__slug", "amount_cents"))

    def args(self, actor: User | None = None, reason: str = "Antrag vom 12.10.2018") -> dict[str, object]:
        """Revision, reason and actor of an act on what is stored now."""
        return {"revision": self.revision, "reason_internal": reason, "actor": actor or self.editor}


def account(name: str, *groups: StaffGroup) -> User:
    user = User.objects.create(username=name, display_name=name.replace("-", " ").title())
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def officer_of(body: Municipality) -> User:
    user = account("landkreis-fulda-amt")
    Membership.objects.create(user=user, municipality=body, role="officer", starts_on=date(2017, 1, 1))
    return user


def make_world() -> World:
    source = Source.objects.create(slug="probe", title="Probe", publisher="Ministerium", published_on=date(2018, 2, 22))
    bodies = [_body(source, *row) for row in BODIES]
    _statuses(bodies)
    program = Program.objects.create(slug="wir", name="WIR", source=source, starts_on=date(2014, 1, 1))
    fall, sprache, vereine = (
        FundingLine.objects.create(
            program=program, slug=slug, name=slug.title(), recipients=recipients, rank=rank, source=source
        )
        for rank, (slug, recipients) in enumerate(
            (("fallmanagement", "bodies"), ("sprachfoerderung", "both"), ("vereine", "organisations"))
        )
    )
    FundingRate.objects.create(
        line=fall,
        purpose=RatePurposeFactory(),
        unit=RateUnitFactory(),
        starts_on=date(2017, 1, 1),
        amount_cents=50_000_00,
        source=source,
    )
    event = Event.objects.create(act="data.loaded")
    closed = _sourced(_year(2017, "open"), fall, 150_000_00, source, event)
    turn(closed.budget_year, "closing")
    before = _sourced(_year(2018, "open"), fall, 150_000_00, source, event)
    history.create(
        Allocation,
        [
            Allocation(
                appropriation=before,
                municipality=body,
                amount_cents=40_000_00,
                status="decided",
                origin="sourced",
                source=source,
            )
            for body in bodies
        ],
        event=event,
    )
    draft = _year(2019, "draft")
    return World(
        rows=_draft(draft, fall, 160_000_00, event),
        without_rate=_draft(draft, sprache, 90_000_00, event),
        others=_draft(draft, vereine, 70_000_00, event),
        closed=closed,
        fulda=bodies[0],
        wiesbaden=bodies[2],
        editor=account("land-bearbeitung", StaffGroup.MINISTRY_EDITOR),
        approver=account("land-freigabe", StaffGroup.MINISTRY_APPROVER),
        both=account("land-beides", StaffGroup.MINISTRY_EDITOR, StaffGroup.MINISTRY_APPROVER),
    )


def _body(source: Source, slug: str, key: str, name: str, region: str, kind: str) -> Municipality:
    return Municipality.objects.create(
        slug=slug, key=key, name=name, short_name=name, sort_name=name, region=region, nuts3="DE732", seat="Fulda",
        latitude=50.5, longitude=9.6, source=source,
    )  # fmt: skip


def _statuses(bodies: list[Municipality]) -> None:
    for body, (*_row, kind) in zip(bodies, BODIES, strict=True):
        parent = bodies[0] if kind == "special_status_city" else None
        LegalStatus.objects.create(
            municipality=body, starts_on=date(2000, 1, 1), kind=kind, official_key=body.key, parent=parent
        )


def _year(year: int, status: str) -> BudgetYear:
    return BudgetYearFactory(year=year, status=status, planning_ceiling_cents=1_000_000_00)


def _sourced(year: BudgetYear, line: FundingLine, cents: int, source: Source, event: Event) -> Appropriation:
    row = Appropriation(
        budget_year=year, line=line, amount_cents=cents, origin="sourced", source=source,
        distribution_status="decided", published_on=date(2018, 2, 22),
    )  # fmt: skip
    history.create(Appropriation, [row], event=event)
    return Appropriation.objects.get(budget_year=year, line=line)


def _draft(year: BudgetYear, line: FundingLine, cents: int, event: Event) -> Appropriation:
    row = Appropriation(budget_year=year, line=line, amount_cents=cents, origin="decided")
    history.create(Appropriation, [row], event=event)
    return Appropriation.objects.get(budget_year=year, line=line)
