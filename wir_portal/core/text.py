"""Text from people: what may be in it, how it is stored, how it becomes HTML."""

import hashlib
import html
import re
import unicodedata

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# Bidirectional controls can make a line read differently from what is stored; U+FFFD stands where a form sent bytes
# that are no text, such as a lone surrogate.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd]"
)
LINE_BREAKS = re.compile("[\r\n\u2028\u2029\x85]")
GERMAN_FOLDING = str.maketrans({"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue"})
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "code"}


class TextError(ValueError):
    """The text has characters that may not be stored; the message is German."""


def clean_text(text: str, *, one_line: bool = True) -> str:
    """The text in NFC without outer blanks. Raises TextError for control characters, and line breaks in one line."""
    if FORBIDDEN.search(text) or (one_line and LINE_BREAKS.search(text)):
        raise TextError("Der Text enthält Steuerzeichen. Schreiben Sie ihn ohne Zeilenumbruch und ohne Sonderzeichen.")
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """What a search compares: lower case, umlauts and ß written out, accents dropped, one blank between words."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(GERMAN_FOLDING)
    stripped = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", stripped).split())


def plain(text: str) -> str:
    """Editors' text without its marks, on one line: for summaries and descriptions."""
    return " ".join(html.unescape(nh3.clean(MARKDOWN.render(text), tags=set())).split())


def shorten(text: str, length: int = 160) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(".,;:–- ") + " …"


def render_markdown(text: str) -> SafeString:
    """Editors' text as clean HTML; raw HTML in it stays text."""
    cleaned = nh3.clean(MARKDOWN.render(text), tags=TAGS, attributes={"a": {"href"}}, link_rel=None)
    return mark_safe(cleaned)  # noqa: S308 - nh3 has just cleaned it


def fingerprint(*texts: str) -> str:
    """Short, the same for the same texts in the same order."""
    return hashlib.blake2b("\x00".join(texts).encode(), digest_size=8).hexdigest()
