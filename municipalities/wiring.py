"""What the bodies hand to the commands: words of their acts, loaders."""

from wir_portal.core import registries

for code, words in {
    "membership.granted": "Zugehörigkeit erteilt",
    "membership.ended": "Zugehörigkeit beendet",
    "contact_point.changed": "Ansprechstelle geändert",
    "municipality.changed": "Angaben der Kommune geändert",
}.items():
    registries.event_acts.register(code, words)
