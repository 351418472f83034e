"""What happened to a distribution, whose turn it is, until when, and what this person can do now."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from programs import permissions
from programs.admin.distribution_steps import DECIDE, HAND_BACK, PROPOSE, WITHDRAW
from programs.exports.distribution import Sheet
from programs.exports.distribution_trail import Entry
from programs.exports.distribution_years import NOBODY, whose_turn
from programs.models import Appropriation
from programs.services.distributions import SAME_PERSON
from programs.services.transfers import refusal_of_line
from wir_portal.core.permissions import Visitor
from wir_portal.core.templatetags.wir import day, moment


@dataclass(frozen=True)
class Link:
    """A button to an act's page."""

    words: str
    href: str
    is_main: bool = False


@dataclass(frozen=True)
class Turn:
    """The three answers of every act, and the buttons."""

    happened: str
    whose: str
    task: str
    links: Sequence[Link] = field(default_factory=tuple)
    hint: str = ""


def turn_of(sheet: Sheet, entries: Sequence[Entry], user: Visitor) -> Turn:
    """For the head of the line's page; at most one query, to hold four eyes."""
    appropriation = sheet.appropriation
    whose = whose_turn(appropriation)
    if whose == NOBODY:
        return Turn(
            _settled(appropriation), NOBODY, "Diese Verteilung ist fertig.", _settled_links(appropriation, user)
        )
    if appropriation.is_proposed:
        happened = f"Vorgelegt am {moment(appropriation.proposed_at)} von {appropriation.proposed_by}."
        return Turn(happened, whose, "Prüfen, dann freigeben oder zurückgeben.", *_proposed_links(appropriation, user))
    return Turn(_draft(sheet, entries), whose, _draft_task(sheet), _draft_links(sheet, user))


def _settled(appropriation: Appropriation) -> str:
    if appropriation.decided_by is not None:
        return (
            f"Freigegeben am {moment(appropriation.decided_at)} von {appropriation.decided_by},"
            f" veröffentlicht am {day(appropriation.published_on)}."
        )
    if appropriation.source is not None and appropriation.is_decided:
        return f"Aus öffentlicher Quelle übernommen: {appropriation.source.citation}."
    return "Das Haushaltsjahr ist abgeschlossen."


def _settled_links(appropriation: Appropriation, user: Visitor) -> Sequence[Link]:
    """What was decided here changes by a transfer."""
    may = permissions.can_edit_money(user) and appropriation.line.goes_to_bodies
    can_move = not appropriation.budget_year.is_closed and not refusal_of_line(appropriation)
    return (Link("Umschichten", "umschichten/"),) if may and can_move else ()


def _draft(sheet: Sheet, entries: Sequence[Entry]) -> str:
    if entries and entries[0].act in ("distribution.handed_back", "distribution.withdrawn"):
        last = entries[0]
        return f"{last.words} am {moment(last.at)} von {last.by}: „{last.reason_internal}“"
    if sheet.is_for_others:
        return "Der Ansatz ist eingetragen. Das Geld geht an Vereine und Träger."
    if not sheet.has_amounts:
        return "Der Ansatz ist eingetragen. Noch keine Kommune hat einen Betrag."
    given = sum(row.amount_cents is not None for row in sheet.rows)
    return f"{given} von {len(sheet.rows)} Kommunen haben einen Betrag."


def _draft_task(sheet: Sheet) -> str:
    if sheet.is_for_others:
        return "Den Ansatz zur Freigabe vorlegen."
    return "Beträge prüfen, dann zur Freigabe vorlegen." if sheet.has_amounts else "Beträge zuteilen."


def _draft_links(sheet: Sheet, user: Visitor) -> Sequence[Link]:
    if not permissions.can_edit_money(user):
        return ()
    propose = Link(PROPOSE.title, f"{PROPOSE.slug}/", is_main=True)
    if sheet.is_for_others:
        return (propose,)
    words = "Fördersatz zuteilen" if sheet.rate else "Allen denselben Betrag zuteilen"
    assign = Link(words, "foerdersatz/", is_main=not sheet.has_amounts)
    return (propose, assign) if sheet.has_amounts else (assign,)


def _proposed_links(appropriation: Appropriation, user: Visitor) -> tuple[Sequence[Link], str]:
    links: list[Link] = []
    hint = ""
    if permissions.can_decide(user, appropriation):
        links += [Link(DECIDE.title, f"{DECIDE.slug}/", is_main=True), Link(HAND_BACK.title, f"{HAND_BACK.slug}/")]
    elif permissions.can_decide_money(user):
        hint = SAME_PERSON
    if permissions.can_edit_money(user):
        links.append(Link(WITHDRAW.title, f"{WITHDRAW.slug}/"))
    return links, hint
