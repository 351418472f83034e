"""What the bodies hand to the commands: words of their acts, loaders."""

from municipalities.exports import search
from municipalities.imports import bodies, demo
from municipalities.services import integrity
from wir_portal.core import registries
from wir_portal.core.search import index

registries.loaders.register("Kommunen", bodies.load_bodies)
registries.loaders.register("Gemeinden", bodies.load_towns)
registries.demo_loaders.register("Konten der Kommunen", demo.load_members)
registries.demo_loaders.register("Ansprechstellen", demo.load_contacts)
registries.integrity_checks.register("Bevölkerung", integrity.population)
registries.integrity_checks.register("Rechtsstellung", integrity.legal_statuses)
registries.integrity_checks.register("Ansprechstellen", integrity.contacts)

for code, words in {
    "membership.granted": "Zugehörigkeit erteilt",
    "membership.ended": "Zugehörigkeit beendet",
    "contact_point.changed": "Ansprechstelle geändert",
    "municipality.changed": "Angaben der Kommune geändert",
    "contact_point.added": "Ansprechstelle angelegt",
    "legal_status.added": "Rechtsstellung angelegt",
    "legal_status.changed": "Rechtsstellung geändert",
    "town.added": "Gemeinde angelegt",
    "town.changed": "Gemeinde geändert",
    "postal_code.added": "Postleitzahl angelegt",
    "postal_code.changed": "Postleitzahl geändert",
    "indicator.added": "Kennzahl angelegt",
    "indicator.changed": "Kennzahl geändert",
    "indicator_value.added": "Kennzahlwert angelegt",
    "indicator_value.changed": "Kennzahlwert geändert",
    "indicator_value.imported": "Kennzahlwerte eingelesen",
    "municipality.imported": "Angaben der Kommunen eingelesen",
    "contact_point.imported": "Ansprechstellen eingelesen",
}.items():
    registries.event_acts.register(code, words)

for source in search.SOURCES:
    index.register(source)
