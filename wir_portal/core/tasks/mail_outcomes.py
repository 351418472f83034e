"""What an error on the way to the mail server means: not sent, refused for good, or nobody knows."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

PERMANENT = 500
LONGEST_REASON = 500
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)


@dataclass(frozen=True)
class Trouble:
    """Why a mail did not certainly go out."""

    reason: str
    is_final: bool = False  # another attempt would end the same
    is_outcome_unknown: bool = False  # the recipient may have it


def pause_after(attempt_count: int) -> timedelta:
    """1, 4, 16, 64, 256 minutes, then 6 hours."""
    return min(FIRST_PAUSE * 4 ** min(attempt_count - 1, 5), LONGEST_PAUSE)


def unreachable(error: Exception) -> Trouble:
    """Before a mail was handed over: it is certainly still here."""
    return Trouble(_said("Der Mailserver ist nicht zu erreichen", error))


def trouble_of(error: Exception) -> Trouble:
    """While a mail was handed over. A server that said no has not taken it; silence says nothing."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        is_final = all(code >= PERMANENT for code, _words in error.recipients.values())
        return Trouble(_said("Der Mailserver nimmt die Adresse nicht an", error), is_final=is_final)
    if isinstance(error, smtplib.SMTPDataError):
        is_final = error.smtp_code >= PERMANENT
        return Trouble(_said("Der Mailserver nimmt die Mail nicht an", error), is_final=is_final)
    if isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPNotSupportedError):
        return Trouble(_said("Der Mailserver nimmt die Mail nicht an", error))
    if isinstance(error, ValueError):  # Django's own checks of the address and the headers
        return Trouble(_said("Die Mail lässt sich so nicht senden", error), is_final=True)
    return Trouble(_said("Die Verbindung zum Mailserver brach ab", error), is_outcome_unknown=True)


def _said(words: str, error: Exception) -> str:
    return f"{words}. {type(error).__name__}: {error}"[:LONGEST_REASON]
