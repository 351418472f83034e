"""What protects in a race, to be taken away one by one: each of these is needed."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from types import SimpleNamespace
from unittest import mock

from django.db import connection, models, transaction

from wir_portal.core import transactions
from wir_portal.core.management.commands import migrate
from wir_portal.core.services import mails
from wir_portal.pages.management.commands import prepare


@contextmanager
def locks() -> Iterator[None]:
    """Gone: services hold nothing while they look and write; each statement stands alone."""
    with (
        mock.patch.object(transaction, "atomic", lambda *args, **kwargs: nullcontext()),
        mock.patch.object(models.QuerySet, "select_for_update", lambda rows, *args, **kwargs: rows),
        mock.patch.object(mails, "connection", SimpleNamespace(in_atomic_block=True)),
    ):
        yield


@contextmanager
def waiting() -> Iterator[None]:
    """Gone: who cannot write at once is turned away by the database."""
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options |= {"transaction_mode": "DEFERRED", "timeout": 0}
    else:
        options |= {"options": "-c lock_timeout=1"}
    yield


@contextmanager
def second_tries() -> Iterator[None]:
    """Gone: an act that found a lock is not tried again."""
    with mock.patch.object(transactions, "is_passing", lambda error: False):
        yield


@contextmanager
def queue() -> Iterator[None]:
    """Gone: those who set the database up do not wait for one another."""
    with ExitStack() as stack:
        for module in (migrate, prepare):
            stack.enter_context(mock.patch.object(module, "one_at_a_time", nullcontext))
        yield


def unhurried(execute, sql, params, many, context):
    """Between looking and writing others get their chance."""
    if sql.startswith(("UPDATE", "INSERT")):
        time.sleep(random.uniform(0, 0.01))
    return execute(sql, params, many, context)
