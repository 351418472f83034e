"""What the money hands to the commands: guards, words of its acts, checks and loaders."""

from programs.admin import distribution
from programs.guards import envelopes, fixed
from programs.imports import demo, wir
from programs.services import integrity
from wir_portal.core import registries

registries.loaders.register("Förderlinien", wir.load_lines)
registries.loaders.register("Haushaltsjahre", wir.load_years)
registries.demo_loaders.register("Ansätze und Kontingente", demo.load_money)

registries.admin_pages.register("Verteilung", distribution.addresses)

for name, check in {
    "Summen": integrity.envelopes,
    "Freigaben": integrity.decisions,
    "Empfänger": integrity.recipients,
    "Verlauf": integrity.histories,
    "Beispieldaten": integrity.examples,
    "Fallmanagement 2018": integrity.known_sums,
}.items():
    registries.integrity_checks.register(name, check)

for guard in (*envelopes.GUARDS, *fixed.GUARDS):
    registries.guards.register(guard.name, guard)

for code, words in {
    "budget_year.ceiling_set": "Planungsrahmen festgelegt",
    "appropriation.set": "Ansatz festgelegt",
    "distribution.assigned": "Betrag allen zugeteilt",
    "distribution.proposed": "Verteilung zur Freigabe vorgelegt",
    "distribution.withdrawn": "Vorlage zurückgezogen",
    "distribution.handed_back": "Verteilung zurückgegeben",
    "distribution.decided": "Verteilung freigegeben",
    "allocation.changed": "Kontingent geändert",
    "allocation.decided": "Kontingent freigegeben",
    "program.changed": "Landesprogramm geändert",
    "funding_line.added": "Förderlinie angelegt",
    "funding_line.changed": "Förderlinie geändert",
    "funding_rate.added": "Fördersatz angelegt",
    "funding_rate.changed": "Fördersatz geändert",
    "line_succession.added": "Nachfolge angelegt",
    "line_succession.changed": "Nachfolge geändert",
    "guideline.added": "Förderrichtlinie angelegt",
    "guideline.changed": "Förderrichtlinie geändert",
}.items():
    registries.event_acts.register(code, words)
