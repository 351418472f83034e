"""How a query and a text become words that can be compared: folded as everywhere, endings cut off the query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wir_portal.core.text import fold

MOST_LETTERS = 100
MOST_WORDS = 8
# Those of German plurals and cases, and the English plural; the longest that fits is cut.
ENDINGS = ("en", "er", "es", "em", "e", "n", "s")
SHORTEST_WITH_ENDING, SHORTEST_STEM = 5, 4
UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")

Synonyms = Sequence[Sequence[str]]


def words(text: str) -> list[str]:
    """The folded words of a text; nothing but letters and digits is left."""
    return fold(text).replace("_", " ").split()


def searchable(*texts: str) -> str:
    """All words, each once; those with an umlaut also without it, as people write who have none on their keyboard."""
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys(words(text))
        without = text.translate(UMLAUTS)
        if without != text:
            found |= dict.fromkeys(words(without))
    return " ".join(found)


def stem(word: str) -> str:
    """`kurse` → `kurs`, `wohnungen` → `wohnung`; short words stay whole. A stem is looked for as a beginning."""
    if len(word) < SHORTEST_WITH_ENDING:
        return word
    return next(
        (
            word.removesuffix(ending)
            for ending in ENDINGS
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM
        ),
        word,
    )


@dataclass(frozen=True)
class Query:
    """What somebody typed: shown as `text`; of each group one beginning must occur. No groups: nothing to look for."""

    text: str
    groups: tuple[tuple[str, ...], ...] = ()
    first: str = ""
    is_cut: bool = False


def read(typed: str, synonyms: Synonyms = ()) -> Query:
    """The query in the words of the index; at most 100 letters and 8 words of it. Operators are plain words."""
    text = " ".join(typed.split())
    shown = text[:MOST_LETTERS].strip()
    found = words(shown)
    kept = list(dict.fromkeys(found))[:MOST_WORDS]
    groups = tuple(_with_synonyms(word, synonyms) for word in kept)
    is_cut = len(text) > MOST_LETTERS or len(set(found)) > MOST_WORDS
    return Query(shown, groups, kept[0] if kept else "", is_cut)


def _with_synonyms(word: str, synonyms: Synonyms) -> tuple[str, ...]:
    own = stem(word)
    groups = (group for group in synonyms if own in _stems(group))
    return tuple(dict.fromkeys([own, *(one for group in groups for one in _stems(group))]))


def _stems(group: Iterable[str]) -> list[str]:
    return [stem(word) for term in group for word in words(term)]
