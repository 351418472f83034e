"""What every test finds: strict templates, a GET that cannot write, people with rights, a clock to turn."""

import os
from datetime import datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.template import engines
from django.test import TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import browser_available
from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory, MunicipalityFactory
from tests.undefined import Undefined
from wir_portal.core.guards import installation
from wir_portal.core.models import User
from wir_portal.core.permissions import StaffGroup

ENGINES = {"sqlite_only": "sqlite", "postgres_only": "postgresql"}
hypothesis_settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite_only: says something about SQLite alone")
    config.addinivalue_line("markers", "postgres_only: says something about PostgreSQL alone")
    django_settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Playwright keeps an event loop in the thread of the tests, Django then suspects asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other engine; skip the browser's tests, with the reason, where there is none.

    What asks no database says the same twice: it runs beside SQLite alone.
    """
    elsewhere = {mark for mark, vendor in ENGINES.items() if vendor != connection.vendor}
    is_second = connection.vendor != "sqlite"
    left_out = [
        item
        for item in items
        if elsewhere & {mark.name for mark in item.iter_markers()} or (is_second and not asks_a_database(item))
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        set_aside = set(left_out)
        items[:] = [item for item in items if item not in set_aside]
    in_browser = [item for item in items if item.get_closest_marker("browser")]
    reason = browser_available.reason_against() if in_browser else None
    for item in in_browser if reason else ():
        item.add_marker(pytest.mark.skip(reason=reason))


def asks_a_database(item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    return bool(marks & {"django_db", "races", "browser", *ENGINES}) or "db" in getattr(item, "fixturenames", ())


# --- the database -------------------------------------------------------------------------------------------------
_flush = TransactionTestCase._fixture_teardown


def flush_without_guards(self: TransactionTestCase) -> None:
    """Emptying the tables is what the guards refuse: out with them; the flush's `post_migrate` puts them back."""
    installation.remove()
    _flush(self)
    assert installation.faults() == []


TransactionTestCase._fixture_teardown = flush_without_guards


# --- every test ---------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session", autouse=True)
def undefined_names_fail():
    for engine in engines.all():
        engine.engine.string_if_invalid = Undefined()


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def turn_clock(settings):
    """`turn_clock("2018-12-31T23:59:50+01:00")`: the domain's clock shows this moment and runs on from there."""

    def turn(moment: str | datetime) -> None:
        moment = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        assert moment.tzinfo is not None, "a moment has a time zone"
        settings.WIR_CLOCK_OFFSET = moment - timezone.now() + timedelta(milliseconds=1)

    return turn


# --- people and their browsers ------------------------------------------------------------------------------------
@pytest.fixture
def client() -> HouseClient:
    """A citizen's browser: nobody is signed in."""
    return HouseClient()


def staff(name: str, group: StaffGroup):
    @pytest.fixture(name=name)
    def person(db) -> User:
        return UserFactory(username=f"{name}-probe", display_name=group.label, group=group)

    return person


editor = staff("editor", StaffGroup.MINISTRY_EDITOR)
approver = staff("approver", StaffGroup.MINISTRY_APPROVER)
reader = staff("reader", StaffGroup.MINISTRY_READER)
authority = staff("authority", StaffGroup.GRANTING_AUTHORITY)
auditor = staff("auditor", StaffGroup.AUDITOR)
technical = staff("technical", StaffGroup.TECHNICAL)


@pytest.fixture
def officer(db) -> User:
    """Acts for a Landkreis since 2014; `officer.municipality` is that body."""
    user = UserFactory(username="officer-probe", display_name="Landkreis, Sachbearbeitung")
    user.municipality = MembershipFactory(user=user, municipality=MunicipalityFactory()).municipality
    return user


def signed_in(name: str):
    @pytest.fixture(name=f"{name}_client")
    def browser(request: pytest.FixtureRequest) -> HouseClient:
        user = request.getfixturevalue(name)
        client = client_of(user)
        client.municipality = getattr(user, "municipality", None)
        return client

    return browser


editor_client = signed_in("editor")
approver_client = signed_in("approver")
reader_client = signed_in("reader")
authority_client = signed_in("authority")
auditor_client = signed_in("auditor")
technical_client = signed_in("technical")
officer_client = signed_in("officer")
