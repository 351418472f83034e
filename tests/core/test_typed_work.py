"""What somebody typed outlives the session: kept with the mark of who opened the form, given back to nobody else."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse

from tests.clients import client_of
from tests.core.typed import ADD, TYPED, form_on, opened, said, shown
from tests.factories.core import SourceFactory, UserFactory
from tests.journeys.reader import Page, values_of
from wir_portal.core import registries
from wir_portal.core.middleware import LAST_SEEN
from wir_portal.core.models import Event, KeptInput, SiteText, Source
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import kept_inputs
from wir_portal.core.typed_work import FIELD, KEPT

pytestmark = pytest.mark.django_db
BACK = "ist noch da."


@pytest.fixture
def person():
    return UserFactory(group=StaffGroup.MINISTRY_EDITOR)


@pytest.fixture
def browser(person):
    """As strict about forms as a real one's server."""
    return client_of(person, enforce_csrf_checks=True)


def end_session(client):
    Session.objects.all().delete()


def fall_asleep(client):
    client.cookies.pop(LAST_SEEN)


def lose_everything(client):
    client.cookies.clear()


# --- kept and given back --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("end", [end_session, fall_asleep, lose_everything])
def test_what_comes_without_a_session_is_kept_and_stands_in_the_form_again(person, browser, end):
    sent = opened(browser)
    end(browser)

    answer = browser.post(ADD, sent)

    assert (answer.status_code, answer["Location"]) == (302, f"/konto/login/?next={ADD}")
    assert KEPT in said(browser)
    assert not Source.objects.filter(publisher="Land").exists()
    again = client_of(person)
    page = shown(again)
    assert BACK in page.text
    assert {name: form_on(page)[name] for name in TYPED} == TYPED | {"reason": "Neue „Fundstelle“ b"}
    assert ("Fehler" in page.root.all("title")[0].text, KeptInput.objects.count()) == (False, 1)


def test_a_form_of_an_older_session_is_shown_again_at_once(person, browser):
    sent = opened(browser)
    browser.cookies["csrftoken"] = "x" * 32

    answer = browser.post(f"{ADD}?a=b", sent)

    assert (answer.status_code, answer["Location"]) == (302, f"{ADD}?a=b")
    assert form_on(shown(browser))["title"] == "Haushaltsplan"
    assert not Source.objects.filter(publisher="Land").exists()


def test_a_form_of_who_was_signed_in_before_is_kept_for_them_and_not_shown_to_who_is_now(person, browser):
    sent = opened(browser)
    other = UserFactory(group=StaffGroup.MINISTRY_EDITOR)
    browser.sign_in(other)
    browser.cookies["csrftoken"] = "x" * 32

    answer = browser.post(ADD, sent)

    assert (answer.status_code, KeptInput.objects.get().account) == (403, person)
    assert BACK not in shown(browser).text
    assert form_on(shown(browser))["title"] == ""


def test_sent_again_it_is_done_once_and_gone(person, browser):
    sent = opened(browser)
    end_session(browser)
    browser.post(ADD, sent)
    browser.sign_in(person)

    refused = browser.post(ADD, form_on(shown(browser)))
    assert (refused.status_code, KeptInput.objects.count()) == (200, 1)
    right = form_on(Page(ADD, refused.content.decode())) | {"slug": "plan", "published_on": "22.02.2018"}
    assert browser.post(ADD, right).status_code == 302

    assert (Source.objects.get(slug="plan").title, KeptInput.objects.count()) == ("Haushaltsplan", 0)
    assert form_on(shown(browser))["title"] == ""


def test_a_row_is_changed_with_what_was_typed(person, browser):
    text = SiteText.objects.create(key="imprint", title_de="Impressum", body_de="Alt")
    address = reverse("admin:core_sitetext_change", args=(text.pk,))
    sent = opened(browser, address, body_de="Neu", title_en="", reason="Neue Anschrift")
    end_session(browser)
    browser.post(address, sent)
    browser.sign_in(person)

    assert browser.post(address, form_on(shown(browser, address))).status_code == 302

    text.refresh_from_db()
    assert (text.body_de, Event.objects.about(text).get().reason_internal) == ("Neu", "Neue Anschrift")


def test_a_page_that_shows_what_came_of_a_form_ends_it_too(browser):
    person = UserFactory(group=StaffGroup.TECHNICAL)
    browser.sign_in(person)
    address = reverse("admin:core_user_add")
    sent = opened(browser, address, username="neu", display_name="Neu", reason_internal="Neu im Haus")
    end_session(browser)
    browser.post(address, sent)
    browser.sign_in(person)

    assert browser.post(address, form_on(shown(browser, address))).status_code == 200

    assert KeptInput.objects.count() == 0


