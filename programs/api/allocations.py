"""The decided and published allocations."""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router
from ninja.decorators import decorate_view

from municipalities.models import Municipality
from programs.models import Allocation, FundingLine
from wir_portal.core.api import Faults, Page, PageQuery, Refused, Traced, Year, page_of, sources, takes

router = Router()


class AllocationQuery(PageQuery):
    year: Year | None = Field(None, description="Haushaltsjahr", examples=[2018])
    line: str | None = Field(None, description="Kürzel der Förderlinie", examples=["fallmanagement"])
    municipality: str | None = Field(None, description="Schlüssel oder Kürzel der Kommune", examples=["06631"])


class AllocationOut(Traced):
    year: int = Field(description="Haushaltsjahr")
    line: str = Field(description="Kürzel der Förderlinie")
    municipality: str = Field(description="Schlüssel der Kommune")
    municipality_slug: str = Field(description="Kürzel der Kommune")
    municipality_name: str = Field(description="Name der Kommune")
    amount_cents: int = Field(description="Kontingent in Cent: höchstens so viel kann die Kommune bekommen")
    published_on: date = Field(description="Öffentlich seit")


@router.get(
    "/allocations/",
    response={200: Page[AllocationOut], 422: Faults},
    summary="Die freigegebenen Kontingente der Kommunen",
    url_name="allocation-list",
)
@decorate_view(takes(AllocationQuery))
def allocation_list(request: HttpRequest, query: Query[AllocationQuery]) -> HttpResponse:
    rows = _chosen(query).order_by(
        "-appropriation__budget_year__year", "appropriation__line__rank", "municipality__sort_key", "pk"
    )
    known = sources()
    return page_of(
        rows.values(
            "amount_cents",
            "origin",
            "source_id",
            "appropriation__source_id",
            "appropriation__published_on",
            "changed_by_transfer__decided_on",
            "appropriation__budget_year__year",
            "appropriation__line__slug",
            "municipality__key",
            "municipality__slug",
            "municipality__name",
        ),
        query,
        lambda row: {
            "year": row["appropriation__budget_year__year"],
            "line": row["appropriation__line__slug"],
            "municipality": row["municipality__key"],
            "municipality_slug": row["municipality__slug"],
            "municipality_name": row["municipality__name"],
            "amount_cents": row["amount_cents"],
            "published_on": row["changed_by_transfer__decided_on"] or row["appropriation__published_on"],
            "origin": row["origin"],
            "source": known[row["source_id"] or row["appropriation__source_id"]],
        },
    )


def _chosen(query: AllocationQuery):
    """The published rows that the query asks for. Refuses lines and bodies that do not exist."""
    rows = Allocation.objects.published()
    if query.year is not None:
        rows = rows.filter(appropriation__budget_year__year=query.year)
    if query.line is not None:
        line = FundingLine.objects.filter(slug=query.line).first()
        if line is None:
            raise Refused("line", "Diese Förderlinie gibt es nicht. Beispiel: fallmanagement")
        rows = rows.filter(appropriation__line=line)
    if query.municipality is not None:
        body = Municipality.objects.filter(Q(key=query.municipality) | Q(slug=query.municipality)).first()
        if body is None:
            raise Refused("municipality", "Diese Kommune gibt es nicht. Beispiel: 06631 oder landkreis-fulda.")
        rows = rows.filter(municipality=body)
    return rows
