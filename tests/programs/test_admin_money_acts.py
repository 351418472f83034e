"""The pages on which a year's ceiling and its appropriations are set, and the pages of the money's rows."""

from uuid import uuid4

import pytest
from django.urls import reverse

from programs.models import Allocation, Appropriation, BudgetYear, FundingLine
from programs.services import distributions
from tests.clients import client_of
from tests.programs.distributions import World, account, make_world
from wir_portal.core.models import Event
from wir_portal.core.permissions import StaffGroup


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def year(world) -> BudgetYear:
    return BudgetYear.objects.get(year=2019)


@pytest.fixture
def editor(world):
    return client_of(world.editor)


def ceiling_page(year):
    return reverse("admin:programs_budgetyear_ceiling", args=(year.pk,))


def amount_page(year, line="fallmanagement"):
    return reverse("admin:programs_budgetyear_appropriation", args=(year.pk, line))


def year_page(year):
    return reverse("admin:programs_budgetyear_change", args=(year.pk,))


def sent(amount, revision=0, **more):
    return {"amount_cents": amount, "reason_internal": "Haushaltsplan", "revision": revision, "key": uuid4(), **more}


def said(client, page):
    return [str(message) for message in client.get(page).context["messages"]]


# --- ceiling ---------------------------------------------------------------------------------------------------


def test_the_editor_sets_the_ceiling(editor, year):
    answer = editor.post(ceiling_page(year), sent("500.000"))

    assert (answer.status_code, answer["Location"]) == (302, year_page(year))
    assert said(editor, year_page(year)) == ["Der Planungsrahmen 2019 ist jetzt 500.000 €."]
    assert BudgetYear.objects.get(year=2019).planning_ceiling_cents == 500_000_00


def test_a_form_sent_twice_is_done_once(editor, year):
    form = sent("500.000")

    assert [editor.post(ceiling_page(year), form).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(act="budget_year.ceiling_set").count() == 1


def test_a_refusal_stands_above_the_fields_and_the_input_stays(editor, year):
    answer = editor.post(ceiling_page(year), sent("1.000", reason_internal="Sparen"))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Fehler: Planungsrahmen 2019 festlegen" in text
    assert "Die Ansätze 2019 sind zusammen 320.000 €, mehr als ein Planungsrahmen von 1.000 €." in text
    assert 'value="1.000"' in text
    assert "Sparen</textarea>" in text


@pytest.mark.parametrize("amount, said_what", [("", "Hier fehlt der Betrag"), ("50.00", "50.000 oder 50.000,00")])
def test_what_is_no_amount_is_refused_with_an_example(editor, year, amount, said_what):
    answer = editor.post(ceiling_page(year), sent(amount))

    assert said_what in answer.context["form"].errors["amount_cents"][0]


def test_without_a_reason_nothing_happens(editor, year):
    answer = editor.post(ceiling_page(year), sent("500.000", reason_internal=" "))

    assert list(answer.context["form"].errors) == ["reason_internal"]
    assert not Event.objects.filter(act="budget_year.ceiling_set").exists()


def test_a_page_that_lost_its_hidden_fields_can_be_sent_again(editor, year):
    answer = editor.post(ceiling_page(year), {"amount_cents": "500.000", "reason_internal": "Haushaltsplan"})

    form = answer.context["form"]
    assert "Senden Sie sie noch einmal" in form.non_field_errors()[0]
    assert editor.post(ceiling_page(year), dict(form.data.items())).status_code == 302


# --- appropriation ---------------------------------------------------------------------------------------------


def test_the_editor_changes_an_appropriation(world, editor, year):
    answer = editor.post(amount_page(year), sent("170.000,50", world.revision))

    assert answer.status_code == 302
    assert world.fresh().amount_cents == 170_000_50
    assert said(editor, year_page(year)) == ["Fallmanagement 2019: Der Ansatz ist jetzt 170.000,50 €."]


def test_the_editor_sets_an_appropriation_that_was_open(world, editor, year):
    old = FundingLine.objects.get(slug="fallmanagement")
    FundingLine.objects.create(program=old.program, slug="neu", name="Neu", recipients="both", source=old.source)

    assert "noch offen" in editor.get(amount_page(year, "neu")).content.decode()
    answer = editor.post(amount_page(year, "neu"), sent("1.000"))

    assert answer.status_code == 302
    assert Appropriation.objects.get(line__slug="neu").amount_cents == 1_000_00


def test_a_stale_page_is_a_conflict_that_can_be_sent_again(world, editor, year):
    form = sent("170.000", world.revision)
    distributions.change(world.rows, world.fulda, amount_cents=1_00, **world.args())

    answer = editor.post(amount_page(year), form)

    assert answer.status_code == 409
    assert "Inzwischen hat jemand diesen Ansatz geändert." in answer.content.decode()
    assert world.fresh().amount_cents == 160_000_00
    assert editor.post(amount_page(year), dict(answer.context["form"].data.items())).status_code == 302
    assert world.fresh().amount_cents == 170_000_00


def test_a_line_that_does_not_exist_is_not_found(editor, year):
    assert editor.get(amount_page(year, "gibt-es-nicht")).status_code == 404


@pytest.mark.parametrize("group", [group for group in StaffGroup if group != StaffGroup.MINISTRY_EDITOR])
def test_only_the_editor_opens_the_acts(world, year, group):
    client = client_of(account("jemand", group))

    for page in (ceiling_page(year), amount_page(year)):
        assert client.get(page).status_code == 403
        assert client.post(page, sent("1.000")).status_code == 403


# --- pages of rows ---------------------------------------------------------------------------------------------


def acts(client, name, pk):
    return [act.name for act in client.get(reverse(f"admin:programs_{name}_change", args=(pk,))).context["acts"]]


def test_buttons_are_those_one_may_press_now(world, editor, year):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    allocation = Allocation.objects.filter(appropriation=world.rows).first()
    approver = client_of(world.approver)

    assert acts(editor, "budgetyear", year.pk) == [
        "Planungsrahmen festlegen",
        "Ansätze umschichten",
        "Verpflichtungsermächtigung vorlegen",
        "Öffnung vorlegen",
    ]
    assert acts(approver, "budgetyear", year.pk) == []
    assert acts(editor, "budgetyear", world.closed.budget_year_id) == ["Wiederöffnung vorlegen"]
    assert acts(editor, "appropriation", world.rows.pk) == ["Verteilung öffnen", "Ansatz ändern"]
    assert acts(editor, "appropriation", world.closed.pk) == ["Verteilung öffnen"]
    assert acts(editor, "allocation", allocation.pk) == ["Verteilung öffnen", "Betrag ändern"]
    assert acts(approver, "allocation", allocation.pk) == ["Verteilung öffnen"]


def test_the_year_offers_the_lines_that_can_still_be_set(world, editor, year):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args())

    page = editor.get(year_page(year))

    assert [act.name for act in page.context["amount_acts"]] == ["Sprachfoerderung", "Vereine"]


