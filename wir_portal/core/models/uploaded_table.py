"""A file between its dry run and its confirmation."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from wir_portal.core.models.kept_input import real_now

if TYPE_CHECKING:
    from wir_portal.core.models.user import User

KEPT_FOR = timedelta(hours=2)


class UploadedTableQuerySet(models.QuerySet["UploadedTable"]):
    def expired(self) -> "UploadedTableQuerySet":
        return self.filter(created_at__lte=real_now() - KEPT_FOR)

    def of(self, account: "User") -> "UploadedTableQuerySet":
        """What this account, and nobody else, can still confirm."""
        return self.filter(account=account, created_at__gt=real_now() - KEPT_FOR)


class UploadedTable(models.Model):
    """Hochgeladene Tabelle: the bytes that were shown are the bytes that are written; gone after that or in two hours.

    One for each account and place: the next file for the same place takes it.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Konto")
    kind = models.CharField("Art", max_length=80)
    target = models.CharField("Ziel", max_length=40, blank=True)
    name = models.CharField("Dateiname", max_length=200)
    content = models.BinaryField("Inhalt")
    digest = models.CharField("Prüfsumme des Inhalts", max_length=64)
    created_at = models.DateTimeField("Zeitpunkt", default=real_now)

    objects = UploadedTableQuerySet.as_manager()

    class Meta:
        verbose_name = "Hochgeladene Tabelle"
        verbose_name_plural = "Hochgeladene Tabellen"
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "target"], name="uploaded_table_once_per_place")
        ]

    def __str__(self) -> str:
        return self.name
