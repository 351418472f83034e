"""Typed work outlives the session: a form that comes too late is kept and given back, never carried out.

Each form behind a door carries a signed, dated mark of the account that opened it (`{% author_mark %}`, beside the
CSRF token). Without it nothing is kept, and only that account gets it back. ADR 0006 has the reasons.
"""

from typing import NamedTuple

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from wir_portal.core import error_pages
from wir_portal.core.errors import DomainError
from wir_portal.core.middleware import MEMBERS_ONLY, Answer
from wir_portal.core.models import KeptInput, User
from wir_portal.core.models.kept_input import KEPT_FOR
from wir_portal.core.services import kept_inputs

FIELD = "wir_author"
SALT = "wir.typed-work"
OVER = "Ihre Sitzung war zu Ende, bevor Ihre Eingabe ankam."
KEPT = f"{OVER} Sie ist aufgehoben: Melden Sie sich an, dann steht sie wieder im Formular."
TOO_OFTEN = "Es kamen zu viele Eingaben in kurzer Zeit. Diese ist nicht aufgehoben."


class Mark(NamedTuple):
    """Who opened the form, where, and the kept input that was filled in."""

    account: int
    path: str
    kept: int | None = None


def mark(request: HttpRequest, kept: KeptInput | None = None) -> str:
    """The mark for a form of this page; a form that was sent and shown again goes on with what was filled in."""
    sent = sent_mark(request) if kept is None else None
    number = kept.pk if kept else sent.kept if sent else None
    return signing.dumps((request.user.pk, request.path, number), salt=SALT)


def sent_mark(request: HttpRequest) -> Mark | None:
    """The mark that came with the form, if it is ours, of this page, and not older than what is kept."""
    try:
        found = Mark(*signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=KEPT_FOR))
    except (signing.BadSignature, UnreadablePostError):
        return None
    return found if found.path == request.path else None


def is_behind_a_door(request: HttpRequest) -> bool:
    return request.path_info.startswith(MEMBERS_ONLY)


class TypedWork:
    """Keeps what arrives without a session, gives it back with the page, drops it when it was sent with success."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_sent = request.method == "POST" and is_behind_a_door(request)
        sent = sent_mark(request) if is_sent else None
        if sent and not request.user.is_authenticated:
            _keep_and_say(request, sent)
        response = self.get_response(request)
        if sent and sent.kept and request.user.is_authenticated and _is_done(response):
            kept_inputs.discard(sent.kept, actor=request.user)
        return response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Fills a form that is opened with what its person had typed there; one query for each page with a form.

        Runs after the view: who may not open the page gets nothing.
        """
        form = _form_of(response)
        is_asked = is_behind_a_door(request) and request.method in ("GET", "HEAD")
        if form is None or form.is_bound or not is_asked or not request.user.is_authenticated:
            return response
        if kept := KeptInput.objects.of(request.user).filter(path=request.path).first():
            fill(form, kept)
            response.context_data["kept_input"] = kept  # type: ignore[index]
        return response


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose CSRF token is of an older session: kept, and shown again at once to who opened it.

    Whoever else is signed in now gets the page for a stale form.
    """
    sent = sent_mark(request)
    is_kept = sent is not None and _keep(request, sent) is None
    if sent and is_kept and sent.account == request.user.pk:
        return redirect(request.get_full_path())
    return error_pages.stale_form(request, reason)


def fill(form: forms.BaseForm, kept: KeptInput) -> None:
    """The typed values become the form's first values, hidden ones too: it is still for the version that was seen."""
    sent = kept.sent
    for name, field in form.fields.items():
        sent_name = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(sent, {}, sent_name):
            form.initial[name] = field.widget.value_from_datadict(sent, {}, sent_name)


def _form_of(response: HttpResponse) -> forms.BaseForm | None:
    """The page's form, if it asks for something; that of a row which one only reads does not."""
    context = getattr(response, "context_data", None) or {}
    form = context.get("form") or getattr(context.get("adminform"), "form", None)
    return form if isinstance(form, forms.BaseForm) and context.get("writes", True) else None


def _is_done(response: HttpResponse) -> bool:
    """Led on, or shows what came of it instead of the form."""
    is_outcome = isinstance(response, TemplateResponse) and response.status_code == 200 and _form_of(response) is None
    return response.status_code == 302 or is_outcome


def _keep_and_say(request: HttpRequest, sent: Mark) -> None:
    refusal = _keep(request, sent)
    messages.warning(request, KEPT if refusal is None else f"{OVER} {refusal}".strip())


def _keep(request: HttpRequest, sent: Mark) -> str | None:
    """None, or why nothing is kept; nothing is said about an account that is locked."""
    account = User.objects.filter(pk=sent.account, is_active=True).first()
    if account is None:
        return ""
    if not ratelimit.consume(request, action="keep_input", key=str(account.pk)):
        return TOO_OFTEN
    try:
        fields = {name: values for name, values in request.POST.lists() if name != FIELD}
        kept_inputs.keep(path=request.path, fields=fields, actor=account)
    except DomainError as refusal:
        return str(refusal)
    return None
