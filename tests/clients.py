"""Browsers for tests: signed in for the whole test, and strict about what a GET may do."""

from typing import Any

from django.db import connection
from django.test import Client

from wir_portal.core.middleware import LAST_SEEN, last_seen
from wir_portal.core.models import User

READING = ("SELECT", "WITH", "EXPLAIN", "PRAGMA", "SHOW", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")
ACCOUNT_PAGES = "/konto/"
BACKEND = "wir_portal.core.accounts.PortalBackend"


class HouseClient(Client):
    """A browser whose GET may not write; only the account pages may, and only their session."""

    user: User | None = None
    municipality: Any = None

    def get(self, path: str, *args: Any, **kwargs: Any):
        with connection.execute_wrapper(refusing_writes(path)):
            return super().get(path, *args, **kwargs)

    def head(self, path: str, *args: Any, **kwargs: Any):
        with connection.execute_wrapper(refusing_writes(path)):
            return super().head(path, *args, **kwargs)

    def sign_in(self, user: User) -> "HouseClient":
        """Signed in a moment ago, without the password page."""
        self.force_login(user, backend=BACKEND)
        self.stay_awake()
        self.user = user
        return self

    def stay_awake(self) -> None:
        """The session counts as just used: sign-in gives the cookie that a private page would give."""
        self.cookies[LAST_SEEN] = last_seen(self.session.session_key)


def refusing_writes(path: str):
    def refuse_writes(execute, sql, params, many, context):
        is_session = path.startswith(ACCOUNT_PAGES) and '"django_session"' in sql
        assert sql.lstrip().upper().startswith(READING) or is_session, f"A GET must not write: {path}: {sql}"
        return execute(sql, params, many, context)

    return refuse_writes


def client_of(user: User | None, **options: Any) -> HouseClient:
    """A browser in which this person is signed in; nobody's without one."""
    client = HouseClient(**options)
    return client.sign_in(user) if user is not None else client
