"""Figures, bodies and contacts out of files: checked first, then whole or not at all, like changes by hand."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from municipalities.forms.tables import ENTERED_BY_SOURCE
from municipalities.models import ContactPoint, Indicator, IndicatorValue, Municipality
from tests.clients import HouseClient
from tests.core.tables import xlsx
from tests.factories.core import SourceFactory
from tests.factories.municipalities import ContactPointFactory, MunicipalityFactory
from tests.municipalities.files import confirm, faults, send
from wir_portal.core.models import Event, UploadedTable

HEAD = "Amtlicher Schlüssel;Kennzahl;Stichtag;Wert;Quelle"
REASON = "Neue Zahlen des Landesamts"


@pytest.fixture
def bodies(db) -> list[Municipality]:
    Indicator.objects.create(slug="population", name="Bevölkerung", unit="Personen")
    source = SourceFactory(slug="amt-2019", title="Bevölkerung 2019", publisher="Amt")
    return [
        MunicipalityFactory(key=key, sort_name=name, slug=f"kreis-{key}", source=source)
        for key, name in (("06631", "Fulda, Landkreis"), ("06435014", "Hanau, Stadt"))
    ]


def value_of(body: Municipality, on: date = date(2019, 12, 31), value: int = 7) -> IndicatorValue:
    return IndicatorValue.objects.create(
        indicator=Indicator.objects.get(), municipality=body, reference_on=on, value=value, source=body.source
    )


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows]).encode()


GOOD = csv("06631;Bevölkerung;31.12.2019;222.584;amt-2019", "6435014;population;2019-12-31;96492;Amt: Bevölkerung 2019")


# --- figures ------------------------------------------------------------------------------------------------------
def test_new_figures_are_written_with_one_event_for_all_and_one_for_each(bodies, editor_client):
    report = send(editor_client, "indicatorvalue", GOOD)

    assert not IndicatorValue.objects.exists()
    assert [report.context["report"].added_count, report.context["report"].control.of_file] == [2, 319_076]

    answer = confirm(editor_client, report, REASON)

    stored = IndicatorValue.objects.order_by("value")
    joint = Event.objects.get(act="indicator_value.imported")
    told = editor_client.get(reverse("admin:core_event_change", args=(joint.pk,))).content.decode()
    assert "<li>Neu angelegt: 2</li><li>Geändert: 0</li><li>Unverändert: 0</li><li>Kontrollsumme: 319076</li>" in told
    assert [str(message) for message in answer.context["messages"]] == [
        "Eingelesen: 2 neu, 0 geändert, 0 unverändert. Summe der Spalte „Wert“: 319.076."
    ]
    assert [(row.municipality.key, row.reference_on, row.value, row.source.slug) for row in stored] == [
        ("06435014", date(2019, 12, 31), 96_492, "amt-2019"),
        ("06631", date(2019, 12, 31), 222_584, "amt-2019"),
    ]
    assert (joint.actor, joint.reason_internal) == (editor_client.user, REASON)
    assert joint.details.pop("file_digest")
    assert joint.details == {"added": 2, "changed": 0, "unchanged": 0, "control_sum": 319_076}
    events = [Event.objects.about(row).get() for row in stored]
    assert {(event.act, event.reason_internal, event.details["event"]) for event in events} == {
        ("indicator_value.added", REASON, joint.pk)
    }
    assert not UploadedTable.objects.exists()


def test_what_was_entered_here_may_be_changed_by_a_file_and_the_rest_stays(bodies, editor_client):
    confirm(editor_client, send(editor_client, "indicatorvalue", GOOD), REASON)

    changed = GOOD.replace(b"222.584", b"222.585")
    report = send(editor_client, "indicatorvalue", changed)
    (change,) = report.context["report"].changes

    assert (change.row, change.is_new, change.values) == (2, False, [("Wert", 222_584, 222_585)])
    assert dict(report.context["sums"]) == {
        "In Ihrer Datei: Summe der Spalte „Wert“": "319.077",
        "Dieselben Zeilen, jetzt gespeichert": "319.076",
        "Dieselben Zeilen, nach dem Einlesen": "319.077",
    }
    confirm(editor_client, report, REASON)
    row = IndicatorValue.objects.get(value=222_585)
    assert list(Event.objects.about(row).values_list("act", flat=True)) == [
        "indicator_value.changed",
        "indicator_value.added",
    ]


def test_what_a_source_brought_stays_what_it_is(bodies, editor_client):
    value_of(bodies[0])

    assert faults(send(editor_client, "indicatorvalue", GOOD)) == [(2, "", "", ENTERED_BY_SOURCE)]


def test_a_file_that_says_what_is_stored_writes_nothing(bodies, editor_client):
    value_of(bodies[0], value=222_584)
    report = send(editor_client, "indicatorvalue", csv("06631;Bevölkerung;31.12.2019;222.584;amt-2019"))

    assert (report.context["report"].changes, report.context["report"].unchanged_count) == ([], 1)
    assert "Die Datei sagt dasselbe, was gespeichert ist." in report.content.decode()
    confirm(editor_client, report, REASON)
    assert not Event.objects.exists()


WRONG = csv(
    "06631;Bevölkerung;31.12.2019;222584,5;amt-2019",
    "06999;Hunde;31.02.2019;;niemand",
    "06631;Bevölkerung;30.12.2019;1;amt-2019",
    "06631;population;30.12.2019;2;amt-2019",
    ";Bevölkerung;30.12.2019;2;",
)


def test_every_wrong_cell_is_named_with_its_place_and_the_right_form(bodies, editor_client):
    report = send(editor_client, "indicatorvalue", WRONG)

    assert faults(report) == [
        (2, "Wert", "D2", "Schreiben Sie eine ganze Zahl, zum Beispiel 222.584."),
        (3, "Amtlicher Schlüssel", "A3", "Diesen amtlichen Schlüssel hat keine Kommune."),
        (3, "Kennzahl", "B3", "Diese Kennzahl gibt es nicht. Möglich: population, Bevölkerung."),
        (3, "Stichtag", "C3", "Den 31. Februar 2019 gibt es nicht. Der Monat hat 28 Tage."),
        (3, "Wert", "D3", "Hier fehlt der Wert."),
        (3, "Quelle", "E3", "Diese Quelle gibt es nicht. Möglich: amt-2019, Amt: Bevölkerung 2019."),
        (5, "", "", "Diese Zeile gibt es schon: siehe Zeile 4. Lassen Sie eine davon."),
        (6, "Amtlicher Schlüssel", "A6", "Hier fehlt der amtliche Schlüssel."),
        (6, "Quelle", "E6", "Hier fehlt der Wert."),
    ]
    assert report.context["report"].faults[0].example == "222.584"
    assert (report.context["report"].faulty_row_count, report.context["report"].row_count) == (4, 5)
    assert "Jetzt einlesen" not in report.content.decode()


def test_nothing_is_written_while_one_row_is_wrong(bodies, editor_client):
    report = send(editor_client, "indicatorvalue", WRONG)

    confirm(editor_client, report, REASON)

    assert not IndicatorValue.objects.exists()
    assert not Event.objects.exists()


def test_the_name_beside_the_key_is_compared(bodies, editor_client):
    head = f"{HEAD};Kommune;Einheit"
    rows = (
        "06631;Bevölkerung;31.12.2019;1;amt-2019;Fulda, Landkreis;Personen",
        "06435014;Bevölkerung;31.12.2019;2;amt-2019;Fulda, Stadt;",
    )

    assert faults(send(editor_client, "indicatorvalue", csv(*rows, head=head))) == [
        (3, "Kommune", "F3", "Diese Angabe ändert sich nicht durch eine Datei. Gespeichert ist: „Hanau, Stadt“.")
    ]


def test_a_workbook_brings_numbers_days_and_keys_without_their_zero(bodies, editor_client):
    rows = [HEAD.split(";"), [6631, "Bevölkerung", date(2019, 12, 31), 222_584, "amt-2019"]]

    confirm(editor_client, send(editor_client, "indicatorvalue", xlsx(rows), "zahlen.xlsx"), REASON)

    (row,) = IndicatorValue.objects.all()
    assert (row.municipality.key, row.reference_on, row.value) == ("06631", date(2019, 12, 31), 222_584)


@pytest.mark.sqlite_only
def test_a_sum_that_is_another_one_after_writing_takes_everything_back(bodies, editor_client):
    """Something between us and the table changes a value: nobody would see it in the dry run."""
    report = send(editor_client, "indicatorvalue", GOOD)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER probe AFTER INSERT ON municipalities_indicatorvalue BEGIN"
            " UPDATE municipalities_indicatorvalue SET value = value + 1 WHERE id = NEW.id; END"
        )

    answer = confirm(editor_client, report, REASON)

    assert "Die Kontrollsumme stimmt nach dem Schreiben nicht." in answer.content.decode()
    assert not IndicatorValue.objects.exists()
    assert not Event.objects.exists()


# --- bodies -------------------------------------------------------------------------------------------------------
def test_the_website_of_a_body_is_taken_in_and_the_body_reads_it_in_its_log(bodies, editor_client):
    file = csv("06631;https://www.example.org/fulda;Fulda, Landkreis", head="AGS;Internetseite;Name in Listen")

    confirm(editor_client, send(editor_client, "municipality", file), REASON)

    bodies[0].refresh_from_db()
    event = Event.objects.about(bodies[0]).get()
    assert bodies[0].website == "https://www.example.org/fulda"
    assert (event.act, event.body_slug, event.details["fields"]) == (
        "municipality.changed", "kreis-06631", ["website"],
    )  # fmt: skip


def test_what_a_source_says_of_a_body_is_refused_by_its_name(bodies, editor_client):
    file = csv("06631;www;Frankfurt", "06631;;", head="Amtlicher Schlüssel 2018;Internetseite;Sitz")

    assert faults(send(editor_client, "municipality", file)) == [
        (2, "Internetseite", "B2", "Schreiben Sie die Adresse so: https://www.example.org."),
        (3, "", "", "Diese Zeile gibt es schon: siehe Zeile 2. Lassen Sie eine davon."),
    ]
    assert faults(send(editor_client, "municipality", csv("06631;Fulda", head="AGS;Sitz"))) == [
        (2, "Sitz", "B2", "Diese Angabe ändert sich nicht durch eine Datei. Gespeichert ist: „Musterstadt“.")
    ]


def test_a_body_cannot_be_made_by_a_file(bodies, editor_client):
    file = csv("06999;https://www.example.org", head="AGS;Internetseite")

    assert faults(send(editor_client, "municipality", file)) == [
        (2, "Amtlicher Schlüssel", "A2", "Diesen amtlichen Schlüssel hat keine Kommune.")
    ]


# --- contacts -----------------------------------------------------------------------------------------------------
def test_contacts_are_added_and_changed(bodies, editor_client):
    office = ContactPointFactory(municipality=bodies[0])
    head = "Schlüssel;Stelle;PLZ;Telefon;E-Mail;Veröffentlicht"
    file = csv(
        "06631;Büro für Integration;36041;069 90009 101;neu@example.org;nein",
        "06435014;Welcome Center;63450;;;ja",
        head=head,
    )

    confirm(editor_client, send(editor_client, "contactpoint", file), REASON)

    office.refresh_from_db()
    added = ContactPoint.objects.get(municipality=bodies[1])
    assert (office.postal_code, office.phone, office.street, office.is_published) == (
        "36041", "069 90009 101", "Musterweg 1", False,
    )  # fmt: skip
    assert (added.office, added.postal_code, added.is_published) == ("Welcome Center", "63450", True)
    assert Event.objects.about(office).get().details["fields"] == ["email", "is_published", "phone", "postal_code"]


def test_what_a_name_could_mean_twice_is_refused(bodies, editor_client):
    for _ in range(2):
        ContactPointFactory(municipality=bodies[0])
        SourceFactory(title="Zwilling", publisher="Amt")

    assert faults(
        send(editor_client, "contactpoint", csv("06631;Büro für Integration;Fulda", head="AGS;Stelle;Ort"))
    ) == [(2, "", "", "Diesen Eintrag gibt es mehrfach. Ändern Sie ihn in der Verwaltung, nicht durch eine Datei.")]
    assert faults(send(editor_client, "indicatorvalue", csv("06631;Bevölkerung;31.12.2019;1;Amt: Zwilling"))) == [
        (2, "Quelle", "E2", "Diesen Namen gibt es mehrfach. Schreiben Sie das Kürzel.")
    ]


def test_a_postcode_has_five_digits_and_a_telephone_is_text(bodies, editor_client):
    rows = [["AGS", "Stelle", "PLZ", "Telefon"], ["06631", "Büro", 3603, 6_990_009]]

    assert faults(send(editor_client, "contactpoint", xlsx(rows), "a.xlsx")) == [
        (2, "Postleitzahl", "C2", "Schreiben Sie 5 Ziffern."),
        (2, "Telefon", "D2", "Die Zelle ist eine Zahl oder ein Datum. Formatieren Sie sie als Text."),
    ]


# --- what every list can do ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("model", ["indicatorvalue", "municipality", "contactpoint"])
def test_a_list_saved_as_a_file_says_the_same_when_it_comes_back(bodies, editor_client, model, kind):
    for body in bodies:
        value_of(body)
        ContactPointFactory(municipality=body, hours="- ruft an -", website="https://www.example.org")
    file = editor_client.get(reverse(f"admin:municipalities_{model}_{kind}"))

    report = send(editor_client, model, file.content, f"liste.{kind}").context["report"]

    assert (report.faults, report.changes, report.unchanged_count) == ([], [], 2)


@pytest.mark.parametrize("count", [1, 30])
def test_a_dry_run_asks_as_much_for_one_row_as_for_many(bodies, editor_client, django_assert_num_queries, count):
    rows = [f"06631;Bevölkerung;{1 + n % 28:02}.{1 + n // 28:02}.2019;1;amt-2019" for n in range(count)]
    report = send(editor_client, "indicatorvalue", csv(*rows))

    # Five for the file, seven for the page, eight of savepoints that only a test has.
    with django_assert_num_queries(20):
        editor_client.get(report.request["PATH_INFO"])


def test_the_page_explains_the_columns_and_offers_the_list_as_a_start(bodies, editor_client: HouseClient):
    page = editor_client.get(reverse("admin:municipalities_indicatorvalue_import"))

    assert [column.header for column in page.context["columns"]] == [
        "Amtlicher Schlüssel", "Kennzahl", "Stichtag", "Wert", "Quelle", "Kommune", "Einheit",
    ]  # fmt: skip
    assert reverse("admin:municipalities_indicatorvalue_xlsx") in page.content.decode()
