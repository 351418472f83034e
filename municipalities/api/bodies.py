"""Bodies with their legal status on a day."""

from collections import defaultdict
from datetime import date
from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router, Schema
from ninja.decorators import decorate_view

from municipalities.models import IndicatorValue, LegalStatus, Municipality
from wir_portal.core import clock
from wir_portal.core.api import (
    Day,
    Faults,
    NotFound,
    Page,
    PageQuery,
    Refused,
    Traced,
    Unknown,
    answer,
    page_of,
    sources,
    takes,
)
from wir_portal.core.models import Origin

router = Router()
KNOWN_FROM = date(2014, 1, 1)
Key = Annotated[
    str, Path(description="Amtlicher Schlüssel von 2018 oder Kürzel, zum Beispiel landkreis-fulda", examples=["06631"])
]
FIELDS = ["key", "name", "short_name", "slug", "region", "nuts3", "seat", "website", "latitude", "longitude"]


class OnDay(Schema):
    on: Day | None = Field(
        None,
        description="Rechtsstellung an diesem Tag, ohne Angabe heute; bekannt seit 2014-01-01",
        examples=["2018-11-05"],
    )


class MunicipalityQuery(PageQuery, OnDay):
    pass


class IndicatorOut(Traced):
    slug: str = Field(description="Kürzel der Kennzahl, zum Beispiel `population`")
    name: str = Field(description="Name der Kennzahl")
    unit: str = Field(description="Einheit")
    value: int = Field(description="Wert; beim Landkreis einschließlich seiner Sonderstatusstadt")
    reference_on: date = Field(description="Stichtag")


class MunicipalityOut(Traced):
    key: str = Field(description="Amtlicher Schlüssel von 2018, bleibt gleich")
    slug: str = Field(description="Kürzel, bleibt gleich")
    name: str = Field(description="Name")
    short_name: str = Field(description="Kurzname")
    legal_status: LegalStatus.Kind = Field(description="Rechtsstellung am Tag `on`")
    official_key: str | None = Field(description="Amtlicher Schlüssel am Tag `on`; null, wenn keine Quelle ihn nennt")
    parent_key: str | None = Field(description="Schlüssel des Landkreises, in dem eine Sonderstatusstadt liegt")
    region: str = Field(description="Regierungsbezirk")
    nuts3: str = Field(description="NUTS 3")
    seat: str = Field(description="Sitz der Verwaltung")
    website: str = Field(description="Internetseite")
    latitude: float = Field(description="Geografische Breite")
    longitude: float = Field(description="Geografische Länge")
    indicators: list[IndicatorOut] = Field(description="Kennzahlen, je der jüngste Stichtag")


@router.get(
    "/municipalities/",
    response={200: Page[MunicipalityOut], 422: Faults},
    summary="Die Landkreise und Städte",
    url_name="municipality-list",
)
@decorate_view(takes(MunicipalityQuery))
def municipality_list(request: HttpRequest, query: Query[MunicipalityQuery]) -> HttpResponse:
    rows, item = _bodies(_day(query))
    return page_of(rows, query, item)


@router.get(
    "/municipalities/{key}/",
    response={200: MunicipalityOut, 404: NotFound, 422: Faults},
    summary="Ein Landkreis oder eine Stadt",
    url_name="municipality-detail",
)
@decorate_view(takes(OnDay))
def municipality_detail(request: HttpRequest, key: Key, query: Query[OnDay]) -> HttpResponse:
    rows, item = _bodies(_day(query))
    row = rows.filter(Q(key=key) | Q(slug=key)).first()
    if row is None:
        raise Unknown("Diese Kommune gibt es nicht. Beispiel: /api/v1/municipalities/06631/")
    return answer(item(row))


def _day(query: OnDay) -> date:
    day = query.on or clock.today()
    if day < KNOWN_FROM:
        raise Refused(
            "on", "Die Rechtsstellung ist seit 2014-01-01 bekannt. Nennen Sie diesen oder einen späteren Tag."
        )
    return day


def _bodies(day: date):
    """The rows of that day, and what becomes an item; three queries for keys, sources and indicators."""
    keys = dict(Municipality.objects.values_list("pk", "key"))
    known = sources()
    indicators = _indicators(known)

    def item(row: dict) -> dict[str, object]:
        return {
            **{field: row[field] for field in FIELDS},
            "legal_status": row["kind"],
            "official_key": row["official_key"],
            "parent_key": keys.get(row["parent_id"]),
            "indicators": indicators[row["pk"]],
            "origin": Origin.SOURCED,
            "source": known[row["source_id"]],
        }

    rows = Municipality.objects.with_status(day).order_by("sort_key")
    return rows.values("pk", *FIELDS, "kind", "official_key", "parent_id", "source_id"), item


def _indicators(known: dict) -> dict[int, list[dict[str, object]]]:
    """Number of a body → its indicators, the latest day of each."""
    latest: dict[tuple[int, str], dict[str, object]] = {}
    values = IndicatorValue.objects.order_by("indicator__slug", "reference_on").values_list(
        "municipality_id", "indicator__slug", "indicator__name", "indicator__unit", "value", "reference_on", "source_id"
    )
    for body, slug, name, unit, value, reference_on, source_id in values:
        latest[body, slug] = {
            "slug": slug,
            "name": name,
            "unit": unit,
            "value": value,
            "reference_on": reference_on,
            "origin": Origin.SOURCED,
            "source": known[source_id],
        }
    found: dict[int, list[dict[str, object]]] = defaultdict(list)
    for (body, _slug), row in latest.items():
        found[body].append(row)
    return found
