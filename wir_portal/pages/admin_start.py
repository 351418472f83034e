"""The admin's start page: what waits for this person, the money of the years in work, every list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from programs.exports import worklist, workplace
from programs.models import CommitmentAuthorisation, Transfer, YearStep
from programs.permissions import (
    can_decide_money,
    can_decide_step,
    can_decide_transfer,
    can_edit_money,
    can_read_drafts,
)
from wir_portal.core import registries
from wir_portal.core.models import User
from wir_portal.pages import admin_rooms

NUMBERS = ("", "", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun", "Zehn")


@dataclass(frozen=True)
class Waiting:
    mine: list[worklist.Task]
    others: list[worklist.Task]


def page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """At most fourteen queries, whatever the years hold."""
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": "Start",
        "heading": "WIR-Verwaltung",
        "areas": admin_rooms.areas(request, site),
        "sections": [section for build in registries.admin_sections if (section := build(request)) is not None],
    }
    if can_read_drafts(request.user):
        years = workplace.years()
        waiting = _waiting(request, years)
        context |= {"years": years, "waiting": waiting, "heading": _heading(request, len(waiting.mine))}
    return TemplateResponse(request, "admin/index.html", context)


def _waiting(request: HttpRequest, years: list[workplace.YearSheet]) -> Waiting:
    """Whoever both edits and decides finds a proposal of their own with the others."""
    user = request.user
    proposed = worklist.proposed(years)
    drafts = worklist.drafts(years)
    decidable = worklist.not_involving(proposed, user) if can_decide_money(user) else []
    mine = [worklist.to_decide(row) for row in decidable]
    others = [worklist.under_decision(row) for row in proposed if row not in decidable]
    if can_edit_money(user):
        mine += worklist.to_finish(drafts)
    else:
        others += worklist.to_finish(drafts)
    for task, is_mine in _of_years(user):
        (mine if is_mine else others).append(task)
    return Waiting(mine, others)


def _of_years(user: User) -> Iterator[tuple[worklist.Task, bool]]:
    """Transfers, steps, authorisations, each with whether it waits for this person; three queries and one a step."""
    for row in Transfer.objects.undecided().for_list():
        is_mine = can_decide_transfer(user, row) if row.is_proposed else can_edit_money(user)
        yield worklist.of_transfer(row, is_mine=is_mine), is_mine
    for step in YearStep.objects.waiting().select_related("budget_year", "proposed_by"):
        is_mine = can_decide_step(user, step)
        yield worklist.of_step(step, is_mine=is_mine), is_mine
    for commitment in CommitmentAuthorisation.objects.undecided().for_list():
        is_mine = can_decide_money(user) and commitment.proposed_by_id != user.pk
        yield worklist.of_commitment(commitment, is_mine=is_mine), is_mine


def _heading(request: HttpRequest, count: int) -> str:
    if not (can_edit_money(request.user) or can_decide_money(request.user)):
        return "Überblick"
    if count == 0:
        return "Nichts wartet auf Sie"
    if count == 1:
        return "Ein Vorgang wartet auf Sie"
    return f"{NUMBERS[count] if count < len(NUMBERS) else count} Vorgänge warten auf Sie"
