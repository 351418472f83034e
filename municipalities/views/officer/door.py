"""The door of every page under /portal/<slug>/."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from municipalities.permissions import acting_for

View = Callable[..., HttpResponse]


def own_body(view: View) -> View:
    """Open the page to everyone who acts for the body today, as `request.acting`.

    Another's body does not exist: 404.
    """

    @wraps(view)
    def door(request: HttpRequest, slug: str, **kwargs: object) -> HttpResponse:
        acting = acting_for(request.user, slug)
        if acting is None:
            raise Http404
        request.acting = acting
        return view(request, **kwargs)

    return door


def own_money(view: View) -> View:
    """As `own_body`, for officers and signatories only: 403 for a case manager."""

    @own_body
    @wraps(view)
    def door(request: HttpRequest, **kwargs: object) -> HttpResponse:
        if not request.acting.is_officer_or_signatory:
            raise PermissionDenied
        return view(request, **kwargs)

    return door
