"""The directory in the portal of the bodies: everyone of the body keeps it, nobody else sees it."""

from datetime import date

import pytest
from django.urls import reverse

from casemanagers.models import Agency, DirectoryEntry, Offer, VolunteerNetwork
from casemanagers.views.officer.directory import PARTS
from tests.clients import client_of
from tests.core.typed import opened
from tests.factories.casemanagers import AgencyFactory, OfferFactory, VolunteerNetworkFactory
from tests.journeys.reader import Page
from tests.officers import HELPERS, INSIDERS, OUTSIDERS, browser_of, read
from wir_portal.core.models import Event

pytestmark = pytest.mark.django_db
AGENCIES, NETWORKS = "angebote/zustaendige-stellen", "angebote/netzwerke"
FACTORIES = {
    "angebote": OfferFactory,
    AGENCIES: AgencyFactory,
    NETWORKS: VolunteerNetworkFactory,
}
NEW = {
    "angebote": {"title_de": "Sprachcafé", "topic": "language", "provider": "Verein", "languages": ["de", "ar"]},
    AGENCIES: {"title": "Jobcenter", "kind": "job_centre"},
    NETWORKS: {
        "title": "Lotsen", "kind": "guides", "coordinator": "Agentur", "guide_count": "18", "counted_on": "30.09.2018",
    },
}  # fmt: skip
Status = DirectoryEntry.Status


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def address(client, name, kind, *args):
    return reverse(f"officer:casemanagers:entry-{name}", args=[client.municipality.slug, kind, *args])


def said(response) -> str:
    return Page("", response.content.decode()).root.text


def test_each_part_has_its_test():
    assert PARTS.keys() == FACTORIES.keys() == NEW.keys()


# --- who may -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [*INSIDERS, *HELPERS])
def test_everyone_who_acts_for_the_body_keeps_its_directory(kind):
    offer = OfferFactory()
    client = browser_of(offer.municipality, kind)
    client.municipality = offer.municipality

    assert client.post(address(client, "publish", "angebote", offer.pk)).status_code == 302
    assert Offer.objects.get().status == Status.PUBLISHED


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_for_everyone_else_it_does_not_exist(kind):
    offer = OfferFactory()
    client = browser_of(offer.municipality, kind)
    client.municipality = offer.municipality

    for name in ("detail", "change", "publish", "withdraw", "confirm"):
        assert client.get(address(client, name, "angebote", offer.pk)).status_code == 404
        assert client.post(address(client, name, "angebote", offer.pk)).status_code in (404, 405)
    assert Offer.objects.get().status == Status.DRAFT


