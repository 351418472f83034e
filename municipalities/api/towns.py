"""Towns, their postcodes and the body that serves each."""

import re
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router
from ninja.decorators import decorate_view
from pydantic import BeforeValidator

from municipalities.models import Town
from wir_portal.core.api import Faults, Page, PageQuery, Traced, page_of, sources, takes
from wir_portal.core.models import Origin

router = Router()


def _postal_code(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d{5}", value, re.ASCII):
        return value
    raise ValueError("Schreiben Sie die Postleitzahl mit fünf Ziffern, zum Beispiel 36037.")


class TownQuery(PageQuery):
    postal_code: Annotated[str, BeforeValidator(_postal_code)] | None = Field(
        None, description="Nur Gemeinden mit dieser Postleitzahl", examples=["36037"]
    )


class TownOut(Traced):
    ags: str = Field(description="Amtlicher Gemeindeschlüssel")
    name: str = Field(description="Name")
    municipality: str = Field(description="Schlüssel der zuständigen Kommune")
    municipality_slug: str = Field(description="Kürzel der zuständigen Kommune")
    municipality_name: str = Field(description="Name der zuständigen Kommune")
    postal_codes: list[str] = Field(description="Postleitzahlen der Gemeinde")
    latitude: float = Field(description="Geografische Breite")
    longitude: float = Field(description="Geografische Länge")


@router.get(
    "/towns/",
    response={200: Page[TownOut], 422: Faults},
    summary="Welche Kommune für welchen Ort zuständig ist",
    url_name="town-list",
)
@decorate_view(takes(TownQuery))
def town_list(request: HttpRequest, query: Query[TownQuery]) -> HttpResponse:
    rows = Town.objects.select_related("municipality").prefetch_related("postal_codes").order_by("search_name", "ags")
    if query.postal_code is not None:
        rows = rows.filter(postal_codes__code=query.postal_code)
    known = sources()
    return page_of(
        rows,
        query,
        lambda town: {
            "ags": town.ags,
            "name": town.name,
            "municipality": town.municipality.key,
            "municipality_slug": town.municipality.slug,
            "municipality_name": town.municipality.name,
            "postal_codes": sorted(row.code for row in town.postal_codes.all()),
            "latitude": town.latitude,
            "longitude": town.longitude,
            "origin": Origin.SOURCED,
            "source": known[town.source_id],
        },
    )
