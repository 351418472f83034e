"""The public offices of the bodies; published ones only."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router
from ninja.decorators import decorate_view

from municipalities.models import ContactPoint, Municipality
from wir_portal.core.api import Faults, Page, PageQuery, Refused, Traced, page_of, takes

router = Router()
FIELDS = ["office", "street", "postal_code", "town", "phone", "email", "website", "hours", "languages", "origin"]


class ContactPointQuery(PageQuery):
    municipality: str | None = Field(None, description="Schlüssel oder Kürzel der Kommune", examples=["06631"])


class ContactPointOut(Traced):
    municipality: str = Field(description="Schlüssel der Kommune")
    municipality_slug: str = Field(description="Kürzel der Kommune")
    office: str = Field(description="Name der Stelle")
    street: str = Field(description="Straße und Hausnummer")
    postal_code: str = Field(description="Postleitzahl")
    town: str = Field(description="Ort")
    phone: str = Field(description="Telefon")
    email: str = Field(description="E-Mail-Adresse")
    website: str = Field(description="Internetseite")
    hours: str = Field(description="Sprechzeiten")
    languages: str = Field(description="Sprachen")


@router.get(
    "/contact-points/",
    response={200: Page[ContactPointOut], 422: Faults},
    summary="Die Ansprechstellen vor Ort",
    url_name="contact-point-list",
)
@decorate_view(takes(ContactPointQuery))
def contact_point_list(request: HttpRequest, query: Query[ContactPointQuery]) -> HttpResponse:
    rows = ContactPoint.objects.filter(is_published=True).order_by("municipality__sort_key", "office", "pk")
    if query.municipality is not None:
        body = Municipality.objects.filter(Q(key=query.municipality) | Q(slug=query.municipality)).first()
        if body is None:
            raise Refused("municipality", "Diese Kommune gibt es nicht. Beispiel: 06631 oder landkreis-fulda.")
        rows = rows.filter(municipality=body)
    return page_of(
        rows.values(*FIELDS, "municipality__key", "municipality__slug"),
        query,
        lambda row: {
            "municipality": row["municipality__key"],
            "municipality_slug": row["municipality__slug"],
            **{field: row[field] for field in FIELDS},
            "source": None,
        },
    )
