"""A list of the admin is filtered by its own filters; nothing else in the address asks the database."""

import pytest

from tests.clients import client_of
from tests.factories.core import UserFactory
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
USERS = "/admin/core/user/"


@pytest.fixture
def editor():
    return client_of(UserFactory(group=StaffGroup.MINISTRY_EDITOR))


@pytest.mark.parametrize(
    "query", ["password__startswith=x", "id__regex=(", "id__range=1", "last_login__year=99999999999", "foo=1"]
)
def test_another_lookup_leads_back_to_the_list(editor, query):
    answer = editor.get(f"{USERS}?{query}")

    assert (answer.status_code, answer["Location"]) == (302, f"{USERS}?e=1")
    assert editor.get(answer["Location"]).status_code == 200
    assert editor.get(f"{USERS}csv/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["", "is_active__exact=1", "groups__id__exact=1", "q=land", "is_active__isnull=True"])
def test_the_own_filters_are_answered(editor, query):
    assert [editor.get(f"{USERS}{page}?{query}").status_code for page in ("", "csv/")] == [200, 200]