@pytest.mark.parametrize("name", ["budgetyear", "appropriation", "allocation"])
def test_nobody_writes_on_the_page_of_a_row_of_money(world, editor, name):
    row = {"budgetyear": BudgetYear, "appropriation": Appropriation, "allocation": Allocation}[name].objects.first()
    page = reverse(f"admin:programs_{name}_change", args=(row.pk,))

    assert editor.post(page, {"amount_cents": "1", "reason": "x"}).status_code == 403
    if name != "budgetyear":
        assert editor.get(page.replace(f"{row.pk}/change/", "add/")).status_code == 404


def test_history_says_who_when_why_and_which_amount_became_which(world, editor):
    distributions.change(world.rows, world.fulda, amount_cents=40_000_00, **world.args())
    distributions.change(world.rows, world.fulda, amount_cents=45_000_00, **world.args(reason="Zweiter Antrag"))
    row = Allocation.objects.get(appropriation=world.rows)

    page = editor.get(reverse("admin:programs_allocation_change", args=(row.pk,)))

    newest, oldest = page.context["timeline"]
    assert (newest.title, newest.who, newest.reason) == ("Kontingent geändert", str(world.editor), "Zweiter Antrag")
    assert newest.changes == ["Kontingent: 45.000 € statt 40.000 €"]
    assert oldest.changes == ["Kontingent: 40.000 €", "Stand: Entwurf"]
    assert "45.000 € statt 40.000 €" in page.content.decode()


def test_a_version_without_an_event_is_told_too(world, editor, year):
    page = editor.get(year_page(year))

    assert [(entry.title, entry.who) for entry in page.context["timeline"]] == [("Eintrag angelegt", "System")]
    assert "Mittel des Programms: " not in page.content.decode()
