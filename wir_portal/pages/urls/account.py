"""Signing in and out and changing the password: what of allauth is open here, and nothing else."""

from allauth.account.views import password_change
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from wir_portal.pages.views import account

# allauth's views take a PUT for a POST.
form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", require_safe(RedirectView.as_view(pattern_name="officer:pages:start")), name="account"),
    path("login/", form(account.sign_in), name="account_login"),
    path("logout/", form(account.sign_out), name="account_logout"),
    path("eingaben/<int:pk>/", form(account.kept_input), name="account_kept_input"),
    path("passwort/", form(password_change), name="account_change_password"),
]
