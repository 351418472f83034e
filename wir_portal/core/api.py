"""What all parts of the public API share: envelopes, sources, strict parameters, answers as bytes."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps
from typing import Annotated, Any, Generic, TypeVar

import orjson
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema
from pydantic import BeforeValidator

from wir_portal.core.models import Source
from wir_portal.core.models.origin import Origin
from wir_portal.core.text import FORBIDDEN

T = TypeVar("T")
View = Callable[..., HttpResponse]

DEFAULT_LIMIT, MOST = 100, 1_000
MOST_OFFSET = 1_000_000_000
JSON = "application/json; charset=utf-8"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)


class Refused(Exception):
    """422: a parameter is unknown or its value is wrong; the reason is a German sentence."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


class Unknown(Exception):
    """404: what the address names does not exist."""


def _day(value: object) -> date:
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("Diesen Tag gibt es nicht. Schreiben Sie ihn so: 2018-11-05.") from None
    raise ValueError("Schreiben Sie den Tag so: 2018-11-05.")


def _whole(value: object) -> int:
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    raise ValueError("Schreiben Sie eine ganze Zahl, zum Beispiel 100.")


def _year(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"[12]\d{3}", value, re.ASCII):
        return int(value)
    raise ValueError("Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 2018.")


Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[int, BeforeValidator(_whole)]
Year = Annotated[int, BeforeValidator(_year)]


class SourceOut(Schema):
    """Where a figure was published."""

    title: str = Field(description="Titel der Veröffentlichung")
    publisher: str = Field(description="Herausgeber")
    published_on: date | None = Field(description="Tag der Veröffentlichung")
    url: str = Field(description="Adresse, leer wenn keine bekannt ist")
    licence: str = Field(description="Lizenz, leer wenn keine bekannt ist")


class Traced(Schema):
    """A figure and where it comes from."""

    origin: Origin = Field(
        description="Herkunft: `sourced` aus öffentlicher Quelle, `decided` hier entschieden, `example` Beispieldaten"
    )
    source: SourceOut | None = Field(description="Quelle; null, wenn es keine öffentliche gibt")


class Page(Schema, Generic[T]):
    """A part of a list and how many rows the whole list has."""

    items: list[T] = Field(description="Die Einträge von `offset` an, höchstens `limit`")
    count: int = Field(description="Anzahl aller Einträge")


class PageQuery(Schema):
    limit: Number = Field(
        DEFAULT_LIMIT, ge=1, le=MOST, description="So viele Einträge höchstens: ohne Angabe 100, nie mehr als 1000"
    )
    offset: Number = Field(0, ge=0, le=MOST_OFFSET, description="So viele Einträge überspringen")


class Fault(Schema):
    field: str = Field(description="Name des Parameters")
    reason: str = Field(description="Was daran nicht geht, auf Deutsch")


class Faults(Schema):
    detail: list[Fault]


class NotFound(Schema):
    detail: str


def takes(query: type[Schema] = Schema) -> Callable[[View], View]:
    """Refuse parameters that the operation does not know, given twice, or with characters nobody may send."""
    known = list(query.model_fields)

    def decorate(run: View) -> View:
        @wraps(run)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            for name, values in request.GET.lists():
                if name not in known:
                    possible = f"Möglich: {', '.join(known)}." if known else "Diese Adresse nimmt keine Parameter."
                    return refusal(FORBIDDEN.sub("?", name)[:80], f"Diesen Parameter gibt es nicht. {possible}")
                if len(values) > 1:
                    return refusal(name, "Der Parameter steht mehrfach in der Adresse. Schreiben Sie ihn einmal.")
                if FORBIDDEN.search(values[0]):
                    return refusal(name, "Der Wert enthält Zeichen, die man nicht sieht. Lassen Sie sie weg.")
            return run(request, *args, **kwargs)

        return checked

    return decorate


def answer(data: object, status: int = 200) -> HttpResponse:
    """The data as JSON bytes."""
    return HttpResponse(orjson.dumps(data), status=status, content_type=JSON)


def refusal(field: str, reason: str) -> HttpResponse:
    """422, naming the parameter and what is wrong with it."""
    return answer({"detail": [{"field": field, "reason": reason}]}, 422)


def page_of(rows: QuerySet, query: PageQuery, item: Callable[[Any], Mapping[str, object]]) -> HttpResponse:
    """The part of `rows` that was asked for, in the envelope: one query for the rows, one for their number."""
    part = rows[query.offset : query.offset + query.limit]
    return answer({"items": [item(row) for row in part], "count": rows.count()})


def page_of_list(rows: Iterable[Mapping[str, object]], query: PageQuery) -> HttpResponse:
    """The same for a short list that is already there."""
    known = list(rows)
    return answer({"items": known[query.offset : query.offset + query.limit], "count": len(known)})


def sources() -> dict[int | None, dict[str, object] | None]:
    """Number of a source → the source as it stands in answers; no number → null. One query."""
    fields = ("title", "publisher", "published_on", "url", "licence")
    known: dict[int | None, dict[str, object] | None] = {None: None}
    for pk, *values in Source.objects.values_list("pk", *fields):
        known[pk] = dict(zip(fields, values, strict=True))
    return known
