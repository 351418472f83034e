"""Whom a decision is told, and in which words; the page of the act shows it before."""

from dataclasses import dataclass

from municipalities.models import Membership
from municipalities.permissions import MONEY_ROLES
from programs.models import Appropriation
from wir_portal.core.models import Event
from wir_portal.core.services.mails import Letter, enqueue, write


@dataclass(frozen=True)
class Notice:
    """A letter, who gets it, and who would if there was an address; sorted by body."""

    letter: Letter
    reached: list[Membership]
    unreached: list[Membership]

    @property
    def addresses(self) -> list[str]:
        return [membership.user.email for membership in self.reached]


def of_decision(appropriation: Appropriation) -> Notice:
    """For the officers and signatories of today of every body with an allocation; one query.

    No amount in it: a mail is read by whoever opens it.
    """
    people = list(
        Membership.objects.on()
        .filter(
            role__in=MONEY_ROLES,
            user__is_active=True,
            municipality__in=appropriation.allocations.values("municipality"),
        )
        .select_related("user", "municipality")
        .order_by("municipality__sort_key", "role", "user__username")
    )
    return Notice(
        letter=write("programs/mail/decision.txt", year=appropriation.budget_year, line=appropriation.line),
        reached=[person for person in people if person.user.email],
        unreached=[person for person in people if not person.user.email],
    )


def send_decision(appropriation: Appropriation, *, event: Event) -> None:
    """Into the outbox, in the transaction of the decision."""
    notice = of_decision(appropriation)
    enqueue(event, notice.letter, recipients=notice.addresses)
