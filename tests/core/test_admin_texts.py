"""Texts of the site and sources in the admin."""

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.programs.distributions import account
from wir_portal.core.models import Event, SiteText, Source
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return client_of(account("land-bearbeitung", StaffGroup.MINISTRY_EDITOR))


@pytest.fixture
def imprint() -> SiteText:
    return SiteText.objects.create(key="imprint", title_de="Impressum", body_de="Alt")


def sent(**more):
    return {"title_de": "Impressum", "body_de": "Neu", "title_en": "", "body_en": "", "updated_on": "", **more}


def test_the_imprint_is_edited_with_a_reason(editor, imprint):
    address = reverse("admin:core_sitetext_change", args=(imprint.pk,))

    answer = editor.post(address, sent(updated_on="05.11.2018", key="anders", reason="Neue Anschrift"))

    imprint.refresh_from_db()
    assert (answer.status_code, imprint.body_de, imprint.key) == (302, "Neu", "imprint")
    assert Event.objects.about(imprint).get().details == {"fields": ["body_de", "updated_on"]}
    assert "05.11.2018" in editor.get(reverse("admin:core_sitetext_changelist")).content.decode()


def test_saving_and_going_on_stays_on_the_page(editor, imprint):
    address = reverse("admin:core_sitetext_change", args=(imprint.pk,))

    assert editor.post(address, sent(reason="Neu", _continue="1"))["Location"] == address


@pytest.mark.parametrize("group", [group for group in StaffGroup if group != StaffGroup.MINISTRY_EDITOR])
def test_others_do_not_edit_it(imprint, group):
    address = reverse("admin:core_sitetext_change", args=(imprint.pk,))

    assert client_of(account("jemand", group)).post(address, sent(reason="x")).status_code == 403


def test_no_page_is_added(editor):
    assert editor.get("/admin/core/sitetext/add/").status_code == 404


def test_a_source_is_added_and_a_sourced_one_is_fixed(editor):
    old = Source.objects.create(slug="alt", title="Alt", publisher="Land")
    new = {"slug": "neu", "title": "Neu", "publisher": "Land", "published_on": "22.02.2018", "url": "example.org/a"}

    answer = editor.post(reverse("admin:core_source_add"), {**new, "reason": "Neue Fundstelle", "_addanother": "1"})

    assert answer["Location"] == reverse("admin:core_source_add")
    assert Source.objects.get(slug="neu").url == "https://example.org/a"
    address = reverse("admin:core_source_change", args=(old.pk,))
    assert editor.post(address, {**new, "reason": "x"}).status_code == 403
    assert "nicht bekannt" in editor.get(reverse("admin:core_source_changelist")).content.decode()
