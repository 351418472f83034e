"""What the workers of a race do: each task returns its acts, which are run once all have come to the barrier."""

import random
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection
from django.urls import reverse

from casemanagers.models import Appointment, Position
from municipalities.models import Municipality
from programs.models import Allocation, Appropriation
from programs.services import distributions
from tests.clients import client_of
from tests.races.world import LINE, RAISE_CENTS
from wir_portal.core.errors import DomainError
from wir_portal.core.guards.messages import sentence_for
from wir_portal.core.models import User
from wir_portal.core.services.form_keys import once
from wir_portal.core.tasks.mail_delivery import send_due
from wir_portal.core.transactions import BUSY, is_passing

Acts = Iterable[Callable[[], object]]
SHARE = 4_00  # a position takes 25 of these


def appropriation(line: str) -> Appropriation:
    return Appropriation.objects.select_related("line").get(line__slug=line, budget_year__year=2019)


def reason(said: str) -> dict[str, str]:
    return {"reason_internal": said}


# --- editing --------------------------------------------------------------------------------------------------------
def raises(times: int, cents: int = RAISE_CENTS) -> Acts:
    """The editor raises one body after the other, each for the version of that moment."""
    editor = User.objects.get(username="land-bearbeitung")

    def raise_one() -> None:
        row = appropriation(LINE)
        body = random.choice(list(row.allocations.select_related("municipality")))
        distributions.change(
            row, body.municipality, amount_cents=body.amount_cents + cents, revision=row.revision,
            actor=editor, **reason("Erhöhung"),
        )  # fmt: skip

    return [raise_one] * times


def sendings(key: str, times: int) -> Acts:
    """The same form, sent again and again."""
    editor = User.objects.get(username="land-bearbeitung")

    def run() -> str:
        row = appropriation(LINE)
        body = row.allocations.select_related("municipality").get(municipality__slug="wiesbaden")
        event = distributions.change(
            row, body.municipality, amount_cents=body.amount_cents + RAISE_CENTS, revision=row.revision,
            actor=editor, **reason("Erhöhung"),
        )  # fmt: skip
        return str(event.pk)

    return [partial(once, UUID(key), actor=editor, content={"form": key}, run=run)] * times


# --- deciding -------------------------------------------------------------------------------------------------------
def decides(lines: list[str], approver: str) -> Acts:
    """One act for each line: decide what lies there now."""
    actor = User.objects.get(username=approver)

    def decide(row: Appropriation) -> None:
        distributions.decide(row, revision=row.revision, actor=actor, **reason("Geprüft"))

    return [partial(decide, appropriation(line)) for line in lines]


def edits(lines: list[str]) -> Acts:
    """One act for each line: take the proposal back and cut a body's amount to a single cent."""
    actor = User.objects.get(username="land-bearbeitung")
    body = Municipality.objects.get(slug="wiesbaden")

    def edit(row: Appropriation) -> None:
        distributions.withdraw(row, revision=row.revision, actor=actor, **reason("Ein Fehler"))
        row.refresh_from_db()
        distributions.change(row, body, amount_cents=1, revision=row.revision, actor=actor, **reason("Ein Fehler"))

    return [partial(edit, appropriation(line)) for line in lines]


