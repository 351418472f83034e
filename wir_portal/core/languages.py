"""The languages of the public pages: their addresses, their tags, their names in German."""

from django.conf import settings
from django.urls import LocalePrefixPattern, URLPattern, URLResolver
from django.utils.translation import get_language, get_language_bidi

EASY = "de-simple"
EASY_PREFIX = "leicht"
GERMAN_NAMES = {
    "de": "Deutsch",
    "en": "Englisch",
    "ar": "Arabisch",
    "uk": "Ukrainisch",
    "fa": "Persisch / Dari",
    "tr": "Türkisch",
    EASY: "Leichte Sprache",
}
CODES = tuple(code for code, _name in settings.LANGUAGES)
OTHERS = tuple(code for code in CODES if code != settings.LANGUAGE_CODE)


def current() -> str:
    """The language in use; German where none is."""
    return get_language() or settings.LANGUAGE_CODE


def prefix_of(language: str) -> str:
    """How an address in this language begins after its first slash: nothing for German, `ar/` for Arabic."""
    if language == settings.LANGUAGE_CODE:
        return ""
    return f"{EASY_PREFIX if language == EASY else language}/"


BY_PREFIX = {prefix_of(code): code for code in OTHERS}


def of_path(path: str) -> str:
    """The language of an address; German where it names none."""
    return BY_PREFIX.get(f"{path.lstrip('/').partition('/')[0]}/", settings.LANGUAGE_CODE)


def bare(path: str) -> str:
    """The address without its language."""
    prefix = prefix_of(of_path(path))
    return f"/{path.removeprefix('/').removeprefix(prefix.rstrip('/')).lstrip('/')}" if prefix else path


def address(path: str, language: str) -> str:
    """The same page in another language."""
    return f"/{prefix_of(language)}{bare(path).lstrip('/')}"


def tag_of(language: str) -> str:
    """What `lang` says; Leichte Sprache is German."""
    return settings.LANGUAGE_CODE if is_german(language) else language


def is_german(language: str) -> bool:
    return language in (settings.LANGUAGE_CODE, EASY)


def is_rtl() -> bool:
    """Whether the language in use is written from right to left."""
    return get_language_bidi()


def column(field: str, language: str) -> str:
    """The name of a text's column in a language."""
    return f"{field}_{language.replace('-', '_')}"


def columns(field: str) -> tuple[str, ...]:
    """The name of a text and of its columns in all languages."""
    return (field, *(column(field, code) for code in CODES))


class LanguagePattern(LocalePrefixPattern):
    """The beginning of an address by the language in use."""

    @property
    def language_prefix(self) -> str:
        return prefix_of(current())


def in_every_language(*urls: URLPattern | URLResolver) -> URLResolver:
    """What Django's `i18n_patterns` does, with our prefixes."""
    return URLResolver(LanguagePattern(prefix_default_language=False), list(urls))
