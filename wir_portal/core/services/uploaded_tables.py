"""Keeps a file until its person has looked at the dry run, and takes it in whole or not at all.

Keeping writes no event: nothing was done yet.
"""

import hashlib
from collections.abc import Callable

from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, UploadedTable, User
from wir_portal.core.tables.importers import Importer
from wir_portal.core.tables.reading import read_table
from wir_portal.core.tables.reports import Report
from wir_portal.core.tables.sheet import MOST_BYTES, TableFault
from wir_portal.core.transactions import act

GONE = "Diese Datei ist schon eingelesen oder nicht mehr aufgehoben. Laden Sie sie noch einmal hoch."
OTHER = "Inzwischen ist etwas anderes gespeichert als vorhin. Nichts ist eingelesen. Prüfen Sie die Werte noch einmal."


@act
def keep(importer: Importer, *, name: str, content: bytes, actor: User) -> UploadedTable:
    """In the place of the last file of this account for the same place. Refuses what is too large.

    Locks the account: two files at once do not collide.
    """
    if len(content) > MOST_BYTES:
        raise DomainError("Die Datei ist größer als 2 MB.")
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    mine = UploadedTable.objects.filter(account=actor)
    (mine.expired() | mine.filter(kind=importer.code, target=importer.target)).delete()
    return UploadedTable.objects.create(
        account=actor,
        kind=importer.code,
        target=importer.target,
        name=name[-200:],
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
    )


def dry_run(upload: UploadedTable, importer: Importer, *, lock: bool = False) -> Report:
    """What the file would do now. Raises TableFault where it is no table of this kind."""
    return importer.plan(read_table(upload.name, bytes(upload.content)), lock=lock)


@act
def take_in(
    number: int, importer: Importer, *, seen: str, reason_internal: str, actor: User, say: Callable[[Report], str]
) -> tuple[Event, str]:
    """Write what the dry run of digest `seen` showed; the file is gone afterwards.

    Locks the file first: a second click finds it gone. Raises Conflict where the rows are not what was seen any more.
    """
    upload = UploadedTable.objects.of(actor).select_for_update().filter(pk=number, kind=importer.code).first()
    if upload is None or upload.target != importer.target:
        raise DomainError(GONE)
    try:
        report = dry_run(upload, importer, lock=True)
    except TableFault as fault:
        raise DomainError(str(fault)) from fault
    if not report.is_ready or report.digest != seen:
        raise Conflict(OTHER)
    event = importer.write(report, actor=actor, reason=reason_internal, details={"file_digest": upload.digest})
    upload.delete()
    return event, say(report)


@act
def delete_expired() -> int:
    """How many were deleted because nobody confirmed them in time."""
    return UploadedTable.objects.expired().delete()[0]
