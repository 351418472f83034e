"""Rows whose texts exist in several languages, and what is known about each translation."""

from typing import Any

from django.conf import settings
from django.db import models
from modeltranslation.translator import translator

from wir_portal.core.languages import OTHERS, column
from wir_portal.core.text import fingerprint


class TranslationState(models.TextChoices):
    """missing → unchecked → checked; outdated as soon as the German text changes; none without a German text."""

    MISSING = "missing", "fehlt"
    OUTDATED = "outdated", "veraltet"
    UNCHECKED = "unchecked", "nicht geprüft"
    CHECKED = "checked", "geprüft"
    NONE = "none", "kein Text"


class Translated(models.Model):
    """Übersetzter Text: for each language, from which German text it was translated and whether somebody checked it.

    `translation_states` keeps for a language the fingerprints of both texts and the mark of the check. Saving a row
    notices a new translation; what changes texts past `save()` leaves fingerprints behind that do not fit any more,
    and then nothing counts as checked.
    """

    translation_states = models.JSONField("Stand der Übersetzungen", default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.note_translations()
        super().save(*args, **kwargs)

    @classmethod
    def text_fields(cls) -> tuple[str, ...]:
        """The names of the texts that exist in each language, in the order of the form."""
        names = translator.get_options_for_model(cls).all_fields
        return tuple(field.name for field in cls._meta.fields if field.name in names)

    def texts(self, language: str) -> dict[str, str]:
        """Each text in one language; empty where there is none."""
        return {name: getattr(self, column(name, language)) or "" for name in self.text_fields()}

    def note_translations(self) -> None:
        """Keep from which German text each new or changed translation was made; as long as nobody looks, unchecked."""
        german = fingerprint(*self.texts(settings.LANGUAGE_CODE).values())
        states = {}
        for language in OTHERS:
            words = tuple(self.texts(language).values())
            if not any(words):
                continue
            text, known = fingerprint(*words), self.translation_states.get(language)
            fresh = {"source": german, "text": text, "checked": False}
            states[language] = known if known and known["text"] == text else fresh
        self.translation_states = states

    def translation_state(self, language: str) -> TranslationState:
        """How the translation of this row stands."""
        german, words = self.texts(settings.LANGUAGE_CODE), self.texts(language)
        if not any(german.values()):
            return TranslationState.NONE
        if any(text and not words[name] for name, text in german.items()):
            return TranslationState.MISSING
        known = self.translation_states.get(language)
        if not known or known["text"] != fingerprint(*words.values()):
            return TranslationState.UNCHECKED
        if known["source"] != fingerprint(*german.values()):
            return TranslationState.OUTDATED
        return TranslationState.CHECKED if known["checked"] else TranslationState.UNCHECKED

    def version(self, language: str) -> str:
        """The same as long as neither the German text nor its translation changes."""
        return fingerprint(*self.texts(settings.LANGUAGE_CODE).values(), *self.texts(language).values())

    def mark_checked(self, language: str) -> None:
        """Say of the translation as it stands that it says what the German text says today."""
        german, words = self.texts(settings.LANGUAGE_CODE), self.texts(language)
        self.translation_states[language] = {
            "source": fingerprint(*german.values()),
            "text": fingerprint(*words.values()),
            "checked": True,
        }
