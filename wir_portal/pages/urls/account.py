"""Signing in and out and changing the password: what of allauth is open here, and nothing else."""

from allauth.account.views import logout, password_change
from django.urls import path

from wir_portal.pages.views import account

urlpatterns = [
    path("login/", account.sign_in, name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("passwort/", password_change, name="account_change_password"),
]
