"""The pages on which a year is prepared, opened, closed and reopened."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from programs.models import BudgetYear, YearStep
from programs.services import budget_years
from tests.clients import client_of
from tests.factories.core import SourceFactory
from tests.factories.programs import AppropriationFactory, BudgetYearFactory, turn
from wir_portal.core.models import Event
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
REASON = "Haushaltsplan 2019"
ADD = reverse("admin:programs_budgetyear_add")
LIST = reverse("admin:programs_budgetyear_changelist")


def page_of(year, name):
    return reverse(f"admin:programs_budgetyear_{name}", args=(year.pk,))


def filled(client, page, **typed):
    """The page's form as a browser would send it."""
    answer = client.get(page)
    form = answer.context["form"]
    hidden = {name: form[name].value() for name in form.fields if form[name].is_hidden}
    return {**hidden, "reason_internal": REASON, "gesehen": answer.context["seen"], **typed}


def send(client, page, **typed):
    return client.post(page, filled(client, page, **typed))


def said(client, page):
    return [str(message) for message in client.get(page).context["messages"]]


@pytest.fixture
def draft(editor) -> BudgetYear:
    AppropriationFactory(budget_year__year=2018)
    return budget_years.prepare(2019, ceiling_cents=5_000_000_00, reason_internal=REASON, actor=editor)


def names(client, year):
    return [act.name for act in client.get(page_of(year, "change")).context["acts"]]


def test_the_editor_prepares_the_next_year(editor_client):
    line = AppropriationFactory().line

    page = editor_client.get(ADD)
    answer = send(editor_client, ADD, amount_cents="10.000.000")

    assert "Das übernimmt 2019" in page.content.decode() and str(line) in page.content.decode()
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert said(editor_client, LIST) == [
        "Das Haushaltsjahr 2019 ist als Entwurf angelegt. Sein Planungsrahmen ist 10.000.000 €."
    ]
    assert BudgetYear.objects.get(year=2019).appropriations.count() == 1


def test_a_refused_ceiling_keeps_what_was_typed(editor_client):
    AppropriationFactory()

    answer = send(editor_client, ADD, amount_cents="1.000")

    text = answer.content.decode()
    assert "<title>Fehler: Haushaltsjahr 2019 anlegen" in text
    assert 'value="1.000"' in text and "mehr als ein Planungsrahmen von 1.000 €" in text


def test_without_a_year_to_follow_the_page_says_so(editor_client):
    answer = editor_client.get(ADD)

    assert "Für das nächste Jahr fehlen noch die Ansätze" in answer.content.decode()
    assert "submit-row" not in answer.content.decode()


def test_a_year_opens_on_the_pages_of_two_people(draft, editor_client, approver_client):
    assert "Öffnung vorlegen" in names(editor_client, draft)
    assert send(editor_client, page_of(draft, "opening")).status_code == 302
    page = page_of(draft, "change")
    assert "liegt zur Freigabe vor. Am Zug ist jetzt: Ministerium, Freigabe." in said(editor_client, page)[0]
    assert names(editor_client, draft)[:2] == ["Öffnung zurückziehen", "Planungsrahmen festlegen"]
    assert names(approver_client, draft) == ["Öffnung freigeben", "Öffnung zurückgeben"]
    assert "Wer ist am Zug?" in approver_client.get(page).content.decode()

    assert send(approver_client, page_of(draft, "step-freigeben")).status_code == 302

    assert said(approver_client, page) == ["Das Haushaltsjahr 2019 ist jetzt offen. Seine Ansätze sind öffentlich."]
    titles = [entry.title for entry in approver_client.get(page).context["timeline"]]
    assert titles == ["Öffnung freigegeben", "Öffnung zur Freigabe vorgelegt", "Haushaltsjahr angelegt"]


@pytest.mark.parametrize("how, done", [("zurueckgeben", "zurückgegeben"), ("zurueckziehen", "zurückgezogen")])
def test_a_proposal_goes_back(draft, editor_client, approver_client, how, done):
    send(editor_client, page_of(draft, "opening"))
    client = approver_client if how == "zurueckgeben" else editor_client

    assert send(client, page_of(draft, f"step-{how}")).status_code == 302
    assert said(client, page_of(draft, "change")) == [f"Öffnung 2019 ist {done}."]
    assert "Öffnung vorlegen" in names(editor_client, draft)


