"""The admin's start page: what waits for whom, the years in work, the lists."""

import pytest

from programs.models import BudgetYear
from programs.services import distributions
from tests.clients import client_of
from tests.factories.programs import shut
from tests.programs.distributions import World, account, make_world
from wir_portal.core.permissions import StaffGroup


@pytest.fixture
def world(db) -> World:
    return make_world()


def start(user):
    return client_of(user).get("/admin/")


def titles(tasks):
    return [task.title for task in tasks]


def propose(world):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args())


def test_the_editor_finds_the_drafts(world):
    page = start(world.editor)

    waiting = page.context["waiting"]
    assert page.context["heading"] == "Zwei Vorgänge warten auf Sie"
    assert titles(waiting.mine) == ["Fallmanagement 2019 verteilen", "Sprachfoerderung 2019 verteilen"]
    assert waiting.others == []
    assert 'href="/admin/verteilung/2019/fallmanagement/"' in page.content.decode()


def test_what_was_begun_is_to_be_finished(world):
    distributions.change(world.rows, world.fulda, amount_cents=1_00, **world.args())

    assert titles(start(world.editor).context["waiting"].mine)[0] == "Fallmanagement 2019 fertigstellen"


def test_the_approver_finds_what_was_proposed_and_the_editor_sees_it_with_others(world):
    propose(world)

    approver, editor = start(world.approver), start(world.editor)

    assert approver.context["heading"] == "Ein Vorgang wartet auf Sie"
    assert titles(approver.context["waiting"].mine) == ["Fallmanagement 2019 freigeben"]
    assert titles(approver.context["waiting"].others) == ["Sprachfoerderung 2019 verteilen"]
    assert titles(editor.context["waiting"].others) == ["Freigabe von Fallmanagement 2019"]


def test_what_was_handed_back_comes_first_with_its_reason(world):
    distributions.assign(world.without_rate, amount_cents=1_000_00, **{**world.args(), "revision": 1})
    world.without_rate.refresh_from_db()
    args = {"reason_internal": "Fulda fehlt", "actor": world.approver}
    distributions.propose(world.without_rate, **{**world.args(), "revision": world.without_rate.revision})
    world.without_rate.refresh_from_db()
    distributions.hand_back(world.without_rate, revision=world.without_rate.revision, **args)

    first, second = start(world.editor).context["waiting"].mine

    assert (first.title, first.note) == ("Sprachfoerderung 2019 überarbeiten", "zurückgegeben: „Fulda fehlt“")
    assert second.title == "Fallmanagement 2019 verteilen"


def test_whoever_edits_and_decides_finds_the_own_proposal_with_the_others(world):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args(actor=world.both))
    distributions.propose(world.rows, **world.args(actor=world.both))

    waiting = start(world.both).context["waiting"]

    assert titles(waiting.mine) == ["Sprachfoerderung 2019 verteilen"]
    assert titles(waiting.others) == ["Freigabe von Fallmanagement 2019"]


def test_one_row_edited_by_the_approver_is_enough_to_keep_it_from_them(world):
    distributions.change(world.rows, world.wiesbaden, amount_cents=1_00, **world.args(actor=world.both))
    distributions.change(world.rows, world.fulda, amount_cents=1_00, **world.args())
    distributions.propose(world.rows, **world.args())

    assert titles(start(world.both).context["waiting"].others) == ["Freigabe von Fallmanagement 2019"]
    assert titles(start(world.approver).context["waiting"].mine) == ["Fallmanagement 2019 freigeben"]


def test_nothing_waits_when_all_is_decided(world):
    shut(BudgetYear.objects.get(year=2019))

    assert start(world.approver).context["heading"] == "Nichts wartet auf Sie"
    assert "Es liegt nichts bei Ihnen." in start(world.editor).content.decode()


def test_the_years_in_work_add_up(world):
    propose(world)
    distributions.decide(world.rows, **world.args(actor=world.approver))

    y18, y19 = start(world.editor).context["years"]

    assert (y18.year.year, y18.is_decided, y18.is_complete) == (2018, True, False)
    assert (y19.appropriated_cents, y19.allocated_cents, y19.decided_cents) == (320_000_00, 150_000_00, 150_000_00)
    assert (y19.free_cents, y19.others_cents, y19.unassigned_cents) == (100_000_00, 70_000_00, 680_000_00)
    assert y19.appropriated_cents == y19.allocated_cents + y19.free_cents + y19.others_cents
    assert y19.allocated_origin == "example"


def test_a_line_without_appropriation_is_not_known_or_still_open_and_never_0(world):
    BudgetYear.objects.create(year=2021, origin="decided", planning_ceiling_cents=1_00)

    text = start(world.editor).content.decode()

    y18, y21 = (text.split(f'id="tabelle-{year}"')[1].split("</table>")[0] for year in (2018, 2021))
    assert y18.count('<td class="wir-num">nicht bekannt</td>') == 2
    assert y21.count('<td class="wir-num">noch offen</td>') == 3
    assert "0 €" not in y21


def test_a_year_without_figures_is_not_in_work(world):
    BudgetYear.objects.create(year=2021, origin="decided", total_cents=10_600_000_00)

    assert [sheet.year.year for sheet in start(world.editor).context["years"]] == [2018, 2019]


@pytest.mark.parametrize("group", [StaffGroup.AUDITOR, StaffGroup.MINISTRY_READER, StaffGroup.GRANTING_AUTHORITY])
def test_readers_see_the_figures_and_nothing_waits_for_them(world, group):
    page = start(account("leser", group))

    assert page.context["heading"] == "Überblick"
    assert page.context["waiting"].mine == []
    assert "Hinzufügen" not in page.content.decode()


def test_technical_staff_sees_accounts_the_log_and_the_mail_only(world):
    page = start(account("technik", StaffGroup.TECHNICAL))

    assert [(title, [room.name for room in rooms]) for title, rooms in page.context["areas"]] == [
        ("Zugang und Protokoll", ["Konten", "Ereignisse", "Ausgangspost"])
    ]
    assert "€" not in page.content.decode()


@pytest.mark.parametrize("is_proposed", [True, False])
def test_it_costs_at_most_fourteen_queries(world, django_assert_max_num_queries, is_proposed):
    if is_proposed:
        propose(world)
    client = client_of(world.both)

    with django_assert_max_num_queries(14):
        client.get("/admin/")


def test_a_distribution_that_nobody_published_is_not_known_and_not_0(world, auditor_client):
    closed = auditor_client.get(f"/admin/programs/budgetyear/{world.closed.budget_year_id}/change/")
    sheet = closed.context["sheet"]

    assert (sheet.rows[0].amount_cents, sheet.rows[0].allocated_cents, sheet.rows[0].free_cents) == (
        150_000_00,
        None,
        None,
    )
    assert (sheet.allocated_cents, sheet.decided_cents, sheet.free_cents, sheet.others_cents) == (
        None,
        None,
        None,
        None,
    )
    assert "0 €</td>" not in closed.content.decode().split("<tbody>")[1].split("</table>")[0].replace("150.000 €", "")
    rows = {
        (row.budget_year.year, row.line.slug): row.known_allocated_cents
        for row in auditor_client.get("/admin/programs/appropriation/").context["cl"].result_list
    }
    assert (rows[2017, "fallmanagement"], rows[2018, "fallmanagement"], rows[2019, "fallmanagement"]) == (
        None,
        120_000_00,
        0,
    )
