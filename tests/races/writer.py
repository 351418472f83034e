"""A process that writes, says after each act what is done, and is killed before a certain write of one act."""

import os
import signal
import sys
from contextlib import ExitStack, suppress

from django.db import connection

from municipalities.models import Municipality
from programs.services import distributions
from tests.races import protections
from tests.races.tasks import appropriation, reason
from tests.races.world import LINE, START_CENTS
from wir_portal.core.errors import DomainError
from wir_portal.core.models import User


def main(slug: str, acts: int, last_write: int, *without: str) -> None:
    """Say `number of the event, amount` for each of `acts`; in the next one `kill -9` before its `last_write`."""
    body = Municipality.objects.get(slug=slug)
    editor = User.objects.get(username="land-bearbeitung")
    done = writes = 0

    def killed_in_mid_act(execute, sql, params, many, context):
        nonlocal writes
        if sql.startswith(("UPDATE", "INSERT")):
            writes += 1
            if (done, writes) == (acts, last_write):
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with ExitStack() as around:
        for protection in without:
            around.enter_context(getattr(protections, protection)())
        for wrapper in (protections.unhurried, killed_in_mid_act):
            around.enter_context(connection.execute_wrapper(wrapper))
        while True:
            row, cents, writes = appropriation(LINE), START_CENTS + 1 - done % 2, 0
            with suppress(DomainError):  # another writer was faster
                event = distributions.change(
                    row, body, amount_cents=cents, revision=row.revision, actor=editor, **reason("Änderung")
                )
                sys.stdout.write(f"{event.pk} {cents}\n")
                sys.stdout.flush()
                done += 1
