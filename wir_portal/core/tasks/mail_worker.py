"""The worker that empties the outbox, round after round."""

import logging
import threading

from django.db import close_old_connections

from wir_portal.core.tasks.mail_delivery import send_due

POLL_SECONDS = 2
PAUSE_AFTER_TROUBLE_SECONDS = 20
logger = logging.getLogger(__name__)


def run(stopping: threading.Event) -> None:
    """Send until told to stop; the mail in hand is finished first. A database that is away is waited for.

    The first look waits too: a server that starts answers its first page before.
    """
    pause_seconds = POLL_SECONDS
    while not stopping.wait(pause_seconds):
        pause_seconds = POLL_SECONDS
        close_old_connections()
        try:
            send_due(is_stopping=stopping.is_set)
        except Exception as error:  # the acts go on without us; the next round tries again
            logger.error("Mailversand: %s: %s", type(error).__name__, error)
            pause_seconds = PAUSE_AFTER_TROUBLE_SECONDS
