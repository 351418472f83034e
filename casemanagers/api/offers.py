"""The public offers with where, when, in which languages, at what cost, and how fresh. Nothing about people."""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router
from ninja.decorators import decorate_view

from casemanagers.models import DirectoryEntry, Language, Offer, Topic
from municipalities.models import Municipality
from wir_portal.core.api import Faults, Page, PageQuery, Refused, Traced, page_of, takes

router = Router()
SAME = ("title", "topic", "place", "street", "postal_code", "town", "hours", "cost", "phone", "email", "website")


class OfferQuery(PageQuery):
    municipality: str | None = Field(None, description="Schlüssel oder Kürzel der Kommune", examples=["06631"])
    topic: str | None = Field(None, description="Thema", examples=["language"])
    language: str | None = Field(None, description="Nur wo man diese Sprache spricht", examples=["ar"])


class OfferOut(Traced):
    id: int = Field(description="Nummer des Angebots")
    municipality: str = Field(description="Schlüssel der Kommune")
    municipality_slug: str = Field(description="Kürzel der Kommune")
    title: str = Field(description="Name des Angebots")
    topic: Topic = Field(description="Thema")
    description: str = Field(description="Beschreibung")
    provider: str = Field(description="Anbieter")
    languages: list[str] = Field(description="Sprachen als Kürzel, zum Beispiel `de`, `ar`; `gsg` ist Gebärdensprache")
    place: str = Field(description="Haus oder Treffpunkt")
    street: str = Field(description="Straße und Hausnummer")
    postal_code: str = Field(description="Postleitzahl")
    town: str = Field(description="Ort")
    access: DirectoryEntry.Access | None = Field(description="Zugang; null, wenn nicht bekannt")
    hours: str = Field(description="Zeiten")
    is_free: bool | None = Field(description="Ob es kostenlos ist; null, wenn nicht bekannt")
    cost: str = Field(description="Kosten in Worten, leer wenn kostenlos oder nicht bekannt")
    phone: str = Field(description="Telefon")
    email: str = Field(description="E-Mail-Adresse")
    website: str = Field(description="Internetseite")
    url: str = Field(description="Seite des Angebots in diesem Portal")
    confirmed_on: date = Field(description="Tag, an dem zuletzt jemand bestätigt hat, dass alles noch stimmt")
    is_confirmation_due: bool = Field(description="Ob die Bestätigung älter als sechs Monate ist")


@router.get(
    "/offers/",
    response={200: Page[OfferOut], 422: Faults},
    summary="Die Angebote vor Ort",
    url_name="offer-list",
)
@decorate_view(takes(OfferQuery))
def offer_list(request: HttpRequest, query: Query[OfferQuery]) -> HttpResponse:
    rows = _chosen(query).select_related("municipality", "agency")
    return page_of(rows.order_by("municipality__sort_key", "topic", "title", "pk"), query, _item)


def _item(row: Offer) -> dict[str, object]:
    return {
        **{name: getattr(row, name) for name in SAME},
        "id": row.pk,
        "municipality": row.municipality.key,
        "municipality_slug": row.municipality.slug,
        "description": row.description or "",
        "provider": row.provider_name,
        "languages": row.language_codes,
        "access": row.access or None,
        "is_free": True if row.is_free else False if row.cost else None,
        "url": row.get_absolute_url(),
        "confirmed_on": row.confirmed_on,
        "is_confirmation_due": row.is_due,
        "origin": row.origin,
        "source": None,
    }


def _chosen(query: OfferQuery):
    rows = Offer.objects.public()
    if query.municipality is not None:
        body = Municipality.objects.filter(Q(key=query.municipality) | Q(slug=query.municipality)).first()
        if body is None:
            raise Refused("municipality", "Diese Kommune gibt es nicht. Beispiel: 06631 oder landkreis-fulda.")
        rows = rows.of_body(body)
    if query.topic is not None:
        if query.topic not in Topic.values:
            raise Refused("topic", f"Dieses Thema gibt es nicht. Möglich: {', '.join(Topic.values)}.")
        rows = rows.filter(topic=query.topic)
    if query.language is not None:
        if query.language not in Language.values:
            raise Refused("language", f"Diese Sprache gibt es nicht. Möglich: {', '.join(Language.values)}.")
        rows = rows.speaking(query.language)
    return rows
