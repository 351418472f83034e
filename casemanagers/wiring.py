"""What the help hands to the commands: guards, checks and example rows."""

from casemanagers.guards import shares
from wir_portal.core import registries

for guard in shares.GUARDS:
    registries.guards.register(guard.name, guard)
