"""Loads the first versions of the public pages' texts; they belong to the editors once loaded."""

from pathlib import Path

from wir_portal.core.imports.files import DataFault, read_toml
from wir_portal.core.imports.sync import sync
from wir_portal.core.models import Event, SiteText

FILE = Path(__file__).parent.parent / "data" / "site_texts.toml"
FIELDS = ("title_de", "title_en", "body_de", "body_en", "updated_on")


def load(event: Event) -> int:
    """Texts that are not there yet. Raises DataFault where a text has no German title or body."""
    rows = []
    for key, values in read_toml(FILE).items():
        missing = [field for field in ("title_de", "body_de") if not values.get(field)]
        if missing:
            raise DataFault(f"{FILE.name}, Seite {key}: Es fehlt {', '.join(missing)}.")
        rows.append({"key": key, **{field: values.get(field) for field in FIELDS}})
    return sync(SiteText, ["key"], rows, initial=FIELDS)
