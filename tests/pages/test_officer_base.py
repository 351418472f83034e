"""What stands around every page of the bodies' portal: for whom one acts, the menu, the way out."""

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.urls import reverse

from tests.clients import HouseClient, client_of
from tests.factories.programs import AllocationFactory
from tests.officers import HELPERS, INSIDERS, browser_of, person, read

pytestmark = pytest.mark.django_db
START = "pages:body-start"
ROOMS = {
    "Start": START,
    "Kontingente": "programs:allocation-list",
    "Stellen": "casemanagers:position-list",
    "Team": "municipalities:team",
    "Ansprechpersonen": "pages:contacts",
    "Protokoll": "pages:event-list",
}
MONEY = ("Kontingente", "Protokoll")


@pytest.fixture
def body(officer):
    return officer.municipality


def menu(page):
    start = page.index('<nav class="wir-nav"')
    return page[start : page.index("</nav>", start)]


@pytest.mark.parametrize("kind", [*INSIDERS, *HELPERS])
def test_the_menu_shows_what_one_may_open(body, kind):
    html = menu(read(browser_of(body, kind), START, body))

    for text, name in ROOMS.items():
        is_there = f'<a href="{reverse(f"officer:{name}", args=[body.slug])}"' in html
        assert is_there == (kind in INSIDERS or text not in MONEY)
        assert (f">{text}</a>" in html) == is_there


@pytest.mark.parametrize(("text", "name"), ROOMS.items())
def test_one_room_is_current(officer_client, body, text, name):
    html = menu(read(officer_client, name, body))

    assert html.count("aria-current") == 1
    assert f'<a href="{reverse(f"officer:{name}", args=[body.slug])}" aria-current="page">{text}</a>' in html


def test_a_page_within_a_room_names_the_room(officer_client, body):
    allocation = AllocationFactory(is_sourced=True, municipality=body)
    html = menu(read(officer_client, "programs:allocation-detail", body, allocation.pk))

    url = reverse("officer:programs:allocation-list", args=[body.slug])
    assert html.count("aria-current") == 1
    assert f'<a href="{url}" aria-current="true">Kontingente</a>' in html


def test_the_strip_names_body_account_and_public_page(officer_client, body, officer):
    page = read(officer_client, START, body)

    assert f"<strong>{body.name}</strong>" in page
    assert f">Ihr Konto: </span>{officer.username}<" in page
    assert f'href="{reverse("account_change_password")}"' in page
    assert f'<a href="/kommunen/{body.slug}/">Zur öffentlichen Seite</a>' in page


def test_the_way_out_is_a_form_with_its_secret(body):
    client = HouseClient(enforce_csrf_checks=True).sign_in(person("officer", body))
    page = read(client, START, body)
    secret = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    url = reverse("account_logout")
    assert f'<form method="post" action="{url}">' in page

    assert client.post(url).status_code == 403
    assert client.post(url, {"csrfmiddlewaretoken": secret}).status_code == 302
    assert client.get(reverse(f"officer:{START}", args=[body.slug])).status_code == 302


def test_the_base_works_where_no_body_is_chosen(officer):
    client = client_of(officer)
    officer.memberships.all().delete()

    page = client.get("/portal/").content.decode()

    assert f"Angemeldet als</span> <strong>{officer.display_name}</strong>" in page
    assert '<a href="/">Zur öffentlichen Seite</a>' in page
    assert "wir-nav" not in page
    assert "Hilfe und Ansprechpersonen" not in page


def test_messages_stand_before_the_content(officer_client, body):
    request = officer_client.get(reverse(f"officer:{START}", args=[body.slug])).wsgi_request
    messages = [Message(constants.SUCCESS, "Das ist gespeichert.")]

    page = render_to_string("officer_base.html", {"messages": messages, "is_demo": False}, request)

    assert page.index("Das ist gespeichert.") > page.index("<main")
    assert "wir-note-done" in page


@pytest.mark.parametrize("name", ROOMS.values())
def test_every_page_has_one_main_heading_and_a_title_of_its_own(officer_client, body, name):
    page = read(officer_client, name, body)

    assert page.count("<h1>") == 1
    assert body.name in page[page.index("<title>") : page.index("</title>")]
