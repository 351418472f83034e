"""What the help hands to the commands and the admin: guards, checks, example rows, a section of the start page."""

from casemanagers.admin import sections
from casemanagers.exports import search
from casemanagers.guards import shares
from casemanagers.imports import demo, demo_directory
from casemanagers.services import integrity
from wir_portal.core import registries
from wir_portal.core.search import index

registries.demo_loaders.register("Stellen", demo.load_positions)
registries.demo_loaders.register("Angebote", demo_directory.load)
registries.integrity_checks.register("Stellenanteile", integrity.shares)
registries.integrity_checks.register("Besetzungen als Beispieldaten", integrity.examples)
registries.integrity_checks.register("Angebote als Beispieldaten", integrity.example_entries)
registries.integrity_checks.register("Anbieter der Angebote", integrity.providers)
registries.admin_sections.register("Stellen", sections.positions)

for guard in shares.GUARDS:
    registries.guards.register(guard.name, guard)

for code, name in {"offer": "Angebot", "agency": "Zuständige Stelle", "network": "Netzwerk"}.items():
    registries.event_acts.register(f"{code}.added", f"{name} angelegt")
    registries.event_acts.register(f"{code}.changed", f"{name} geändert")
    registries.event_acts.register(f"{code}.published", f"{name} veröffentlicht")
    registries.event_acts.register(f"{code}.withdrawn", f"{name} zurückgezogen")
    registries.event_acts.register(f"{code}.confirmed", f"{name} bestätigt")

for source in search.SOURCES:
    index.register(source)
