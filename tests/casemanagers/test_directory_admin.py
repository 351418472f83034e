"""The directory in the ministry's workplace: the editor for all bodies, with reasons; the others read."""

from datetime import date

import pytest
from django.urls import reverse

from casemanagers.models import DirectoryEntry, Offer
from tests.factories.casemanagers import AgencyFactory, OfferFactory, VolunteerNetworkFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.journeys.reader import Page
from wir_portal.core.models import Event

pytestmark = pytest.mark.django_db
FACTORIES = {"offer": OfferFactory, "agency": AgencyFactory, "volunteernetwork": VolunteerNetworkFactory}
NEW = {
    "offer": {"title_de": "Sprachcafé", "topic": "language", "provider": "Verein", "languages": ["de", "ar"]},
    "agency": {"title": "Jobcenter", "kind": "job_centre"},
    "volunteernetwork": {"title": "Lotsen", "kind": "guides", "coordinator": "Agentur"},
}
Status = DirectoryEntry.Status
REASON = {"reason": "Von der Kommune gemeldet"}


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def address(model: str, page: str, *args: object) -> str:
    return reverse(f"admin:casemanagers_{model}_{page}", args=args)


def said(response) -> str:
    return Page("", response.content.decode()).root.text


@pytest.mark.parametrize(("model", "typed"), NEW.items())
def test_the_editor_enters_a_draft_for_a_body_with_a_reason(editor_client, model, typed):
    body = MunicipalityFactory()
    refused = editor_client.post(address(model, "add"), typed | {"municipality": body.pk})
    assert "Hier fehlt der Grund." in said(refused)

    assert editor_client.post(address(model, "add"), typed | {"municipality": body.pk} | REASON).status_code == 302

    (entry,) = FACTORIES[model]._meta.model.objects.all()
    event = Event.objects.about(entry).get()
    assert (entry.status, entry.municipality) == (Status.DRAFT, body)
    assert (event.reason_internal, event.by()) == ("Von der Kommune gemeldet", "Ministerium")


@pytest.mark.parametrize("model", FACTORIES)
def test_the_editor_publishes_confirms_and_withdraws(editor_client, model):
    entry = FACTORIES[model]()
    rows = type(entry).objects
    page = Page("", editor_client.get(address(model, "change", entry.pk)).content.decode())
    assert page.links("Veröffentlichen") == [address(model, "publish", entry.pk)]

    editor_client.post(address(model, "publish", entry.pk), {"reason_internal": "Geprüft"})
    assert rows.get().status == Status.PUBLISHED

    rows.update(confirmed_on=date(2018, 1, 1))
    done = editor_client.post(address(model, "confirm", entry.pk), {"reason_internal": "Angerufen"}, follow=True)
    assert f"„{entry}“ ist von heute an bestätigt." in said(done)
    assert rows.get().confirmed_on == date(2018, 11, 5)

    reasons = {"reason_internal": "Beschwerde", "reason_for_body": "Die Nummer stimmt nicht."}
    editor_client.post(address(model, "withdraw", entry.pk), reasons)
    assert rows.get().status == Status.WITHDRAWN
    assert Event.objects.about(entry)[0].reason_for_body == "Die Nummer stimmt nicht."

    again = editor_client.post(address(model, "withdraw", entry.pk), reasons)
    assert "Zurückziehen kann man nur, was veröffentlicht ist." in said(again)


def test_the_editor_changes_an_offer_and_a_refusal_stands_above_the_fields(editor_client):
    offer = OfferFactory(is_published=True)
    typed = NEW["offer"] | {"title_de": "Neu", "phone": "069 90009-701"} | REASON

    assert editor_client.post(address("offer", "change", offer.pk), typed).status_code == 302
    assert (Offer.objects.get().title, Offer.objects.get().revision) == ("Neu", 2)

    refused = editor_client.post(address("offer", "change", offer.pk), typed | {"phone": ""})
    assert "So fände niemand hin." in said(refused)
    assert Offer.objects.get().phone == "069 90009-701"


@pytest.mark.parametrize("who", ["approver", "reader", "authority", "auditor"])
def test_other_staff_read_and_find_no_buttons(request, who):
    offer = OfferFactory(is_published=True)
    client = request.getfixturevalue(f"{who}_client")

    page = Page("", client.get(address("offer", "change", offer.pk)).content.decode())
    assert offer.title in page.root.text
    assert page.links("Zurückziehen") == []
    for act in ("publish", "confirm", "withdraw"):
        assert client.get(address("offer", act, offer.pk)).status_code == 403


def test_the_list_filters_by_state_and_the_file_holds_the_same_rows(editor_client):
    OfferFactory(title="Fällig", status=Status.PUBLISHED, confirmed_on=date(2018, 4, 1))
    OfferFactory(title="Frisch", is_published=True)

    page = editor_client.get(address("offer", "changelist") + "?stand=due").content.decode()
    assert "Fällig" in page
    assert "Frisch" not in page
    rows = editor_client.get(address("offer", "csv") + "?stand=due").content.decode("utf-8-sig").splitlines()
    assert [row.split(";")[3] for row in rows] == ["Name", "Fällig"]
    assert "zu bestätigen;01.04.2018" in rows[1]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", FACTORIES)
def test_the_list_costs_the_same_for_one_and_for_three(editor_client, django_assert_num_queries, model, count):
    for _ in range(count):
        FACTORIES[model]()

    with django_assert_num_queries(7):  # session, user, groups, planned year, two counts, rows
        assert editor_client.get(address(model, "changelist")).status_code == 200
