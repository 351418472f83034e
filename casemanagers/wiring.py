"""What the help hands to the commands: guards, checks and example rows."""

from casemanagers.guards import shares
from casemanagers.imports import demo
from casemanagers.services import integrity
from wir_portal.core import registries

registries.demo_loaders.register("Stellen", demo.load_positions)
registries.integrity_checks.register("Stellenanteile", integrity.shares)
registries.integrity_checks.register("Besetzungen als Beispieldaten", integrity.examples)

for guard in shares.GUARDS:
    registries.guards.register(guard.name, guard)
