"""The pages of a file that is taken in: upload, dry run, confirmation. The same for every kind of file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from wir_portal.core.admin_base.cells import day
from wir_portal.core.admin_base.pages import Crumb, act_page, show
from wir_portal.core.errors import DomainError
from wir_portal.core.forms import ReasonForm
from wir_portal.core.models import UploadedTable
from wir_portal.core.money import format_euro
from wir_portal.core.services import uploaded_tables
from wir_portal.core.tables.importers import Importer
from wir_portal.core.tables.reading import read_table
from wir_portal.core.tables.reports import ControlSum, Report
from wir_portal.core.tables.sheet import TableFault
from wir_portal.core.templatetags.wir import number

PER_PAGE = 100
UPLOAD_TEMPLATE, REPORT_TEMPLATE = "admin/import_upload.html", "admin/import_report.html"


@dataclass(frozen=True)
class Place:
    """Where a file is taken in: which kind, on which pages, and who may."""

    importer: Importer
    title: str
    may_write: bool
    back: str
    crumbs: Sequence[Crumb]
    upload_url: str
    report_url: Callable[[int], str]
    # Why nothing can be taken in here now.
    refusal: str = ""
    # Files of the same columns, to start from.
    csv_url: str = ""
    xlsx_url: str = ""


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Datei",
        help_text="CSV oder Excel (.xlsx), höchstens 2 MB und 5.000 Zeilen.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        allow_empty_file=True,
        error_messages={"required": "Wählen Sie eine Datei.", "invalid": "Wählen Sie eine Datei."},
    )


class ConfirmForm(ReasonForm):
    """That the sum is the one of the person's own file, and why the values are taken in."""

    sum_is_right = forms.BooleanField(
        label="Die Kontrollsumme stimmt mit meiner Datei überein",
        error_messages={"required": "Vergleichen Sie die Kontrollsumme und bestätigen Sie sie."},
    )
    field_order = ("sum_is_right", "reason_internal")


def upload_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Takes a file that can be read as a table of this kind; everything else is said at the field."""
    if not place.may_write:
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            if place.refusal:
                raise DomainError(place.refusal)
            place.importer.plan(read_table(file.name, content))
            kept = uploaded_tables.keep(place.importer, name=file.name, content=content, actor=request.user)
        except (TableFault, DomainError) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(place.report_url(kept.pk))
    return show(
        request,
        UPLOAD_TEMPLATE,
        form=form,
        title=place.title,
        crumbs=[*place.crumbs, Crumb(place.title)],
        back=place.back,
        place=place,
        columns=place.importer.columns,
    )


def report_page(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """The dry run; who confirms it writes what it showed."""
    if not place.may_write:
        raise PermissionDenied
    mine = UploadedTable.objects.of(request.user).filter(kind=place.importer.code, target=place.importer.target)
    upload = mine.filter(pk=number).first()
    if upload is None:
        raise Http404
    try:
        report = uploaded_tables.dry_run(upload, place.importer)
    except TableFault as fault:  # what the columns look up is not there any more
        raise Http404 from fault
    form = ConfirmForm(request.POST if report.is_ready and request.method == "POST" else None)

    def run(cleaned: dict[str, Any]) -> str:
        _event, words = uploaded_tables.take_in(
            upload.pk,
            place.importer,
            seen=request.POST.get("digest", ""),
            reason_internal=cleaned["reason_internal"],
            actor=request.user,
            say=said,
        )
        return words

    page = Paginator(report.changes, PER_PAGE).get_page(request.GET.get("seite"))
    return act_page(
        request,
        form,
        run=run,
        title=f"{place.title}: {_outcome(report)}",
        button="Jetzt einlesen",
        back=place.back,
        crumbs=[*place.crumbs, Crumb(place.title, place.upload_url), Crumb("Prüfung")],
        template=REPORT_TEMPLATE,
        facts=_facts(upload, report),
        report=report,
        page=page,
        changes=[(change, [(name, shown(old), shown(new)) for name, old, new in change.values]) for change in page],
        place=place,
        sums=_sums(report.control),
    )


def _outcome(report: Report) -> str:
    return f"{len(report.faults)} Fehler" if report.faults else "Prüfung"


def shown(value: object) -> str:
    """A value of a row as the dry run names it."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if value is None or value == "":
        return "leer"
    if isinstance(value, int):
        return number(value)
    return day(value) if hasattr(value, "isoformat") else str(value)


def written_sum(control: ControlSum, value: int) -> str:
    return format_euro(value) if control.is_money else number(value)


def said(report: Report) -> str:
    """What was done, with the sum that was confirmed."""
    return (
        f"Eingelesen: {_counts(report)}. {report.control.name}: {written_sum(report.control, report.control.of_file)}."
    )


def _facts(upload: UploadedTable, report: Report) -> list[tuple[str, object]]:
    return [
        ("Datei", upload.name),
        ("Zeilen", f"{number(report.row_count)}, davon {number(report.faulty_row_count)} mit Fehlern"),
        ("Ergebnis", _counts(report)),
    ]


def _counts(report: Report) -> str:
    counts = ((report.added_count, "neu"), (report.changed_count, "geändert"), (report.unchanged_count, "unverändert"))
    return ", ".join(f"{number(count)} {words}" for count, words in counts)


def _sums(control: ControlSum) -> list[tuple[str, str]]:
    rows = [(f"In Ihrer Datei: {control.name}", written_sum(control, control.of_file))]
    if control.before is not None:
        rows.append(("Dieselben Zeilen, jetzt gespeichert", written_sum(control, control.before)))
        rows.append(("Dieselben Zeilen, nach dem Einlesen", written_sum(control, control.of_file)))
    return rows
