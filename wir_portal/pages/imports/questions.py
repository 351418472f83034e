"""Loads the first questions and answers; they belong to the editors once loaded."""

from pathlib import Path

from wir_portal.core.imports import sources
from wir_portal.core.imports.files import read_toml
from wir_portal.core.imports.sync import sync
from wir_portal.core.models import Event
from wir_portal.pages.models import Question

FILE = Path(__file__).parent.parent / "data" / "questions.toml"
FIELDS = ("topic", "question_de", "question_en", "answer_de", "answer_en", "rank", "is_published", "source_id")


def load(event: Event) -> int:
    """Questions that are not there yet, in the order of the file."""
    known = sources.by_slug()
    rows = []
    for number, (slug, values) in enumerate(read_toml(FILE).items(), start=1):
        source = values.pop("source", None)
        rows.append(
            {
                "slug": slug,
                "rank": number * 10,
                "is_published": True,
                "source_id": sources.source(known, source).pk if source else None,
                **{name: text.strip() for name, text in values.items()},
            }
        )
    return sync(Question, ["slug"], rows, initial=FIELDS)
