"""What people need help with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """Thema: in the words of those who look for help."""

    LANGUAGE = "language", _("Deutsch lernen")
    WORK = "work", _("Arbeit")
    HOUSING = "housing", _("Wohnen")
    SCHOOL = "school", _("Schule und Kinder")
    HEALTH = "health", _("Gesundheit")
    PAPERS = "papers", _("Papiere und Ämter")
    CONTACT = "contact", _("Menschen kennenlernen")
