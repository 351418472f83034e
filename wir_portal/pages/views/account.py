"""The sign-in, which names its accounts in the demonstration, the sign-out, and a forgotten password."""

from allauth.account.views import LoginView, LogoutView, PasswordResetFromKeyView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from municipalities.imports.demo import SUFFIXES
from municipalities.models import Municipality
from wir_portal.core.errors import DomainError
from wir_portal.core.imports.demo import STAFF
from wir_portal.core.models import KeptInput
from wir_portal.core.services import kept_inputs, passwords

GONE = 410


class SignInView(LoginView):
    """allauth's sign-in; in the demonstration with the accounts that there are."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        if settings.WIR_DEMO:
            context |= {
                "demo_password": settings.WIR_DEMO_PASSWORD,
                "demo_staff": [(name, function) for name, function, _group in STAFF],
                "demo_roles": [(suffix, role.label) for role, suffix in SUFFIXES.items()],
                "demo_bodies": Municipality.objects.by_name().only("slug", "sort_name"),
            }
        return context


class SignOutView(LogoutView):
    """allauth's sign-out; it ends an idle session too, which counts as nobody's."""

    def logout(self) -> None:
        super().logout()
        self.request.session.flush()


class PasswordByLinkView(PasswordResetFromKeyView):
    """allauth's page behind the link, but the password is set by our service: once, with its event and its mail.

    A link that is over answers 410.
    """

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            passwords.set_by_link(self.reset_user, token=self.key, password=form.cleaned_data["password1"])
        except DomainError:
            return self.render_to_response(self.get_context_data(form=form, token_fail=True))
        return redirect(self.get_success_url())

    def render_to_response(self, context: dict[str, object], **answer: object) -> HttpResponse:
        if context.get("token_fail"):
            answer["status"] = GONE
        return super().render_to_response(context, **answer)


sign_in = SignInView.as_view()
password_by_link = PasswordByLinkView.as_view()
sign_out = SignOutView.as_view()


@login_required
def kept_input(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the page where one's typed work waits; sent as a form, throws it away. Others find nothing."""
    kept = get_object_or_404(KeptInput.objects.of(request.user), pk=pk)
    if request.method == "POST":
        kept_inputs.discard(kept.pk, actor=request.user)
        messages.success(request, "Ihre aufgehobene Eingabe ist verworfen.")
    return redirect(kept.path)
