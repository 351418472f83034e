"""Loads the first synonyms of the search; they belong to the editors once loaded."""

from pathlib import Path

from wir_portal.core.imports.files import read_toml
from wir_portal.core.imports.sync import sync
from wir_portal.core.models import Event, SearchSynonym

FILE = Path(__file__).parent.parent / "data" / "search_synonyms.toml"


def load(event: Event) -> int:
    """Groups that are not there yet."""
    rows = [{"slug": slug, "words": "\n".join(words)} for slug, words in read_toml(FILE).items()]
    return sync(SearchSynonym, ["slug"], rows, initial=("words",))
