"""Bodies, contacts, towns and figures in the admin."""

import pytest
from django.contrib import admin
from django.urls import reverse

from municipalities.models import (
    ContactPoint,
    Indicator,
    IndicatorValue,
    LegalStatus,
    Membership,
    Municipality,
    PostalCode,
    Town,
)
from tests.clients import client_of
from tests.programs.distributions import World, account, make_world
from wir_portal.core.models import Event, Origin, Source
from wir_portal.core.permissions import CONTENT_READERS, StaffGroup

EDITOR = {StaffGroup.MINISTRY_EDITOR}
NOBODY: set[str] = set()
# model: who changes it on its own page, who adds to it there
RIGHTS = {
    Municipality: (EDITOR, NOBODY),
    LegalStatus: (EDITOR, EDITOR),
    ContactPoint: (EDITOR, EDITOR),
    Town: (EDITOR, EDITOR),
    PostalCode: (EDITOR, EDITOR),
    Indicator: (EDITOR, EDITOR),
    IndicatorValue: (EDITOR, EDITOR),
    Membership: (NOBODY, EDITOR),
}


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def editor(world):
    return client_of(world.editor)


def page(model, name, *args):
    return reverse(f"admin:municipalities_{model}_{name}", args=args)


@pytest.mark.parametrize("group", StaffGroup)
@pytest.mark.parametrize("model", RIGHTS)
def test_each_group_may_what_the_table_says(rf, db, model, group):
    request = rf.get("/admin/")
    request.user = account("jemand", group)
    model_admin = admin.site.get_model_admin(model)
    changes, adds = RIGHTS[model]

    assert model_admin.has_module_permission(request) == (group in CONTENT_READERS)
    assert model_admin.has_view_permission(request) == (group in CONTENT_READERS)
    assert model_admin.has_change_permission(request) == (group in changes)
    assert model_admin.has_add_permission(request) == (group in adds)
    assert not model_admin.has_delete_permission(request)


def test_the_website_is_the_editors_and_the_event_is_the_bodys(editor, world):
    answer = editor.post(
        page("municipality", "change", world.fulda.pk),
        {"website": "https://www.landkreis-fulda.de", "name": "Anders", "reason": "Neue Adresse"},
    )

    world.fulda.refresh_from_db()
    event = Event.objects.about(world.fulda).get()
    assert answer.status_code == 302
    assert (world.fulda.website, world.fulda.name) == ("https://www.landkreis-fulda.de", "Fulda, Landkreis")
    assert (event.act, event.body_slug) == ("municipality.changed", "landkreis-fulda")


def test_the_body_shows_what_belongs_to_it(editor, world):
    ContactPoint.objects.create(municipality=world.fulda, office="Büro für Integration", phone="069 90009-001")

    response = editor.get(page("municipality", "change", world.fulda.pk))

    tables = {table.slug: table.cells for table in response.context["tables"]}
    assert tables["ansprechstellen"][0][1] == "069 90009-001"
    assert tables["rechtsstellung"][0][1] == "01.01.2000"
    assert "Hier ist noch nichts eingetragen." in response.content.decode()


@pytest.mark.parametrize("is_demo, origin", [(True, Origin.EXAMPLE), (False, Origin.DECIDED)])
def test_a_contact_is_added_and_marked_with_its_origin(editor, world, settings, is_demo, origin):
    settings.WIR_DEMO = is_demo
    sent = {"municipality": world.fulda.pk, "office": "Büro", "is_published": "on", "reason": "Neu eingerichtet"}

    assert editor.post(page("contactpoint", "add"), sent).status_code == 302

    row = ContactPoint.objects.get()
    assert (row.office, row.is_published, row.origin) == ("Büro", True, origin)
    assert Event.objects.about(row).get().body_slug == "landkreis-fulda"


def test_a_contact_stays_with_its_body(editor, world):
    row = ContactPoint.objects.create(municipality=world.fulda, office="Büro")

    sent = {"municipality": world.wiesbaden.pk, "office": "Büro 2", "reason": "Umbenannt"}
    editor.post(page("contactpoint", "change", row.pk), sent)

    row.refresh_from_db()
    assert (row.office, row.municipality) == ("Büro 2", world.fulda)


def test_readers_see_yes_and_no_in_words(world):
    row = ContactPoint.objects.create(municipality=world.fulda, office="Büro", is_published=True)

    text = client_of(account("leser", StaffGroup.AUDITOR)).get(page("contactpoint", "change", row.pk)).content.decode()

    assert '<form method="post" id="contactpoint_form"' not in text
    assert '<div class="readonly">ja</div>' in text


