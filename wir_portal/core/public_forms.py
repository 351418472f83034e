"""Forms that anybody may send, without a cookie: what stands in the place of a session against forgery and spam.

Nothing about the sender is stored: who sends too often is counted under a keyed digest of the address, for an hour.
"""

import secrets
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

STAMP_SALT = "wir.public-form"
# A person needs a moment to read and write; a page that was open for a day is shown once more.
LEAST_SECONDS, MOST_SECONDS = 3, 24 * 60 * 60


class StampError(ValueError):
    """The form was not opened here, or too long ago, or a moment ago."""


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this portal sent the form. Browsers that say nothing about it are believed."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    own = (request.scheme, request.get_host())
    return site == "same-origin" and (origin is None or tuple(urlsplit(origin)[:2]) == own)


def stamp() -> str:
    """Marks a form that is opened now; signed, with a key of its own."""
    return signing.TimestampSigner(salt=STAMP_SALT).sign(secrets.token_urlsafe(12))


def key_of(value: str) -> str:
    """The key of a form that was opened here, neither a moment nor a day ago. Raises StampError."""
    signer = signing.TimestampSigner(salt=STAMP_SALT)
    try:
        key = signer.unsign(value, max_age=MOST_SECONDS)
    except signing.BadSignature as error:
        raise StampError from error
    try:
        signer.unsign(value, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return key
    raise StampError


def is_within_limits(request: HttpRequest, action: str) -> bool:
    """Counts this sending, for its sender and for all together (`ACCOUNT_RATE_LIMITS`: action, `<action>_all`)."""
    address = get_adapter(request).get_client_ip(request)
    sender = salted_hmac(STAMP_SALT, address).hexdigest()[:20]
    limits = ((action, sender), (f"{action}_all", "all"))
    return all(ratelimit.consume(request, action=name, key=key) for name, key in limits)
