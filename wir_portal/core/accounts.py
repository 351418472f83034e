"""django-allauth in this house: no sign-up, sign-in by name, active accounts only."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from wir_portal.core.models import User
from wir_portal.core.permissions import is_staff_member

# allauth names a template for each of its messages; those that are not here are not worth a word.
MESSAGES = {
    "account/messages/logged_out.txt": "Sie sind abgemeldet.",
    "account/messages/password_changed.txt": (
        "Ihr Passwort ist geändert. Sie bleiben hier angemeldet, an anderen Geräten nicht."
    ),
}


class PortalAdapter(DefaultAccountAdapter):
    """Accounts are made by the technical staff, never by visitors."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": (
            "Anmeldename und Passwort passen nicht zusammen. Achten Sie auf Groß- und Kleinschreibung im Passwort."
        ),
        "too_many_login_attempts": ("Das waren zu viele Versuche. Versuchen Sie es in fünf Minuten noch einmal."),
        "enter_current_password": "Das ist nicht Ihr bisheriges Passwort. Schreiben Sie es noch einmal.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages only: nothing typed is sent back as JSON."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, object] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if words := MESSAGES.get(message_template or ""):
            messages.add_message(request, level, words)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """A new session key at every sign-in, also over an idle session of one's own."""
        super().login(request, user)
        request.session.cycle_key()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/admin/" if isinstance(request.user, User) and is_staff_member(request.user) else "/portal/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of the host that was asked."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        """Counted by name alone: another spelling of the host is no fresh start."""
        return str(credentials.get("username", "")).lower()


class PortalBackend(AuthenticationBackend):
    """Sign-in only: rights are never asked here, so that no flag or Django permission opens a door."""

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> AbstractBaseUser | None:
        """A locked account answers and counts like a wrong password: nobody learns which names exist.

        allauth would remember it beside, for a page of its own.
        """
        user = super().authenticate(request, **credentials)
        self.unstash_authenticated_user()
        return user

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, user_obj: object, app_label: str) -> bool:
        return False
