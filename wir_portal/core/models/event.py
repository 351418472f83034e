"""The log of everything that was done."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from wir_portal.core import clock, registries


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, subject: models.Model) -> "EventQuerySet":
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))

    def for_body(self, slug: str) -> "EventQuerySet":
        return self.filter(body_slug=slug)

    def about_accounts(self) -> "EventQuerySet":
        return self.filter(subject_type__in=["core.user", "municipalities.membership"])


class Event(models.Model):
    """Ereignis: who did what, when and why. Never changed, never deleted; ids only, no names."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Konto"
    )
    at = models.DateTimeField("Zeitpunkt", default=clock.now)
    act = models.CharField("Vorgang", max_length=80)
    subject_type = models.CharField("Art des Gegenstands", max_length=80, blank=True)
    subject_id = models.CharField("Nummer des Gegenstands", max_length=40, blank=True)
    body_slug = models.CharField("Kommune", max_length=80, blank=True)
    reason_internal = models.TextField("Interner Grund", blank=True)
    reason_for_body = models.TextField("Grund für die Kommune", blank=True)
    details = models.JSONField("Einzelheiten", default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "Ereignis"
        verbose_name_plural = "Ereignisse"
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=["subject_type", "subject_id"], name="event_by_subject"),
            models.Index(fields=["body_slug", "-at"], name="event_by_body"),
            models.Index(fields=["-at", "-id"], name="event_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.words}"

    @property
    def words(self) -> str:
        """What happened, as people say it."""
        return registries.event_acts.get(self.act) or self.act

    def by(self) -> str:
        """Who did it, for the bodies: an office, never a login name."""
        if self.details.get("by_body"):
            return "Kommune"
        return "Ministerium" if self.actor_id else "Übernahme aus öffentlicher Quelle"
