"""Answers to what went wrong: always the same bytes, whoever asks and for whatever.

They know no request: no path, no person, no form, no random part. So nobody learns from them what exists.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from wir_portal.core.context import facts


def error_page(status: int, template: str = "") -> HttpResponse:
    """The page of `status`, `404.html` for 404 unless another template is named."""
    return HttpResponse(render_to_string(template or f"{status}.html", facts()), status=status)


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