@pytest.mark.parametrize("name", ["detail", "change", "publish", "withdraw", "confirm"])
def test_an_entry_of_another_body_answers_like_one_that_never_was(officer_client, name):
    foreign = OfferFactory()
    answers = [officer_client.get(address(officer_client, name, "angebote", pk)) for pk in (foreign.pk, 987_654)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


# --- the list ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", FACTORIES)
def test_the_list_costs_the_same_for_one_and_for_three(officer_client, django_assert_num_queries, kind, count):
    rows = FACTORIES[kind].create_batch(count, municipality=officer_client.municipality)
    FACTORIES[kind]()

    with django_assert_num_queries(6):  # session, user, membership, count, page, to confirm
        response = officer_client.get(address(officer_client, "list", kind))

    assert {row.pk for row in response.context["page"]} == {row.pk for row in rows}


def test_what_is_to_be_done_comes_first_and_filters_stand_in_the_address(officer_client):
    body = officer_client.municipality
    for title, topic, confirmed_on in (
        ("Frisch", "work", date(2018, 11, 1)),
        ("Fällig", "work", date(2018, 4, 1)),
        ("Verschwunden", "health", date(2018, 1, 1)),
    ):
        OfferFactory(municipality=body, title=title, topic=topic, status=Status.PUBLISHED, confirmed_on=confirmed_on)

    def titles(query):
        response = officer_client.get(address(officer_client, "list", "angebote") + query)
        return [row.title for row in response.context["page"]]

    assert titles("") == ["Verschwunden", "Fällig", "Frisch"]
    assert titles("?stand=due") == ["Fällig"]
    assert titles("?thema=work&stand=fresh") == ["Frisch"]
    assert titles("?thema=unbekannt&stand=&seite=99") == ["Verschwunden", "Fällig", "Frisch"]
    assert titles("?stand=withdrawn") == []
    text = read(officer_client, "casemanagers:entry-list", body, "angebote")
    assert "2 Einträge sind zu bestätigen." in text
    assert "Angebote (2 zu bestätigen)" in text


def test_an_empty_list_says_what_to_do(officer_client):
    page = said(officer_client.get(address(officer_client, "list", NETWORKS)))

    assert "Noch nichts eingetragen" in page
    assert "Neues Netzwerk" in page


def test_pages_of_a_long_list_keep_the_filter(officer_client):
    OfferFactory.create_batch(26, municipality=officer_client.municipality)
    page = Page("", officer_client.get(address(officer_client, "list", "angebote") + "?stand=draft").content.decode())

    assert page.links("Nächste Seite") == ["?stand=draft&seite=2"]


# --- new, change -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("kind", "typed"), NEW.items())
def test_a_new_entry_is_a_draft_of_the_body_that_only_it_sees(officer_client, client, kind, typed):
    response = officer_client.post(address(officer_client, "add", kind), typed, follow=True)

    (entry,) = PARTS[kind].model.objects.all()
    assert (entry.municipality, entry.status) == (officer_client.municipality, Status.DRAFT)
    assert "Der Entwurf ist gespeichert." in said(response)
    assert entry.title not in client.get("/angebote/").content.decode()


def test_what_was_typed_is_kept_as_it_was_meant(officer_client):
    officer_client.post(address(officer_client, "add", "angebote"), NEW["angebote"])
    officer_client.post(address(officer_client, "add", NETWORKS), NEW[NETWORKS])

    assert Offer.objects.get().languages == " de ar "
    network = VolunteerNetwork.objects.get()
    assert (network.guide_count, network.counted_on) == (18, date(2018, 9, 30))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title_de": ""}, "Hier fehlt die Angabe."),
        ({"topic": ""}, "Hier ist noch nichts gewählt."),
        ({"provider": ""}, "Nennen Sie die zuständige Stelle oder den Anbieter."),
        ({"is_free": "on", "cost": "5 €"}, "Was kostenlos ist, hat keine Kosten."),
        ({"phone": "anrufen!"}, "Schreiben Sie die Nummer mit Vorwahl"),
        ({"postal_code": "3603"}, "Eine Postleitzahl hat fünf Ziffern"),
        ({"website": "javascript:alert(1)"}, "Schreiben Sie die Adresse so: https://www.example.org"),
        ({"email": "beratung"}, "Schreiben Sie die Adresse so: beratung@example.org"),
        ({"title_de": "Sprach\x00café"}, "eichen"),
        ({"languages": ["xx"]}, "xx"),
    ],
)
def test_what_cannot_be_is_refused_and_the_input_stays(officer_client, typed, sentence):
    response = officer_client.post(address(officer_client, "add", "angebote"), NEW["angebote"] | typed)

    page = Page("", response.content.decode())
    assert page.root.all("title")[0].text.startswith("Fehler: ")
    assert sentence in page.root.text
    assert not Offer.objects.exists()


def test_an_agency_of_another_body_cannot_be_chosen(officer_client):
    foreign, own = AgencyFactory(), AgencyFactory(municipality=officer_client.municipality)
    typed = NEW["angebote"] | {"agency": foreign.pk}

    response = officer_client.post(address(officer_client, "add", "angebote"), typed)
    assert not Offer.objects.exists()
    assert [row.pk for row in response.context["form"].fields["agency"].queryset] == [own.pk]

    officer_client.post(address(officer_client, "add", "angebote"), typed | {"agency": own.pk})
    assert Offer.objects.get().agency == own


def test_nobody_adds_an_entry_to_another_body_or_publishes_by_a_forged_field(officer_client):
    forged = {"municipality": OfferFactory().municipality_id, "status": "published", "confirmed_on": "2018-11-05"}
    officer_client.post(address(officer_client, "add", AGENCIES), NEW[AGENCIES] | forged)

    agency = Agency.objects.get()
    assert (agency.municipality, agency.status) == (officer_client.municipality, Status.DRAFT)


