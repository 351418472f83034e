"""Nobody keeps what is not theirs to keep: no strangers, no secrets, nothing without end."""

import pytest

from tests.clients import HouseClient, client_of
from tests.core.typed import ADD, mark_of, said
from tests.factories.core import UserFactory
from wir_portal.core.models import KeptInput
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import kept_inputs
from wir_portal.core.typed_work import FIELD, KEPT, TOO_OFTEN

pytestmark = pytest.mark.django_db
OTHER_PAGE = "/admin/municipalities/town/add/"


@pytest.fixture
def person():
    return UserFactory(group=StaffGroup.MINISTRY_EDITOR)


@pytest.fixture
def browser(person):
    return client_of(person, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    "forge",
    [
        lambda person: "",
        lambda person: "irgendetwas",
        lambda person: mark_of(person)[:-1] + "~",
        lambda person: mark_of(person, path=OTHER_PAGE),
        lambda person: mark_of(person, salt="other"),
        lambda person: mark_of(person, key="other"),
    ],
)
def test_without_a_mark_of_ours_for_this_page_nothing_is_kept(client, person, forge):
    answer = client.post(ADD, {"title": "Fremd", FIELD: forge(person)})

    assert (answer["Location"], KeptInput.objects.count()) == (f"/konto/login/?next={ADD}", 0)
    assert KEPT not in said(client)


def test_a_mark_of_last_week_is_none(client, person, time_machine):
    time_machine.move_to("2026-03-02T10:00+01:00", tick=False)
    sent = {"title": "Alt", FIELD: mark_of(person)}
    time_machine.move_to("2026-03-09T10:00:01+01:00", tick=False)

    assert (client.post(ADD, sent).status_code, KeptInput.objects.count()) == (302, 0)


def test_a_mark_does_not_stand_for_the_csrf_token(person, browser):
    answer = browser.post(ADD, {"title": "Fremd", FIELD: "x", "csrfmiddlewaretoken": "x" * 64})

    assert (answer.status_code, KeptInput.objects.count()) == (403, 0)


def test_a_locked_account_keeps_nothing_more(client, person):
    sent = {"title": "Neu", FIELD: mark_of(person)}
    person.is_active = False
    person.save()

    assert (client.post(ADD, sent).status_code, KeptInput.objects.count()) == (302, 0)


def test_a_password_or_a_secret_is_never_kept(client, person):
    names = (
        "password",
        "oldpassword",
        "password1",
        "Passwort",
        "kennwort",
        "csrfmiddlewaretoken",
        "api_token",
        "secret",
    )

    client.post(ADD, {**dict.fromkeys(names, "geheim"), "title": "Plan", FIELD: mark_of(person)})

    assert KeptInput.objects.get().fields == {"title": ["Plan"]}


def test_the_form_of_the_password_carries_no_mark(browser):
    assert FIELD not in browser.get("/konto/passwort/").content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [("x" * 100_000, "war zu groß"), ("ä" * 50_000, "war zu groß"), ("a\x00b", "enthält Steuerzeichen")],
)
def test_what_is_too_large_or_unreadable_is_not_kept_and_the_person_hears_it(client, person, text, words):
    answer = client.post(ADD, {"title": text, FIELD: mark_of(person)})

    assert (answer.status_code, KeptInput.objects.count()) == (302, 0)
    assert words in said(client)


def test_a_large_text_is_kept_whole(client, person):
    text = "ä" * 49_000

    client.post(ADD, {"title": text, FIELD: mark_of(person)})

    assert KeptInput.objects.get().fields == {"title": [text]}


def test_an_endless_address_is_not_kept(client, person):
    path = f"/admin/{'x' * 500}/"

    assert client.post(path, {"a": "b", FIELD: mark_of(person, path=path)}).status_code == 302
    assert KeptInput.objects.count() == 0


def test_an_account_keeps_twenty_inputs_and_old_ones_do_not_count(client, person, time_machine):
    time_machine.move_to("2026-03-02T10:00+01:00", tick=False)
    for number in range(kept_inputs.MOST_INPUTS):
        kept_inputs.keep(path=f"/admin/{number}/", fields={}, actor=person)

    client.post(ADD, {"title": "Mehr", FIELD: mark_of(person)})
    assert "schon 20 Eingaben" in said(client)
    assert not KeptInput.objects.filter(path=ADD).exists()

    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    client.post(ADD, {"title": "Mehr", FIELD: mark_of(person)})
    assert [kept.path for kept in KeptInput.objects.all()] == [ADD]


def test_somebody_who_sends_without_end_is_stopped(client, person):
    sent = {"title": "Plan", FIELD: mark_of(person)}
    for _ in range(30):
        client.post(ADD, sent)
    before = KeptInput.objects.get()
    HouseClient().post(ADD, sent | {"title": "Zu viel"})
    client.post(ADD, sent | {"title": "Zu viel"})

    assert KeptInput.objects.get() == before
    assert TOO_OFTEN in said(client)
