"""What readers of the public pages write."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wir_portal.core import clock

# § 14 HessBGG and the HVBIT: who reports a barrier gets an answer within six weeks.
BARRIER_DAYS = 42
# How long what somebody wrote is needed after the answer: the address for questions, the text for a year's review.
KEEP_ADDRESS_DAYS, KEEP_DAYS = 30, 365


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def open(self) -> "FeedbackQuerySet":
        return self.filter(status=Feedback.Status.OPEN)

    def overdue(self, day: date | None = None) -> "FeedbackQuerySet":
        return self.open().filter(due_on__lt=day or clock.today())

    def by_urgency(self) -> "FeedbackQuerySet":
        """What has a deadline first, the nearest one before the others; then what waits longest."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "received_at", "pk")

    def done_before(self, days: int) -> "FeedbackQuerySet":
        """Answered or closed more than so many days ago."""
        return self.filter(done_at__lt=clock.now() - timedelta(days=days))


class Feedback(models.Model):
    """Rückmeldung: what a reader writes about a page or a barrier; the address only if they want an answer.

    open → answered | closed → open again when somebody was wrong. Nothing about the sender is kept: no name, no network
    address. The mail address goes thirty days after the answer, the rest a year after it.
    """

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Eine Information stimmt nicht oder fehlt")
        ACCESSIBILITY = "accessibility", _("Eine Barriere: Ich kann etwas nicht lesen oder bedienen")
        OTHER = "other", _("Etwas anderes")

    class Status(models.TextChoices):
        OPEN = "open", "offen"
        ANSWERED = "answered", "beantwortet"
        CLOSED = "closed", "ohne Antwort abgeschlossen"

    kind = models.CharField("Anlass", max_length=20, choices=Kind)
    page = models.CharField("Seite", max_length=200, blank=True)
    language = models.CharField("Sprache der Seite", max_length=10)
    message = models.TextField("Nachricht")
    email = models.EmailField("E-Mail-Adresse für die Antwort", blank=True)
    received_at = models.DateTimeField("Eingegangen am", default=clock.now)
    due_on = models.DateField("Zu beantworten bis", null=True, blank=True)
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.OPEN)
    answer = models.TextField("Antwort", blank=True)
    done_at = models.DateTimeField("Erledigt am", null=True, blank=True)
    form_key = models.CharField("Schlüssel des Formulars", max_length=40, unique=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        ordering = ("-received_at", "-id")
        indexes = (models.Index(fields=["status", "due_on"], name="feedback_by_deadline"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="accessibility") | Q(due_on__isnull=False),
                name="feedback_on_a_barrier_has_a_deadline",
                violation_error_message="Wer eine Barriere meldet, bekommt bis zu einem Tag eine Antwort.",
            ),
            models.CheckConstraint(
                condition=Q(status="open", done_at__isnull=True) | (~Q(status="open") & Q(done_at__isnull=False)),
                name="feedback_done_has_its_time",
                violation_error_message="Was erledigt ist, hat eine Zeit; was offen ist, hat keine.",
            ),
            models.CheckConstraint(
                condition=~Q(status="answered") | ~Q(answer=""),
                name="feedback_answered_has_an_answer",
                violation_error_message="Eine beantwortete Rückmeldung hat eine Antwort.",
            ),
        )

    def __str__(self) -> str:
        return f"Rückmeldung {self.number}"

    @property
    def number(self) -> str:
        """`2018-00012`: what the reader is told."""
        return f"{self.received_at.astimezone(clock.BERLIN).year}-{self.pk:05d}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < clock.today()

    @property
    def days_left(self) -> int | None:
        return (self.due_on - clock.today()).days if self.due_on else None
