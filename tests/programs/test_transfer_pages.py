"""The pages on which decided money is moved."""

import pytest
from django.urls import reverse

from programs.models import Transfer
from programs.services.transfers import End
from tests.factories.programs import AppropriationFactory, turn
from tests.programs.movements import Money, between, decided, drafted, make_money, now, proposed, transfers

pytestmark = pytest.mark.django_db
REASON = "Antrag vom 12.10.2018"


@pytest.fixture
def money() -> Money:
    return make_money()


def of_line(appropriation):
    return reverse("admin:programs_distribution-transfer", args=(2018, appropriation.line.slug))


def of_year(year):
    return reverse("admin:programs_budgetyear_transfer", args=(year.pk,))


def page_of(row, name="change"):
    return reverse(f"admin:programs_transfer_{name}", args=(row.pk,))


def send(client, page, **typed):
    answer = client.get(page)
    form = answer.context["form"]
    hidden = {name: form[name].value() for name in form.fields if form[name].is_hidden}
    values = {**hidden, "reason_internal": REASON, "gesehen": answer.context["seen"], **typed}
    return client.post(page, values)


def acts(client, row):
    return [act.name for act in client.get(page_of(row)).context["acts"]]


def test_money_moves_between_two_bodies_on_the_pages_of_two_people(money, editor_client, approver_client):
    line = reverse("admin:programs_distribution", args=(2018, money.a.line.slug))
    assert 'href="umschichten/"' in editor_client.get(line).content.decode()
    assert 'href="umschichten/"' not in approver_client.get(line).content.decode()

    answer = send(
        editor_client, of_line(money.a), source=money.rich.slug, target=money.poor.slug, amount_cents="0,40",
        reason_for_body="Stelle erst ab Juli besetzt",
    )  # fmt: skip
    row = Transfer.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(row))
    assert acts(editor_client, row) == ["Zur Freigabe vorlegen", "Betrag oder Gründe ändern", "Verwerfen"]
    assert acts(approver_client, row) == []
    assert send(editor_client, page_of(row, "step-aendern"), amount_cents="0,50").status_code == 302
    assert send(editor_client, page_of(row, "step-vorlegen")).status_code == 302
    assert acts(editor_client, row) == ["Vorlage zurückziehen"]
    assert acts(approver_client, row) == ["Freigeben", "Ablehnen"]
    text = approver_client.get(page_of(row, "step-freigeben")).content.decode()
    assert "3 € → 2,50 €" in text and "1 € → 1,50 €" in text
    assert send(approver_client, page_of(row, "step-freigeben")).status_code == 302

    text = approver_client.get(page_of(row)).content.decode()
    assert "ist freigegeben. Die neuen Beträge gelten ab sofort." in text
    assert "2,50 €" in text and "niemand, diese Umschichtung ist erledigt" in text
    assert money.of(money.rich) == 250


@pytest.mark.parametrize("source, target", [("rahmen", "b"), ("a", "rahmen"), ("a", "b")])
def test_money_moves_between_lines_and_the_ceiling(money, editor_client, source, target):
    slugs = {"rahmen": "rahmen", "a": money.a.line.slug, "b": money.b.line.slug}

    send(editor_client, of_year(money.year), source=slugs[source], target=slugs[target], amount_cents="0,10")

    row = Transfer.objects.get()
    names = {"rahmen": "Planungsrahmen 2018", "a": str(money.a.line), "b": str(money.b.line)}
    assert (row.from_name, row.to_name, row.is_between_lines) == (names[source], names[target], True)
    closing = reverse("admin:programs_budgetyear_closing", args=(money.year.pk,))
    assert page_of(row) in editor_client.get(closing).content.decode()


def test_a_refusal_keeps_what_was_typed(money, editor_client):
    answer = send(editor_client, of_line(money.a), source=money.poor.slug, target="frei", amount_cents="1,01")

    text = answer.content.decode()
    assert "Davon lassen sich nur 1 € umschichten, nicht 1,01 €." in text
    assert 'value="1,01"' in text and f'value="{money.poor.slug}" selected' in text
    assert not Transfer.objects.exists()


def test_what_is_not_chosen_is_said_at_the_field(money, editor_client):
    answer = send(editor_client, of_line(money.a), source="anderswo", amount_cents="")

    assert set(answer.context["form"].errors) == {"source", "target", "amount_cents"}
    assert answer.context["form"].errors["target"] == ["Hier ist noch nichts gewählt."]


