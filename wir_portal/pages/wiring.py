"""What the roof hands to the commands."""

from wir_portal.core import registries
from wir_portal.pages.imports import texts

registries.loaders.register("Seitentexte", texts.load)
