"""manage.py send_mail"""

import signal
import threading
from contextlib import ExitStack

from django.core.management.base import BaseCommand, CommandParser

from wir_portal.core.tasks import mail_worker
from wir_portal.core.tasks.mail_delivery import send_due


class Command(BaseCommand):
    """Sends what is due in the outbox; SIGTERM and Ctrl-C let the mail in hand go out first."""

    help = "Verschickt die fällige Ausgangspost, mit --loop immer wieder bis SIGTERM. Mehrere zugleich sind möglich."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="immer wieder, bis SIGTERM kommt")

    def handle(self, *args, **options) -> None:
        stopping = threading.Event()
        with ExitStack() as afterwards:
            for name in (signal.SIGTERM, signal.SIGINT):
                if (before := signal.getsignal(name)) != signal.SIG_IGN:
                    signal.signal(name, lambda *_: stopping.set())
                    afterwards.callback(signal.signal, name, before)
            if options["loop"]:
                mail_worker.run(stopping)
            else:
                self.stdout.write(f"Gesendet: {send_due(is_stopping=stopping.is_set)}")
