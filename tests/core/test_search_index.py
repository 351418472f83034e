"""The index of the search is what the rows say, whoever writes them, and says so where it is not."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from casemanagers.models import Agency, Offer, VolunteerNetwork
from municipalities.models import Municipality, PostalCode, Town
from programs.models import FundingLine
from tests.factories.casemanagers import AgencyFactory, OfferFactory, VolunteerNetworkFactory
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory, TownFactory
from tests.factories.programs import FundingLineFactory
from tests.writers import refused_by
from wir_portal.core import registries
from wir_portal.core.models import SearchDocument, SearchSynonym, SiteText
from wir_portal.core.search import finding, guards, index, words
from wir_portal.core.services import rows

pytestmark = pytest.mark.django_db
DAY = date(2018, 11, 5)


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def found(text, day=DAY, **options):
    """Headings by kind."""
    groups = finding.find(words.read(text, finding.synonyms()), day, **options)
    return {group.kind.value: [document.titles["de"] for document in group.documents] for group in groups}


def text(key="imprint", **fields):
    return SiteText.objects.create(**{"key": key, "title_de": "Impressum", "body_de": "Wer **anbietet**."} | fields)


# --- what is found ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["Gießen", "giessen", "GIESS", "Giesen"[:4], "Gießener", "Landkreis giessen"])
def test_a_body_is_found_however_it_is_written(query):
    MunicipalityFactory(name="Landkreis Gießen", short_name="Gießen", sort_name="Gießen, Landkreis")

    assert found(query)["kommunen"] == ["Landkreis Gießen"]


def test_bodies_out_of_a_file_stay_findable_and_their_towns_follow():
    town = TownFactory(name="Hünfeld", municipality__name="Landkreis Fulda")
    body = town.municipality
    body.name, body.website = "Kreis Fulda", "https://fulda.example.org"
    change = rows.Written(body, ["name", "website"], is_new=False)

    rows.save_many([change], code="municipality", actor=UserFactory(), reason_internal="Probe", details={})

    assert found("fulda")["kommunen"] == ["Kreis Fulda"]
    assert SearchDocument.objects.get(kind="orte").place == "Kreis Fulda"
    assert list(index.faults()) == []


def test_a_town_is_found_by_its_postcode_and_leads_to_its_body():
    town = TownFactory(name="Hünfeld, Konrad-Zuse-Stadt")
    PostalCode.objects.create(code="36088", town=town)

    assert found("36088") == {"orte": ["Hünfeld, Konrad-Zuse-Stadt"]}
    assert found("huenf") == found("hunfeld") == found("Hünfeld Zuse") == found("36088")
    document = SearchDocument.objects.get(kind="orte")
    assert (document.path, document.place) == (town.municipality.get_absolute_url(), town.municipality.name)


def test_a_line_is_found_by_any_of_its_texts_in_any_language():
    FundingLineFactory(name_de="Sprachförderung", name_en="Language support", summary_de="Kurse", description_en="Deep")

    for query in ("sprachfoerd", "language", "Kurs", "deep"):
        assert found(query) == {"foerderlinien": ["Sprachförderung"]}
    assert found("foerderung") == {}


def test_synonyms_of_the_editors_are_found_at_once():
    text(body_de="Für Geflüchtete.")
    assert found("Flüchtlinge") == {}

    SearchSynonym.objects.create(slug="flucht", words="Flüchtling, Geflüchtete")

    assert found("Flüchtlinge") == found("FLUECHTLING") == {"seiten": ["Impressum"]}


def test_every_word_must_occur_and_headings_come_first():
    for number, (title, body) in enumerate([("Anderes", "Hanau ist schön"), ("In Hanau", ""), ("Hanau", "")]):
        text(["imprint", "privacy", "accessibility"][number], title_de=title, body_de=body)

    assert found("hanau") == {"seiten": ["Hanau", "In Hanau", "Anderes"]}
    assert found("hanau schön") == {"seiten": ["Anderes"]}
    assert found("hanau Kassel") == {}


@pytest.mark.parametrize(
    "query", ["AND", "OR NOT", "NEAR(a, b)", "title_words : x", "'x' & !y", "x:*", "^x", "%", "x'--"]
)
def test_operators_and_quotes_are_plain_words(query):
    text()

    assert found(query) == {}


def test_a_single_letter_is_no_beginning():
    text(body_de="Haus a und b")

    assert found("a") == {"seiten": ["Impressum"]}
    assert found("h") == {}


def test_a_kind_alone_is_found_page_by_page():
    for number in range(7):
        MunicipalityFactory(name=f"Stadt Hanau {number}")
    text(body_de="Hanau")

    (group,) = finding.find(words.read("hanau"), DAY, kind="kommunen", first=6, count=5)

    assert (group.total, [one.titles["de"] for one in group.documents]) == (7, ["Stadt Hanau 5", "Stadt Hanau 6"])


# --- what is never found ---------------------------------------------------------------------------------------------
FACTORIES = {"angebote": OfferFactory, "stellen": AgencyFactory, "netzwerke": VolunteerNetworkFactory}


@pytest.mark.parametrize(("kind", "factory"), FACTORIES.items())
def test_an_entry_is_found_while_it_is_public_and_not_a_day_longer(kind, factory):
    entry = factory(title="Treffpunkt")
    assert found("treffpunkt") == {}

    entry.status, entry.confirmed_on = "published", date(2018, 11, 5)
    entry.save()
    assert found("treffpunkt") == {kind: ["Treffpunkt"]}
    last = date(2019, 8, 5)
    rows = type(entry).objects
    for day in (DAY, last, last + timedelta(days=1)):
        assert bool(found("treffpunkt", day)) == rows.public(day).exists() == (day <= last)

    entry.status = "withdrawn"
    entry.save()
    assert found("treffpunkt") == {}
    assert SearchDocument.objects.filter(kind=kind).count() == 0


@pytest.mark.parametrize("way", ["update", "raw"])
@pytest.mark.parametrize("factory", FACTORIES.values())
def test_what_is_withdrawn_past_the_services_is_not_found_either(way, factory):
    entry = factory(title="Treffpunkt", is_published=True)

    if way == "update":
        type(entry).objects.update(status="withdrawn")
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {entry._meta.db_table} SET status = 'withdrawn'")

    assert found("treffpunkt") == {}
    assert list(index.faults()) == []


@pytest.mark.parametrize("way", ["row", "set"])
def test_what_is_deleted_is_not_found(way):
    row = text()

    row.delete() if way == "row" else SiteText.objects.all().delete()

    assert (found("impressum"), SearchDocument.objects.count()) == ({}, 0)


def test_a_rolled_back_act_leaves_the_index_as_it_was():
    line = FundingLineFactory(name_de="Koordination")

    with transaction.atomic():
        line.name_de = "Vielfalt"
        line.save()
        assert found("vielfalt") == {"foerderlinien": ["Vielfalt"]}
        transaction.set_rollback(True)
    line.refresh_from_db()

    assert found("koordination") == {"foerderlinien": ["Koordination"]}


# --- what depends on others ------------------------------------------------------------------------------------------
def test_what_names_another_row_changes_with_it():
    names = ("name", "short_name", "sort_name", "seat")
    body = MunicipalityFactory(**dict.fromkeys(names, "Stadt Alt"))
    agency = AgencyFactory(municipality=body, title="Amt", is_published=True)
    OfferFactory(municipality=body, title="Kurs", agency=agency, provider="", is_published=True)
    VolunteerNetworkFactory(municipality=body, is_published=True)
    TownFactory(municipality=body)

    for name in names:
        setattr(body, name, "Stadt Neu")
    body.save()
    agency.title = "Jobcenter"
    agency.save()

    assert found("alt") == {}
    assert {kind: len(titles) for kind, titles in found("neu").items()} == {
        "kommunen": 1, "orte": 1, "angebote": 1, "stellen": 1, "netzwerke": 1,
    }  # fmt: skip
    assert found("jobcenter")["angebote"] == ["Kurs"]
    assert list(index.faults()) == []


# --- the whole -------------------------------------------------------------------------------------------------------
def test_the_demonstration_is_indexed_whole_and_a_second_look_changes_nothing():
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)

    assert list(index.faults()) == []
    assert index.refresh_all() == 0
    counts = Counter(SearchDocument.objects.values_list("kind", flat=True))
    assert set(counts) == set(dict(registries.search_sources.items()))
    assert counts["kommunen"] == Municipality.objects.count() == 33
    assert counts["orte"] == Town.objects.count()
    assert counts["foerderlinien"] == FundingLine.objects.count()
    for kind, model in {"angebote": Offer, "stellen": Agency, "netzwerke": VolunteerNetwork}.items():
        assert counts[kind] == model.objects.filter(status="published").count() > 0


def test_what_went_past_the_index_is_named_and_mended(capsys):
    right, wrong = text("imprint"), text("privacy", title_de="Datenschutz")
    SiteText.objects.filter(pk=right.pk).update(title_de="Anbieter")
    SearchDocument.objects.filter(object_id=wrong.pk).update(path="/anders/")
    SearchDocument.objects.create(
        kind="orte", object_id=987, path="/", titles={"de": "Atlantis"}, title_words="atlantis", words="atlantis"
    )

    assert [sentence.partition(". ")[0] for sentence in index.faults()] == [
        "Orte 987: ist zu finden, obwohl es nicht öffentlich ist",
        f"Seiten {right.pk}: ist nicht zu finden",
        f"Seiten {wrong.pk}: ist mit einem alten Text zu finden",
    ]
    call_command("index_search")

    assert capsys.readouterr().out == "Suchdokumente geschrieben oder entfernt: 3.\n"
    assert list(index.faults()) == []
    assert found("anbieter") == {"seiten": ["Anbieter", "Datenschutz"]}
    call_command("index_search", verbosity=0)
    assert capsys.readouterr().out == ""


@pytest.mark.sqlite_only
def test_an_index_that_lost_its_triggers_is_named_and_mended():
    row = text()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {guards.INDEX} SET words = 'anders'")
        cursor.execute(f"INSERT INTO {guards.INDEX} (rowid, title_words, words) VALUES (987, 'a', 'a')")
    assert list(index.faults()) == [
        f"Suchverzeichnis: 2 Einträge passen nicht zu ihren Suchdokumenten. {guards.REPAIR}"
    ]

    guards.mend_index()

    assert list(index.faults()) == []
    assert found("anbietet") == {"seiten": [row.title_de]}


def test_a_fixture_is_taken_as_it_comes():
    """Its rows may name what is not there yet."""
    row = text()
    document = SearchDocument.objects.get()

    row.save_base(raw=True)

    assert not SearchDocument.objects.filter(pk=document.pk).exists()
    index.refresh_all()
    assert found("impressum") == {"seiten": ["Impressum"]}


def test_an_object_has_one_document():
    text()
    kept = SearchDocument.objects.get()

    with refused_by("(search_document_once_per_object|kind, core_searchdocument.object_id)"):
        SearchDocument(kind=kept.kind, object_id=kept.object_id, path="/", title_words="", words="").save()
