"""What an app hands to the search: which rows may be found, and what their documents say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from modeltranslation.utils import build_localized_fieldname

from wir_portal.core.models import SearchDocument


@dataclass(frozen=True)
class Draft:
    """A document before it is kept. Titles and summaries by language; `more` are further words it is found by."""

    path: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    place: str = ""
    is_example: bool = False
    shown_from_on: date | None = None
    shown_until_on: date | None = None


@dataclass(frozen=True)
class Source:
    """One kind of what is found.

    `rows` are those that the public may see today or later, with what `draft` reads. `follows` says for a row of
    another model which rows have to be drafted anew when that one is saved.
    """

    kind: SearchDocument.Kind
    model: type[models.Model]
    rows: Callable[[], models.QuerySet]
    draft: Callable[[Any], Draft]
    follows: Mapping[type[models.Model], Callable[[Any], dict[str, object]]] = field(default_factory=dict)


def in_languages(row: models.Model, name: str) -> dict[str, str]:
    """A field's text in every language in which there is one."""
    columns = ((code, build_localized_fieldname(name, code)) for code, _name in settings.LANGUAGES)
    return {code: text for code, column in columns if (text := getattr(row, column))}


def in_german(text: str) -> dict[str, str]:
    """A name that is the same in every language."""
    return {settings.LANGUAGE_CODE: text} if text else {}


def labels(choices: type[models.TextChoices], *values: str) -> tuple[str, ...]:
    """What these choices are called, in every language."""
    return tuple(label for value in values for label in _labels(choices, value))


@cache
def _labels(choices: type[models.TextChoices], value: str) -> tuple[str, ...]:
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(str(choices(value).label))
    return tuple(dict.fromkeys(found))
