"""django-allauth in this house: no sign-up, sign-in by name, active accounts only."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest


class PortalAdapter(DefaultAccountAdapter):
    """Accounts are made by the technical staff, never by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class PortalBackend(AuthenticationBackend):
    """Sign-in only: rights are never asked here, so that no flag or Django permission opens a door."""

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, user_obj: object, app_label: str) -> bool:
        return False