def test_towns_and_postal_codes_are_added(editor, world):
    source = Source.objects.get()
    town = {"name": "Hünfeld, Stadt", "ags": "06631015", "municipality": world.fulda.pk, "source": source.pk}
    town |= {"latitude": "50,6738", "longitude": "9,7663", "reason": "Fehlte"}

    assert editor.post(page("town", "add"), town).status_code == 302
    row = Town.objects.get()
    assert (row.search_name, row.latitude) == ("huenfeld", 50.6738)
    assert (
        editor.post(page("postalcode", "add"), {"code": "36088", "town": row.pk, "reason": "Fehlte"}).status_code == 302
    )
    assert [
        cells[0].endswith("36088</a>")
        for cells in editor.get(page("town", "change", row.pk)).context["tables"][0].cells
    ]
    assert "Hünfeld" in editor.get(page("town", "changelist"), {"q": "36088"}).content.decode()


@pytest.mark.parametrize(
    ("model", "field", "words"),
    [
        ("town", "ags", "Schreiben Sie 8 Ziffern."),
        ("postalcode", "code", "Schreiben Sie 5 Ziffern."),
        ("contactpoint", "postal_code", "Schreiben Sie 5 Ziffern."),
        ("legalstatus", "official_key", "Schreiben Sie 5 oder 8 Ziffern."),
    ],
)
@pytest.mark.parametrize("typed", ["abc", "-1", "3608", "٣٦٠٨٨"])
def test_a_key_is_digits_and_nothing_else(editor, model, field, words, typed):
    answer = editor.post(page(model, "add"), {field: typed, "reason": "Fehlte"})

    assert answer.context["adminform"].form.errors[field] == [words]


def test_a_legal_status_is_added_and_contradictions_are_refused(editor, world):
    sent = {
        "municipality": world.fulda.pk,
        "starts_on": "01.01.2026",
        "kind": "special_status_city",
        "reason": "Gesetz",
    }

    answer = editor.post(page("legalstatus", "add"), sent)
    assert "Genau die Sonderstatusstädte liegen in einem Landkreis." in answer.content.decode()

    assert editor.post(page("legalstatus", "add"), {**sent, "kind": "independent_city"}).status_code == 302
    assert LegalStatus.objects.get(municipality=world.fulda, starts_on="2026-01-01").official_key is None


def test_the_missing_key_of_a_sourced_status_can_be_entered(editor, world):
    status = LegalStatus.objects.get(municipality=world.fulda)

    answer = editor.post(
        page("legalstatus", "change", status.pk), {"official_key": "06632", "reason": "Bekannt gemacht"}
    )

    status.refresh_from_db()
    assert (answer.status_code, status.official_key, status.kind) == (302, "06632", "district")


def test_a_figure_is_added_with_its_day_and_source(editor, world):
    indicator = Indicator.objects.create(slug="population", name="Bevölkerung", unit="Personen")
    sent = {"indicator": indicator.pk, "municipality": world.fulda.pk, "reference_on": "31.12.2018", "value": "222.584"}

    answer = editor.post(page("indicatorvalue", "add"), {**sent, "source": Source.objects.get().pk, "reason": "Neu"})

    row = IndicatorValue.objects.get()
    assert (answer.status_code, row.value) == (302, 222_584)
    assert "222.584 Personen" in editor.get(page("indicatorvalue", "changelist")).content.decode()
    assert (
        "Bevölkerung, Fulda, Landkreis, 31.12.2018"
        in editor.get(page("indicatorvalue", "change", row.pk)).content.decode()
    )


@pytest.mark.parametrize(
    "kind, names", [("district", ["Fulda, Landkreis"]), ("", ["Fulda, Landkreis", "Fulda, Stadt"])]
)
def test_bodies_are_filtered_by_their_status_of_today(editor, kind, names):
    query = {"kind": kind, "region__exact": "Kassel"} if kind else {"region__exact": "Kassel"}

    cl = editor.get(page("municipality", "changelist"), query).context["cl"]

    assert [body.sort_name for body in cl.result_list] == names


FILES = {
    "municipality": "kommunen",
    "legalstatus": "rechtsstellungen",
    "contactpoint": "ansprechstellen",
    "town": "gemeinden",
    "postalcode": "postleitzahlen",
    "indicator": "kennzahlen",
    "indicatorvalue": "kennzahlwerte",
    "membership": "zugehoerigkeiten",
}


@pytest.mark.parametrize("model, name", FILES.items())
def test_each_list_has_its_file(editor, world, model, name):
    ContactPoint.objects.create(municipality=world.fulda, office="=1+1")

    answer = editor.get(page(model, "csv"))

    assert answer["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    if model == "contactpoint":
        assert "Fulda, Landkreis;'=1+1;" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_contacts_costs_the_same_for_one_and_for_three(world, editor, django_assert_num_queries, count):
    for number in range(count):
        ContactPoint.objects.create(municipality=world.fulda, office=f"Büro {number}")

    with django_assert_num_queries(7):  # session, user, groups, year being planned, count, all, page
        response = editor.get(page("contactpoint", "changelist"))

    assert response.context["cl"].result_count == count
