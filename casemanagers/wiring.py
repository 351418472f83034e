"""What the help hands to the commands and the admin: guards, checks, example rows, a section of the start page."""

from casemanagers.admin import sections
from casemanagers.guards import shares
from casemanagers.imports import demo
from casemanagers.services import integrity
from wir_portal.core import registries

registries.demo_loaders.register("Stellen", demo.load_positions)
registries.integrity_checks.register("Stellenanteile", integrity.shares)
registries.integrity_checks.register("Besetzungen als Beispieldaten", integrity.examples)
registries.admin_sections.register("Stellen", sections.positions)

for guard in shares.GUARDS:
    registries.guards.register(guard.name, guard)
