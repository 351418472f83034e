"""Answers to what went wrong: always the same bytes, whoever asks and for whatever.

They know no request: no path, no person, no form, no random part. So nobody learns from them what exists.
"""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from wir_portal.core.context import facts


def error_page(status: int, template: str = "") -> HttpResponse:
    """The page of `status`, `404.html` for 404 unless another template is named."""
    return HttpResponse(_written(template or f"{status}.html", get_language(), tuple(facts().items())), status=status)


@lru_cache(maxsize=100)
def _written(template: str, language: str | None, known: tuple[tuple[str, object], ...]) -> str:
    """Written once a day: whoever asks for a thousand wrong addresses costs next to nothing."""
    return render_to_string(template, dict(known))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(404)


def too_many(request: HttpRequest) -> HttpResponse:
    return error_page(429)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret does not fit: mostly one that was open for too long, or in two windows."""
    return error_page(403, "403_csrf.html")
