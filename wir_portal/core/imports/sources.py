"""Loads the publications that everything sourced rests on."""

from pathlib import Path

from wir_portal.core.imports.files import DataFault, read_toml
from wir_portal.core.imports.sync import sync
from wir_portal.core.models import Event, Source

FILE = Path(__file__).parent.parent / "data" / "sources.toml"


def load(event: Event) -> int:
    rows = [{"slug": slug, **values} for slug, values in read_toml(FILE).items()]
    for row in rows:
        row.setdefault("published_on", None)
        for field in ("url", "licence", "note"):
            row.setdefault(field, "")
    return sync(Source, ["slug"], rows)


def by_slug() -> dict[str, Source]:
    return {source.slug: source for source in Source.objects.all()}


def source(sources: dict[str, Source], slug: str) -> Source:
    if slug not in sources:
        raise DataFault(f"sources.toml: Die Quelle „{slug}“ fehlt.")
    return sources[slug]
