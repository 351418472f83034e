"""The figures: the programme's money by year, by line and by body."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities.calculations.levels import level, limits, per_head_cents
from municipalities.exports.people import People, people_by_body, people_of_the_land
from municipalities.models import Municipality
from programs.exports import charts, figures, files, series_tables
from programs.exports.figures import BodyFigure, LineFigure, YearFigure
from programs.exports.series import Series, of_line, public_series
from programs.forms.year import read_year
from programs.models import FundingLine
from wir_portal.core import clock
from wir_portal.core.exports import csv_response
from wir_portal.core.models import Origin
from wir_portal.core.money import format_decimal, format_euro_exact

TABLES = ("jahre", "linien", "kommunen")


@dataclass(frozen=True)
class BodyRow:
    """A body with its money of the year, its people, and its step on the map."""

    body: Municipality
    figure: BodyFigure
    people: int | None
    per_head_cents: int | None
    level: int

    @property
    def label(self) -> str:
        """What the map says about the body."""
        if self.per_head_cents is None:
            return f"{self.body.name}: {format_euro_exact(self.figure.amount_cents)}"
        amount = format_euro_exact(self.per_head_cents)
        return f"{self.body.name}: " + _("%(amount)s je Person") % {"amount": amount}


@dataclass(frozen=True)
class Choice:
    """What the address asks for."""

    years: list[YearFigure]
    year: YearFigure
    lines: list[LineFigure]
    line: FundingLine | None


@require_safe
def figures_page(request: HttpRequest) -> HttpResponse:
    """Tables and charts of a year; a year or a line that is not known answers 404 and says which there are."""
    years = figures.years()
    all_lines = figures.all_lines()
    choice, choice_of_series = _choice(request, years, all_lines), _series(request, years, all_lines)
    if choice is None or choice_of_series is None:
        context = {"years": [row.year for row in years if row.is_known]}
        return render(request, "pages/public/figures_unknown.html", context, status=404)
    all_series, series = choice_of_series
    people = people_by_body()
    rows = _body_rows(choice, people)
    steps = limits([row.per_head_cents for row in rows if row.per_head_cents is not None])
    total = sum(row.figure.amount_cents for row in rows)
    return render(
        request,
        "pages/public/figures.html",
        {
            "years": years,
            "chart": charts.years_chart(years),
            "year": choice.year,
            "line": choice.line,
            "lines": choice.lines,
            "line_options": [row.line for row in choice.lines if row.line.goes_to_bodies],
            "series": series,
            "asked_series": "reihe" in request.GET,
            "series_chart": series_tables.chart(series) if series else None,
            "series_options": [row for row in all_series if row.is_known],
            "series_unknown": [row for row in all_series if not row.is_known],
            "bars": charts.line_bars(choice.lines),
            "lines_sum_cents": sum(row.amount_cents for row in choice.lines),
            "lines_allocated_cents": sum(row.allocated_cents for row in choice.lines),
            "lines_are_example": any(row.is_example for row in choice.lines),
            "allocated_is_example": any(row.is_allocated_example for row in choice.lines),
            "unnamed_cents": figures.unnamed_cents(choice.year, choice.lines),
            "rows": rows,
            "legend": _legend(steps),
            "sum_cents": total,
            "is_example": any(row.figure.is_example for row in rows),
            "land_people": people_of_the_land(people),
            "land_per_head_cents": per_head_cents(total, people_of_the_land(people)),
            "people_source": next(iter(people.values()), None),
        },
    )


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The years, the series, or of one year the lines, the bodies, or without a choice each allocation."""
    years = figures.years()
    table = request.GET.get("tabelle", "")
    if table == "jahre":
        return csv_response("wir-jahre.csv", *files.year_rows(years))
    if table == "reihen":
        found = _series(request, years, figures.all_lines())
        if found is None:
            raise Http404
        rows = [found[1]] if request.GET.get("reihe") and found[1] else found[0]
        return csv_response("wir-zeitreihen.csv", *series_tables.series_rows(rows))
    choice = _choice(request, years)
    if choice is None or table not in ("", *TABLES):
        raise Http404
    year = choice.year.year
    if table == "linien":
        return csv_response(f"wir-linien-{year}.csv", *files.line_rows(choice.lines))
    if table == "kommunen":
        return csv_response(f"wir-kommunen-{year}.csv", *_body_file(choice))
    rows = figures.published_allocations(year=year, line=choice.line)
    return csv_response(f"wir-zahlen-{year}.csv", *files.allocation_rows(rows))


