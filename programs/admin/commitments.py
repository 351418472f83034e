"""Verpflichtungsermächtigungen: read here; proposed on the page of their year, decided on pages of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from programs import permissions
from programs.admin.envelope_pages import way, year_address
from programs.forms.commitment import CommitmentForm
from programs.forms.distribution import ActForm
from programs.models import BudgetYear, CommitmentAuthorisation, FundingLine
from programs.services import commitments
from wir_portal.core.admin_base import Crumb, GuardedAdmin, act_page, amount, mark, money
from wir_portal.core.admin_base.history import Entry, versions_of
from wir_portal.core.admin_base.pages import CONFLICT, Act
from wir_portal.core.admin_base.tables import Table, link
from wir_portal.core.models import Origin
from wir_portal.core.money import format_euro
from wir_portal.core.permissions import Visitor
from wir_portal.core.services.form_keys import once

Status = CommitmentAuthorisation.Status
KINDS = {Status.PROPOSED: "wait", Status.DECIDED: "done", Status.REJECTED: "late"}


@dataclass(frozen=True)
class Answer:
    """What can be done with one that lies before the approver."""

    slug: str
    title: str
    done: str
    may: Callable[[Visitor], bool]
    run: Callable[..., object]
    needs_others: bool = True


ANSWERS = (
    Answer("freigeben", "Freigeben", "ist freigegeben.", permissions.can_decide_money, commitments.decide),
    Answer("ablehnen", "Ablehnen", "ist abgelehnt.", permissions.can_decide_money, commitments.reject),
    Answer(
        "zurueckziehen", "Zurückziehen", "ist zurückgezogen.", permissions.can_edit_money, commitments.withdraw, False
    ),
)


def table_of(year: BudgetYear) -> Table:
    """What of later years may be bound already, for the page of the year; one query."""
    rows = list(year.commitment_authorisations.for_list().filter(status__in=(Status.PROPOSED, Status.DECIDED)))
    return Table(
        "verpflichtungen",
        "Verpflichtungsermächtigungen für spätere Jahre",
        ("Förderlinie", "Jahr", "Betrag", "Stand"),
        [
            (
                link("programs_commitmentauthorisation", row.pk, row.line),
                row.later_year,
                amount(row.amount_cents, row.origin),
                mark(row.get_status_display(), KINDS.get(row.status, "")),
            )
            for row in rows
        ],
        empty=f"{year} darf noch kein Geld späterer Jahre gebunden werden.",
        is_example=any(row.origin == Origin.EXAMPLE for row in rows),
    )


def propose(request: HttpRequest, year: BudgetYear) -> HttpResponse:
    """A new one of this year."""
    lines = {line.slug: line for line in FundingLine.objects.all()}
    form = CommitmentForm(request.POST or None, initial=CommitmentForm.start(0), year=year.year, lines=lines.values())

    def run(cleaned: dict[str, Any]) -> str:
        row = commitments.propose(
            year, lines[cleaned["line"]], later_year=cleaned["later_year"], amount_cents=cleaned["amount_cents"],
            reason_internal=cleaned["reason_internal"], actor=request.user,
        )  # fmt: skip
        return f"{row}: {format_euro(row.amount_cents)} liegen zur Freigabe vor. Am Zug ist: Ministerium, Freigabe."

    closed = f"Das Haushaltsjahr {year} ist abgeschlossen. Es nimmt keine Ermächtigungen mehr an."
    title = f"Verpflichtungsermächtigung {year} vorlegen"
    return act_page(
        request,
        form,
        run=lambda cleaned: _once(request, cleaned, f"commitment {year.pk}", run),
        title=title,
        button="Zur Freigabe vorlegen",
        back=year_address(year),
        crumbs=way(year, title),
        refusal=closed if year.is_closed else "",
        lead="So viel Geld eines späteren Jahres darf die Förderlinie in diesem Haushaltsjahr schon binden.",
    )


@admin.register(CommitmentAuthorisation)
class CommitmentAuthorisationAdmin(GuardedAdmin):
    """Every change is an act, none is typed on this page."""

    can_view = permissions.can_read_drafts
    list_display = ("line", "budget_year", "later_year", money("amount_cents", "Betrag"), "state")
    list_filter = (("budget_year", admin.RelatedOnlyFieldListFilter), "status", "origin")
    list_select_related = ("budget_year", "line", "proposed_by", "decided_by")
    search_fields = ("line__name_de", "reason_internal")
    search_help_text = "Förderlinie oder Grund"
    list_note = "Eine Verpflichtungsermächtigung beginnt auf der Seite ihres Haushaltsjahrs."
    fields = (
        "state", "budget_year", "line", "later_year", "amount_cents", "reason_internal", "proposed_by", "proposed_at",
        "decided_by", "decided_at", "origin",
    )  # fmt: skip
    sum_columns = ("amount_cents",)
    csv_columns = (
        ("Jahr", "budget_year__year"),
        ("Förderlinie", "line__name_de"),
        ("Späteres Jahr", "later_year"),
        ("Betrag in Euro", "amount_cents"),
        ("Stand", "get_status_display"),
        ("Interner Grund", "reason_internal"),
        ("Herkunft", "get_origin_display"),
    )

    def act_pages(self) -> list[URLPattern]:
        return [
            self.page(f"<int:object_id>/{how.slug}/", partial(self.answer_view, how=how), f"step-{how.slug}")
            for how in ANSWERS
        ]

    @admin.display(description="Stand", ordering="status")
    def state(self, row: CommitmentAuthorisation) -> str:
        return mark(row.get_status_display(), KINDS.get(row.status, ""))

    def acts(self, request: HttpRequest, obj: CommitmentAuthorisation) -> list[Act]:
        acts: list[Act] = []
        for how in ANSWERS if obj.is_proposed else ():
            if how.may(request.user) and not (how.needs_others and obj.proposed_by_id == request.user.pk):
                acts.append(Act(how.title, self.address(f"step-{how.slug}", obj.pk), is_main=not acts))
        return acts

    def timeline(self, request: HttpRequest, obj: CommitmentAuthorisation) -> list[Entry]:
        return versions_of(obj, ("amount_cents", "status"))

    def page_context(self, request: HttpRequest, obj: CommitmentAuthorisation) -> dict[str, Any]:
        return {"example_mark": obj.origin == Origin.EXAMPLE}

    def answer_view(self, request: HttpRequest, object_id: int, how: Answer) -> HttpResponse:
        if not how.may(request.user):
            raise PermissionDenied
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        form = ActForm(request.POST or None, initial=ActForm.start(row.revision))

        def run(cleaned: dict[str, Any]) -> str:
            how.run(row, revision=cleaned["revision"], reason_internal=cleaned["reason_internal"], actor=request.user)
            return f"{row} {how.done}"

        refusal = "" if row.is_proposed else f"Diese Ermächtigung ist {row.get_status_display()}."
        if not refusal and how.needs_others and row.proposed_by_id == request.user.pk:
            refusal = commitments.SAME_PERSON
        back = self.address("change", row.pk)
        page = act_page(
            request,
            form,
            run=lambda cleaned: _once(request, cleaned, f"{how.slug} {row.pk}", run),
            title=f"Verpflichtungsermächtigung {how.title.lower()}",
            button=how.title,
            back=back,
            crumbs=self.crumbs(Crumb(str(row), back), Crumb(how.title)),
            refusal=refusal,
            facts=[
                ("Haushaltsjahr", row.budget_year),
                ("Förderlinie", row.line),
                ("Späteres Jahr", row.later_year),
                ("Betrag", amount(row.amount_cents, row.origin)),
                ("Stand", mark(row.get_status_display(), KINDS.get(row.status, ""))),
                ("Vorgelegt von", row.proposed_by),
                ("Warum, intern", row.reason_internal),
            ],
        )
        if page.status_code == CONFLICT:
            form.start_again(row.revision)
        return page


def _once(request: HttpRequest, cleaned: dict[str, Any], what: str, run: Callable[[dict[str, Any]], str]) -> str:
    """A form that was sent twice is done once."""
    content = {name: value for name, value in cleaned.items() if name != "key"}
    return once(cleaned["key"], actor=request.user, content={**content, "what": what}, run=lambda: run(cleaned))
