"""A form that moves money carries a key: sent twice, it is done once."""

import hashlib
import json
from collections.abc import Callable, Mapping
from uuid import UUID

from wir_portal.core.errors import Conflict
from wir_portal.core.models import FormKey, User
from wir_portal.core.transactions import act


@act
def once(key: UUID, *, actor: User, content: Mapping[str, object], run: Callable[[], str]) -> str:
    """The result of `run`; the same key with the same content returns the stored result and runs nothing.

    Raises Conflict for the same key with other content or from another account.
    """
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
    row, is_new = FormKey.objects.select_for_update().get_or_create(
        key=key, defaults={"actor": actor, "digest": digest}
    )
    if not is_new:
        if (row.actor_id, row.digest) != (actor.pk, digest):
            raise Conflict("Dieses Formular wurde schon mit anderem Inhalt gesendet. Laden Sie die Seite neu.")
        return row.result
    row.result = run()
    row.save(update_fields=["result"])
    return row.result
