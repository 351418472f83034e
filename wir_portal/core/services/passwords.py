"""A forgotten password: a link by mail, good for an hour and for one new password."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db.models import Q
from django.urls import reverse
from django.utils.http import int_to_base36

from wir_portal.core import clock
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, OutboxMail, User
from wir_portal.core.services import events, mails
from wir_portal.core.transactions import act

# What stands in the outbox in the link's place: reading the outbox opens no account.
LINK_MARK = "[Der Link steht nur in der Mail selbst.]"
OUTDATED = "Dieser Link gilt nicht mehr. Fordern Sie einen neuen an."


def accounts_of(typed: str) -> list[User]:
    """The accounts that can get a link: active, of this login name or address, with an address."""
    named = Q(username=typed.lower()) | Q(email__iexact=typed)
    return list(User.objects.filter(named, is_active=True).exclude(email="").order_by("username"))


@act
def request_links(accounts: Iterable[User]) -> list[Event]:
    """A mail with a link for each account. The same work where there is none: nobody learns from it what exists."""
    found = [events.record("account.password_link_requested", account, actor=None) for account in accounts]
    for event, account in zip(found, accounts, strict=True):
        letter = mails.write("core/mail/password_link.txt", account=account, link=LINK_MARK)
        mails.enqueue(event, letter, recipients=[account.email], kind=OutboxMail.Kind.RESET_LINK)
    return found or [events.record("account.password_link_refused", None, actor=None)]


def link_for(mail: OutboxMail) -> str:
    """Made when the mail goes out. Refused when that is an hour late, or when the account is locked by now."""
    if clock.now() - mail.created_at > timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT):
        raise DomainError("Der Link war eine Stunde lang nicht zuzustellen. Die Person fordert einen neuen an.")
    account = User.objects.get(pk=mail.event.subject_id)
    if not account.is_active:
        raise DomainError("Das Konto ist inzwischen gesperrt.")
    key = {"uidb36": int_to_base36(account.pk), "key": default_token_generator.make_token(account)}
    return f"{settings.WIR_PUBLIC_URL}{reverse('account_reset_password_from_key', kwargs=key)}"


@act
def set_by_link(account: User, *, token: str, password: str) -> Event:
    """Set the password and tell the person. Refused when the link was used meanwhile, or the account locked."""
    account = User.objects.select_for_update().get(pk=account.pk)
    if not account.is_active or not default_token_generator.check_token(account, token):
        raise DomainError(OUTDATED)
    account.set_password(password)
    account.save(update_fields=["password"])
    event = events.record("account.password_set_by_link", account, actor=account)
    mails.enqueue(event, mails.write("core/mail/password_set.txt", account=account), recipients=[account.email])
    return event