def test_a_cut_that_is_blocked_lists_the_rows_in_the_way(money, editor_client, approver_client):
    row = proposed(money, End(money.a), End(money.b), 100)
    decided(proposed(money, End(money.a), End(money.a, money.none), 1))

    page = approver_client.get(page_of(row, "step-freigeben"))

    assert [body.municipality for body in page.context["in_the_way"]] == [money.rich, money.poor, money.none]
    assert "Was der Kürzung entgegensteht" in page.content.decode() and "submit-row" not in page.content.decode()


def test_amounts_that_changed_in_between_stand_beside_what_was_seen(money, approver_client):
    row, other = between(money, 40), between(money, 60)
    page = page_of(row, "step-freigeben")
    answer = approver_client.get(page)
    form = answer.context["form"]
    seen = {name: form[name].value() for name in form.fields if form[name].is_hidden}
    decided(other)

    answer = approver_client.post(page, {**seen, "reason_internal": REASON, "gesehen": answer.context["seen"]})

    assert answer.status_code == 409
    assert {d.seen for d in answer.context["differences"]} == {"3 € → 2,60 €", "1 € → 1,40 €"}
    assert "2,40 € → 2 €" in answer.content.decode()
    assert approver_client.post(page, dict(answer.context["form"].data.items())).status_code == 302


def test_a_form_sent_twice_is_done_once(money, editor_client):
    page = of_line(money.a)
    form = editor_client.get(page).context["form"]
    typed = {
        "revision": 0, "key": form["key"].value(), "source": money.rich.slug, "target": "frei", "amount_cents": "1",
        "reason_internal": REASON,
    }  # fmt: skip

    assert [editor_client.post(page, typed).status_code for _ in range(2)] == [302, 302]
    assert Transfer.objects.count() == 1


def test_a_step_that_does_not_fit_says_so(money, editor_client, approver_client):
    row = drafted(money, End(money.a, money.rich), End(money.a), 1)
    assert "Dieser Schritt passt nicht dazu." in approver_client.get(page_of(row, "step-freigeben")).content.decode()
    assert send(editor_client, page_of(row, "step-verwerfen")).status_code == 302
    assert acts(editor_client, row) == []


def test_who_proposed_is_told_that_another_person_decides(money, approver, approver_client):
    row = drafted(money, End(money.a, money.rich), End(money.a), 1)
    transfers.propose(row, **now(row, approver))

    assert acts(approver_client, row) == []
    assert "andere Person" in approver_client.get(page_of(row, "step-freigeben")).content.decode()


def test_the_start_page_lists_what_waits(money, editor_client, approver_client):
    row = between(money)
    turn_titles = {
        client: [task.title for task in getattr(client.get("/admin/").context["waiting"], whose)]
        for client, whose in ((editor_client, "others"), (approver_client, "mine"))
    }
    assert f"Umschichtung {row.pk} (2018) entscheiden" in turn_titles[editor_client]
    assert f"Umschichtung {row.pk} (2018) freigeben" in turn_titles[approver_client]


def test_the_list_adds_up_and_is_a_file(money, reader_client):
    between(money, 40)
    decided(proposed(money, End(), End(money.b), 10))
    page = reverse("admin:programs_transfer_changelist")

    assert "0,50 €" in reader_client.get(page).content.decode()
    file = reader_client.get(reverse("admin:programs_transfer_csv")).content.decode()
    assert "Planungsrahmen 2018" in file and money.rich.display_name in file


def test_pages_without_anything_to_move_say_why(money, editor_client):
    draft = AppropriationFactory(budget_year=money.year, amount_cents=1)
    assert "noch nicht freigegeben" in editor_client.get(of_line(draft)).content.decode()
    turn_year = AppropriationFactory(budget_year__year=2031).budget_year
    assert "unmittelbar ändern" in editor_client.get(of_year(turn_year)).content.decode()


def test_a_closed_year_says_so(money, editor_client):
    turn(money.year, "closing")
    assert "abgeschlossen" in editor_client.get(of_year(money.year)).content.decode()


@pytest.mark.parametrize("who", ["approver", "reader", "auditor", "authority", "technical"])
def test_only_the_editor_moves(money, request, who):
    client = request.getfixturevalue(f"{who}_client")
    row = between(money)
    steps = ("vorlegen", "aendern", "verwerfen", "zurueckziehen")
    pages = [of_line(money.a), of_year(money.year), *(page_of(row, f"step-{name}") for name in steps)]
    assert {client.get(page).status_code for page in pages} == {403}


@pytest.mark.parametrize("who", ["editor", "reader", "auditor", "authority", "technical"])
def test_only_the_approver_decides(money, request, who):
    client = request.getfixturevalue(f"{who}_client")
    row = between(money)
    assert {client.post(page_of(row, f"step-{s}"), {}).status_code for s in ("freigeben", "ablehnen")} == {403}
