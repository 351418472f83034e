"""The languages in which people help, and the field that keeps them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Sprache: those spoken most by people who come to Hessen; sign language among them."""

    GERMAN = "de", _("Deutsch")
    ENGLISH = "en", _("Englisch")
    ARABIC = "ar", _("Arabisch")
    PERSIAN = "fa", _("Persisch / Dari")
    UKRAINIAN = "uk", _("Ukrainisch")
    TURKISH = "tr", _("Türkisch")
    RUSSIAN = "ru", _("Russisch")
    KURDISH = "ku", _("Kurdisch")
    PASHTO = "ps", _("Paschtu")
    TIGRINYA = "ti", _("Tigrinya")
    AMHARIC = "am", _("Amharisch")
    SOMALI = "so", _("Somali")
    URDU = "ur", _("Urdu")
    FRENCH = "fr", _("Französisch")
    SPANISH = "es", _("Spanisch")
    ITALIAN = "it", _("Italienisch")
    POLISH = "pl", _("Polnisch")
    ROMANIAN = "ro", _("Rumänisch")
    BULGARIAN = "bg", _("Bulgarisch")
    CROATIAN = "hr", _("Bosnisch / Kroatisch / Serbisch")
    ALBANIAN = "sq", _("Albanisch")
    GERMAN_SIGN = "gsg", _("Deutsche Gebärdensprache")


# What those call it who speak it; sign language has no letters of its own.
OWN_NAMES = {
    "de": "Deutsch", "en": "English", "ar": "العربية", "fa": "فارسی / دری", "uk": "Українська", "tr": "Türkçe",
    "ru": "Русский", "ku": "Kurdî", "ps": "پښتو", "ti": "ትግርኛ", "am": "አማርኛ", "so": "Soomaali", "ur": "اردو",
    "fr": "Français", "es": "Español", "it": "Italiano", "pl": "Polski", "ro": "Română", "bg": "Български",
    "hr": "Bosanski / Hrvatski / Srpski", "sq": "Shqip",
}  # fmt: skip


def kept(codes: str | Iterable[str]) -> str:
    """` ar de `: the codes in the order of `Language`, blanks around each, so that one can be looked for."""
    chosen = set(codes.split() if isinstance(codes, str) else codes)
    known = [code for code in Language.values if code in chosen]
    return f" {' '.join([*known, *sorted(chosen.difference(known))])} " if chosen else ""


class LanguagesFormField(forms.MultipleChoiceField):
    """Boxes to tick; the value is what `LanguagesField` keeps."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> str:
        return kept(super().clean(value))


class LanguagesField(models.CharField):
    """Codes of `Language`; kept as one text so that both databases can look for one of them."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return prepared if prepared is None else kept(prepared)

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        unknown = [code for code in str(value or "").split() if code not in Language.values]
        if unknown:
            raise ValidationError(f"Diese Sprache kennen wir nicht: {unknown[0]}.", code="language")
        return kept(super().clean(value, model_instance))

    def value_from_object(self, obj: models.Model) -> list[str]:
        return str(super().value_from_object(obj) or "").split()

    def formfield(self, **kwargs: Any) -> forms.Field:  # type: ignore[override]
        return LanguagesFormField(
            label=self.verbose_name, help_text=self.help_text, required=not self.blank, choices=Language.choices
        )