def test_a_stale_page_shows_both_versions_and_can_be_sent_again(draft, editor, editor_client, approver_client):
    send(editor_client, page_of(draft, "opening"))
    form = filled(approver_client, page_of(draft, "step-freigeben"))
    budget_years.set_ceiling(draft, ceiling_cents=6_000_000_00, reason_internal=REASON, actor=editor)

    answer = approver_client.post(page_of(draft, "step-freigeben"), form)

    text = answer.content.decode()
    assert answer.status_code == 409
    found = {difference.name: difference.seen for difference in answer.context["differences"]}
    assert found["Planungsrahmen"].startswith("5.000.000 €") and "6.000.000 €" in text
    again = dict(answer.context["form"].data.items())
    assert approver_client.post(page_of(draft, "step-freigeben"), again).status_code == 302


def test_a_form_sent_twice_is_done_once(draft, editor_client):
    form = filled(editor_client, page_of(draft, "opening"))

    assert [editor_client.post(page_of(draft, "opening"), form).status_code for _ in range(2)] == [302, 302]
    assert YearStep.objects.count() == 1


def test_what_is_undecided_is_named_with_its_page(editor_client):
    row = AppropriationFactory()
    address = reverse("admin:programs_distribution", args=(row.budget_year.year, row.line.slug))

    for name in ("change", "closing"):
        text = editor_client.get(page_of(row.budget_year, name)).content.decode()
        assert "Noch nicht entschieden" in text and address in text
    assert "submit-row" not in text


def test_a_reopening_needs_a_reason_for_the_bodies(editor_client, approver_client):
    year = turn(BudgetYearFactory(), "closing")
    answer = send(editor_client, page_of(year, "reopening"))
    assert list(answer.context["form"].errors) == ["reason_for_body"]

    send(editor_client, page_of(year, "reopening"), reason_for_body="Ein Betrag war falsch.")
    assert "Ein Betrag war falsch." in approver_client.get(page_of(year, "step-freigeben")).content.decode()
    send(approver_client, page_of(year, "step-freigeben"))
    assert BudgetYear.objects.get().status == "open"
    assert Event.objects.get(act="budget_year.reopening_decided").reason_for_body == "Ein Betrag war falsch."


def test_a_year_closed_by_its_source_says_so_and_offers_nothing(editor_client):
    year = BudgetYearFactory(origin="sourced", source=SourceFactory(), status="closed")

    assert names(editor_client, year) == []
    for name in ("change", "reopening"):
        assert "nur mit der Quelle" in editor_client.get(page_of(year, name)).content.decode()


def test_one_person_with_both_rights_is_told_that_another_one_has_to(draft, editor, editor_client):
    send(editor_client, page_of(draft, "opening"))
    editor.groups.add(Group.objects.get(name=StaffGroup.MINISTRY_APPROVER))

    assert "andere Person" in client_of(editor).get(page_of(draft, "step-freigeben")).content.decode()


@pytest.mark.parametrize("name", ["opening", "closing", "reopening", "step-zurueckziehen"])
@pytest.mark.parametrize("who", ["approver", "reader", "auditor", "authority", "technical"])
def test_only_the_editor_proposes(draft, request, who, name):
    client = request.getfixturevalue(f"{who}_client")
    assert client.get(page_of(draft, name)).status_code == 403
    assert client.get(ADD).status_code == 403


@pytest.mark.parametrize("name", ["step-freigeben", "step-zurueckgeben"])
@pytest.mark.parametrize("who", ["editor", "reader", "auditor", "authority", "technical"])
def test_only_the_approver_answers(draft, request, who, name):
    assert request.getfixturevalue(f"{who}_client").post(page_of(draft, name), {}).status_code == 403


def test_without_a_step_there_is_nothing_to_answer(draft, approver_client):
    assert approver_client.get(page_of(draft, "step-freigeben")).status_code == 404


def test_a_prepared_year_does_not_trouble_the_public_pages(draft, client):
    pages = ("/", "/zahlen/", "/zahlen/?jahr=2019", "/zahlen.csv?jahr=2019", "/programm/", "/api/v1/budget-years/2019/")
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
