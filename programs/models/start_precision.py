"""How exactly it is known since when something holds."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models


class StartPrecision(models.TextChoices):
    """Genauigkeit eines Beginns: sources often name a year only, or what holds today and not since when."""

    DAY = "day", "auf den Tag"
    YEAR = "year", "nur das Jahr"
    KNOWN = "known", "an diesem Tag belegt, Beginn nicht bekannt"


def refuse_a_day_in_the_year(starts_on: date | None, precision: str) -> None:
    """Where only the year is known, its first day stands for it: any other would say more than is known."""
    if precision == StartPrecision.YEAR and starts_on is not None and (starts_on.month, starts_on.day) != (1, 1):
        year = starts_on.year
        raise ValidationError({"starts_on": f"Ist nur das Jahr bekannt, schreiben Sie den ersten Tag: 01.01.{year}."})
