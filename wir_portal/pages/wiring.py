"""What the roof hands to the commands."""

from wir_portal.core import registries
from wir_portal.core.search import index
from wir_portal.pages import search_sources
from wir_portal.pages.admin import translations
from wir_portal.pages.imports import texts

registries.loaders.register("Seitentexte", texts.load)
registries.admin_pages.register("Übersetzungen", translations.addresses)

for source in search_sources.SOURCES:
    index.register(source)
