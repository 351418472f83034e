"""The acts on the directory: enter, change, publish, withdraw, confirm. The same for offers, agencies and networks."""

from collections.abc import Iterable

from casemanagers.models import Agency, DirectoryEntry, Offer, VolunteerNetwork
from municipalities.models import Membership
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, User
from wir_portal.core.services import events
from wir_portal.core.transactions import act

Status = DirectoryEntry.Status
CODES: dict[type[DirectoryEntry], str] = {Offer: "offer", Agency: "agency", VolunteerNetwork: "network"}
ALREADY_CHANGED = (
    "Jemand hat diesen Eintrag inzwischen geändert. Ihre Eingaben stehen noch hier, gespeichert ist nichts."
    " Vergleichen Sie und speichern Sie dann noch einmal."
)


@act
def create(entry: DirectoryEntry, *, actor: User, reason_internal: str = "") -> DirectoryEntry:
    """Keep a new entry as a draft that only its body and the state see."""
    _check(entry)
    entry.status, entry.confirmed_on, entry.revision = Status.DRAFT, None, 1
    entry.save()
    _record("added", entry, actor, reason_internal)
    return entry


@act
def change(
    entry: DirectoryEntry, *, fields: Iterable[str], revision: int, actor: User, reason_internal: str = ""
) -> DirectoryEntry:
    """Write the changed `fields` of an entry as they were typed into the version `revision`.

    A published entry shows them at once. Raises Conflict when somebody else was faster, DomainError when nothing was
    changed or a published entry could no longer be reached.
    """
    changed = sorted(fields)
    if not changed:
        raise DomainError("Sie haben nichts geändert. Es wurde nichts gespeichert.")
    stored = _locked(entry)
    if stored.revision != revision:
        raise Conflict(ALREADY_CHANGED)
    _check(entry)
    if stored.status == Status.PUBLISHED:
        _check_complete(entry)
    entry.status, entry.confirmed_on, entry.revision = stored.status, stored.confirmed_on, revision + 1
    entry.save()
    _record("changed", entry, actor, reason_internal, fields=changed)
    return entry


@act
def publish(entry: DirectoryEntry, *, actor: User, reason_internal: str = "") -> DirectoryEntry:
    """Show a draft or a withdrawn entry to everyone, as confirmed today. Refuses one that nobody could reach."""
    stored = _locked(entry)
    if stored.status == Status.PUBLISHED:
        raise DomainError("Der Eintrag ist schon veröffentlicht.")
    _check(stored)
    _check_complete(stored)
    stored.status, stored.confirmed_on = Status.PUBLISHED, clock.today()
    return _write("published", stored, actor, reason_internal)


@act
def withdraw(entry: DirectoryEntry, *, actor: User, reason_internal: str, reason_for_body: str = "") -> DirectoryEntry:
    """Take a published entry off the public pages; it stays here and can be published again."""
    stored = _locked(entry)
    if stored.status != Status.PUBLISHED:
        raise DomainError("Zurückziehen kann man nur, was veröffentlicht ist.")
    stored.status = Status.WITHDRAWN
    return _write("withdrawn", stored, actor, reason_internal, reason_for_body)


@act
def confirm(entry: DirectoryEntry, *, actor: User, reason_internal: str = "") -> DirectoryEntry:
    """Say that a published entry still holds today; the second time on a day writes nothing."""
    stored = _locked(entry)
    if stored.status != Status.PUBLISHED:
        raise DomainError("Bestätigen kann man nur, was veröffentlicht ist.")
    if stored.confirmed_on == clock.today():
        return stored
    stored.confirmed_on = clock.today()
    return _write("confirmed", stored, actor, reason_internal)


def _locked(entry: DirectoryEntry) -> DirectoryEntry:
    return type(entry)._default_manager.select_for_update().get(pk=entry.pk)


def _check(entry: DirectoryEntry) -> None:
    """What no constraint reaches: an offer's agency is one of its own body."""
    if isinstance(entry, Offer) and entry.agency_id:
        own = Agency.objects.filter(municipality_id=entry.municipality_id)
        if not own.filter(pk=entry.agency_id).exists():
            raise DomainError("Die zuständige Stelle gehört zu einer anderen Kommune.")


def _check_complete(entry: DirectoryEntry) -> None:
    if not entry.can_be_reached:
        raise DomainError(
            "So fände niemand hin. Nennen Sie mindestens eines: Telefon, E-Mail-Adresse, Internetseite oder Anschrift."
        )


def _write(
    done: str, entry: DirectoryEntry, actor: User, reason_internal: str, reason_for_body: str = ""
) -> DirectoryEntry:
    entry.revision += 1
    entry.save()
    _record(done, entry, actor, reason_internal, reason_for_body)
    return entry


def _record(
    done: str,
    entry: DirectoryEntry,
    actor: User,
    reason_internal: str,
    reason_for_body: str = "",
    **details: object,
) -> Event:
    """The log says whether the body itself did it; for its people everyone else is the ministry."""
    is_own = Membership.objects.on().filter(user=actor, municipality=entry.municipality_id).exists()
    return events.record(
        f"{CODES[type(entry)]}.{done}",
        entry,
        actor=actor,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        body_slug=entry.municipality.slug,
        by_body=is_own,
        **details,
    )