def test_boxes_and_choices_come_back_as_they_were(person, browser):
    address = reverse("admin:programs_fundingline_add")
    sent = opened(browser, address, recipients="both", name_de="Linie")
    end_session(browser)
    browser.post(address, sent)
    browser.sign_in(person)

    found = form_on(shown(browser, address))

    assert {name: value for name, value in found.items() if name not in ("csrfmiddlewaretoken", FIELD)} == {
        name: value for name, value in sent.items() if name not in ("csrfmiddlewaretoken", FIELD)
    }


def test_what_was_sent_last_counts(person, browser):
    sent = opened(browser)
    end_session(browser)
    for title in ("Erstens", "Zweitens"):
        browser.post(ADD, sent | {"title": title})

    assert form_on(shown(client_of(person)))["title"] == "Zweitens"
    assert KeptInput.objects.count() == 1


# --- thrown away, too late ------------------------------------------------------------------------------------------
@pytest.fixture
def kept(person) -> KeptInput:
    return kept_inputs.keep(path=ADD, fields={"title": ["Haushaltsplan"]}, actor=person)


def test_it_is_thrown_away_with_a_button(browser, kept):
    page = shown(browser)
    form, _button = page.form("Eingabe verwerfen")

    answer = browser.post(form["action"], values_of(form))

    assert (answer["Location"], KeptInput.objects.count()) == (ADD, 0)
    page = shown(browser)
    assert ("Ihre aufgehobene Eingabe ist verworfen." in page.text, BACK in page.text) == (True, False)


def test_its_address_leads_to_its_page(browser, kept):
    assert browser.get(f"/konto/eingaben/{kept.pk}/")["Location"] == ADD
    assert KeptInput.objects.get() == kept


@pytest.mark.parametrize("method", ["get", "post"])
def test_for_others_it_does_not_exist(kept, method):
    ask = getattr(client_of(UserFactory(group=StaffGroup.MINISTRY_EDITOR)), method)
    foreign, missing = ask(f"/konto/eingaben/{kept.pk}/"), ask("/konto/eingaben/987654321/")

    assert (foreign.status_code, missing.status_code, KeptInput.objects.count()) == (404, 404, 1)
    assert foreign.content == missing.content


def test_who_may_not_do_it_any_more_gets_the_same_answer_as_ever(person, browser, kept):
    person.groups.clear()
    assert browser.get(ADD).status_code == 403
    person.groups.add(*UserFactory(group=StaffGroup.MINISTRY_READER).groups.all())
    assert browser.get(ADD).status_code == 403
    assert KeptInput.objects.get() == kept


def test_who_only_reads_the_row_now_sees_no_note(person, browser):
    source = SourceFactory()
    address = reverse("admin:core_source_change", args=(source.pk,))
    kept_inputs.keep(path=address, fields={"title": ["Neu"]}, actor=person)

    assert BACK not in shown(browser, address).text


def test_after_a_week_it_is_not_shown_and_then_deleted(person, time_machine):
    time_machine.move_to("2026-03-02T10:00+01:00", tick=False)
    kept_inputs.keep(path=ADD, fields={"title": ["Alt"]}, actor=person)
    time_machine.move_to("2026-03-09T09:59+01:00", tick=False)
    assert BACK in shown(client_of(person)).text
    call_command("tidy", verbosity=0)
    assert KeptInput.objects.count() == 1

    time_machine.move_to("2026-03-09T10:00+01:00", tick=False)
    assert BACK not in shown(client_of(person)).text
    call_command("tidy", verbosity=0)

    assert KeptInput.objects.count() == 0


def test_the_command_says_what_it_deleted_and_ends_old_sessions(person, kept, capsys, time_machine):
    client_of(person)
    time_machine.move_to(kept.created_at.replace(year=kept.created_at.year + 1))

    call_command("tidy")

    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Aufgehobene Eingaben gelöscht: 1. Nicht bestätigte Dateien: 0."
    assert said[1:] == [f"{name}: 0." for name, _tidy in registries.tidiers.items()] != []
    assert Session.objects.count() == 0


def test_the_note_names_the_moment_as_the_demonstration_shows_it(person, turn_clock):
    turn_clock("2018-11-05T09:00:10+01:00")
    kept = kept_inputs.keep(path=ADD, fields={"title": ["Plan"]}, actor=person)

    assert "Ihre Eingabe vom 05.11.2018, 09:00 Uhr ist noch da." in shown(client_of(person)).text
    assert str(kept) == f"{ADD}, 05.11.2018 09:00"


# --- what stays as it was -------------------------------------------------------------------------------------------
def test_a_page_without_typed_work_has_no_note(browser):
    assert BACK not in shown(browser).text


def test_the_kept_fields_are_those_that_were_typed_and_nothing_of_them_is_in_the_log(person, browser):
    sent = opened(browser)
    events = Event.objects.count()
    end_session(browser)
    browser.post(ADD, sent)

    kept = KeptInput.objects.get()
    assert set(kept.fields) == set(sent) - {FIELD, "csrfmiddlewaretoken"}
    assert kept.fields["reason"] == [TYPED["reason"]]
    assert FIELD not in json.dumps(kept.fields)
    assert Event.objects.count() == events
