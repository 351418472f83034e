"""Files whose rows are rows of a model: django-import-export reads, compares and checks them; it never writes.

What it finds is the dry run. Writing is `services.rows`, with locks, events and reasons, like a change by hand.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from import_export.fields import Field
from import_export.resources import ModelResource

from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, User
from wir_portal.core.services import rows as row_services
from wir_portal.core.tables.importers import Described, Importer, place_columns
from wir_portal.core.tables.reports import Change, ControlSum, Fault, Report
from wir_portal.core.tables.sheet import Cell, Sheet
from wir_portal.core.tables.values import Reader

NOTHING_NEW = object()


class Column(Field):
    """A column: `read` makes a value of its cell, `example` is shown where that fails."""

    def __init__(
        self,
        attribute: str,
        header: str,
        read: Reader,
        *,
        example: str,
        names: Sequence[str] = (),
        is_needed: bool = False,
        note: str = "",
    ) -> None:
        super().__init__(attribute=attribute, column_name=header)
        self.read, self.example, self.names, self.is_needed, self.note = read, example, names, is_needed, note

    def clean(self, row: Mapping[str, Cell], **kwargs: Any) -> object:
        return self.read(row[self.column_name])


class Fixed(Column):
    """A column that is only compared: what a source or the portal says is not changed by a file."""

    def __init__(self, attribute: str, header: str, *, names: Sequence[str] = ()) -> None:
        super().__init__(attribute, header, str, example="", names=names, note="nur zum Vergleich, ändert nichts")

    def save(self, instance: models.Model, row: Mapping[str, Cell], is_m2m: bool = False, **kwargs: Any) -> None:
        cell, stored = row[self.column_name], self.get_value(instance)
        if cell.is_empty or cell.shown == Cell(0, 1, str(stored)).shown:
            return
        raise ValueError(f"Diese Angabe ändert sich nicht durch eine Datei. Gespeichert ist: „{stored}“.")


class TableResource(ModelResource):
    """A model's rows as a file has them. Its `Meta` names model, `fields` and `import_id_fields` (what a row is)."""

    # The attribute that is added up; the rows are counted where there is none.
    sum_attribute: ClassVar[str] = ""

    def __init__(self, *, lock: bool = False) -> None:
        super().__init__()
        self.is_locked = lock
        self.stored: dict[tuple[object, ...], models.Model] = {}
        self.ambiguous: set[tuple[object, ...]] = set()
        self.seen: dict[tuple[object, ...], int] = {}
        self.befores: dict[int, dict[str, object]] = {}

    # --- what a kind of file says ----------------------------------------------------------------------------
    def before_reading(self) -> None:
        """Load what the columns look up."""

    def refusal(self, instance: models.Model, changed: Sequence[str]) -> str:
        """Why this row may not be changed like this; asked once for each row that is not as stored."""
        return ""

    def name_of(self, instance: models.Model) -> str:
        return str(instance)

    def body_slug(self, instance: models.Model) -> str:
        return ""

    def complete(self, instance: models.Model) -> None:
        """Give a new row what its file does not say."""

    # --- the library's steps ---------------------------------------------------------------------------------
    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        self.before_reading()
        stored = self.get_queryset()
        if self.is_locked:
            stored = stored.select_for_update(no_key=True, of=("self",))
        for row in stored:
            identity = tuple(self.fields[name].get_value(row) for name in self.get_import_id_fields())
            if self.stored.setdefault(identity, row) is not row:
                self.ambiguous.add(identity)

    def get_instance(self, instance_loader: Any, row: Mapping[str, Cell]) -> models.Model | None:
        """The stored row, found without a query; a cell of its identity that is wrong is named by its own column."""
        try:
            identity = tuple(self.fields[name].clean(row) for name in self.get_import_id_fields())
        except ValueError:
            return None
        number = next(iter(row.values())).row
        first = self.seen.setdefault(identity, number)
        if first != number:
            raise ValidationError(f"Diese Zeile gibt es schon: siehe Zeile {first}. Lassen Sie eine davon.")
        if identity in self.ambiguous:
            raise ValidationError(
                "Diesen Eintrag gibt es mehrfach. Ändern Sie ihn in der Verwaltung, nicht durch eine Datei."
            )
        return self.stored.get(identity)

    def after_init_instance(self, instance: models.Model, new: bool, row: Mapping[str, Cell], **kwargs: Any) -> None:
        names = [field.attribute for field in self.get_import_fields() if not isinstance(field, Fixed)]
        self.befores[kwargs["row_number"]] = {} if new else {name: getattr(instance, name) for name in names}
        if new:
            self.complete(instance)

    def import_instance(self, instance: models.Model, row: Mapping[str, Cell], **kwargs: Any) -> None:
        errors: dict[str, ValidationError] = {}
        # What is compared is compared with what the other columns have found.
        for field in sorted(self.get_import_fields(), key=lambda field: isinstance(field, Fixed)):
            if field.column_name in row and not (isinstance(field, Fixed) and errors):
                try:
                    field.save(instance, row)
                except ValueError as error:
                    errors[field.attribute] = ValidationError(str(error))
        if errors:
            raise ValidationError(errors)
        changed = self.changed(instance, kwargs["row_number"])
        if changed and (reason := self.refusal(instance, changed)):
            raise ValidationError(reason)

    def validate_instance(self, instance: models.Model, import_validation_errors: Any = None, **kwargs: Any) -> None:
        """The columns have checked each value, the identity has checked what is unique."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance: models.Model, is_create: bool, row: object, **kwargs: Any) -> None:
        """Nothing is written here."""

    # --- what comes of it ------------------------------------------------------------------------------------
    def changed(self, instance: models.Model, row_number: int) -> list[str]:
        before = self.befores[row_number]
        names = [field.attribute for field in self.get_import_fields() if not isinstance(field, Fixed)]
        return [name for name in names if before.get(name, NOTHING_NEW) != getattr(instance, name)]

    def column_of(self, attribute: str) -> Column:
        return next(field for field in self.get_import_fields() if field.attribute == attribute)


class ModelImporter(Importer):
    """Takes in the rows of a `TableResource`; each changed row gets the event it gets by hand, all share one more."""

    def __init__(self, code: str, resource: type[TableResource]) -> None:
        self.code, self.resource = code, resource  # type: ignore[misc]

    @property
    def columns(self) -> Sequence[Described]:
        fields = self.resource().get_import_fields()
        return [Described(column.column_name, column.example, column.is_needed, column.note) for column in fields]

    def plan(self, sheet: Sheet, *, lock: bool = False) -> Report:
        resource = self.resource(lock=lock)
        fields = resource.get_import_fields()
        places = place_columns(
            sheet.headers,
            {column.column_name: column.names for column in fields},
            [column.column_name for column in fields if column.is_needed],
        )
        dataset = tablib.Dataset(headers=list(places))
        for row in sheet.rows:
            dataset.append([row.cell(at) for at in places.values()])
        result = resource.import_data(dataset, dry_run=True, raise_errors=False, retain_instance_in_row_result=True)
        if result.base_errors:
            raise result.base_errors[0].error
        return _report(resource, dataset, result.rows)

    def write(self, report: Report, *, actor: User, reason: str, details: dict[str, object]) -> Event:
        resource = self.resource()
        changes = [
            row_services.Written(
                row=change.payload[0],
                fields=change.payload[1],
                is_new=change.is_new,
                body_slug=resource.body_slug(change.payload[0]),
            )
            for change in report.changes
        ]
        event = row_services.save_many(
            changes, code=self.code, actor=actor, reason_internal=reason, details=details | _counts(report)
        )
        if resource.sum_attribute:
            self._check_sum(report, resource.sum_attribute)
        return event

    def _check_sum(self, report: Report, attribute: str) -> None:
        """What is stored now must be what the file said, whatever lies between the two."""
        rows = [change.payload[0] for change in report.changes]
        stored = type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows])
        if sum(stored.values_list(attribute, flat=True)) != sum(getattr(row, attribute) for row in rows):
            raise DomainError("Die Kontrollsumme stimmt nach dem Schreiben nicht. Es wurde nichts gespeichert.")


def _counts(report: Report) -> dict[str, object]:
    return {
        "added": report.added_count,
        "changed": report.changed_count,
        "unchanged": report.unchanged_count,
        "control_sum": report.control.of_file,
    }


def _report(resource: TableResource, dataset: tablib.Dataset, results: Sequence[Any]) -> Report:
    faults: list[Fault] = []
    changes: list[Change] = []
    of_file, before, unchanged = 0, 0, 0
    for number, (cells, result) in enumerate(zip(dataset.dict, results, strict=True), 1):
        if result.errors:
            raise result.errors[0].error
        if result.validation_error:
            faults += _faults(resource, cells, result.validation_error)
            continue
        instance, changed = result.instance, resource.changed(result.instance, number)
        of_file += getattr(instance, resource.sum_attribute) if resource.sum_attribute else 1
        stored: Any = resource.befores[number].get(resource.sum_attribute, 0)
        before += stored
        if changed:
            changes.append(_change(resource, next(iter(cells.values())).row, instance, changed, number))
        else:
            unchanged += 1
    name = resource.column_of(resource.sum_attribute).column_name if resource.sum_attribute else ""
    control = ControlSum(f"Summe der Spalte „{name}“" if name else "Zahl der Zeilen", of_file, before if name else None)
    return Report(len(results), unchanged, faults, changes, control)


def _change(resource: TableResource, row: int, instance: Any, changed: Sequence[str], number: int) -> Change:
    before = resource.befores[number]
    # What a new row is about stands in its name.
    identity = [] if before else [resource.fields[name].attribute for name in resource.get_import_id_fields()]
    told = [name for name in changed if name not in identity] or changed
    values = [(resource.column_of(name).column_name, before.get(name, ""), getattr(instance, name)) for name in told]
    return Change(row, resource.name_of(instance), values, instance.pk is None, payload=(instance, changed))


def _faults(resource: TableResource, cells: Mapping[str, Cell], error: ValidationError) -> list[Fault]:
    found = []
    for attribute, errors in error.update_error_dict({}).items():
        reason = " ".join(message for each in errors for message in each.messages)
        if attribute == NON_FIELD_ERRORS:
            found.append(Fault(next(iter(cells.values())).row, "", "", "", reason))
            continue
        column = resource.column_of(attribute)
        found.append(Fault.at(cells[column.column_name], column.column_name, reason, column.example))
    return found
