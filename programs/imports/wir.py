"""Loads the programme, its lines, rates, years and the 33 allocations of 2018 from `data/wir.toml`."""

from pathlib import Path
from typing import Any

from municipalities.models import Municipality
from programs.models import (
    Allocation,
    Appropriation,
    BudgetYear,
    FundingLine,
    FundingRate,
    Guideline,
    LineSuccession,
    Program,
    RatePurpose,
    RateUnit,
    StartPrecision,
    YearStep,
)
from wir_portal.core.imports import sources, translations
from wir_portal.core.imports.files import DataFault, read_toml
from wir_portal.core.imports.sync import sync
from wir_portal.core.languages import CODES, column
from wir_portal.core.models import Event, Origin, Source
from wir_portal.core.services import history

FILE = Path(__file__).parent.parent / "data" / "wir.toml"
Status = BudgetYear.Status
LINE_TEXTS = tuple(column(field, code) for field in ("name", "summary", "description") for code in CODES)
PROGRAM_TEXTS = tuple(column(field, code) for field in ("summary", "description") for code in CODES)
WORDS = ("rank", *(column("name", code) for code in CODES))


def load_lines(event: Event) -> int:
    """Programme, guidelines, lines, rates and what continues what; texts belong to the editors once loaded.

    An end that no source names may be entered here: it stays.
    """
    data, known = read_toml(FILE), sources.by_slug()
    program = _with_source(data["program"], known) | translations.texts_of(FILE.parent, "program")
    written = sync(Program, ["slug"], [program], initial=PROGRAM_TEXTS)
    written += translations.supplement(Program, "slug", [program], fields=("summary", "description"))
    program_id = Program.objects.get(slug=program["slug"]).pk
    guidelines = [{"program_id": program_id, **_with_source(row, known)} for row in data["guidelines"]]
    written += sync(Guideline, ["program_id", "starts_on"], guidelines)
    lines = [
        _line(row, program_id, known) | translations.texts_of(FILE.parent, "lines", row["slug"])
        for row in data["lines"]
    ]
    written += sync(FundingLine, ["slug"], lines, initial=LINE_TEXTS)
    written += translations.supplement(FundingLine, "slug", lines, fields=("name", "summary", "description"))
    ids = dict(FundingLine.objects.values_list("slug", "pk"))
    for model, words in ((RatePurpose, "purposes"), (RateUnit, "units")):
        named = [row | translations.texts_of(FILE.parent, words, row["slug"]) for row in data[words]]
        written += sync(model, ["slug"], named, initial=WORDS)
    rates = [_rate(row, ids, known) for row in data["rates"]]
    written += sync(FundingRate, ["line_id", "purpose_id", "starts_on"], rates)
    successions = [_succession(row, ids, known) for row in data["successions"]]
    return written + sync(LineSuccession, ["predecessor_id", "successor_id"], successions)


def _line(row: dict[str, Any], program_id: int, known: dict[str, Source]) -> dict[str, object]:
    start = {"program_id": program_id, "starts_on": None, "start_precision": StartPrecision.DAY}
    end = {"end_origin": Origin.SOURCED} if "ends_on" in row else {}
    return {**start, "origin": Origin.SOURCED, **end, **_with_source(row, known)}


def _rate(row: dict[str, Any], ids: dict[str, int], known: dict[str, Source]) -> dict[str, object]:
    values = {"note_de": "", "note_en": "", **_with_source(row, known)}
    amount = values.pop("amount", None)
    keys = {"line_id": ids[values.pop("line")], "purpose_id": values.pop("purpose"), "unit_id": values.pop("unit")}
    return {
        "start_precision": StartPrecision.DAY,
        "max_fulltime_percent": 100,
        "amount_cents": None if amount is None else amount * 100,
        "origin": Origin.SOURCED,
        **values,
        **keys,
    }


def _succession(row: dict[str, Any], ids: dict[str, int], known: dict[str, Source]) -> dict[str, object]:
    values = _with_source(row, known)
    ends = {f"{end}_id": ids[values.pop(end)] for end in ("predecessor", "successor")}
    return {"origin": Origin.SOURCED, **values, **ends}


def load_years(event: Event) -> int:
    """Years with their sourced parts. A stored row that differs from its source stops the run and is named."""
    known = sources.by_slug()
    lines = {line.slug: line for line in FundingLine.objects.all()}
    stored = {year.year: year for year in BudgetYear.objects.all()}
    return sum(_load_year(row, stored.get(row["year"]), lines, known, event) for row in read_toml(FILE)["years"])


