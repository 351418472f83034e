"""What the distribution's pages show, and to whom."""

import pytest

from programs.services import distributions
from tests.programs.distributions import World, account, client_of, make_world, officer_of
from wir_portal.core.permissions import StaffGroup

LINE = "/admin/verteilung/2019/fallmanagement/"
READING = (
    "/admin/verteilung/",
    "/admin/verteilung/2019/",
    LINE,
    f"{LINE[:-1]}.csv",
    f"{LINE}verlauf/",
    f"{LINE}verlauf/wiesbaden/",
)
EDITING = ("foerdersatz/", "betrag/wiesbaden/", "vorlegen/", "zurueckziehen/")
DECIDING = ("freigeben/", "zurueckgeben/")


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


# --- who may ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*READING, *(LINE + act for act in (*EDITING, *DECIDING))])
def test_nobody_reads_without_signing_in(world, address):
    response = client_of(None).get(address)

    assert (response.status_code, response["Location"]) == (302, f"/konto/login/?next={address}")


@pytest.mark.parametrize("group", StaffGroup)
@pytest.mark.parametrize("address", READING)
def test_all_staff_but_the_technical_reads(world, group, address):
    client = client_of(account("jemand", group))

    assert client.get(address).status_code == (403 if group == StaffGroup.TECHNICAL else 200)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("group", StaffGroup)
@pytest.mark.parametrize("act", [*EDITING, *DECIDING])
def test_editors_edit_and_approvers_decide(world, group, act, method):
    client = client_of(account("jemand", group))
    may = group == (StaffGroup.MINISTRY_EDITOR if act in EDITING else StaffGroup.MINISTRY_APPROVER)

    assert getattr(client, method)(LINE + act).status_code == (200 if may else 403)


@pytest.mark.parametrize("address", [*READING, *(LINE + act for act in (*EDITING, *DECIDING))])
def test_officers_have_no_business_here(world, address):
    assert client_of(officer_of(world.fulda)).get(address).status_code == 403


@pytest.mark.parametrize("address", READING)
def test_reading_pages_take_no_post(editor, address):
    assert editor.post(address).status_code == 405


# --- what does not exist --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "2015/", "99999999999999999999/", "2015/fallmanagement/", "2019/unbekannt/",
        "2019/fallmanagement/betrag/unbekannt/", "2019/fallmanagement/verlauf/unbekannt/",
        "2019/unbekannt/foerdersatz/", "2019/unbekannt.csv", "-1/", "abc/",
    ],
)  # fmt: skip
def test_unknown_years_lines_and_bodies_do_not_exist(editor, path):
    assert editor.get(f"/admin/verteilung/{path}").status_code == 404


# --- what it shows ----------------------------------------------------------------------------------------------


def test_the_page_shows_last_year_this_year_and_the_difference(world, editor):
    distributions.change(
        world.rows, world.fulda, amount_cents=45_000_00, **world.args(reason="Antrag <b>vom</b> Oktober")
    )

    html = page(editor)

    assert "45.000 €" in html
    assert "+5.000 €" in html
    assert "40.000 €" in html
    assert "120.000 €" in html  # last year's sum
    assert "115.000 €" in html  # free
    assert "noch offen" in html
    assert "Antrag &lt;b&gt;vom&lt;/b&gt; Oktober" in html
    assert "Land Bearbeitung" in html
    assert html.count("<h1>") == 1


def test_what_is_not_there_is_never_zero(world):
    rows = client_of(world.editor).get(LINE).context["sheet"].rows

    assert [row.amount_cents for row in rows] == [None, None, None]
    assert [row.difference_cents for row in rows] == [None, None, None]
    assert {row.state for row in rows} == {"ohne Betrag"}


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", 3), ("?region=Kassel", 2), ("?art=district", 1), ("?region=Kassel&art=independent_city", 0),
        ("?region=Atlantis", 3), ("?art=%27", 3), ("?region=Kassel&region=Darmstadt", 1),
    ],
)  # fmt: skip
def test_the_address_filters_by_region_and_legal_status(editor, query, expected):
    response = editor.get(LINE + query)

    assert (response.status_code, len(response.context["rows"])) == (200, expected)
    assert len(editor.get(LINE[:-1] + ".csv" + query).content.decode().splitlines()) == expected + 1


