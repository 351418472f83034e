"""The rows of a list as a file, CSV or Excel: the same rows, in the same order, with the same values; and back."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern

from wir_portal.core.admin_base.lists import SumList, file_value
from wir_portal.core.admin_base.table_imports import Place, report_page, upload_page
from wir_portal.core.exports import csv_response, in_words
from wir_portal.core.models import Origin
from wir_portal.core.tables.importers import Importer
from wir_portal.core.tables.xlsx_writer import Notes, xlsx_response
from wir_portal.core.text import fold

EXAMPLE_NOTE = "Enthält Beispieldaten: erfunden für die Vorführung."
DEMO_NOTE = "Vorführung: was hier eingetragen wurde, sind Beispieldaten."


class ListFiles:
    """Files of a model's admin: both kinds honour filters and search, and hold the rows of all pages.

    With an `importer` there are two pages more, on which a file of that kind is checked and taken in.
    """

    importer: ClassVar[Importer | None] = None
    import_title: ClassVar[str] = ""

    def csv_view(self, request: HttpRequest) -> HttpResponse:
        cl, name = self._selected(request), self._file_name()
        rows = (map(in_words, row) for row in self._file_rows(cl.queryset))
        return csv_response(f"{name}.csv", self._header(), rows)

    def xlsx_view(self, request: HttpRequest) -> HttpResponse:
        cl, name = self._selected(request), self._file_name()
        rows = list(cl.queryset)
        chosen = [words for words, _address in cl.active_filters()]
        notes: Notes = [("Auswahl", ", ".join(chosen) or "alle"), *_origin_notes(rows)]
        title = str(self.opts.verbose_name_plural)
        return xlsx_response(f"{name}.xlsx", self._header(), self._file_rows(rows), title=title, notes=notes)

    def _selected(self, request: HttpRequest) -> SumList:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not self.csv_columns:
            raise Http404
        try:
            return self.get_changelist_instance(request)
        except IncorrectLookupParameters as error:
            raise BadRequest from error

    def _file_name(self) -> str:
        return fold(str(self.opts.verbose_name_plural)).replace(" ", "-")

    def _header(self) -> list[str]:
        return [header for header, _ in self.csv_columns]

    def _file_rows(self, rows: Any) -> Iterator[list[object]]:
        return ([file_value(row, path) for _, path in self.csv_columns] for row in rows)

    def file_links(self, request: HttpRequest, query: str) -> dict[str, str]:
        """The addresses that a list offers to this person, for what is selected."""
        ending = f"{'?' if query else ''}{query}"
        links = {f"{kind}_url": self.address(kind) + ending if self.csv_columns else "" for kind in ("csv", "xlsx")}
        may_import = self.importer is not None and self._may(request, "can_edit")
        return {**links, "import_url": self.address("import") if may_import else "", "import_words": self.import_title}

    # --- files taken in --------------------------------------------------------------------------------------
    def import_pages(self) -> list[URLPattern]:
        if self.importer is None:
            return []
        return [
            self.page("einlesen/", self.import_view, "import"),
            self.page("einlesen/<int:upload>/", self.import_report_view, "import-report"),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        return upload_page(request, self._import_place(request))

    def import_report_view(self, request: HttpRequest, upload: int) -> HttpResponse:
        return report_page(request, self._import_place(request), upload)

    def _import_place(self, request: HttpRequest) -> Place:
        return Place(
            importer=self.importer,
            title=self.import_title,
            may_write=self._may(request, "can_edit"),
            back=self.address("changelist"),
            crumbs=self.crumbs(),
            upload_url=self.address("import"),
            report_url=lambda number: self.address("import-report", number),
            csv_url=self.address("csv"),
            xlsx_url=self.address("xlsx"),
        )


def _origin_notes(rows: list[Any]) -> Notes:
    """A file is an example as soon as a row is."""
    if any(getattr(row, "origin", "") == Origin.EXAMPLE for row in rows):
        return [("Herkunft", EXAMPLE_NOTE)]
    is_told = bool(rows) and hasattr(rows[0], "origin")
    return [("Herkunft", DEMO_NOTE)] if settings.WIR_DEMO and not is_told else []
