"""What happens to every request before a view sees it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control

from wir_portal.core.text import FORBIDDEN

Answer = Callable[[HttpRequest], HttpResponse]
PRIVATE = ("/portal/", "/admin/", "/konto/")
LAST_SEEN = "wir_zuletzt"
LAST_SEEN_SALT = "wir.last-seen"


def is_private(request: HttpRequest) -> bool:
    return request.path_info.startswith(PRIVATE)


def bad_input(get_response: Answer) -> Answer:
    """NUL, lone surrogates and bidirectional controls in the address or the query are refused with 400."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            values = [request.path_info, *request.GET.keys(), *(v for vs in request.GET.lists() for v in vs[1])]
            is_bad = any(FORBIDDEN.search(value) for value in values)
        except (UnicodeError, ValueError):
            is_bad = True
        if is_bad:
            return HttpResponseBadRequest(render_to_string("400.html"))
        return get_response(request)

    return middleware


def language_of_the_path(get_response: Answer) -> Answer:
    """German has no prefix, other languages do; nothing else is looked at: pages can be cached by their path."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def idle_sessions_end(get_response: Answer) -> Answer:
    """A session unused for half an hour counts no longer.

    The time of the last request stands in a signed cookie beside the session, so that a GET writes nothing. A session
    without it counts as idle. Public pages are left alone.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_private(request) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            response = get_response(request)
            if is_private(request) and getattr(request, "session", None) is not None and request.user.is_authenticated:
                _remember(request, response)
            return response
        if request.user.is_authenticated and not _is_fresh(request):
            request.user = AnonymousUser()
        response = get_response(request)
        if request.user.is_authenticated:
            _remember(request, response)
        return response

    return middleware


def _is_fresh(request: HttpRequest) -> bool:
    try:
        seen = signing.loads(
            request.COOKIES.get(LAST_SEEN, ""), salt=LAST_SEEN_SALT, max_age=settings.WIR_SESSION_IDLE_SECONDS
        )
    except signing.BadSignature:
        return False
    return seen == _mark(request)


def _mark(request: HttpRequest) -> str:
    return (request.session.session_key or "")[:12]


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    response.set_cookie(
        LAST_SEEN,
        signing.dumps(_mark(request), salt=LAST_SEEN_SALT),
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def private_pages(get_response: Answer) -> Answer:
    """What a signed-in person sees is kept by no cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_private(request):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware
