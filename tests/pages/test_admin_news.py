"""News and questions in the admin: written, looked at, published with a day, taken back; every act with its reason."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories.pages import NewsItemFactory, QuestionFactory
from tests.journeys.reader import Page
from wir_portal.core.models import Event, Origin
from wir_portal.core.services import rows
from wir_portal.pages.models import NewsItem, Question
from wir_portal.pages.services import integrity, news

pytestmark = pytest.mark.django_db
TYPED = {"title_de": "Neues", "lead_de": "Kurz.", "body_de": "Ein **Satz**.", "reason": "Pressemitteilung"}


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def address(page, *args, model="newsitem"):
    return reverse(f"admin:pages_{model}_{page}", args=args)


def said(response):
    return Page("", response.content.decode()).root.text


def test_the_editor_writes_looks_publishes_and_takes_back(editor_client, client):
    assert editor_client.post(address("add"), TYPED).status_code == 302
    item = NewsItem.objects.get()
    assert (item.status, item.published_on, item.slug) == ("draft", None, "neues")
    assert client.get("/aktuelles/neues/").status_code == 404

    preview = Page("", editor_client.get(address("preview", item.pk)).content.decode())
    assert "Deutsch Neues Kurz. Ein Satz." in preview.text
    assert "Englisch" not in preview.text
    change = Page("", editor_client.get(address("change", item.pk)).content.decode())
    assert change.links("Freigeben") == [address("publish", item.pk)]
    assert change.links("Zurücknehmen") == []

    publish = editor_client.get(address("publish", item.pk)).content.decode()
    assert 'value="05.11.2018"' in publish
    typed = {"published_on": "05.11.2018", "reason_internal": "Heute"}
    done = editor_client.post(address("publish", item.pk), typed, follow=True)
    assert "„Neues“ ist freigegeben." in said(done)
    assert client.get("/aktuelles/neues/").status_code == 200
    assert Page("", done.content.decode()).links("Freigeben") == []

    back = editor_client.post(address("take-back", item.pk), {"reason_internal": "Falsch"}, follow=True)
    assert "„Neues“ ist wieder ein Entwurf." in said(back)
    assert client.get("/aktuelles/neues/").status_code == 404
    assert list(Event.objects.about(item).values_list("act", "reason_internal")) == [
        ("news.taken_back", "Falsch"),
        ("news.published", "Heute"),
        ("news.added", "Pressemitteilung"),
    ]


def test_a_day_to_come_is_said_and_waits(editor_client, client):
    item = NewsItemFactory(title_de="Neues")

    editor_client.post(address("publish", item.pk), {"published_on": "12.11.2018", "reason_internal": "Plan"})

    assert "erscheint am 12.11.2018" in said(editor_client.get(address("changelist")))
    assert client.get("/aktuelles/neues/").status_code == 404
    item.refresh_from_db()
    assert (item.published_on, item.state, item.is_public) == (date(2018, 11, 12), "erscheint am 12.11.2018", False)


@pytest.mark.parametrize("typed", ["", "30.02.2018", "morgen"])
def test_a_day_that_is_none_is_refused(editor_client, typed):
    item = NewsItemFactory()

    answer = editor_client.post(address("publish", item.pk), {"published_on": typed, "reason_internal": "Plan"})

    assert answer.status_code == 200
    assert NewsItem.objects.get().published_on is None


def test_an_act_that_does_not_fit_is_refused_with_the_reason(editor_client):
    draft, shown = NewsItemFactory(), NewsItemFactory(is_published=True)
    typed = {"published_on": "05.11.2018", "reason_internal": "Zweimal"}

    again = editor_client.post(address("publish", shown.pk), typed)
    never = editor_client.post(address("take-back", draft.pk), typed)

    assert "Die Meldung ist schon freigegeben." in said(again)
    assert "Die Meldung ist ein Entwurf." in said(never)
    assert not Event.objects.filter(act__startswith="news.").exists()


@pytest.mark.parametrize("who", ["approver", "reader", "authority", "auditor"])
def test_others_read_the_preview_and_find_no_acts(request, who):
    item, question = NewsItemFactory(), QuestionFactory()
    client = request.getfixturevalue(f"{who}_client")

    page = Page("", client.get(address("change", item.pk)).content.decode())

    assert (page.links("Vorschau"), page.links("Freigeben")) == ([address("preview", item.pk)], [])
    assert client.get(address("preview", item.pk)).status_code == 200
    assert client.get(address("preview", question.pk, model="question")).status_code == 200
    assert client.get(address("publish", item.pk)).status_code == 403
    assert client.post(address("take-back", item.pk), {"reason_internal": "x"}).status_code == 403


def test_the_technical_staff_reads_no_preview(technical_client):
    assert technical_client.get(address("preview", NewsItemFactory().pk)).status_code == 403


def test_a_question_is_public_when_the_editor_says_so(editor_client, client):
    typed = {
        "question_de": "Warum?", "answer_de": "Darum.", "topic": "help", "rank": "10", "slug": "warum",
        "reason": "Oft gefragt",
    }  # fmt: skip
    assert editor_client.post(address("add", model="question"), typed).status_code == 302
    question = Question.objects.get()
    assert "Warum?" not in client.get("/fragen/").content.decode()

    change = address("change", question.pk, model="question")
    assert Page("", editor_client.get(change).content.decode()).links("Vorschau") == [
        address("preview", question.pk, model="question")
    ]
    assert editor_client.post(change, typed | {"is_published": "on"}).status_code == 302

    assert "Warum?" in client.get("/fragen/").content.decode()
    assert str(Question.objects.get()) == "Warum?"
    assert Event.objects.about(question)[0].words == "Frage geändert"


@pytest.mark.parametrize(
    "fields", [{"status": "published"}, {"published_on": date(2018, 11, 5)}], ids=["no day", "no publishing"]
)
def test_published_news_has_a_day_and_a_draft_has_none(fields):
    with pytest.raises(IntegrityError, match="news_item_published_from_a_day"), transaction.atomic():
        NewsItemFactory(**fields)


def test_examples_do_not_belong_into_a_real_installation(settings):
    NewsItemFactory(origin=Origin.EXAMPLE)
    assert list(integrity.example_news()) == []

    settings.WIR_DEMO = False

    assert list(integrity.example_news()) == ["1 × Meldung sind Beispieldaten."]


def test_what_somebody_enters_is_an_example_in_the_demonstration_only(settings):
    assert NewsItem().origin == Origin.EXAMPLE
    settings.WIR_DEMO = False
    assert NewsItem().origin == Origin.DECIDED


def test_the_demonstration_brings_news_once_and_questions_that_editors_keep(editor):
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)
    assert [item.title_de for item in NewsItem.objects.public()] == [
        "Neue Termine der Lotsinnen und Lotsen",
        "Angebote stehen jetzt auf einer eigenen Seite",
        "Das Portal stellt sich vor",
    ]
    assert set(NewsItem.objects.values_list("origin", flat=True)) == {"example"}
    question = Question.objects.get(slug="anspruch")
    assert question.answer_en
    question.answer_de = "Nein."
    rows.save(question, act="question.changed", fields=["answer_de"], actor=editor, reason_internal="Kürzer")
    news.take_back(NewsItem.objects.public().first(), actor=editor, reason_internal="Probe")
    before = NewsItem.objects.count()

    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)

    assert Question.objects.get(slug="anspruch").answer_de == "Nein."
    assert NewsItem.objects.count() == before == 5
