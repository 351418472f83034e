"""What happens to every request before a view sees it."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from wir_portal.core import languages
from wir_portal.core.error_pages import error_page
from wir_portal.core.permissions import is_staff_member
from wir_portal.core.text import FORBIDDEN

Answer = Callable[[HttpRequest], HttpResponse]
STAFF_ONLY = "/admin/"
MEMBERS_ONLY = ("/portal/", STAFF_ONLY)
API = "/api/"
PRIVATE = (*MEMBERS_ONLY, "/konto/")
LAST_SEEN = "wir_zuletzt"
LAST_SEEN_SALT = "wir.last-seen"


def is_private(request: HttpRequest) -> bool:
    return request.path_info.startswith(PRIVATE)


def bad_input(get_response: Answer) -> Answer:
    """Control characters in the address or the query, and bytes in the query that are no text, are refused with 400.

    That is NUL and what turns the direction of writing. The API names the parameter itself, with 422.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request) if _is_readable(request) else error_page(400)

    return middleware


def _is_readable(request: HttpRequest) -> bool:
    texts = [request.path_info]
    if not request.path_info.startswith(API):
        # As it was sent: Django puts a mark in the place of each broken byte.
        sent = unquote_to_bytes(request.META["QUERY_STRING"].encode("latin-1", "replace"))
        try:
            texts.append(sent.decode())
        except UnicodeError:
            return False
    return not any(FORBIDDEN.search(text) for text in texts)


def language_of_the_path(get_response: Answer) -> Answer:
    """German has no prefix, other languages do; nothing else is looked at: pages can be cached by their path."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = languages.of_path(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", languages.tag_of(language))
        return response

    return middleware


def idle_sessions_end(get_response: Answer) -> Answer:
    """A session unused for half an hour counts no longer: whoever comes with it is nobody until the next sign-in.

    The time of the last request stands in a signed cookie beside the session, so that a GET writes nothing. A session
    without that cookie counts as idle. Public pages are left alone.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_private(request):
            return get_response(request)
        if request.user.is_authenticated and not _is_fresh(request):
            request.user = AnonymousUser()
        response = get_response(request)
        if request.user.is_authenticated:
            response.set_cookie(
                LAST_SEEN,
                last_seen(request.session.session_key),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        elif LAST_SEEN in request.COOKIES:
            response.delete_cookie(LAST_SEEN, samesite="Lax")
        return response

    return middleware


def last_seen(session_key: str | None) -> str:
    """The value of the cookie that keeps this session alive from now on."""
    return signing.dumps(_mark(session_key), salt=LAST_SEEN_SALT)


def _is_fresh(request: HttpRequest) -> bool:
    try:
        seen = signing.loads(
            request.COOKIES.get(LAST_SEEN, ""), salt=LAST_SEEN_SALT, max_age=settings.WIR_SESSION_IDLE_SECONDS
        )
    except signing.BadSignature:
        return False
    return seen == _mark(request.session.session_key)


def _mark(session_key: str | None) -> str:
    """Enough of the key to tell sessions apart, too little to take one over."""
    return (session_key or "")[:12]


def private_pages(get_response: Answer) -> Answer:
    """What a signed-in person sees is kept by no cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_private(request):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def members_only(get_response: Answer) -> Answer:
    """Behind these doors nobody without a session learns what exists: every address leads to the sign-in.

    The administration answers 403 to everyone who is not in a staff group.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(MEMBERS_ONLY) and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.path_info.startswith(STAFF_ONLY) and not is_staff_member(request.user):
            return error_page(403)
        return get_response(request)

    return middleware
