"""manage.py benchmark"""

import statistics
import time
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from wir_portal.core.middleware import LAST_SEEN, last_seen
from wir_portal.core.models import User

PAGES = (
    ("Öffentliche Liste", "/kommunen/", "", 15),
    ("Öffentliche Einzelseite", "/kommunen/landkreis-fulda/", "", 10),
    ("Startseite", "/", "", 15),
    ("Förderlinie", "/foerderlinien/fallmanagement/", "", 15),
    ("Zahlen", "/zahlen/", "", 15),
    ("Start der Kommune", "/portal/landkreis-fulda/", "landkreis-fulda-amt", 30),
    ("Kontingente der Kommune", "/portal/landkreis-fulda/kontingente/", "landkreis-fulda-amt", 30),
    ("Start der Verwaltung", "/admin/", "land-bearbeitung", 30),
    ("Liste der Verwaltung", "/admin/programs/allocation/", "land-bearbeitung", 30),
    ("Verteilung einer Förderlinie", "/admin/verteilung/2018/koordination/", "land-bearbeitung", 30),
)


class Command(BaseCommand):
    """Measures the pages in this process, one round after the other: median time, queries, size of the HTML."""

    help = "Misst die wichtigsten Seiten: Median, Abfragen, Größe. Braucht die Daten der Vorführung."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rounds", type=int, default=40, help="Aufrufe je Seite (Vorgabe: 40)")

    def handle(self, *args, **options) -> None:
        with override_settings(ALLOWED_HOSTS=["testserver"]):
            clients = {login: self.client_of(login) for login in {page[2] for page in PAGES}}
            times: dict[str, list[float]] = {name: [] for name, *_rest in PAGES}
            for _round in range(options["rounds"]):
                for name, address, login, _aim in PAGES:
                    times[name].append(measure(lambda c=clients[login], a=address: c.get(a)))
            self.stdout.write(f"{'Seite':32}{'Median ms':>10}{'Ziel ms':>9}{'Abfragen':>10}{'HTML KB':>9}")
            for name, address, login, aim in PAGES:
                with CaptureQueriesContext(connection) as queries:
                    response = clients[login].get(address)
                if response.status_code != 200:
                    raise CommandError(f"{address} antwortet mit {response.status_code}. Erst: python3 run.py")
                size = len(response.content) / 1024
                median = statistics.median(times[name])
                self.stdout.write(f"{name:32}{median:>10.1f}{aim:>9}{len(queries):>10}{size:>9.1f}")

    def client_of(self, login: str) -> Client:
        client = Client()
        if login:
            account = User.objects.filter(username=login).first()
            if account is None:
                raise CommandError(f"Das Konto {login} fehlt. Erst: python3 run.py")
            client.force_login(account)
            client.cookies[LAST_SEEN] = last_seen(client.session.session_key)
        return client


def measure(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000
