"""Says of a translation that somebody has read it beside the German text: of a row, or of the words of the pages."""

from django.db import transaction

from wir_portal.core import catalogue_checks, catalogues, clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import CatalogueCheck, Event, Translated, TranslationState, User
from wir_portal.core.services import events
from wir_portal.core.transactions import act

CHANGED = "Der Text ist inzwischen ein anderer. Es wurde nichts gespeichert. Lesen Sie beide Fassungen noch einmal."
ALREADY = "Diese Übersetzung ist schon geprüft."


@act
def check(row: Translated, language: str, *, seen: str, actor: User, reason_internal: str) -> Event:
    """Mark the row's translation as checked against the German text, exactly as it was `seen`.

    Raises Conflict where one of the texts has changed since, DomainError where there is nothing to check.
    """
    stored = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if stored.version(language) != seen:
        raise Conflict(CHANGED)
    state = stored.translation_state(language)
    if state == TranslationState.CHECKED:
        raise DomainError(ALREADY)
    if not any(stored.texts(language).values()):
        raise DomainError("Hier gibt es noch keine Übersetzung. Schreiben Sie sie zuerst.")
    stored.mark_checked(language)
    stored.save(update_fields=["translation_states"])
    return events.record("translation.checked", stored, actor=actor, reason_internal=reason_internal, language=language)


@act
def check_catalogue(language: str, *, seen: str, actor: User, reason_internal: str) -> Event:
    """Mark the words of the public pages in a language as checked, until the next one of them changes."""
    if catalogues.fingerprint_of(language) != seen:
        raise Conflict(CHANGED)
    known = CatalogueCheck.objects.select_for_update().filter(language=language).first()
    if known is not None and known.fingerprint == seen:
        raise DomainError(ALREADY)
    row = known or CatalogueCheck(language=language)
    row.fingerprint, row.checked_at = seen, clock.now()
    row.save()
    transaction.on_commit(catalogue_checks.touch)
    return events.record("translation.catalogue_checked", row, actor=actor, reason_internal=reason_internal)
