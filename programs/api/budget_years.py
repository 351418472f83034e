"""The programme's money by year and line: of a draft year only its total and its decided lines."""

from collections import defaultdict
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router
from ninja.decorators import decorate_view

from programs.exports import figures
from programs.models import BudgetYear
from wir_portal.core.api import (
    Faults,
    NotFound,
    Page,
    PageQuery,
    Traced,
    Unknown,
    Year,
    answer,
    page_of_list,
    sources,
    takes,
)

router = Router()


class AppropriationOut(Traced):
    line: str = Field(description="Kürzel der Förderlinie")
    amount_cents: int = Field(description="Ansatz in Cent")
    allocated_cents: int = Field(description="Davon freigegebene Kontingente der Kommunen in Cent")
    free_cents: int = Field(description="Ansatz ohne freigegebene Kontingente in Cent")
    published_on: date | None = Field(description="Tag, seit dem diese Beträge öffentlich sind; null: noch offen")
    note: str = Field(description="Hinweis, leer wenn es keinen gibt")


class BudgetYearOut(Traced):
    year: int = Field(description="Haushaltsjahr")
    total_cents: int | None = Field(description="Mittel des Programms in Cent; null: nicht bekannt")
    precision: BudgetYear.Precision = Field(
        description="Wie genau der Betrag bekannt ist: genau (`exact`), mindestens (`minimum`), rund (`about`)"
    )
    status: BudgetYear.Status = Field(description="Stand: Entwurf, offen, abgeschlossen")
    appropriations: list[AppropriationOut] = Field(description="Ansätze der Förderlinien, soweit öffentlich")


@router.get(
    "/budget-years/",
    response={200: Page[BudgetYearOut], 422: Faults},
    summary="Die Haushaltsjahre mit den Ansätzen der Förderlinien",
    description="Jahre ohne bekannte Angabe fehlen.",
    url_name="budget-year-list",
)
@decorate_view(takes(PageQuery))
def budget_year_list(request: HttpRequest, query: Query[PageQuery]) -> HttpResponse:
    return page_of_list(_years().values(), query)


@router.get(
    "/budget-years/{year}/",
    response={200: BudgetYearOut, 404: NotFound, 422: Faults},
    summary="Ein Haushaltsjahr",
    url_name="budget-year-detail",
)
@decorate_view(takes())
def budget_year_detail(
    request: HttpRequest, year: Annotated[Year, Path(description="Jahr mit vier Ziffern", examples=[2018])]
) -> HttpResponse:
    row = _years().get(year)
    if row is None:
        raise Unknown("Zu diesem Jahr ist nichts bekannt. Alle Jahre: /api/v1/budget-years/")
    return answer(row)


def _years() -> dict[int, dict[str, object]]:
    """Year → item, the oldest first; three queries."""
    known = sources()
    lines: dict[int, list[dict[str, object]]] = defaultdict(list)
    for row in figures.public_appropriations():
        lines[row.budget_year_id].append(
            {
                "line": row.line.slug,
                "amount_cents": row.amount_cents,
                "allocated_cents": row.published_cents,
                "free_cents": row.amount_cents - row.published_cents,
                "published_on": figures.valid_from(row),
                "note": row.note or "",
                "origin": row.origin,
                "source": known[row.source_id],
            }
        )
    return {
        row.year: {
            "year": row.year,
            "total_cents": row.total_cents,
            "precision": row.precision,
            "status": row.status,
            "appropriations": lines[row.pk],
            "origin": row.origin,
            "source": known[row.source_id],
        }
        for row in BudgetYear.objects.order_by("year")
    }
