"""The readable history of a distribution: old and new, who, when, why."""

import pytest

from programs.exports import distribution_trail
from programs.exports.distribution import sheet, who
from programs.models import Allocation, Appropriation, BudgetYear
from programs.services import distributions
from tests.factories.programs import shut
from tests.programs.distributions import World, client_of, make_world
from wir_portal.core.models import Event

LINE = "/admin/verteilung/2019/fallmanagement/"


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def editor(world):
    return client_of(world.editor)


def page(client, address=LINE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_trail_tells_old_new_who_and_why(world, editor):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args(reason="Fördersatz"))
    distributions.change(world.rows, world.fulda, amount_cents=45_000_00, **world.args(reason="Antrag"))

    line, row = page(editor, f"{LINE}verlauf/"), page(editor, f"{LINE}verlauf/landkreis-fulda/")

    assert "Fulda, Landkreis: 50.000 € → 45.000 €" in line
    assert "zusammen 0 € → 150.000 €" in line
    assert "Ansatz 160.000 €" in line
    assert "50.000 € → 45.000 €" in row
    for html in (line, row):
        assert "Land Bearbeitung" in html
        assert "Grund: Antrag" in html
        assert html.index("Grund: Antrag") < html.index("Grund: Fördersatz")


def test_a_body_without_an_amount_has_an_empty_history(world, editor):
    assert "noch nichts festgehalten" in page(editor, f"{LINE}verlauf/wiesbaden/")


def test_a_long_history_is_read_in_pages(world, editor, django_assert_max_num_queries):
    for cents in range(60):
        distributions.change(world.rows, world.fulda, amount_cents=cents, **world.args())

    with django_assert_max_num_queries(9):
        first = page(editor, f"{LINE}verlauf/?seite=1")

    assert "Seite 1 von 2" in first
    assert "Ältere Vorgänge" in first
    assert "Ansatz 160.000 €" in page(editor, f"{LINE}verlauf/?seite=2")
    assert editor.get(f"{LINE}verlauf/?seite=unsinn").status_code == 200


def test_what_came_with_the_data_names_no_person(world, editor):
    assert "Übernahme aus öffentlicher Quelle" in page(editor, "/admin/verteilung/2018/fallmanagement/")
    assert Allocation.objects.filter(last_edited_by__isnull=False).count() == 0
    assert Appropriation.objects.filter(decided_by__isnull=False).count() == 0


def test_what_came_with_the_demonstration_says_so():
    assert who(Event(act="data.example_loaded")) == "Vorführung"
    assert who(Event(act="data.loaded")) == who(None) == "Übernahme aus öffentlicher Quelle"


def test_before_the_first_version_nothing_was_seen(world):
    assert distribution_trail.amounts_at(world.rows, 0) == {}


def test_what_was_seen_can_be_told_for_every_revision(world):
    seen = {}
    for cents in (1_00, 2_00, 3_00):
        distributions.change(world.rows, world.fulda, amount_cents=cents, **world.args())
        seen[world.revision] = cents

    assert {revision: distribution_trail.amounts_at(world.rows, revision)[world.fulda.pk] for revision in seen} == seen


def test_a_draft_of_the_year_before_is_no_decided_amount(world):
    year = BudgetYear.objects.create(year=2020, planning_ceiling_cents=200_000_00, origin="decided")
    row = Appropriation.objects.create(budget_year=year, line=world.rows.line, amount_cents=1, origin="decided")
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())

    assert {found.last_cents for found in sheet(row).rows} == {None}


def test_the_bodies_reason_is_shown_to_whoever_decides(world):
    distributions.change(
        world.rows, world.fulda, amount_cents=45_000_00, reason_for_body="Wie besprochen", **world.args()
    )
    distributions.propose(world.rows, **world.args())

    assert "Für die Kommune: Wie besprochen" in page(client_of(world.approver), f"{LINE}freigeben/")


def test_a_year_closed_over_a_draft_says_that_it_is_closed(world, editor):
    shut(BudgetYear.objects.get(year=2019))

    assert "Das Haushaltsjahr ist abgeschlossen." in page(editor)
