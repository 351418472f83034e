"""Lines, rates and texts: saved with a reason and an event; what a source says is fixed."""

from datetime import date

import pytest
from django.urls import reverse

from programs.models import FundingLine, FundingRate, Guideline, Program
from tests.clients import client_of
from tests.programs.distributions import World, account, make_world
from wir_portal.core.models import Event, Source
from wir_portal.core.permissions import StaffGroup


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def editor(world):
    return client_of(world.editor)


@pytest.fixture
def line(world) -> FundingLine:
    return FundingLine.objects.get(slug="fallmanagement")


def change(model, pk):
    return reverse(f"admin:programs_{model}_change", args=(pk,))


def texts(**more):
    empty = dict.fromkeys(("summary_de", "description_de", "name_en", "summary_en", "description_en"), "")
    return {"name_de": "Fallmanagement", **empty, "reason": "Text verbessert", **more}


def new_rate(line, **more):
    return {
        "line": line.pk,
        "purpose": "position",
        "starts_on": "01.01.2019",
        "start_precision": "day",
        "amount_cents": "52.000",
        "unit": "fulltime_year",
        "max_fulltime_percent": "100",
        "source": line.source_id,
        "reason": "Neuer Satz",
        **more,
    }


def test_texts_are_saved_with_reason_and_event(editor, world, line):
    answer = editor.post(
        change("fundingline", line.pk), texts(description_de="Neu.\r\n\r\nAbsatz\r\n", name_en="Cases")
    )

    line.refresh_from_db()
    event = Event.objects.about(line).get()
    assert answer.status_code == 302
    assert (line.description_de, line.name_en) == ("Neu.\n\nAbsatz", "Cases")
    assert (event.act, event.actor, event.reason_internal) == ("funding_line.changed", world.editor, "Text verbessert")
    assert event.details == {"fields": ["description_de", "name_en"]}


def test_the_event_stands_on_the_page_in_words(editor, line):
    editor.post(change("fundingline", line.pk), texts(name_en="Cases"))

    entry = editor.get(change("fundingline", line.pk)).context["timeline"][0]
    assert (entry.title, entry.changes, entry.reason) == ("Förderlinie geändert", ["Name [en]"], "Text verbessert")


def test_without_a_reason_nothing_is_saved_and_the_input_stays(editor, line):
    answer = editor.post(change("fundingline", line.pk), texts(name_en="Cases", reason=""))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Fehler: Förderlinie: Fallmanagement" in text
    assert 'href="#id_reason"' in text
    assert 'value="Cases"' in text
    assert not Event.objects.about(line).exists()


def test_saving_without_a_change_is_refused_in_words(editor, line):
    line.description_de = "Ein Absatz.\n\nNoch einer.\n"
    line.save()

    answer = editor.post(change("fundingline", line.pk), texts(description_de="Ein Absatz.\r\n\r\nNoch einer.\r\n"))

    assert answer.status_code == 200
    assert "Sie haben nichts geändert." in answer.content.decode()
    assert not Event.objects.about(line).exists()


def test_what_the_source_says_is_not_changed_whatever_is_sent(editor, line):
    editor.post(
        change("fundingline", line.pk), texts(name_en="X", slug="anders", recipients="both", starts_on="01.01.2000")
    )

    line.refresh_from_db()
    assert (line.slug, line.recipients, line.starts_on) == ("fallmanagement", "bodies", None)


def test_control_characters_are_refused(editor, line):
    answer = editor.post(change("fundingline", line.pk), texts(name_de="Fall\u202emanagement"))

    assert "Steuerzeichen" in answer.context["adminform"].form.errors["name_de"][0]


def test_a_rate_is_added_and_can_be_corrected_by_hand_because_no_source_vouches_for_it(editor, line):
    answer = editor.post(reverse("admin:programs_fundingrate_add"), new_rate(line))

    rate = FundingRate.objects.get(starts_on=date(2019, 1, 1))
    assert (answer.status_code, rate.amount_cents) == (302, 52_000_00)
    assert Event.objects.about(rate).get().act == "funding_rate.added"

    answer = editor.post(change("fundingrate", rate.pk), new_rate(line, amount_cents="53.000", reason="Tippfehler"))
    rate.refresh_from_db()
    assert (answer.status_code, rate.amount_cents) == (302, 53_000_00)


def test_a_sourced_rate_is_only_read(editor, line):
    rate = line.rates.get()
    page = editor.get(change("fundingrate", rate.pk))

    assert page.context["writes"] is False
    assert "50.000 €" in page.content.decode()
    assert "5000000" not in page.content.decode()
    assert editor.post(change("fundingrate", rate.pk), new_rate(line)).status_code == 403


@pytest.mark.parametrize(
    "field, value, said",
    [
        ("amount_cents", "50.00", "Schreiben Sie den Betrag so"),
        ("starts_on", "31.04.2019", "Den 31. April 2019 gibt es nicht."),
        ("starts_on", "01.01.2017", "Für diesen Tag ist schon ein Fördersatz eingetragen."),
        ("max_fulltime_percent", "50.0", "ganze Zahl"),
    ],
)
def test_bad_input_is_named(editor, line, field, value, said):
    answer = editor.post(reverse("admin:programs_fundingrate_add"), new_rate(line, **{field: value}))

    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_guards_refusal_is_a_sentence_and_no_server_error(editor, world, line):
    """A line with allocations was added here, so that its recipients are open to its editor."""
    Event.objects.create(act="funding_line.added", subject_type="programs.fundingline", subject_id=str(line.pk))
    sent = texts(
        program=line.program_id,
        slug="fallmanagement",
        rank="0",
        source=line.source_id,
        starts_on="",
        start_precision="day",
        ends_on="",
    )

    answer = editor.post(change("fundingline", line.pk), {**sent, "recipients": "organisations"})

    assert answer.status_code == 200
    assert "Es wird nicht auf Kommunen verteilt." in answer.content.decode()
    assert FundingLine.objects.get(pk=line.pk).recipients == "bodies"


def test_a_guideline_is_added(editor, world):
    sent = {
        "program": Program.objects.get().pk,
        "name": "WIR – Vielfalt und Teilhabe",
        "citation": "StAnz. 2020",
        "starts_on": "2020-12-11",
        "source": Source.objects.get().pk,
        "reason": "Neue Richtlinie",
    }

    assert editor.post(reverse("admin:programs_guideline_add"), sent).status_code == 302
    assert Guideline.objects.get().starts_on == date(2020, 12, 11)


def test_the_programme_is_never_added(editor):
    assert editor.get("/admin/programs/program/add/").status_code == 404


@pytest.mark.parametrize("group", [group for group in StaffGroup if group != StaffGroup.MINISTRY_EDITOR])
def test_only_the_editor_writes(world, line, group):
    client = client_of(account("jemand", group))

    assert client.post(change("fundingline", line.pk), texts(name_en="X")).status_code == 403
    assert client.get(reverse("admin:programs_fundingrate_add")).status_code == 403
    assert not Event.objects.about(line).exists()
