"""The synonyms of the search in the admin: the editor writes them, they work at once."""

import pytest
from django.urls import reverse

from tests.journeys.reader import Page
from wir_portal.core.models import Event, SearchSynonym, SiteText

pytestmark = pytest.mark.django_db
ADD = reverse("admin:core_searchsynonym_add")
TYPED = {"slug": "flucht", "words": "Flüchtling\nGeflüchtete, Asyl", "reason": "Gesucht, nicht gefunden"}


def test_the_editor_writes_a_group_and_it_works_at_once(editor_client, client):
    SiteText.objects.create(key="imprint", title_de="Impressum", body_de="Für Geflüchtete.")

    assert editor_client.post(ADD, TYPED).status_code == 302

    group = SearchSynonym.objects.get()
    assert str(group) == "Flüchtling, Geflüchtete, Asyl"
    assert Event.objects.about(group).get().words == "Synonyme der Suche angelegt"
    assert "Ein Treffer" in client.get("/suche/?q=asyl").content.decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Flüchtling", "Schreiben Sie mindestens zwei verschiedene Wörter."),
        ("Flüchtling, FLUECHTLING", "Schreiben Sie mindestens zwei verschiedene Wörter."),
        ("Asyl, Deutsch lernen", "Schreiben Sie einzelne Wörter. „Deutsch lernen“ ist keines."),
        ("Asyl, !!!", "Schreiben Sie einzelne Wörter. „!!!“ ist keines."),
        ("", "Hier fehlt die Angabe."),
    ],
)
def test_what_is_no_group_of_words_is_refused_with_the_reason(editor_client, words, sentence):
    refused = editor_client.post(ADD, TYPED | {"words": words})

    assert sentence in Page("", refused.content.decode()).root.text
    assert not SearchSynonym.objects.exists()


def test_others_read_only(auditor_client):
    group = SearchSynonym.objects.create(slug="kurs", words="Kurs, Course")
    address = reverse("admin:core_searchsynonym_change", args=(group.pk,))

    assert "Kurs" in auditor_client.get(address).content.decode()
    assert auditor_client.post(address, TYPED).status_code == 403
    assert auditor_client.get(ADD).status_code == 403
