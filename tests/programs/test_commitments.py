"""Commitment authorisations: held by the database, proposed and decided by two people, shown on the year's page."""

import pytest
from django.urls import reverse

from programs.guards.commitments import CONTENT
from programs.models import BudgetYear, CommitmentAuthorisation
from programs.services import commitments
from tests.factories.core import UserFactory
from tests.factories.programs import BudgetYearFactory, FundingLineFactory, shut, turn
from tests.writers import (
    DELETING,
    INSERTING,
    UPDATING,
    guards_against,
    new_values,
    refused_by,
    replace,
    upsert,
    values_of,
)
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event

pytestmark = pytest.mark.django_db
LATER, FIRST = "commitment_is_for_later", "commitment_is_proposed_first"
REASON = "Haushaltsplan 2018"
REPLACING = (replace, upsert)


@pytest.fixture
def year() -> BudgetYear:
    return BudgetYearFactory()


def row_of(year, **more) -> CommitmentAuthorisation:
    values = {
        "budget_year": year, "line": FundingLineFactory(), "later_year": 2019, "amount_cents": 500,
        "reason_internal": REASON, "origin": "decided", "proposed_by": UserFactory(),
        "proposed_at": clock.now().replace(microsecond=0),
    }  # fmt: skip
    return CommitmentAuthorisation(**values | more)


@pytest.fixture
def waiting(year) -> CommitmentAuthorisation:
    return CommitmentAuthorisation.objects.bulk_create([row_of(year)])[0]


def decided(row, **more) -> dict[str, object]:
    now = clock.now().replace(microsecond=0)
    return values_of(row) | {"status": "decided", "decided_by_id": UserFactory().pk, "decided_at": now} | more


def now(row, actor) -> dict[str, object]:
    row.refresh_from_db()
    return {"revision": row.revision, "reason_internal": REASON, "actor": actor}


# --- held by the database ------------------------------------------------------------------------------------------


def test_the_guard_knows_every_column():
    columns = {field.attname for field in CommitmentAuthorisation._meta.concrete_fields}
    assert columns == {*CONTENT, "id", "status", "revision", "decided_by_id", "decided_at"}


@pytest.mark.parametrize("way", INSERTING)
class TestNew:
    @pytest.mark.parametrize("later_year", [2018, 2017])
    def test_it_is_for_a_later_year(self, year, way, later_year):
        row = new_values(row_of(year, later_year=later_year))
        assert guards_against(lambda: way(CommitmentAuthorisation, row)) == [LATER]

    def test_it_is_no_decision(self, year, way):
        row = new_values(row_of(year, status="decided", decided_by=UserFactory(), decided_at=clock.now()))
        assert guards_against(lambda: way(CommitmentAuthorisation, row)) == [FIRST]

    @pytest.mark.parametrize("cents", [0, -1])
    def test_it_is_money(self, year, way, cents):
        with refused_by("commitment_is_money"):
            way(CommitmentAuthorisation, new_values(row_of(year, amount_cents=cents)))

    def test_it_is_not_for_a_closed_year(self, year, way):
        turn(year, "closing")
        row = new_values(row_of(year))
        assert guards_against(lambda: way(CommitmentAuthorisation, row)) == ["closed_year_takes_nothing"]

    def test_it_is_there_once(self, year, waiting, way):
        with refused_by(f"({FIRST}|commitment_proposed_once)"):
            way(CommitmentAuthorisation, new_values(row_of(year, line=waiting.line)))


@pytest.mark.parametrize("way", UPDATING)
class TestStored:
    def test_another_person_decides(self, waiting, way):
        with refused_by(f"(commitment_decided_by_four_eyes|{FIRST})"):
            way(CommitmentAuthorisation, decided(waiting, decided_by_id=waiting.proposed_by_id))
        if way not in REPLACING:
            way(CommitmentAuthorisation, decided(waiting))
            assert CommitmentAuthorisation.objects.get().status == "decided"

    @pytest.mark.parametrize("name", CONTENT)
    def test_it_is_decided_as_it_was_proposed(self, waiting, way, name):
        other = {
            "budget_year_id": BudgetYearFactory(year=2016).pk, "line_id": FundingLineFactory().pk, "later_year": 2020,
            "amount_cents": 501, "origin": "example", "proposed_by_id": UserFactory().pk,
            "proposed_at": "2018-11-01T09:00+01:00",
        }.get(name, "anders")  # fmt: skip
        with refused_by(FIRST):
            way(CommitmentAuthorisation, decided(waiting) | {name: other})

    def test_its_year_does_not_pass_it(self, year, waiting, way):
        wrong = values_of(year) | {"year": 2019}
        with refused_by(f"({LATER}|year_turns_by_step)"):
            way(BudgetYear, wrong)


@pytest.mark.parametrize("way", [way for way in DELETING if way.id != "truncate"])
def test_it_never_goes(waiting, way):
    with refused_by(FIRST):
        way(CommitmentAuthorisation, values_of(waiting))


