"""The positions of a year and how far they are filled on a day. Nothing about people."""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router
from ninja.decorators import decorate_view

from casemanagers.models import Position
from municipalities.models import Municipality
from programs.models import FundingLine
from wir_portal.core import clock
from wir_portal.core.api import Day, Faults, Page, PageQuery, Refused, Traced, page_of, takes

router = Router()


class PositionQuery(PageQuery):
    on: Day | None = Field(
        None,
        description="Besetzung an diesem Tag, ohne Angabe heute; gezeigt werden die Stellen seines Jahres",
        examples=["2018-11-05"],
    )
    line: str | None = Field(None, description="Kürzel der Förderlinie", examples=["fallmanagement"])
    municipality: str | None = Field(None, description="Schlüssel oder Kürzel der Kommune", examples=["06631"])


class PositionOut(Traced):
    year: int = Field(description="Haushaltsjahr")
    on: date = Field(description="Tag, für den die Besetzung gilt")
    line: str = Field(description="Kürzel der Förderlinie")
    municipality: str = Field(description="Schlüssel der Kommune")
    municipality_slug: str = Field(description="Kürzel der Kommune")
    state: Position.State = Field(description="besetzt (`filled`), teilweise (`partly`), nicht besetzt (`vacant`)")
    filled_percent_hundredths: int = Field(description="Besetzter Anteil in Hundertstel Prozent einer Vollzeitstelle")
    limit_percent_hundredths: int = Field(description="Größter Anteil, den die Förderlinie zulässt")


@router.get(
    "/positions/",
    response={200: Page[PositionOut], 422: Faults},
    summary="Die Stellen und ihre Besetzung",
    url_name="position-list",
)
@decorate_view(takes(PositionQuery))
def position_list(request: HttpRequest, query: Query[PositionQuery]) -> HttpResponse:
    day = query.on or clock.today()
    return page_of(
        _chosen(query, day).for_list().order_by("line__rank", "municipality__sort_key", "pk"),
        query,
        lambda row: {
            "year": row.budget_year.year,
            "on": day,
            "line": row.line.slug,
            "municipality": row.municipality.key,
            "municipality_slug": row.municipality.slug,
            "state": row.state,
            "filled_percent_hundredths": row.filled_share,
            "limit_percent_hundredths": row.limit_share,
            "origin": row.origin,
            "source": None,
        },
    )


def _chosen(query: PositionQuery, day: date):
    rows = Position.objects.of_year(day.year).with_filled(on=day)
    if query.line is not None:
        line = FundingLine.objects.filter(slug=query.line).first()
        if line is None:
            raise Refused("line", "Diese Förderlinie gibt es nicht. Beispiel: fallmanagement")
        rows = rows.filter(line=line)
    if query.municipality is not None:
        body = Municipality.objects.filter(Q(key=query.municipality) | Q(slug=query.municipality)).first()
        if body is None:
            raise Refused("municipality", "Diese Kommune gibt es nicht. Beispiel: 06631 oder landkreis-fulda.")
        rows = rows.filter(municipality=body)
    return rows
