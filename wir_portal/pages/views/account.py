"""The sign-in, which names its accounts in the demonstration, and the sign-out."""

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from municipalities.imports.demo import SUFFIXES
from municipalities.models import Municipality
from wir_portal.core.imports.demo import STAFF
from wir_portal.core.models import KeptInput
from wir_portal.core.services import kept_inputs


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


sign_in = SignInView.as_view()
sign_out = SignOutView.as_view()


@login_required
def kept_input(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the page where one's typed work waits; sent as a form, throws it away. Others find nothing."""
    kept = get_object_or_404(KeptInput.objects.of(request.user), pk=pk)
    if request.method == "POST":
        kept_inputs.discard(kept.pk, actor=request.user)
        messages.success(request, "Ihre aufgehobene Eingabe ist verworfen.")
    return redirect(kept.path)
