"""What the roof hands to the commands."""

from wir_portal.core import registries
from wir_portal.core.search import index
from wir_portal.pages import feedback_section, search_sources
from wir_portal.pages.admin import translations
from wir_portal.pages.imports import demo_news, questions, texts
from wir_portal.pages.services import feedback, integrity

registries.loaders.register("Seitentexte", texts.load)
registries.loaders.register("Fragen und Antworten", questions.load)
registries.demo_loaders.register("Meldungen", demo_news.load)
registries.integrity_checks.register("Meldungen als Beispieldaten", integrity.example_news)

for code, words in {
    "news.added": "Meldung angelegt",
    "news.changed": "Meldung geändert",
    "news.published": "Meldung freigegeben",
    "news.taken_back": "Meldung zurückgenommen",
    "question.added": "Frage angelegt",
    "question.changed": "Frage geändert",
    "feedback.received": "Rückmeldung eingegangen",
    "feedback.answered": "Rückmeldung beantwortet",
    "feedback.closed": "Rückmeldung ohne Antwort abgeschlossen",
    "feedback.reopened": "Rückmeldung wieder geöffnet",
}.items():
    registries.event_acts.register(code, words)

registries.admin_pages.register("Übersetzungen", translations.addresses)
registries.tidiers.register("Adressen und Texte alter Rückmeldungen gelöscht", feedback.forget)
registries.admin_sections.register("Rückmeldungen", feedback_section.section)

for source in search_sources.SOURCES:
    index.register(source)
