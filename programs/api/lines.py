"""The programme, its lines, rates and what continues what."""

from collections import defaultdict
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema
from ninja.decorators import decorate_view

from programs.models import FundingLine, FundingRate, Guideline, LineSuccession, Program, StartPrecision
from wir_portal.core.api import (
    Faults,
    Page,
    PageQuery,
    SourceOut,
    Traced,
    page_of,
    sources,
    takes,
)
from wir_portal.core.models import Origin

router = Router()


class RateOut(Traced):
    line: str = Field(description="Kürzel der Förderlinie")
    purpose: str = Field(description="Kürzel des Zwecks")
    purpose_name: str = Field(description="Zweck")
    unit: str = Field(description="Kürzel der Einheit")
    unit_name: str = Field(description="Einheit")
    amount_cents: int | None = Field(description="Höchstbetrag in Cent; null heißt: ab hier kein Fördersatz")
    max_fulltime_percent: int = Field(description="Höchstens so viel Prozent einer Vollzeitstelle")
    starts_on: date | None = Field(description="Gilt ab; null: seit wann, ist nicht bekannt")
    known_on: date | None = Field(description="An diesem Tag belegt, wo der Beginn nicht bekannt ist")
    start_precision: StartPrecision = Field(description="Was vom Beginn bekannt ist: der Tag, nur das Jahr, nichts")
    ends_on: date | None = Field(description="Gilt bis, einschließlich; null: bis auf Weiteres oder nicht bekannt")
    note: str = Field(description="Hinweis")


class SuccessorOut(Schema):
    line: str = Field(description="Kürzel der früheren Förderlinie")
    slug: str = Field(description="Kürzel der Förderlinie, die sie fortsetzt")
    starts_on: date = Field(description="Ab")
    source: SourceOut | None = Field(description="Quelle")


class Described(Traced):
    slug: str = Field(description="Kürzel, bleibt gleich")
    name: str = Field(description="Name")
    summary: str = Field(description="In einem Satz")
    description: str = Field(description="Beschreibung, Absätze durch Leerzeilen getrennt")
    starts_on: date | None = Field(description="Beginn; null: nicht bekannt")
    ends_on: date | None = Field(description="Ende, einschließlich; null: läuft oder nicht bekannt")
    rates: list[RateOut] = Field(description="Fördersätze mit ihrer Geltung")
    successors: list[SuccessorOut] = Field(description="Was die Förderlinie fortsetzt")


class FundingLineOut(Described):
    program: str = Field(description="Kürzel des Landesprogramms")
    recipients: FundingLine.Recipients = Field(
        description="Wer Geld bekommt: Kommunen (`bodies`), Vereine und Träger (`organisations`), beide (`both`);"
        " `unknown`: nicht bekannt"
    )
    start_precision: StartPrecision = Field(description="Ob vom Beginn der Tag bekannt ist oder nur das Jahr")


class GuidelineOut(Schema):
    name: str = Field(description="Name des Programms unter dieser Richtlinie")
    citation: str = Field(description="Fundstelle")
    starts_on: date = Field(description="Gilt ab")
    source: SourceOut | None = Field(description="Quelle")


class ProgramOut(Described):
    lines: list[str] = Field(description="Kürzel der Förderlinien")
    guidelines: list[GuidelineOut] = Field(description="Förderrichtlinien")


@router.get(
    "/programs/", response={200: Page[ProgramOut], 422: Faults}, summary="Das Landesprogramm", url_name="program-list"
)
@decorate_view(takes(PageQuery))
def program_list(request: HttpRequest, query: Query[PageQuery]) -> HttpResponse:
    known = sources()
    lines: dict[int, list[str]] = defaultdict(list)
    for program, slug in FundingLine.objects.values_list("program_id", "slug"):
        lines[program].append(slug)
    rates, successors = _rates(known), _successors(known)
    guidelines: dict[int, list[dict[str, object]]] = defaultdict(list)
    for row in Guideline.objects.order_by("starts_on"):
        guidelines[row.program_id].append(
            {"name": row.name, "citation": row.citation, "starts_on": row.starts_on, "source": known[row.source_id]}
        )
    return page_of(
        Program.objects.order_by("slug"),
        query,
        lambda row: {
            **_described(row, known),
            "ends_on": None,
            "lines": lines[row.pk],
            "rates": [rate for slug in lines[row.pk] for rate in rates[slug]],
            "successors": [successor for slug in lines[row.pk] for successor in successors[slug]],
            "guidelines": guidelines[row.pk],
        },
    )


@router.get(
    "/funding-lines/",
    response={200: Page[FundingLineOut], 422: Faults},
    summary="Die Förderlinien mit ihren Fördersätzen",
    url_name="funding-line-list",
)
@decorate_view(takes(PageQuery))
def funding_line_list(request: HttpRequest, query: Query[PageQuery]) -> HttpResponse:
    known = sources()
    rates, successors = _rates(known), _successors(known)
    return page_of(
        FundingLine.objects.select_related("program").order_by("rank", "slug"),
        query,
        lambda row: {
            **_described(row, known),
            "ends_on": row.ends_on,
            "program": row.program.slug,
            "recipients": row.recipients,
            "start_precision": row.start_precision,
            "rates": rates[row.slug],
            "successors": successors[row.slug],
        },
    )


def _described(row: Program | FundingLine, known: dict) -> dict[str, object]:
    return {
        "slug": row.slug,
        "name": row.name,
        "summary": row.summary or "",
        "description": row.description or "",
        "starts_on": row.starts_on,
        "origin": Origin.SOURCED,
        "source": known[row.source_id],
    }


def _rates(known: dict) -> dict[str, list[dict[str, object]]]:
    """Slug of a line → its rates; the day before the next one of the same purpose ends a rate."""
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    followed: dict[tuple[str, str], FundingRate] = {}
    rows = FundingRate.objects.for_list().order_by("line__rank", "purpose__rank", "purpose_id", "-starts_on")
    for row in rows:
        next_row = followed.get((row.line.slug, row.purpose_id))
        followed[row.line.slug, row.purpose_id] = row
        found[row.line.slug].insert(
            0,
            {
                "line": row.line.slug,
                "purpose": row.purpose_id,
                "purpose_name": row.purpose.name,
                "unit": row.unit_id,
                "unit_name": row.unit.name,
                "amount_cents": row.amount_cents,
                "max_fulltime_percent": row.max_fulltime_percent,
                "starts_on": row.starts_on if row.is_start_known else None,
                "known_on": None if row.is_start_known else row.starts_on,
                "start_precision": row.start_precision,
                "ends_on": next_row.starts_on - timedelta(days=1) if next_row and next_row.is_start_known else None,
                "note": row.note or "",
                "origin": row.origin,
                "source": known[row.source_id],
            },
        )
    return found


def _successors(known: dict) -> dict[str, list[dict[str, object]]]:
    """Slug of a line → what continues it."""
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    rows = LineSuccession.objects.order_by("starts_on", "successor__rank").values_list(
        "predecessor__slug", "successor__slug", "starts_on", "source_id"
    )
    for line, slug, starts_on, source_id in rows:
        found[line].append({"line": line, "slug": slug, "starts_on": starts_on, "source": known[source_id]})
    return found
