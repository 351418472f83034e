"""Keeps the documents of the search as their objects are: with every save, after loading, and when asked to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_save
from django.utils import translation

from wir_portal.core import registries
from wir_portal.core.models import SearchDocument
from wir_portal.core.search import guards
from wir_portal.core.search.sources import Draft, Source
from wir_portal.core.search.words import searchable
from wir_portal.core.text import shorten

SUMMARY_LENGTH = 240
FIELDS = (
    "path", "titles", "summaries", "place", "is_example", "shown_from_on", "shown_until_on", "title_words", "words",
)  # fmt: skip
_is_postponed: ContextVar[bool] = ContextVar("search index is postponed", default=False)


def register(source: Source) -> None:
    """From now on every saved row of the source has its document, in the transaction that saves it.

    What changes rows past `save()` takes their documents away, by a guard; `refresh` brings them back.
    """
    registries.search_sources.register(source.kind, source)
    guard = guards.forgets(source.kind, source.model._meta.db_table)
    registries.guards.register(guard.name, guard)

    def saved(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
        if not raw and not _is_postponed.get():
            refresh(source, pk=instance.pk)

    post_save.connect(saved, source.model, weak=False, dispatch_uid=f"search {source.kind}")
    for model, affected in source.follows.items():
        _follow(source, model, affected)


def _follow(source: Source, model: type[models.Model], affected: Any) -> None:
    def saved(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
        if not raw and not _is_postponed.get():
            refresh(source, **affected(instance))

    post_save.connect(saved, model, weak=False, dispatch_uid=f"search {source.kind} {model._meta.label}")


def saved_in_bulk(rows: Sequence[models.Model]) -> None:
    """Do for rows of one model that were written past `save()` what it does for each of them."""
    if not rows:
        return
    model = type(rows[0])
    for source in registries.search_sources:
        if source.model is model:
            refresh(source, pk__in=[row.pk for row in rows])
        for row in rows if model in source.follows else ():
            refresh(source, **source.follows[model](row))


@contextmanager
def postponed() -> Iterator[None]:
    """While rows are loaded by the thousand the documents wait; whoever loads calls `refresh_all` in the end."""
    token = _is_postponed.set(True)
    try:
        yield
    finally:
        _is_postponed.reset(token)


def refresh_all() -> int:
    """Every document as its object is now; how many were written or taken away."""
    return sum(refresh(source) for source in registries.search_sources)


@transaction.atomic
def refresh(source: Source, **which: object) -> int:
    """The documents of these rows as they are now, of all rows unless told; what is right already is left alone."""
    wanted = _wanted(source, **which)
    stored = SearchDocument.objects.filter(kind=source.kind)
    if which:
        numbers = source.model._default_manager.filter(**which).values("pk")
        stored = stored.filter(object_id__in=numbers)
    kept = {document.object_id: document for document in stored}
    wrong = [pk for pk, document in kept.items() if pk not in wanted or _differs(document, wanted[pk])]
    missing = [document for pk, document in wanted.items() if pk not in kept or pk in wrong]
    if wrong:
        SearchDocument.objects.filter(kind=source.kind, object_id__in=wrong).delete()
    SearchDocument.objects.bulk_create(missing, batch_size=200)
    return len(set(wrong) | {document.object_id for document in missing})


def faults() -> Iterator[str]:
    """A German sentence for each object whose document is missing, too many or different. Reads only."""
    for source in registries.search_sources:
        wanted = _wanted(source)
        kept = {document.object_id: document for document in SearchDocument.objects.filter(kind=source.kind)}
        for pk in sorted(wanted.keys() | kept.keys()):
            name = f"{source.kind.label} {pk}"
            if pk not in kept:
                yield f"{name}: ist nicht zu finden. {guards.REPAIR}"
            elif pk not in wanted:
                yield f"{name}: ist zu finden, obwohl es nicht öffentlich ist. {guards.REPAIR}"
            elif _differs(kept[pk], wanted[pk]):
                yield f"{name}: ist mit einem alten Text zu finden. {guards.REPAIR}"
    yield from guards.faults()


def _wanted(source: Source, **which: object) -> dict[int, SearchDocument]:
    """The documents as they should be; the same whatever the language of the page on which somebody saves."""
    with translation.override(settings.LANGUAGE_CODE):
        return {row.pk: _document(source, row.pk, source.draft(row)) for row in source.rows().filter(**which)}


def _differs(one: SearchDocument, other: SearchDocument) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in FIELDS)


def _document(source: Source, pk: int, draft: Draft) -> SearchDocument:
    return SearchDocument(
        kind=source.kind,
        object_id=pk,
        path=draft.path,
        titles=dict(draft.titles),
        summaries={code: shorten(" ".join(text.split()), SUMMARY_LENGTH) for code, text in draft.summaries.items()},
        place=draft.place,
        is_example=draft.is_example,
        shown_from_on=draft.shown_from_on,
        shown_until_on=draft.shown_until_on,
        title_words=searchable(*draft.titles.values()),
        words=searchable(*draft.titles.values(), *draft.summaries.values(), *draft.more, draft.place),
    )
