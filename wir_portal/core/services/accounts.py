"""Creates and locks accounts."""

from wir_portal.core.errors import DomainError
from wir_portal.core.models import User
from wir_portal.core.services import events
from wir_portal.core.transactions import act


@act
def create(*, username: str, display_name: str, email: str, password: str, actor: User, reason_internal: str) -> User:
    """A new account without any right. Refuses a name that exists."""
    if User.objects.filter(username=username.lower()).exists():
        raise DomainError("Diesen Anmeldenamen gibt es schon.")
    account = User.objects.create_user(username, password, display_name=display_name, email=email)
    events.record("account.created", account, actor=actor, reason_internal=reason_internal)
    return account


@act
def lock(account: User, *, actor: User, reason_internal: str) -> User:
    """Nobody signs in with it any more; an open session ends at its next request."""
    return _set_active(account, False, "account.locked", "Das Konto ist schon gesperrt.", actor, reason_internal)


@act
def unlock(account: User, *, actor: User, reason_internal: str) -> User:
    return _set_active(account, True, "account.unlocked", "Das Konto ist nicht gesperrt.", actor, reason_internal)


def _set_active(account: User, is_active: bool, act_code: str, already: str, actor: User, reason: str) -> User:
    if account.pk == actor.pk:
        raise DomainError("Das eigene Konto sperrt oder entsperrt immer eine andere Person.")
    account = User.objects.select_for_update().get(pk=account.pk)
    if account.is_active == is_active:
        raise DomainError(already)
    account.is_active = is_active
    account.save(update_fields=["is_active"])
    events.record(act_code, account, actor=actor, reason_internal=reason)
    return account
