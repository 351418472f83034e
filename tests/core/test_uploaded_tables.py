"""A file between its dry run and its confirmation: one person's, for two hours, once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from municipalities.admin.municipalities import MunicipalityAdmin
from municipalities.forms.tables import BodyRows
from tests.clients import client_of
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.municipalities.files import confirm, send
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, UploadedTable
from wir_portal.core.models.uploaded_table import KEPT_FOR, real_now
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import rows, uploaded_tables
from wir_portal.core.tables.reading import read_table
from wir_portal.core.tables.reports import ControlSum, Report
from wir_portal.core.tables.resources import ModelImporter

IMPORTER = MunicipalityAdmin.importer
FILE = b"AGS;Internetseite\r\n06631;https://www.example.org/neu\r\n"
REASON = "Neue Adressen"
UPLOAD = "admin:municipalities_municipality_import"


@pytest.fixture
def body(db):
    return MunicipalityFactory(key="06631", website="https://www.example.org/alt")


def test_the_same_bytes_that_were_shown_are_written(body, editor_client):
    report = send(editor_client, "municipality", FILE)

    assert bytes(UploadedTable.objects.get().content) == FILE
    confirm(editor_client, report, REASON)
    body.refresh_from_db()
    assert body.website == "https://www.example.org/neu"


def test_a_second_click_finds_the_file_gone_and_writes_nothing(body, editor, editor_client):
    report = send(editor_client, "municipality", FILE)
    upload = UploadedTable.objects.get()
    confirm(editor_client, report, REASON)

    assert editor_client.get(report.request["PATH_INFO"]).status_code == 404
    with pytest.raises(DomainError, match="schon eingelesen"):
        uploaded_tables.take_in(
            upload.pk, IMPORTER, seen=report.context["report"].digest, reason_internal=REASON, actor=editor, say=str
        )
    assert Event.objects.count() == 2


def test_what_was_stored_meanwhile_is_a_conflict_that_shows_both(body, editor_client):
    report = send(editor_client, "municipality", FILE)
    body.website = "https://www.example.org/anders"
    body.save()

    answer = confirm(editor_client, report, REASON)

    body.refresh_from_db()
    assert (answer.status_code, body.website) == (409, "https://www.example.org/anders")
    assert uploaded_tables.OTHER in answer.content.decode()
    assert "https://www.example.org/anders" in answer.content.decode()
    assert not Event.objects.exists()
    # What is shown now can be confirmed now.
    assert confirm(editor_client, answer, REASON).status_code == 200
    assert Event.objects.filter(act="municipality.imported").exists()


def test_what_is_not_wrong_but_the_same_by_now_is_a_conflict_too(body, editor):
    upload = uploaded_tables.keep(IMPORTER, name="a.csv", content=FILE, actor=editor)
    seen = uploaded_tables.dry_run(upload, IMPORTER).digest
    body.website = "https://www.example.org/neu"
    body.save()

    with pytest.raises(Conflict):
        uploaded_tables.take_in(upload.pk, IMPORTER, seen=seen, reason_internal=REASON, actor=editor, say=str)


@pytest.mark.parametrize("left_out", ["sum_is_right", "reason_internal"])
def test_without_its_sum_confirmed_or_a_reason_nothing_is_written(body, editor_client, left_out):
    report = send(editor_client, "municipality", FILE)

    answer = confirm(editor_client, report, REASON, **{left_out: ""})

    assert list(answer.context["form"].errors) == [left_out]
    assert not Event.objects.exists()


def test_nobody_else_sees_the_file_nor_confirms_it(body, editor_client):
    report = send(editor_client, "municipality", FILE)
    other = client_of(UserFactory(group=StaffGroup.MINISTRY_EDITOR))

    assert other.get(report.request["PATH_INFO"]).status_code == 404
    assert confirm(other, report, REASON).status_code == 404


def test_another_kind_of_page_does_not_read_it(body, editor, editor_client):
    upload = uploaded_tables.keep(IMPORTER, name="a.csv", content=FILE, actor=editor)

    address = reverse("admin:municipalities_contactpoint_import-report", args=(upload.pk,))
    assert editor_client.get(address).status_code == 404


def test_the_next_file_for_the_same_place_takes_it(body, editor_client):
    send(editor_client, "municipality", FILE)
    send(editor_client, "municipality", FILE.replace(b"neu", b"noch-neuer"))

    assert [bytes(row.content).count(b"noch-neuer") for row in UploadedTable.objects.all()] == [1]


def test_after_two_hours_it_is_gone_for_its_person_and_then_for_good(body, editor_client):
    report = send(editor_client, "municipality", FILE)
    UploadedTable.objects.update(created_at=real_now() - KEPT_FOR)
    assert editor_client.get(report.request["PATH_INFO"]).status_code == 404

    call_command("tidy", verbosity=0)
    assert not UploadedTable.objects.exists()


def test_tidying_leaves_what_can_still_be_confirmed(body, editor_client, capsys):
    send(editor_client, "municipality", FILE)
    UploadedTable.objects.update(created_at=real_now() - KEPT_FOR + timedelta(minutes=1))

    call_command("tidy")

    assert UploadedTable.objects.count() == 1
    assert "Nicht bestätigte Dateien: 0." in capsys.readouterr().out


def test_a_file_whose_columns_are_not_known_any_more_cannot_be_confirmed(body, editor, editor_client):
    upload = uploaded_tables.keep(IMPORTER, name="a.csv", content=b"X;Y\r\n1;2\r\n", actor=editor)

    with pytest.raises(DomainError, match="Es fehlt: „Amtlicher Schlüssel“"):
        uploaded_tables.take_in(upload.pk, IMPORTER, seen="", reason_internal=REASON, actor=editor, say=str)
    address = reverse("admin:municipalities_municipality_import-report", args=(upload.pk,))
    assert editor_client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "Die Datei ist leer."),
        ("a.xlsx", FILE, "ist aber keine Excel-Datei"),
        ("a.csv", FILE + b"x" * (3 * 1024 * 1024), "Die Datei ist größer als 2 MB."),
        ("a.csv", b"X;Y\r\n1;2\r\n", "Es fehlt: „Amtlicher Schlüssel“."),
    ],
)
def test_a_file_that_is_no_table_is_refused_at_its_field(body, editor_client, name, content, sentence):
    answer = send(editor_client, "municipality", content, name)

    assert sentence in answer.context["form"].errors["file"][0]
    assert not UploadedTable.objects.exists()


def test_of_a_large_file_only_as_much_as_allowed_is_kept_in_memory(body, editor_client):
    file = SimpleUploadedFile("a.csv", b"x" * (9 * 1024 * 1024))

    answer = editor_client.post(reverse(UPLOAD), {"file": file})

    assert answer.context["form"].files["file"].size == 2 * 1024 * 1024 + 1


def test_a_form_without_a_file_says_so(body, editor_client):
    assert editor_client.post(reverse(UPLOAD), {}).context["form"].errors == {"file": ["Wählen Sie eine Datei."]}


def test_the_service_refuses_too_much_as_well(editor):
    with pytest.raises(DomainError, match="größer als 2 MB"):
        uploaded_tables.keep(IMPORTER, name="a.csv", content=b"x" * (2 * 1024 * 1024 + 1), actor=editor)


@pytest.mark.parametrize("group", sorted(set(StaffGroup) - {StaffGroup.MINISTRY_EDITOR}))
def test_only_the_editor_takes_files_in(body, editor_client, group):
    report = send(editor_client, "municipality", FILE)
    other = client_of(UserFactory(group=group))

    assert other.get(reverse(UPLOAD)).status_code == 403
    assert send(other, "municipality", FILE).status_code == 403
    assert confirm(other, report, REASON).status_code == 403
    assert "einlesen" not in other.get(reverse("admin:municipalities_municipality_changelist")).content.decode()


def test_many_changes_stand_on_several_pages(db, editor_client):
    keys = [MunicipalityFactory().key for _ in range(101)]
    file = "\r\n".join(["AGS;Internetseite", *(f"{key};https://www.example.org" for key in keys)]).encode()

    report = send(editor_client, "municipality", file)
    second = editor_client.get(report.request["PATH_INFO"], {"seite": "2"})

    assert [len(page.context["changes"]) for page in (report, second)] == [100, 1]
    assert "Seite 2 von 2, 101 Zeilen" in second.content.decode()


def test_a_report_with_nothing_to_write_is_not_ready():
    assert not Report(3, 3, [], [], ControlSum("Zahl der Zeilen", 3, None)).is_ready


def test_a_fault_of_our_own_is_no_fault_of_the_file(body, editor):
    class Broken(BodyRows):
        def before_reading(self) -> None:
            raise LookupError("nicht geladen")

    class Wrong(BodyRows):
        def name_of_key(self, cell):
            raise TypeError("falsch gelesen")

        def before_reading(self) -> None:
            self.fields["key"].read = self.name_of_key

    sheet = read_table("a.csv", FILE)
    with pytest.raises(LookupError, match="nicht geladen"):
        ModelImporter("municipality", Broken).plan(sheet)
    with pytest.raises(TypeError, match="falsch gelesen"):
        ModelImporter("municipality", Wrong).plan(sheet)


def test_no_change_is_no_act(editor):
    with pytest.raises(DomainError, match="Die Datei ändert nichts"):
        rows.save_many([], code="municipality", actor=editor, reason_internal=REASON, details={})
