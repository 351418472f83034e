"""Signing in and out and changing the password: what of allauth is open here, and nothing else."""

from allauth.account.views import (
    password_change,
    password_reset,
    password_reset_done,
    password_reset_from_key_done,
)
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from wir_portal.pages.views import account

BY_LINK = "account_reset_password_from_key"
# allauth's views take a PUT for a POST.
form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", require_safe(RedirectView.as_view(pattern_name="officer:pages:start")), name="account"),
    path("login/", form(account.sign_in), name="account_login"),
    path("logout/", form(account.sign_out), name="account_logout"),
    path("eingaben/<int:pk>/", form(account.kept_input), name="account_kept_input"),
    path("passwort/", form(password_change), name="account_change_password"),
    path("passwort-vergessen/", form(password_reset), name="account_reset_password"),
    path("passwort-vergessen/gesendet/", require_safe(password_reset_done), name="account_reset_password_done"),
    path("passwort-vergessen/fertig/", require_safe(password_reset_from_key_done), name=f"{BY_LINK}_done"),
    re_path(
        r"^passwort-vergessen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        form(account.password_by_link),
        name=BY_LINK,
    ),
]
