"""What is missing, outdated or unchecked in each language: one query for each kind of row, however many there are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

from wir_portal.core import catalogues
from wir_portal.core.languages import GERMAN_NAMES, OTHERS
from wir_portal.core.models import CatalogueCheck, Translated, TranslationState

BODY = "municipality"
TO_DO = (TranslationState.MISSING, TranslationState.OUTDATED, TranslationState.UNCHECKED)


@dataclass(frozen=True)
class LanguageRow:
    """One language: the words of the pages, and how many rows are in which state."""

    code: str
    name: str
    word_count: int
    is_catalogue_checked: bool
    counts: Counter[TranslationState]

    @property
    def missing(self) -> int:
        return self.counts[TranslationState.MISSING]

    @property
    def outdated(self) -> int:
        return self.counts[TranslationState.OUTDATED]

    @property
    def unchecked(self) -> int:
        return self.counts[TranslationState.UNCHECKED]

    @property
    def checked(self) -> int:
        return self.counts[TranslationState.CHECKED]


@dataclass(frozen=True)
class Entry:
    """A row in one language."""

    row: Translated
    state: TranslationState

    @property
    def label(self) -> str:
        return self.row._meta.label_lower.replace(".", "-")

    @property
    def name(self) -> str:
        """With the body it belongs to, if it belongs to one."""
        body = getattr(self.row, BODY, None)
        return str(self.row) if body is None else f"{self.row}, {body.sort_name}"

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name)


def models() -> list[type[Translated]]:
    """Every kind of row that has texts in several languages and can be checked; what the bodies write comes last."""
    return [model for model in apps.get_models() if issubclass(model, Translated)]


def overview() -> list[LanguageRow]:
    rows = list(_rows())
    checks = dict(CatalogueCheck.objects.values_list("language", "fingerprint"))
    return [
        LanguageRow(
            code,
            GERMAN_NAMES[code],
            len(catalogues.words_of(code)),
            checks.get(code) == catalogues.fingerprint_of(code),
            Counter(row.translation_state(code) for row in rows),
        )
        for code in OTHERS
    ]


def entries(language: str, states: tuple[TranslationState, ...]) -> list[Entry]:
    """The rows in one of these states, by kind, in the order of their lists."""
    found = (Entry(row, row.translation_state(language)) for row in _rows())
    return [entry for entry in found if entry.state in states]


def _rows() -> Iterator[Translated]:
    for model in models():
        rows = model._default_manager.order_by("pk")
        yield from rows.select_related(BODY) if _has_body(model) else rows


def _has_body(model: type[Translated]) -> bool:
    return any(field.name == BODY for field in model._meta.fields)
