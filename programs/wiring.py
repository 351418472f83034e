"""What the money hands to the commands: guards, words of its acts, checks and loaders."""

from programs.admin import distribution
from programs.exports import search
from programs.guards import commitments, envelopes, fixed, lines, transfers, years
from programs.imports import demo, wir
from programs.services import integrity, line_integrity
from wir_portal.core import registries
from wir_portal.core.search import index

registries.loaders.register("Förderlinien", wir.load_lines)
registries.loaders.register("Haushaltsjahre", wir.load_years)
registries.demo_loaders.register("Ansätze und Kontingente", demo.load_money)

registries.admin_pages.register("Verteilung", distribution.addresses)

for name, check in {
    "Summen": integrity.envelopes,
    "Freigaben": integrity.decisions,
    "Umschichtungen": integrity.transfers,
    "Haushaltsjahre": integrity.years,
    "Empfänger": integrity.recipients,
    "Förderlinien": line_integrity.lines,
    "Verlauf": integrity.histories,
    "Beispieldaten": integrity.examples,
    "Beispiele bei Förderlinien": line_integrity.examples,
    "Fallmanagement 2018": integrity.known_sums,
}.items():
    registries.integrity_checks.register(name, check)

for guard in (*envelopes.GUARDS, *fixed.GUARDS, *transfers.GUARDS, *years.GUARDS, *commitments.GUARDS, *lines.GUARDS):
    registries.guards.register(guard.name, guard)

for code, words in {
    "budget_year.prepared": "Haushaltsjahr angelegt",
    "budget_year.opening_proposed": "Öffnung zur Freigabe vorgelegt",
    "budget_year.opening_withdrawn": "Öffnung zurückgezogen",
    "budget_year.opening_handed_back": "Öffnung zurückgegeben",
    "budget_year.opening_decided": "Öffnung freigegeben",
    "budget_year.closing_proposed": "Abschluss zur Freigabe vorgelegt",
    "budget_year.closing_withdrawn": "Abschluss zurückgezogen",
    "budget_year.closing_handed_back": "Abschluss zurückgegeben",
    "budget_year.closing_decided": "Abschluss freigegeben",
    "budget_year.reopening_proposed": "Wiederöffnung zur Freigabe vorgelegt",
    "budget_year.reopening_withdrawn": "Wiederöffnung zurückgezogen",
    "budget_year.reopening_handed_back": "Wiederöffnung zurückgegeben",
    "budget_year.reopening_decided": "Wiederöffnung freigegeben",
    "budget_year.ceiling_set": "Planungsrahmen festgelegt",
    "appropriation.set": "Ansatz festgelegt",
    "distribution.assigned": "Betrag allen zugeteilt",
    "distribution.proposed": "Verteilung zur Freigabe vorgelegt",
    "distribution.withdrawn": "Vorlage zurückgezogen",
    "distribution.handed_back": "Verteilung zurückgegeben",
    "distribution.decided": "Verteilung freigegeben",
    "allocation.changed": "Kontingent geändert",
    "allocation.decided": "Kontingent freigegeben",
    "allocation.transferred": "Kontingent umgeschichtet",
    "transfer.drafted": "Umschichtung entworfen",
    "transfer.changed": "Umschichtung geändert",
    "transfer.proposed": "Umschichtung zur Freigabe vorgelegt",
    "transfer.withdrawn": "Vorlage der Umschichtung zurückgezogen",
    "transfer.discarded": "Umschichtung verworfen",
    "transfer.rejected": "Umschichtung abgelehnt",
    "transfer.decided": "Umschichtung freigegeben",
    "commitment.proposed": "Verpflichtungsermächtigung zur Freigabe vorgelegt",
    "commitment.withdrawn": "Verpflichtungsermächtigung zurückgezogen",
    "commitment.rejected": "Verpflichtungsermächtigung abgelehnt",
    "commitment.decided": "Verpflichtungsermächtigung freigegeben",
    "program.changed": "Landesprogramm geändert",
    "funding_line.added": "Förderlinie angelegt",
    "funding_line.changed": "Förderlinie geändert",
    "funding_line.ended": "Ende der Förderlinie festgelegt",
    "funding_line.continued": "Ende der Förderlinie aufgehoben",
    "funding_rate.added": "Fördersatz angelegt",
    "funding_rate.changed": "Fördersatz geändert",
    "line_succession.added": "Nachfolge angelegt",
    "line_succession.changed": "Nachfolge geändert",
    "rate_purpose.added": "Zweck eines Fördersatzes angelegt",
    "rate_purpose.changed": "Zweck eines Fördersatzes geändert",
    "rate_unit.added": "Einheit eines Fördersatzes angelegt",
    "rate_unit.changed": "Einheit eines Fördersatzes geändert",
    "cost_category.added": "Kostenart angelegt",
    "cost_category.changed": "Kostenart geändert",
    "guideline.added": "Förderrichtlinie angelegt",
    "guideline.changed": "Förderrichtlinie geändert",
}.items():
    registries.event_acts.register(code, words)

for source in search.SOURCES:
    index.register(source)
