"""Keeps what was typed when the session was over, and deletes it in time.

No event is written: nothing was done yet. What comes of it is recorded when the person sends the form again.
"""

import json
import re
from collections.abc import Mapping

from wir_portal.core.errors import DomainError
from wir_portal.core.models import KeptInput, User
from wir_portal.core.models.kept_input import PATH_LENGTH
from wir_portal.core.transactions import act

MOST_BYTES = 100_000
MOST_INPUTS = 20
# By the name of the field: what is asked for here is known before any form is.
NEVER_KEPT = re.compile("csrf|passwor|kennwort|secret|token", re.IGNORECASE)
# PostgreSQL keeps neither in JSON; no browser sends them out of a field.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@act
def keep(*, path: str, fields: Mapping[str, list[str]], actor: User) -> KeptInput:
    """The fields without passwords and other secrets, in the place of what the account last left on this page.

    Refuses what is too large, too much or cannot be stored. Locks the account: the count holds for many at once.
    """
    typed = {name: values for name, values in fields.items() if not NEVER_KEPT.search(name)}
    if len(path) > PATH_LENGTH or len(json.dumps(typed, ensure_ascii=False).encode(errors="replace")) > MOST_BYTES:
        raise DomainError("Sie war zu groß, um sie aufzuheben.")
    if any(UNSTORABLE.search(text) for name, values in typed.items() for text in (name, *values)):
        raise DomainError("Sie enthält Steuerzeichen und ist nicht aufgehoben.")
    account = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    mine = KeptInput.objects.filter(account=account)
    (mine.expired() | mine.filter(path=path)).delete()
    if mine.count() >= MOST_INPUTS:
        raise DomainError(f"Es sind schon {MOST_INPUTS} Eingaben von Ihnen aufgehoben. Diese nicht mehr.")
    return KeptInput.objects.create(account=account, path=path, fields=typed)


@act
def discard(number: int, *, actor: User) -> None:
    """Somebody has sent it again or does not want it any more; what is not theirs stays."""
    KeptInput.objects.filter(pk=number, account=actor).delete()


@act
def delete_expired() -> int:
    """How many were deleted because nobody came back for them within a week."""
    return KeptInput.objects.expired().delete()[0]
