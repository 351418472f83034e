"""What the ground floor hands to the commands: guards, words of its acts, groups."""

from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate

from wir_portal.core import outbox_section, registries
from wir_portal.core.checks import guards_are_in_place
from wir_portal.core.guards import installation
from wir_portal.core.guards.core import GUARDS
from wir_portal.core.imports import demo, sources, synonyms
from wir_portal.core.search import guards as search_guards
from wir_portal.core.search import index
from wir_portal.core.services import integrity
from wir_portal.core.services.groups import ensure_groups

registries.loaders.register("Quellen", sources.load)
registries.loaders.register("Synonyme der Suche", synonyms.load)
registries.demo_loaders.register("Konten des Landes", demo.load_staff)
registries.integrity_checks.register("Wächter", installation.faults)
registries.integrity_checks.register("Ausgangspost", integrity.mails)
registries.integrity_checks.register("Datenbank", integrity.database)
registries.integrity_checks.register("Suche", index.faults)

for guard in (*GUARDS, search_guards.INDEX_FOLLOWS):
    registries.guards.register(guard.name, guard)

for code, words in {
    "account.created": "Konto angelegt",
    "account.locked": "Konto gesperrt",
    "account.unlocked": "Konto entsperrt",
    "account.group_granted": "Recht erteilt",
    "account.group_ended": "Recht beendet",
    "account.password_link_requested": "Link für ein neues Passwort angefordert",
    "account.password_link_refused": "Link für ein neues Passwort angefordert, ohne passendes Konto",
    "account.password_set_by_link": "Neues Passwort über einen Link gewählt",
    "mail.retried": "Aufgegebene Mail noch einmal angestoßen",
    "data.loaded": "Daten aus öffentlichen Quellen geladen",
    "data.example_loaded": "Beispieldaten geladen",
    "text.changed": "Seitentext geändert",
    "translation.checked": "Übersetzung geprüft",
    "translation.catalogue_checked": "Wörter der Seiten in einer Sprache geprüft",
    "source.added": "Quelle angelegt",
    "source.changed": "Quelle geändert",
    "synonym.added": "Synonyme der Suche angelegt",
    "synonym.changed": "Synonyme der Suche geändert",
}.items():
    registries.event_acts.register(code, words)

registries.admin_sections.register("Ausgangspost", outbox_section.section)

pre_migrate.connect(installation.before_migrate, dispatch_uid="wir-guards-before")
post_migrate.connect(installation.after_migrate, dispatch_uid="wir-guards-after")
post_migrate.connect(search_guards.mend_index, dispatch_uid="wir-search-index")
post_migrate.connect(ensure_groups, dispatch_uid="wir-groups")
checks.register(guards_are_in_place, checks.Tags.database)
