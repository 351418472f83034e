"""What somebody typed into a form and sent when their session was over."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from wir_portal.core import clock

if TYPE_CHECKING:
    from wir_portal.core.models.user import User

KEPT_FOR = timedelta(days=7)
PATH_LENGTH = 500


def real_now() -> datetime:
    """Kept and deleted by the real clock, like the sessions."""
    return timezone.now()  # noqa: TID251


class KeptInputQuerySet(models.QuerySet["KeptInput"]):
    def expired(self) -> "KeptInputQuerySet":
        return self.filter(created_at__lte=real_now() - KEPT_FOR)

    def of(self, account: "User") -> "KeptInputQuerySet":
        """What is still there for this account and for nobody else."""
        return self.filter(account=account, created_at__gt=real_now() - KEPT_FOR)


class KeptInput(models.Model):
    """Aufgehobene Eingabe: the fields of one form of one account, until it is sent again, thrown away or a week old."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Konto")
    path = models.CharField("Seite", max_length=PATH_LENGTH)
    fields: "models.JSONField[Mapping[str, list[str]], Mapping[str, list[str]]]" = models.JSONField("Eingabe")
    created_at = models.DateTimeField("Zeitpunkt", default=real_now)

    objects = KeptInputQuerySet.as_manager()

    class Meta:
        verbose_name = "Aufgehobene Eingabe"
        verbose_name_plural = "Aufgehobene Eingaben"
        constraints = [models.UniqueConstraint(fields=["account", "path"], name="kept_input_once_per_account_and_path")]

    def __str__(self) -> str:
        return f"{self.path}, {self.shown_at:%d.%m.%Y %H:%M}"

    @property
    def shown_at(self) -> datetime:
        """When it was sent, as the clock of the demonstration showed it."""
        return (self.created_at + settings.WIR_CLOCK_OFFSET).astimezone(clock.BERLIN)

    @property
    def sent(self) -> QueryDict:
        """The fields as the browser had sent them."""
        found = QueryDict(mutable=True)
        for name, values in self.fields.items():
            found.setlist(name, values)
        return found
