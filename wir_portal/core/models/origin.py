"""Where a figure comes from: sourced, decided here, or an example for the demonstration."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Herkunft: `sourced` names a public source, `decided` was decided in this installation, `example` is invented."""

    SOURCED = "sourced", _("Öffentliche Quelle")
    DECIDED = "decided", _("Hier entschieden")
    EXAMPLE = "example", _("Beispieldaten")

    @classmethod
    def entered(cls, *, demo: bool) -> "Origin":
        """What somebody enters in this installation: in the demonstration all of it is an example."""
        return cls.EXAMPLE if demo else cls.DECIDED

    @classmethod
    def of_sum(cls, parts: "list[str]") -> "Origin":
        """A sum is an example as soon as a part of it is, and sourced only when every part is."""
        if cls.EXAMPLE in parts:
            return cls.EXAMPLE
        return cls.DECIDED if cls.DECIDED in parts else cls.SOURCED