def _load_year(
    row: dict[str, Any], year: BudgetYear | None, lines: dict[str, FundingLine], known: dict[str, Source], event: Event
) -> int:
    is_draft = row["status"] == Status.DRAFT
    sourced = {
        "total_cents": row["total"] * 100,
        "precision": row["precision"],
        "origin": Origin.SOURCED,
        "source_id": sources.source(known, row["source"]).pk,
    }
    written = 0
    if year is None:
        year = BudgetYear(
            year=row["year"],
            status=Status.DRAFT if is_draft else Status.OPEN,
            planning_ceiling_cents=None if is_draft else row["total"] * 100,
            **sourced,
        )
        history.create(BudgetYear, [year], event=event)
        year = BudgetYear.objects.get(year=row["year"])
        written += 1
    else:
        _same_or_stop(year, sourced, f"Haushaltsjahr {row['year']}")
    for part in row.get("appropriations", []):
        written += _load_appropriation(part, year, lines[part["line"]], known, event)
    if row["status"] == Status.CLOSED and year.status != Status.CLOSED:
        _close(year, event)
        written += 1
    return written


def _close(year: BudgetYear, event: Event) -> None:
    """A source closes its year instead of two people; the database turns the year with the step."""
    YearStep.objects.create(
        budget_year=year,
        kind=YearStep.Kind.CLOSING,
        status=YearStep.Status.DECIDED,
        source_id=year.source_id,
        proposed_at=event.at,
        decided_at=event.at,
    )
    history.keep(BudgetYear, [BudgetYear.objects.get(pk=year.pk)], event=event)


def _load_appropriation(
    part: dict[str, Any], year: BudgetYear, line: FundingLine, known: dict[str, Source], event: Event
) -> int:
    source = sources.source(known, part["source"])
    sourced = {"amount_cents": part["amount"] * 100, "origin": Origin.SOURCED, "source_id": source.pk}
    appropriation = Appropriation.objects.filter(budget_year=year, line=line).first()
    written = 0
    if appropriation is None:
        appropriation = Appropriation(
            budget_year=year,
            line=line,
            **_notes(part, str(year)),
            distribution_status=Appropriation.DistributionStatus.DECIDED,
            published_on=source.published_on or event.at.date(),
            **sourced,
        )
        history.create(Appropriation, [appropriation], event=event)
        appropriation = Appropriation.objects.get(budget_year=year, line=line)
        written += 1
    else:
        _same_or_stop(appropriation, sourced, f"Ansatz {line.slug} {year}")
    if "each_body" not in part:
        return written
    return written + _load_allocations(appropriation, part["each_body"] * 100, source, event)


def _notes(part: dict[str, Any], year: str) -> dict[str, str]:
    """The remark of an appropriation in each language that has it."""
    own = {name: part[name] for name in ("note_de", "note_en")}
    return own | translations.texts_of(FILE.parent, "notes", f"{part['line']}-{year}")


def _load_allocations(appropriation: Appropriation, amount_cents: int, source: Source, event: Event) -> int:
    """The same sourced amount for each of the bodies."""
    sourced = {"amount_cents": amount_cents, "origin": Origin.SOURCED, "source_id": source.pk}
    stored = {row.municipality_id: row for row in appropriation.allocations.all()}
    missing = []
    for body in Municipality.objects.order_by("key"):
        row = stored.get(body.pk)
        if row is None:
            missing.append(
                Allocation(appropriation=appropriation, municipality=body, status=Allocation.Status.DECIDED, **sourced)
            )
        else:
            _same_or_stop(row, sourced, f"Kontingent {body.slug} {appropriation.line.slug} {appropriation.budget_year}")
    history.create(Allocation, missing, event=event)
    return len(missing)


def _same_or_stop(row: Any, sourced: dict[str, Any], name: str) -> None:
    differing = [field for field, value in sourced.items() if getattr(row, field) != value]
    if differing:
        stored = ", ".join(
            f"{field}: gespeichert {getattr(row, field)}, Quelle {sourced[field]}" for field in differing
        )
        raise DataFault(f"{name} weicht von der Quelle ab ({stored}). Es wurde nichts geladen.")


def _with_source(row: dict[str, Any], known: dict[str, Source]) -> dict[str, Any]:
    values = {field: value.strip() if isinstance(value, str) else value for field, value in row.items()}
    values["source_id"] = sources.source(known, values.pop("source")).pk
    return values
