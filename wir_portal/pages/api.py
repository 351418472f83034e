"""The public API: read-only, without login, without cookies."""

from collections.abc import Callable
from functools import cached_property, wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from casemanagers.api import offers, positions
from municipalities.api import bodies, contact_points, towns
from programs.api import allocations, budget_years, lines
from wir_portal.core.api import Refused, Unknown, answer, refusal


class OpenDataAPI(NinjaAPI):
    """The same document for everyone, written once: making it costs more than any answer."""

    @cached_property
    def document(self) -> OpenAPISchema:
        return super().get_openapi_schema()

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        return self.document


api = OpenDataAPI(
    title="WIR-Portal Hessen: offene Daten",
    version="1",
    description=(
        "Die Zahlen des Landesprogramms WIR zum Weiterverarbeiten. Nur lesend, ohne Anmeldung. Beträge sind ganze Cent,"
        " Tage stehen als JJJJ-MM-TT. Zu jeder Zahl gehören Herkunft (`origin`) und Quelle (`source`)."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
for tag, router in {
    "Kommunen": bodies.router,
    "Gemeinden": towns.router,
    "Ansprechstellen": contact_points.router,
    "Programm und Förderlinien": lines.router,
    "Haushaltsjahre": budget_years.router,
    "Kontingente": allocations.router,
    "Stellen": positions.router,
    "Angebote": offers.router,
}.items():
    api.add_router("", router, tags=[tag])

LIMITS = {"greater_than_equal": ("ge", "mindestens"), "less_than_equal": ("le", "höchstens")}


@api.exception_handler(ValidationError)
def _wrong_values(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return answer({"detail": [{"field": str(e["loc"][-1]), "reason": _reason(e)} for e in error.errors]}, 422)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return refusal(error.field, error.reason)


@api.exception_handler(Unknown)
def _unknown(request: HttpRequest, error: Unknown) -> HttpResponse:
    return answer({"detail": str(error)}, 404)


def _reason(error: dict[str, Any]) -> str:
    if error["type"] in LIMITS:
        name, words = LIMITS[error["type"]]
        return f"Die Zahl ist {words} {error['ctx'][name]}."
    return str(error["msg"]).removeprefix("Value error, ")


def open_data(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """GET and HEAD only; every site may read the answer; caches ask again with the ETag after a second."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            response: HttpResponseBase = answer({"detail": "Diese Schnittstelle wird nur gelesen: GET oder HEAD."}, 405)
            response["Allow"] = "GET, HEAD"
        else:
            asked, request.method = request.method, "GET"
            response = view(request, *args, **kwargs)
            request.method = asked
        response["Access-Control-Allow-Origin"] = "*"
        if response.status_code != 200:
            response["Cache-Control"] = "no-store"
            return response
        response["Cache-Control"] = "public, max-age=1, must-revalidate"
        response["ETag"] = quote_etag(sha256(response.content).hexdigest()[:32])
        return get_conditional_response(request, etag=response["ETag"], response=response)

    # Nothing is written here, and nobody is signed in.
    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered


def nothing_here(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return answer({"detail": "Diese Adresse gibt es nicht. Alle Adressen: /api/v1/docs/"}, 404)
