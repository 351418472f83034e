"""The admin's form fields: strict German reading, plain inputs that need no script."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modeltranslation.fields import TranslationField

from wir_portal.core.forms import DayField, EuroField, LineField
from wir_portal.core.languages import GERMAN_NAMES, OTHERS, column, tag_of

WHOLE = re.compile(r"0|[1-9]\d{0,2}(\.\d{3})+|[1-9]\d*", re.ASCII)
DEGREES = re.compile(r"-?\d{1,3}([.,]\d{1,8})?", re.ASCII)
MOST = 2**31


class LinesField(LineField):
    """Some paragraphs of text."""

    one_line = False

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 8}))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        return super().to_python(str(value or "").replace("\r\n", "\n"))

    def has_changed(self, initial: object, data: object) -> bool:
        """Browsers send other line ends than they get, and the last one is not kept."""
        return super().has_changed(self.to_python(initial), data)


class NumberField(forms.Field):
    """A whole number as `222.584` or `222584`; `50.0` is refused, Django would read 50."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"required": "Hier fehlt die Zahl. Schreiben Sie sie so: 222.584."}

    def to_python(self, value: object) -> int | None:
        if value in self.empty_values:
            return None
        text = str(value).strip()
        if not WHOLE.fullmatch(text) or int(text.replace(".", "")) >= MOST:
            raise ValidationError("Schreiben Sie eine ganze Zahl, zum Beispiel 222.584.", code="number")
        return int(text.replace(".", ""))


class DegreesField(forms.Field):
    """A geographic coordinate as `50,5521`."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"required": "Hier fehlt die Koordinate. Schreiben Sie sie so: 50,5521."}

    def prepare_value(self, value: object) -> object:
        return str(value).replace(".", ",") if isinstance(value, float) else value

    def to_python(self, value: object) -> float | None:
        if value in self.empty_values:
            return None
        text = str(value).strip()
        if not DEGREES.fullmatch(text) or abs(degrees := float(text.replace(",", "."))) > 180:
            raise ValidationError("Schreiben Sie die Koordinate in Grad, zum Beispiel 50,5521.", code="degrees")
        return degrees


def digits(*counts: int) -> RegexValidator:
    """As many digits as one of `counts` says, nothing else."""
    pattern = "|".join(f"[0-9]{{{count}}}" for count in counts)
    return RegexValidator(rf"\A({pattern})\Z", f"Schreiben Sie {' oder '.join(map(str, counts))} Ziffern.")


def form_field(db_field: models.Field) -> forms.Field | None:
    """The field that asks for `db_field`; None for what nobody enters."""
    if not db_field.editable:
        return None
    common: dict[str, Any] = {
        "label": label_of(db_field),
        "required": is_required(db_field),
        "help_text": db_field.help_text,
        "initial": db_field.get_default() if db_field.has_default() else None,
    }
    if isinstance(db_field, models.DateTimeField):
        return None
    if isinstance(db_field, models.DateField):
        return DayField(**{**common, "help_text": common["help_text"] or "Zum Beispiel: 22.02.2018"})
    if isinstance(db_field, models.IntegerField):
        return EuroField(**common) if db_field.name.endswith("_cents") else NumberField(**common)
    if isinstance(db_field, models.FloatField):
        return DegreesField(**common)
    if isinstance(db_field, models.URLField):
        return db_field.formfield(assume_scheme="https")
    if isinstance(db_field, models.EmailField | models.SlugField):
        return db_field.formfield()
    if isinstance(db_field, models.CharField):
        empty = {"empty_value": None} if db_field.null else {}
        return _in_its_language(LineField(max_length=db_field.max_length, **empty, **common), db_field)
    if isinstance(db_field, models.TextField):
        return _in_its_language(LinesField(**common), db_field)
    return db_field.formfield()


def label_of(db_field: models.Field) -> str:
    """The German label: translations name their language, amounts their unit."""
    if isinstance(db_field, TranslationField):
        return f"{db_field.translated_field.verbose_name} ({GERMAN_NAMES[db_field.language]})"
    return str(db_field.verbose_name).replace("(Cent)", "in Euro")


def is_required(db_field: models.Field) -> bool:
    """German is required where the text is, other languages never."""
    if isinstance(db_field, TranslationField):
        return db_field.language == "de" and not db_field.translated_field.blank
    return not db_field.blank


def translation_fieldsets(*names: str) -> tuple[tuple[str, Any], ...]:
    """A group of fields for each language but German."""
    return tuple(
        (f"Texte: {GERMAN_NAMES[code]}", {"fields": tuple(column(name, code) for name in names)}) for code in OTHERS
    )


def _in_its_language(field: forms.Field, db_field: models.Field) -> forms.Field:
    if isinstance(db_field, TranslationField) and db_field.language != "de":
        field.widget.attrs |= {"lang": tag_of(db_field.language), "dir": "auto"}
    return field
