"""Who acts for which body, from when to when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from municipalities.models.municipality import Municipality
from wir_portal.core import clock


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date | None = None) -> "MembershipQuerySet":
        """Those that count on `day`, both ends included."""
        day = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Membership(models.Model):
    """Zugehörigkeit: an account acts for a body in a role, from day to day. Ended, never deleted."""

    class Role(models.TextChoices):
        OFFICER = "officer", "Sachbearbeitung"
        SIGNATORY = "signatory", "Zeichnung"
        CASE_MANAGER = "case_manager", "Fallmanagement"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="Konto")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="memberships", verbose_name="Kommune")
    role = models.CharField("Aufgabe", max_length=20, choices=Role)
    starts_on = models.DateField("Ab")
    ends_on = models.DateField("Bis (einschließlich)", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "Zugehörigkeit"
        verbose_name_plural = "Zugehörigkeiten"
        ordering = ("municipality", "role", "starts_on")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "starts_on"],
                name="membership_once_per_start",
                violation_error_message="Diese Zugehörigkeit ist schon eingetragen.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.municipality}"
