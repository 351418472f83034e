"""Telling the ministry what is wrong or in the way: without an account, a cookie or a script."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from wir_portal.core import public_forms
from wir_portal.core.error_pages import error_page
from wir_portal.pages.forms.feedback import FeedbackForm, local_path
from wir_portal.pages.models import Feedback
from wir_portal.pages.services import feedback

ACTION = "feedback"
RECEIPT_SALT = "wir.feedback-receipt"
# What one may write in the address of the form: the short German word for the kind.
KINDS = {"barriere": Feedback.Kind.ACCESSIBILITY, "anderes": Feedback.Kind.OTHER}


@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_form(request: HttpRequest) -> HttpResponse:
    """Ask, keep, and say the number. There is no session to forge: origin, stamp and a limit protect it."""
    if request.method != "POST":
        page = local_path(request.GET.get("seite", ""))
        kind = KINDS.get(request.GET.get("art", ""), Feedback.Kind.INFORMATION)
        return _show(request, FeedbackForm(initial={"page": page, "kind": kind}), page)
    if not public_forms.comes_from_here(request):
        return error_page(403)
    form = FeedbackForm(request.POST)
    page = local_path(request.POST.get("page", ""))
    if not form.is_valid():
        return _show(request, form, page)
    if not public_forms.is_within_limits(request, ACTION):
        form.add_error(
            None,
            _(
                "Gerade kommen sehr viele Nachrichten an. Ihre steht noch hier."
                " Senden Sie sie in einer Stunde noch einmal."
            ),
        )
        return _show(request, form, page, status=429)
    data = form.cleaned_data
    row = feedback.receive(
        kind=data["kind"],
        page=data["page"],
        language=get_language() or "de",
        message=data["message"],
        email=data["email"],
        form_key=data["form_key"],
    )
    return redirect("public:pages:feedback-thanks", receipt(row))


@require_safe
@cache_control(no_store=True)
def feedback_thanks(request: HttpRequest, receipt: str) -> HttpResponse:
    """What happens next, and until when; the number is signed, so it asks no database."""
    try:
        number, kind, has_address = signing.loads(receipt, salt=RECEIPT_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    return render(
        request,
        "pages/public/feedback_thanks.html",
        {"number": number, "is_barrier": kind == Feedback.Kind.ACCESSIBILITY, "has_address": has_address},
    )


def receipt(row: Feedback) -> str:
    """The number, what it is about, whether an answer goes out: signed."""
    return signing.dumps([row.number, row.kind, bool(row.email)], salt=RECEIPT_SALT)


def _show(request: HttpRequest, form: FeedbackForm, page: str, status: int = 200) -> HttpResponse:
    """The form with a stamp of now; what was typed stays, the trap is empty again."""
    context = {"form": form, "stamp": public_forms.stamp(), "page": page}
    return render(request, "pages/public/feedback_form.html", context, status=status)
