"""Under which words the roof's own pages are found: the editors' texts."""

from wir_portal.core.models import SearchDocument, SiteText
from wir_portal.core.search.sources import Draft, Source, in_languages
from wir_portal.core.text import plain

Kind = SearchDocument.Kind
# Where each text stands.
PATHS = {
    "imprint": "/impressum/",
    "privacy": "/datenschutz/",
    "accessibility": "/barrierefreiheit/",
    "easy-language": "/leichte-sprache/",
    "volunteering": "/ehrenamt/",
}


def _text(text: SiteText) -> Draft:
    bodies = {code: plain(body) for code, body in in_languages(text, "body").items()}
    return Draft(PATHS[text.key], in_languages(text, "title"), bodies)


SOURCES = (Source(Kind.PAGE, SiteText, lambda: SiteText.objects.filter(key__in=PATHS), _text),)