def change(client, offer, **typed):
    form = client.get(address(client, "change", "angebote", offer.pk)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in (shown | typed).items() if value not in (None, False)}
    return client.post(address(client, "change", "angebote", offer.pk), data)


def test_a_change_of_a_published_entry_is_public_at_once(officer_client, client):
    offer = OfferFactory(municipality=officer_client.municipality, is_published=True, languages="de")

    assert change(officer_client, offer, hours="dienstags, 9 Uhr").status_code == 302

    assert "dienstags, 9 Uhr" in client.get("/angebote/").content.decode()
    assert Event.objects.about(offer).get().details["fields"] == ["hours"]


def test_saving_without_a_change_says_so(officer_client):
    offer = OfferFactory(municipality=officer_client.municipality, languages="de ar", is_free=True)

    assert "Sie haben nichts geändert." in said(change(officer_client, offer))


def test_two_at_once_the_slower_gets_the_input_back_and_may_save_it_then(officer_client):
    offer = OfferFactory(municipality=officer_client.municipality)
    Offer.objects.update(revision=2, hours="montags")

    slower = change(officer_client, offer, hours="dienstags", revision=1)
    assert slower.status_code == 409
    assert "inzwischen geändert" in said(slower)
    assert Offer.objects.get().hours == "montags"
    assert slower.context["form"]["revision"].value() == "2"
    assert slower.context["form"]["hours"].value() == "dienstags"

    lost = change(officer_client, offer, hours="dienstags", revision="")
    assert lost.status_code == 409
    assert change(officer_client, offer, hours="dienstags", revision=2).status_code == 302


def test_what_was_typed_when_the_session_ended_stands_in_the_form_again(officer):
    client = client_of(officer)
    client.municipality = officer.municipality
    path = address(client, "add", "angebote")
    sent = opened(client, path, **NEW["angebote"])
    client.cookies.clear()
    assert client.post(path, sent).status_code == 302
    assert not Offer.objects.exists()

    form = client_of(officer).get(path).context["form"]
    assert (form["title_de"].value(), form["languages"].value()) == ("Sprachcafé", ["de", "ar"])


# --- acts --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", FACTORIES)
def test_publish_confirm_and_withdraw_from_the_pages(officer_client, kind):
    entry = FACTORIES[kind](municipality=officer_client.municipality)
    for name in ("detail", "publish", "confirm", "withdraw"):
        assert officer_client.get(address(officer_client, name, kind, entry.pk)).status_code == 200

    done = officer_client.post(address(officer_client, "publish", kind, entry.pk), follow=True)
    assert f"„{entry}“ ist jetzt öffentlich." in said(done)

    type(entry).objects.update(confirmed_on=date(2018, 1, 1))
    shown = officer_client.get(address(officer_client, "detail", kind, entry.pk))
    assert "nicht mehr öffentlich: Seit dem 01.01.2018" in said(shown)
    done = officer_client.post(address(officer_client, "confirm", kind, entry.pk), follow=True)
    assert f"Danke. „{entry}“ ist von heute an bestätigt." in said(done)

    withdraw = address(officer_client, "withdraw", kind, entry.pk)
    assert "Hier fehlt der Grund." in said(officer_client.post(withdraw, {"reason_internal": ""}))
    done = officer_client.post(withdraw, {"reason_internal": "Beendet"}, follow=True)
    assert "ist nicht mehr öffentlich" in said(done)
    assert "zurückgezogen" in said(done)


def test_an_act_that_is_refused_says_why(officer_client):
    silent = OfferFactory(municipality=officer_client.municipality, phone="")

    refused = officer_client.post(address(officer_client, "publish", "angebote", silent.pk), follow=True)
    assert "So fände niemand hin." in said(refused)

    refused = officer_client.post(
        address(officer_client, "withdraw", "angebote", silent.pk), {"reason_internal": "Grund"}
    )
    assert "Zurückziehen kann man nur" in said(refused)
