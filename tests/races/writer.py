"""A process that writes until it is killed, and says after each act what is done: the number of its event."""

import sys
from contextlib import ExitStack, suppress
from itertools import cycle

from django.db import connection

from municipalities.models import Municipality
from programs.services import distributions
from tests.races import protections
from tests.races.tasks import appropriation, reason
from tests.races.world import LINE, START_CENTS
from wir_portal.core.errors import DomainError
from wir_portal.core.models import User


def main(slug: str, *without: str) -> None:
    body = Municipality.objects.get(slug=slug)
    editor = User.objects.get(username="land-bearbeitung")
    with ExitStack() as around:
        for protection in without:
            around.enter_context(getattr(protections, protection)())
        around.enter_context(connection.execute_wrapper(protections.unhurried))
        for cents in cycle((START_CENTS + 1, START_CENTS)):
            event = None
            while event is None:  # another writer was faster
                row = appropriation(LINE)
                with suppress(DomainError):
                    event = distributions.change(
                        row, body, amount_cents=cents, revision=row.revision, actor=editor, **reason("Änderung")
                    )
            sys.stdout.write(f"{event.pk} {cents}\n")
            sys.stdout.flush()
