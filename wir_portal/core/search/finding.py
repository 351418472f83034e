"""Finds documents: one query over the index, whichever database keeps it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import connection

from wir_portal.core.models import SearchDocument, SearchSynonym
from wir_portal.core.models.search_synonym import words_of
from wir_portal.core.search import words
from wir_portal.core.search.guards import DOCUMENTS, INDEX

Kind = SearchDocument.Kind
# What both databases do alike. Nearest first: the heading begins with the first word, has all words, or the text has.
_RANKED = f"""
ranked AS (
  SELECT d.id, d.kind, d.title_words, d.object_id,
    CASE WHEN d.title_words LIKE %s THEN 0 WHEN d.id IN (SELECT id FROM named) THEN 1 ELSE 2 END AS nearness
  FROM {DOCUMENTS} d JOIN found ON found.id = d.id
  WHERE (d.shown_from_on IS NULL OR d.shown_from_on <= %s) AND (d.shown_until_on IS NULL OR d.shown_until_on >= %s)
    AND (d.kind = %s OR %s = '')
),
placed AS (
  SELECT id, count(*) OVER (PARTITION BY kind) AS total,
    row_number() OVER (PARTITION BY kind ORDER BY nearness, title_words, object_id) AS place
  FROM ranked
)
SELECT d.id, d.kind, d.object_id, d.path, d.titles, d.summaries, d.place, d.is_example, placed.total AS total
FROM placed JOIN {DOCUMENTS} d ON d.id = placed.id WHERE placed.place BETWEEN %s AND %s ORDER BY placed.place
"""
_SQLITE = f"""
WITH found AS MATERIALIZED (SELECT rowid AS id FROM {INDEX} WHERE {INDEX} MATCH %s),
named AS MATERIALIZED (SELECT rowid AS id FROM {INDEX} WHERE {INDEX} MATCH %s), {_RANKED}
"""
_POSTGRES = f"""
WITH found AS MATERIALIZED (SELECT id FROM {DOCUMENTS} WHERE search @@ to_tsquery('pg_catalog.simple', %s)),
named AS MATERIALIZED (SELECT id FROM {DOCUMENTS} WHERE search @@ to_tsquery('pg_catalog.simple', %s)), {_RANKED}
"""


@dataclass(frozen=True)
class Group:
    """The results of one kind: how many there are, and those of this page."""

    kind: Kind
    total: int
    documents: list[SearchDocument]


def synonyms() -> list[list[str]]:
    """The groups that the editors keep; one query."""
    return [words_of(text) for text in SearchSynonym.objects.values_list("words", flat=True)]


def find(query: words.Query, day: date, *, kind: str = "", first: int = 1, count: int = 5) -> list[Group]:
    """What can be found on `day`, by kind, from the `first` of each kind on; one query, none without words."""
    if not query.groups:
        return []
    sql, everywhere, in_title = _expressions(query.groups)
    parameters = [
        everywhere, in_title, f"{query.first}%", day.isoformat(), day.isoformat(), kind, kind, first, first + count - 1,
    ]  # fmt: skip
    by_kind: dict[str, list[SearchDocument]] = defaultdict(list)
    for document in SearchDocument.objects.raw(sql, parameters):
        by_kind[document.kind].append(document)
    return [Group(one, by_kind[one][0].total, by_kind[one]) for one in Kind if one in by_kind]  # type: ignore[attr-defined]


def _expressions(groups: Iterable[tuple[str, ...]]) -> tuple[str, str, str]:
    """The statement, its condition over all words and that over headings. Every word stands in quotes."""
    if connection.vendor == "sqlite":
        everywhere = _joined(groups, " OR ", " AND ", lambda word: f'"{word}"{"*" if is_beginning(word) else ""}')
        return _SQLITE, everywhere, f"{{title_words}} : ({everywhere})"
    either, in_title = (_joined(groups, " | ", " & ", partial(_lexeme, weight=weight)) for weight in ("", "A"))
    return _POSTGRES, either, in_title


def _joined(groups: Iterable[tuple[str, ...]], or_: str, and_: str, write: Callable[[str], str]) -> str:
    return and_.join(f"({or_.join(write(word) for word in group)})" for group in groups)


def _lexeme(word: str, *, weight: str) -> str:
    return f"'{word}'{_marks(word, weight)}"


def _marks(word: str, weight: str) -> str:
    marks = ("*" if is_beginning(word) else "") + weight
    return f":{marks}" if marks else ""


def is_beginning(word: str) -> bool:
    """A single letter or digit would be the beginning of too much."""
    return len(word) > 1
