"""Mails that wait, go out, went out or were given up."""

from django.db import models
from django.db.models import Q

from wir_portal.core import clock
from wir_portal.core.models.event import Event


class OutboxMailQuerySet(models.QuerySet["OutboxMail"]):
    def due(self) -> "OutboxMailQuerySet":
        """What may go out now, the longest waiting first."""
        waiting = self.filter(status=OutboxMail.Status.WAITING, next_attempt_at__lte=clock.now())
        return waiting.order_by("next_attempt_at", "pk")

    def abandoned(self) -> "OutboxMailQuerySet":
        """Claimed by a worker that said nothing within its time: it may have sent them or not."""
        return self.filter(status=OutboxMail.Status.SENDING, claim_ends_at__lte=clock.now()).order_by("pk")

    def failed(self) -> "OutboxMailQuerySet":
        return self.filter(status=OutboxMail.Status.FAILED)


class OutboxMail(models.Model):
    """Ausgangsmail: one mail to one address, written in the transaction of the act that it tells of.

    waiting → sending → sent, or back to waiting, or failed; failed → waiting when somebody tries once more. Holds no
    case data and nothing that opens a door: a reset link is made when the mail goes out.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "wartet"
        SENDING = "sending", "wird gerade gesendet"
        SENT = "sent", "gesendet"
        FAILED = "failed", "aufgegeben"

    class Kind(models.TextChoices):
        NOTICE = "notice", "Mitteilung"
        RESET_LINK = "reset_link", "Link für ein neues Passwort"

    event = models.ForeignKey(Event, models.PROTECT, related_name="mails", verbose_name="Ereignis")
    kind = models.CharField("Art", max_length=20, choices=Kind, default=Kind.NOTICE)
    recipient = models.EmailField("Adresse")
    subject = models.CharField("Betreff", max_length=400)
    body = models.TextField("Text")
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    created_at = models.DateTimeField("Geschrieben am", default=clock.now)
    status = models.CharField("Stand", max_length=20, choices=Status, default=Status.WAITING)
    next_attempt_at = models.DateTimeField("Nächster Versuch ab", default=clock.now)
    attempt_count = models.PositiveSmallIntegerField("Versuche", default=0)
    is_perhaps_delivered = models.BooleanField("Vielleicht schon zugestellt", default=False)
    claim = models.UUIDField("Kennung des laufenden Versuchs", null=True, blank=True)
    claim_ends_at = models.DateTimeField("Der laufende Versuch gilt bis", null=True, blank=True)
    sent_at = models.DateTimeField("Gesendet am", null=True, blank=True)
    failed_at = models.DateTimeField("Aufgegeben am", null=True, blank=True)
    failure = models.CharField("Letzter Fehler", max_length=500, blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausgangsmail"
        verbose_name_plural = "Ausgangspost"
        ordering = ("-created_at", "-id")
        indexes = (models.Index(fields=["status", "next_attempt_at"], name="mail_by_status"),)
        constraints = (
            models.UniqueConstraint(
                fields=["event", "recipient"],
                name="mail_once_per_event_and_recipient",
                violation_error_message="Von diesem Ereignis weiß diese Adresse schon.",
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False, attempt_count__gte=1)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="mail_sent_has_its_time",
                violation_error_message="Nur eine gesendete Mail hat eine Sendezeit.",
            ),
            models.CheckConstraint(
                condition=(Q(status="failed", failed_at__isnull=False) & ~Q(failure=""))
                | (~Q(status="failed") & Q(failed_at__isnull=True)),
                name="mail_failed_has_time_and_reason",
                violation_error_message="Nur eine aufgegebene Mail hat eine Zeit und einen Grund dafür.",
            ),
            models.CheckConstraint(
                condition=Q(status="sending", claim__isnull=False, claim_ends_at__isnull=False)
                | (~Q(status="sending") & Q(claim__isnull=True, claim_ends_at__isnull=True)),
                name="mail_claimed_while_sending",
                violation_error_message="Nur eine Mail, die gerade gesendet wird, gehört einem Versuch.",
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def is_failed(self) -> bool:
        return self.status == self.Status.FAILED
