"""How an act is written: whole or not at all, refused in German, patient with others who write at the same time."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

from wir_portal.core.errors import DomainError
from wir_portal.core.guards.messages import sentence_for

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 4
BUSY = (
    "Gerade ändern viele Personen dieselben Beträge. Es wurde nichts gespeichert. Bitte versuchen Sie es noch einmal."
)
# Deadlock, lock timeout, serialization failure: worth another try.
PASSING = {"40P01", "55P03", "40001"}


def act(function: Callable[P, R]) -> Callable[P, R]:
    """Run a service in one transaction.

    A guard's refusal becomes a DomainError with its sentence. A lock that could not be had is tried again from the
    start, unless the caller's own transaction is open: then the caller has to.
    """

    @wraps(function)
    def whole_or_not(*args: P.args, **kwargs: P.kwargs) -> R:
        is_inner = connection.in_atomic_block
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except IntegrityError as error:
                sentence = sentence_for(error)
                if sentence is None:
                    raise
                raise DomainError(sentence) from error
            except OperationalError as error:
                if is_inner or not is_passing(error):
                    raise
                if attempt == ATTEMPTS:
                    raise DomainError(BUSY) from error
                time.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311 - spreads, needs no secrecy
        raise AssertionError("unreachable")

    return whole_or_not


def is_passing(error: OperationalError) -> bool:
    """Whether the same act may succeed a moment later."""
    code = getattr(error.__cause__, "pgcode", None)
    return code in PASSING or "database is locked" in str(error)
