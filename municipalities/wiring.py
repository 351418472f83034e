"""What the bodies hand to the commands: words of their acts, loaders."""

from municipalities.imports import bodies
from wir_portal.core import registries

registries.loaders.register("Kommunen", bodies.load_bodies)
registries.loaders.register("Gemeinden", bodies.load_towns)

for code, words in {
    "membership.granted": "Zugehörigkeit erteilt",
    "membership.ended": "Zugehörigkeit beendet",
    "contact_point.changed": "Ansprechstelle geändert",
    "municipality.changed": "Angaben der Kommune geändert",
}.items():
    registries.event_acts.register(code, words)
