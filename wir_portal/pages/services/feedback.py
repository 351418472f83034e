"""The acts on feedback: it arrives, is answered or closed, opened again, and goes when it had its time."""

from datetime import timedelta

from wir_portal.core import clock
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, OutboxMail, User
from wir_portal.core.services import events, mails
from wir_portal.core.transactions import act
from wir_portal.pages.models import Feedback
from wir_portal.pages.models.feedback import BARRIER_DAYS, KEEP_ADDRESS_DAYS, KEEP_DAYS

Status = Feedback.Status
ANSWERED = "feedback.answered"


@act
def receive(*, kind: str, page: str, language: str, message: str, email: str, form_key: str) -> Feedback:
    """Keep what somebody wrote; the same form sent again gives the same row. A barrier has six weeks."""
    is_barrier = kind == Feedback.Kind.ACCESSIBILITY
    row, is_new = Feedback.objects.get_or_create(
        form_key=form_key,
        defaults={
            "kind": kind,
            "page": page,
            "language": language,
            "message": message,
            "email": email,
            "due_on": clock.today() + timedelta(days=BARRIER_DAYS) if is_barrier else None,
        },
    )
    if is_new:
        events.record("feedback.received", row, actor=None)
    return row


@act
def answer(row: Feedback, *, answer: str, actor: User, reason_internal: str = "") -> Feedback:
    """Write the answer; where there is an address it goes out as a mail, in the same transaction."""
    stored = _open(row)
    stored.status, stored.answer, stored.done_at = Status.ANSWERED, answer, clock.now()
    stored.save()
    event = events.record(ANSWERED, stored, actor=actor, reason_internal=reason_internal)
    if stored.email:
        mails.enqueue(event, letter(stored, answer), recipients=[stored.email])
    return stored


def letter(row: Feedback, answer: str) -> mails.Letter:
    """The mail with this answer; the page of the act shows it before."""
    return mails.write("pages/mail/answer.txt", row=row, answer=answer, days=KEEP_ADDRESS_DAYS)


@act
def close(row: Feedback, *, actor: User, reason_internal: str) -> Feedback:
    """No answer: spam, or already said. The reason stays in the log."""
    stored = _open(row)
    stored.status, stored.done_at = Status.CLOSED, clock.now()
    stored.save()
    events.record("feedback.closed", stored, actor=actor, reason_internal=reason_internal)
    return stored


@act
def reopen(row: Feedback, *, actor: User, reason_internal: str) -> Feedback:
    """Back among what waits, with its old deadline; what was answered stays written until a new answer."""
    stored = Feedback.objects.select_for_update().get(pk=row.pk)
    if stored.is_open:
        raise DomainError("Diese Rückmeldung ist schon offen.")
    stored.status, stored.done_at = Status.OPEN, None
    stored.save()
    events.record("feedback.reopened", stored, actor=actor, reason_internal=reason_internal)
    return stored


@act
def forget() -> int:
    """Addresses thirty days after the answer, with the mails that went to them; everything else after a year."""
    with_address = Feedback.objects.done_before(KEEP_ADDRESS_DAYS).exclude(email="")
    numbers = [str(pk) for pk in with_address.values_list("pk", flat=True)]
    answers = Event.objects.filter(act=ANSWERED, subject_type=Feedback._meta.label_lower, subject_id__in=numbers)
    gone = {OutboxMail.Status.SENT, OutboxMail.Status.FAILED}
    OutboxMail.objects.filter(event__in=answers.values("pk"), status__in=gone).delete()
    count = with_address.update(email="")
    return count + Feedback.objects.done_before(KEEP_DAYS).delete()[0]


def _open(row: Feedback) -> Feedback:
    stored = Feedback.objects.select_for_update().get(pk=row.pk)
    if not stored.is_open:
        raise DomainError(f"Diese Rückmeldung ist schon erledigt: {stored.get_status_display()}.")
    return stored