def raw_edits(lines: list[str]) -> Acts:
    """The same cut behind everybody's back, one statement for each line; where both lock, the database ends one."""

    def edit(number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE programs_allocation SET amount_cents = 1 WHERE id = %s", [number])

    numbers = [appropriation(line).allocations.get(municipality__slug="wiesbaden").pk for line in lines]
    return [partial(in_words, partial(edit, number)) for number in numbers]


def proposes(lines: list[str]) -> Acts:
    actor = User.objects.get(username="land-bearbeitung")
    rows = [appropriation(line) for line in lines]
    return [
        partial(distributions.propose, row, revision=row.revision, actor=actor, **reason("Bitte freigeben"))
        for row in rows
    ]


def changes(lines: list[str]) -> Acts:
    """Change an amount of each line in the version that another one proposes."""
    actor = User.objects.get(username="land-beides")
    body = Municipality.objects.get(slug="wiesbaden")
    rows = [appropriation(line) for line in lines]
    return [
        partial(
            distributions.change, row, body, amount_cents=1, revision=row.revision, actor=actor, **reason("Ein Fehler")
        )
        for row in rows
    ]


def page_decides(line: str, approver: str) -> Acts:
    """The same through the approver's browser: the page, then its form."""
    browser = client_of(User.objects.get(username=approver))
    address = reverse("admin:programs_distribution-decide", args=(2019, line))
    form = browser.get(address).context["form"]
    values = {name: form[name].value() for name in ("revision", "key")} | reason("Geprüft")
    return [lambda: browser.post(address, values).status_code]


# --- raw SQL: look whether there is room, then write ------------------------------------------------------------------
def raw_allocations(times: int) -> Acts:
    numbers = list(Allocation.objects.filter(appropriation=appropriation(LINE)).values_list("pk", flat=True))
    return [
        raw(
            "SELECT a.amount_cents - SUM(x.amount_cents) FROM programs_allocation x"
            " JOIN programs_appropriation a ON a.id = x.appropriation_id"
            " WHERE a.id = (SELECT appropriation_id FROM programs_allocation WHERE id = %s) GROUP BY a.amount_cents",
            "UPDATE programs_allocation SET amount_cents = amount_cents + %s WHERE id = %s",
            random.choice(numbers),
            RAISE_CENTS,
        )
        for _ in range(times)
    ]


def raw_appropriations(times: int) -> Acts:
    numbers = list(Appropriation.objects.filter(budget_year__year=2019, distribution_status="draft").values_list("pk"))
    return [
        raw(
            "SELECT y.planning_ceiling_cents - SUM(x.amount_cents) FROM programs_appropriation x"
            " JOIN programs_budgetyear y ON y.id = x.budget_year_id WHERE y.id ="
            " (SELECT budget_year_id FROM programs_appropriation WHERE id = %s) GROUP BY y.planning_ceiling_cents",
            "UPDATE programs_appropriation SET amount_cents = amount_cents + %s WHERE id = %s",
            random.choice(numbers)[0],
            RAISE_CENTS,
        )
        for _ in range(times)
    ]


def raw_shares(times: int) -> Acts:
    position = Position.objects.get()

    def fill() -> None:
        given = sum(position.appointments.values_list("share_hundredths", flat=True))
        if given + SHARE > 100_00:
            raise DomainError("Die Stelle ist voll.")
        Appointment.objects.bulk_create(
            [
                Appointment(
                    position=position, role=Appointment.Role.CASE_MANAGER, employer="Kreisverwaltung", origin="decided",
                    share_hundredths=SHARE, starts_on=date(2019, 1, 1),
                )
            ]
        )  # fmt: skip

    return [partial(in_words, fill)] * times


def raw(free: str, write: str, number: int, more: int) -> Callable[[], None]:
    def look_and_write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(free, [number])
            if cursor.fetchone()[0] < more:
                raise DomainError("Es ist nichts mehr frei.")
            cursor.execute(write, [more, number])

    return partial(in_words, look_and_write)


def in_words(write: Callable[[], None]) -> None:
    """A guard's refusal as a sentence, a lock that could not be had as another; anything else stays what it is."""
    try:
        write()
    except OperationalError as error:
        if not is_passing(error):
            raise
        raise DomainError(BUSY) from error
    except IntegrityError as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise DomainError(sentence) from error


# --- sending --------------------------------------------------------------------------------------------------------
def sends_mail(server_url: str) -> Acts:
    """One worker: send whatever is due, over a connection of its own for each mail."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server_url.removeprefix("smtp://").split(":")
    return [send_due] * 3


# --- setting up -----------------------------------------------------------------------------------------------------
def command(name: str) -> Acts:
    return [partial(call_command, name, verbosity=0)]