def _choice(
    request: HttpRequest, years: Sequence[YearFigure], all_lines: Sequence[LineFigure] | None = None
) -> Choice | None:
    """The chosen year, this year unless told, and line, all unless told; None where one of them is not known."""
    this_year = clock.today().year
    default = this_year if figures.year_figure(years, this_year) else max((row.year for row in years), default=0)
    number = read_year(request.GET.get("jahr"), [row.year for row in years], default=default)
    year = figures.year_figure(years, number) if number else None
    if year is None:
        return None
    if all_lines is None:
        lines = figures.lines_of_year(year.year)
    else:
        lines = [row for row in all_lines if row.year == year.year]
    slug = request.GET.get("linie", "")
    line = next((row.line for row in lines if row.line.slug == slug and row.line.goes_to_bodies), None)
    if slug and line is None and not FundingLine.objects.filter(slug=slug).exists():
        return None
    return Choice(list(years), year, lines, line)


def _series(
    request: HttpRequest, years: Sequence[YearFigure], all_lines: Sequence[LineFigure]
) -> tuple[list[Series], Series | None] | None:
    """All series, and the one of the line in the address or else the first with a figure; None where it is not known.

    Two queries.
    """
    found = public_series(years, all_lines)
    slug = request.GET.get("reihe", "")
    chosen = of_line(found, slug) if slug else next((row for row in found if row.is_known), None)
    return None if slug and chosen is None else (found, chosen)


def _body_rows(choice: Choice, people: dict[int, People]) -> list[BodyRow]:
    """The bodies with money in the year, by name; two queries."""
    sums = figures.sums_by_body(figures.published_allocations(year=choice.year.year, line=choice.line))
    bodies = Municipality.objects.with_status(date(choice.year.year, 1, 1)).by_name()
    found = [(body, sums[body.pk], people.get(body.pk)) for body in bodies if body.pk in sums]
    heads = {body.pk: per_head_cents(figure.amount_cents, own.own) if own else None for body, figure, own in found}
    steps = limits([value for value in heads.values() if value is not None])
    return [
        BodyRow(body, figure, own.own if own else None, heads[body.pk], level(heads[body.pk] or 0, steps))
        for body, figure, own in found
    ]


def _legend(steps: Sequence[int]) -> list[tuple[int, str]]:
    """Each step of the map in words."""
    if not steps:
        return []
    words = [_("unter %(to)s") % {"to": format_euro_exact(steps[0])}]
    words += [
        _("%(from)s bis unter %(to)s") % {"from": format_euro_exact(a), "to": format_euro_exact(b)}
        for a, b in itertools.pairwise(steps)
    ]
    words.append(_("%(from)s und mehr") % {"from": format_euro_exact(steps[-1])})
    return list(enumerate(words, start=1))


def _body_file(choice: Choice) -> tuple[list[str], list[list[object]]]:
    """The rows of the table by body."""
    header = [
        _("Jahr"), _("Kommune"), _("Amtlicher Schlüssel 2018"), _("Kontingent in Euro"), _("Personen"),
        _("Euro je Person"), _("Herkunft"),
    ]  # fmt: skip
    return header, [
        [
            choice.year.year,
            row.body.name,
            row.body.key,
            format_decimal(row.figure.amount_cents),
            row.people,
            format_decimal(row.per_head_cents) if row.per_head_cents is not None else "",
            str(Origin(row.figure.origin).label),
        ]
        for row in _body_rows(choice, people_by_body())
    ]
