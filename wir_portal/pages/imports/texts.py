"""Loads the first versions of the public pages' texts; they belong to the editors once loaded."""

from pathlib import Path

from wir_portal.core.imports import translations
from wir_portal.core.imports.files import DataFault, read_toml
from wir_portal.core.imports.sync import sync
from wir_portal.core.languages import CODES, column
from wir_portal.core.models import Event, SiteText

FILE = Path(__file__).parent.parent / "data" / "site_texts.toml"
TEXTS = tuple(column(field, code) for field in ("title", "body") for code in CODES)


def load(event: Event) -> int:
    """Texts that are not there yet. Raises DataFault where a text has no German title or body."""
    rows = []
    for key, values in read_toml(FILE).items():
        missing = [field for field in ("title_de", "body_de") if not values.get(field)]
        if missing:
            raise DataFault(f"{FILE.name}, Seite {key}: Es fehlt {', '.join(missing)}.")
        texts = {name: text.strip() if isinstance(text, str) else text for name, text in values.items()}
        rows.append({"key": key, **texts, **translations.texts_of(FILE.parent, key)})
    written = sync(SiteText, ["key"], rows, initial=(*TEXTS, "updated_on"))
    return written + translations.supplement(SiteText, "key", rows, fields=("title", "body"))
