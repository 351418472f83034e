"""manage.py make_demo_data --bodies N --years N --seed S"""

import random
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from municipalities.models import LegalStatus, Municipality
from programs.models import Allocation, Appropriation, BudgetYear, FundingLine, Program
from programs.services import distributions
from wir_portal.core.imports.demo import load_staff
from wir_portal.core.models import Event, Origin, Source, User
from wir_portal.core.services import events, history

LINES = 6
FIRST_YEAR = 2030  # far from every real one
HIGHEST_CENTS = 100_000_00


class Command(BaseCommand):
    """Synthetic bodies, lines and decided years of any size, for benchmarks only."""

    help = "Erzeugt künstliche Daten jeder Größe für Messungen. Nur in einer Datenbank ohne echte Daten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bodies", type=int, default=33)
        parser.add_argument("--years", type=int, default=3)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, **options) -> None:
        if not settings.WIR_DEMO:
            raise CommandError("Künstliche Daten gibt es nur in der Vorführung. Setzen Sie WIR_DEMO=1.")
        if Municipality.objects.exists() or BudgetYear.objects.exists():
            raise CommandError("Diese Datenbank hat schon Daten. Nehmen Sie einen leeren Datenordner.")
        if min(options["bodies"], options["years"]) < 1 or options["years"] > 70:
            raise CommandError("Schreiben Sie zum Beispiel: --bodies 33 --years 3 (höchstens 70 Jahre).")
        chance = random.Random(options["seed"])  # noqa: S311 - repeatable, no secret
        event = events.record("data.example_loaded", None, actor=None, seed=options["seed"])
        load_staff(event)
        source = Source.objects.create(slug="kuenstlich", title="Künstliche Daten für Messungen", publisher="Niemand")
        bodies = make_bodies(options["bodies"], source, chance)
        lines = make_lines(source)
        for number in range(options["years"]):
            make_year(FIRST_YEAR + number, lines, bodies, chance, event)
        self.stdout.write(f"{len(bodies)} Kommunen, {len(lines)} Förderlinien, {options['years']} Jahre.")


def make_bodies(count: int, source: Source, chance: random.Random) -> list[Municipality]:
    for number in range(1, count + 1):
        body = Municipality(
            slug=f"beispielkreis-{number}",
            key=f"{90000 + number:05d}",
            name=f"Beispielkreis {number}",
            short_name=f"Beispielkreis {number}",
            sort_name=f"Beispielkreis {number:05d}",
            region=chance.choice(Municipality.Region.values),
            nuts3="DE7XX",
            seat="Beispielstadt",
            latitude=50.0,
            longitude=9.0,
            source=source,
        )
        body.save()
        LegalStatus.objects.create(municipality=body, starts_on=date(2014, 1, 1), kind=LegalStatus.Kind.DISTRICT)
    return list(Municipality.objects.all())


def make_lines(source: Source) -> list[FundingLine]:
    program = Program.objects.create(slug="wir", name="WIR", starts_on=date(2014, 1, 1), source=source)
    return [
        FundingLine.objects.create(
            program=program,
            slug=f"beispiellinie-{number}",
            name=f"Beispiellinie {number}",
            recipients=FundingLine.Recipients.BODIES,
            rank=number,
            origin=Origin.EXAMPLE,
            source=source,
        )
        for number in range(1, LINES + 1)
    ]


def make_year(
    number: int, lines: list[FundingLine], bodies: list[Municipality], chance: random.Random, event: Event
) -> None:
    """A draft year whose lines are all spread, proposed and decided."""
    editor, approver = (User.objects.get(username=name) for name in ("land-bearbeitung", "land-freigabe"))
    ceiling = len(lines) * len(bodies) * HIGHEST_CENTS
    history.create(
        BudgetYear,
        [BudgetYear(year=number, total_cents=ceiling, planning_ceiling_cents=ceiling, origin=Origin.EXAMPLE)],
        event=event,
    )
    year = BudgetYear.objects.get(year=number)
    for line in lines:
        row = Appropriation(
            budget_year=year,
            line=line,
            amount_cents=len(bodies) * HIGHEST_CENTS,
            origin=Origin.EXAMPLE,
            last_edited_by=editor,
        )
        history.create(Appropriation, [row], event=event)
        appropriation = Appropriation.objects.get(budget_year=year, line=line)
        rows = [
            Allocation(
                appropriation=appropriation,
                municipality=body,
                amount_cents=chance.randrange(0, HIGHEST_CENTS, 500_00),
                origin=Origin.EXAMPLE,
                last_edited_by=editor,
            )
            for body in bodies
        ]
        history.create(Allocation, rows, event=event)
        appropriation.refresh_from_db(fields=["revision"])
        reason = "Künstliche Daten"
        distributions.propose(appropriation, revision=appropriation.revision, reason_internal=reason, actor=editor)
        distributions.decide(appropriation, revision=appropriation.revision + 1, reason_internal=reason, actor=approver)