def test_a_choice_shows_its_own_sum_beside_the_whole(world, editor):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())

    html = page(editor, f"{LINE}?region=Kassel")

    assert "Auswahl: 2 von 3" in html
    assert "100.000 €" in html
    assert "150.000 €" in html


def test_the_file_has_the_rows_of_the_page(world, editor):
    distributions.change(
        world.rows, world.fulda, amount_cents=35_000_00, **world.args(reason="=HYPERLINK(1)\nund mehr")
    )

    response = editor.get(LINE[:-1] + ".csv")

    header, fulda, *_rest = response.content.decode("utf-8-sig").splitlines()
    assert response["Content-Disposition"] == 'attachment; filename="verteilung-2019-fallmanagement.csv"'
    assert header.startswith("Schlüssel 2018;Kommune;Rechtsstellung;Regierungsbezirk;2018 freigegeben (EUR);2019 (EUR)")
    assert fulda.startswith("06631;Fulda, Landkreis;Landkreis;Kassel;40000,00;35000,00;-5000,00;Entwurf;")
    assert fulda.endswith(";Land Bearbeitung;'=HYPERLINK(1) und mehr;")


@pytest.mark.parametrize("bodies", [1, 3])
def test_the_page_costs_the_same_for_one_amount_and_for_three(world, editor, django_assert_max_num_queries, bodies):
    for body in (world.fulda, world.wiesbaden, world.fulda)[:bodies]:
        distributions.change(world.rows, body, amount_cents=10_000_00 + bodies, **world.args())
        bodies += 1

    with django_assert_max_num_queries(10):
        page(editor)


def test_each_person_sees_their_own_buttons(world, editor):
    approver, both = client_of(world.approver), client_of(world.both)
    assert "foerdersatz/" in page(editor)
    assert "betrag/wiesbaden/" in page(editor)
    assert "betrag/wiesbaden/" not in page(approver)

    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args(world.both))

    assert 'href="zurueckziehen/"' in page(editor)
    assert "betrag/wiesbaden/" not in page(editor)
    assert 'href="freigeben/"' in page(approver)
    assert 'href="zurueckgeben/"' in page(approver)
    assert 'href="freigeben/"' not in page(both)
    assert "muss sie eine andere Person" in page(both)


def test_a_decided_line_says_by_whom_and_since_when(world, editor):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args())
    distributions.decide(world.rows, **world.args(world.approver))

    html = page(editor)

    assert "von Land Freigabe, veröffentlicht am 05.11.2018" in html
    assert "Kontingente, wie die Kommunen sie sehen" in html
    assert "betrag/wiesbaden/" not in html


def test_a_returned_proposal_shows_its_reason_to_the_editor(world, editor):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args())
    distributions.hand_back(world.rows, **world.args(world.approver, "Fulda bitte prüfen"))

    assert "von Land Freigabe: „Fulda bitte prüfen“" in page(editor)


def test_a_line_for_others_has_no_rows_but_is_proposed(world, editor):
    html = page(editor, "/admin/verteilung/2019/vereine/")

    assert "Das Geld geht an andere" in html
    assert 'href="vorlegen/"' in html
    assert "foerdersatz/" not in html
    assert "Vereine und Träger" in page(editor, "/admin/verteilung/2019/vereine/foerdersatz/")
    assert "Vereine und Träger" in page(editor, "/admin/verteilung/2019/vereine/vorlegen/")


def test_a_closed_year_is_read_and_nothing_else(world, editor):
    html = page(editor, "/admin/verteilung/2017/fallmanagement/")

    assert "ist nicht bekannt" in html
    assert "foerdersatz/" not in html
    assert "abgeschlossen" in page(editor, "/admin/verteilung/2017/fallmanagement/betrag/wiesbaden/")


def test_the_years_show_what_is_free_and_whose_turn_it_is(world, editor):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())

    html = page(editor, "/admin/verteilung/2019/")

    assert "160.000 €" in html
    assert "10.000 €" in html
    assert "für andere Träger" in html
    assert "Ministerium, Bearbeitung" in html


def test_example_data_is_marked_on_page_and_in_file(world, editor, settings):
    assert "Beispieldaten</span>" not in page(editor).split("<main", 1)[1]

    settings.WIR_DEMO = True
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())

    assert "Beispieldaten</span>" in page(editor).split("<main", 1)[1]
    assert "Beispieldaten" in editor.get(LINE[:-1] + ".csv").content.decode()
