"""People of a body and what they read in the portal."""

from datetime import timedelta

from django.urls import reverse

from municipalities.models import Membership, Municipality
from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory
from wir_portal.core import clock
from wir_portal.core.models import User
from wir_portal.core.permissions import StaffGroup

Role = Membership.Role
STAFF = tuple(f"staff:{group.value}" for group in StaffGroup)
INSIDERS = ("officer", "signatory")
HELPERS = ("case_manager",)
OUTSIDERS = ("ended_yesterday", "starts_tomorrow", "of_another_body", "without_rights", "superuser", *STAFF)
DAY = timedelta(days=1)


def person(kind: str, body: Municipality) -> User:
    """Somebody of this kind, seen from `body`."""
    if kind.startswith("staff:"):
        return UserFactory(group=StaffGroup(kind.removeprefix("staff:")))
    if kind in ("without_rights", "superuser"):
        return UserFactory(is_superuser=kind == "superuser")
    if kind == "of_another_body":
        return MembershipFactory().user
    days = {
        "ended_yesterday": {"ends_on": clock.today() - DAY},
        "starts_tomorrow": {"starts_on": clock.today() + DAY},
        "ends_today": {"ends_on": clock.today()},
        "starts_today": {"starts_on": clock.today()},
    }.get(kind, {})
    role = kind if kind in Role.values else Role.OFFICER
    return MembershipFactory(municipality=body, role=role, **days).user


def browser_of(body: Municipality, kind: str = "officer") -> HouseClient:
    return client_of(person(kind, body))


def read(client: HouseClient, name: str, body: Municipality, *args: object, query: str = "") -> str:
    """The text of a page of the portal."""
    answer = client.get(reverse(f"officer:{name}", args=[body.slug, *args]) + query)
    assert answer.status_code == 200
    return answer.content.decode()
