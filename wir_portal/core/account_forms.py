"""Signing in, changing the password and choosing a new one, in our words."""

from datetime import timedelta
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wir_portal.core.forms import LineField
from wir_portal.core.services import passwords

# Nobody types more, and hashing a book costs time.
PASSWORD_LENGTH = 200
NEW_TWICE = {
    "password1": ("Neues Passwort", "Hier fehlt das neue Passwort."),
    "password2": ("Neues Passwort, noch einmal", "Schreiben Sie das neue Passwort ein zweites Mal."),
}


class SignInForm(LoginForm):
    """Fields `login` and `password`."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Anmeldename"
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"].error_messages["required"] = "Hier fehlt der Anmeldename."
        self.fields["password"].label = "Passwort"
        self.fields["password"].error_messages["required"] = "Hier fehlt das Passwort."
        self.fields["password"].help_text = ""
        _in_our_manner(self)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Over after ten hours: the session ends at a moment, so that saving it does not prolong it."""
        response = super().login(request, redirect_url)
        # Sessions keep to the real clock.
        end = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)  # noqa: TID251
        request.session.set_expiry(end)
        return response


class TwiceTheSame:
    """A form that asks for the new password twice."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def clean_password2(self) -> str:
        """Asked before allauth does, whose German says „du“."""
        again: str = self.cleaned_data["password2"]
        if again != self.cleaned_data.get("password1", again):
            raise forms.ValidationError(
                "Die beiden neuen Passwörter sind verschieden. Schreiben Sie das zweite noch einmal."
            )
        return again


class NewPasswordForm(TwiceTheSame, ChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": ("Bisheriges Passwort", "Hier fehlt Ihr bisheriges Passwort."),
        }
        _name(self, labels | NEW_TWICE)
        self.fields["oldpassword"].help_text = ""


class PasswordByLinkForm(TwiceTheSame, ResetPasswordKeyForm):
    """The new password twice, for whoever came by the link."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _name(self, NEW_TWICE)


class ForgottenPasswordForm(ResetPasswordForm):
    """Login name or address; whether there is such an account, the form never says."""

    email = LineField(
        label="Anmeldename oder E-Mail-Adresse",
        max_length=254,
        error_messages={"required": "Hier fehlt der Anmeldename oder die E-Mail-Adresse."},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "username"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        typed: str = self.cleaned_data["email"]
        passwords.request_links(passwords.accounts_of(typed))
        return typed


def _name(form: forms.BaseForm, labels: dict[str, tuple[str, str]]) -> None:
    for name, (label, missing) in labels.items():
        form.fields[name].label = label
        form.fields[name].error_messages["required"] = missing
    form.fields["password1"].help_text = "Mindestens 12 Zeichen. Ein kurzer Satz lässt sich gut merken."
    _in_our_manner(form)


def _in_our_manner(form: forms.BaseForm) -> None:
    """A label stays in sight, a placeholder does not; a browser that cuts off what is too long changes a password."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if isinstance(field.widget, forms.PasswordInput):
            field.validators.append(
                MaxLengthValidator(PASSWORD_LENGTH, f"Ein Passwort hat höchstens {PASSWORD_LENGTH} Zeichen.")
            )