def test_a_year_in_which_one_is_open_does_not_close(year, waiting):
    with refused_by("closing_leaves_nothing_open"):
        turn(year, "closing")


# --- acts ----------------------------------------------------------------------------------------------------------


def propose(year, editor, line=None, later_year=2019):
    return commitments.propose(
        year,
        line or FundingLineFactory(),
        later_year=later_year,
        amount_cents=500,
        reason_internal=REASON,
        actor=editor,
    )


def test_it_is_proposed_and_decided_with_its_trace(year, editor, approver):
    row = propose(year, editor)
    event = commitments.decide(row, **now(row, approver))

    row.refresh_from_db()
    assert (row.status, row.decided_by) == ("decided", approver)
    assert [version.status for version in row.history.order_by("pk")] == ["proposed", "decided"]
    assert (event.act, event.details["later_year"], event.details["amount_cents"]) == ("commitment.decided", 2019, 500)
    assert Event.objects.filter(act="commitment.proposed").count() == 1


@pytest.mark.parametrize("answer", [commitments.decide, commitments.reject])
def test_who_proposed_it_does_not_answer(year, editor, answer):
    row = propose(year, editor)
    with pytest.raises(DomainError, match="andere Person"):
        answer(row, **now(row, editor))


@pytest.mark.parametrize("answer, status", [("reject", "rejected"), ("withdraw", "withdrawn")])
def test_it_ends_and_makes_room_for_the_next(year, editor, answer, status):
    row = propose(year, editor)
    getattr(commitments, answer)(row, **now(row, UserFactory()))

    row.refresh_from_db()
    assert row.status == status
    with pytest.raises(Conflict, match="inzwischen"):
        commitments.decide(row, **now(row, UserFactory()))
    assert propose(year, editor, line=row.line).is_proposed


def test_what_cannot_be_is_refused_in_a_sentence(year, editor):
    row = propose(year, editor)
    with pytest.raises(DomainError, match="schon eine Ermächtigung"):
        propose(year, editor, line=row.line)
    with pytest.raises(DomainError, match="späteres Jahr als 2018"):
        propose(year, editor, later_year=2018)
    shut(year)
    with pytest.raises(DomainError, match="abgeschlossen"):
        propose(year, editor)


# --- pages ---------------------------------------------------------------------------------------------------------


def page_of(row, name="change"):
    return reverse(f"admin:programs_commitmentauthorisation_{name}", args=(row.pk,))


def send(client, page, **typed):
    form = client.get(page).context["form"]
    hidden = {name: form[name].value() for name in form.fields if form[name].is_hidden}
    return client.post(page, {**hidden, "reason_internal": REASON, **typed})


def test_it_goes_through_the_pages_of_two_people(year, editor_client, approver_client):
    line = FundingLineFactory()
    page = reverse("admin:programs_budgetyear_commitment", args=(year.pk,))
    year_page = reverse("admin:programs_budgetyear_change", args=(year.pk,))
    assert "darf noch kein Geld späterer Jahre gebunden werden" in editor_client.get(year_page).content.decode()

    assert send(editor_client, page, line=line.slug, later_year="2019", amount_cents="500.000").status_code == 302
    row = CommitmentAuthorisation.objects.get()
    acts = {
        client: [act.name for act in client.get(page_of(row)).context["acts"]]
        for client in (editor_client, approver_client)
    }
    assert acts == {editor_client: ["Zurückziehen"], approver_client: ["Freigeben", "Ablehnen"]}
    tasks = approver_client.get("/admin/").context["waiting"].mine
    assert [task.title for task in tasks] == [f"{row} freigeben"]
    assert send(approver_client, page_of(row, "step-freigeben")).status_code == 302

    text = editor_client.get(year_page).content.decode()
    assert "500.000 €" in text and page_of(row) in text
    stale = approver_client.get(page_of(row, "step-ablehnen")).content.decode()
    assert "Diese Ermächtigung ist freigegeben." in stale


def test_a_refusal_keeps_what_was_typed(year, editor_client):
    page = reverse("admin:programs_budgetyear_commitment", args=(year.pk,))
    answer = send(editor_client, page, line="", later_year="2018", amount_cents="1.000")

    assert set(answer.context["form"].errors) == {"line", "later_year"}
    assert 'value="1.000"' in answer.content.decode()


def test_a_stale_answer_is_a_conflict(year, waiting, approver_client):
    page = page_of(waiting, "step-freigeben")
    form = approver_client.get(page).context["form"]
    hidden = {name: form[name].value() for name in ("revision", "key")}
    commitments.withdraw(waiting, **now(waiting, UserFactory()))

    assert approver_client.post(page, {**hidden, "reason_internal": REASON}).status_code == 409


def test_who_proposed_reads_that_another_person_decides(year, approver, approver_client):
    row = propose(year, approver)
    assert "andere Person" in approver_client.get(page_of(row, "step-freigeben")).content.decode()
