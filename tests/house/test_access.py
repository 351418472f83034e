"""Every address, every role, every method: the answers of the access matrix and no others."""

import re
from collections import Counter

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation

from programs.models import Appropriation
from programs.services import distributions
from tests.clients import HouseClient
from tests.factories.programs import now
from tests.house import access_matrix as matrix
from tests.house.world import EMPTY_FORM, PARAMETERS, names_and_parameters

pytestmark = pytest.mark.django_db
# The only thing that differs at each look: when the form of feedback was opened.
STAMP = re.compile(rb'name="stamp" value="[^"]+"')
OF_A_BODY = [name for name in matrix.OFFICER_PAGES if "slug" in PARAMETERS[name]]
BEHIND_THE_DOOR = [name for name in matrix.PAGES if name.startswith(("officer:", "admin:", "account_change_password"))]


def ask(client: HouseClient, method: str, address: str) -> HttpResponse:
    """The answer; whatever it changed in the database and in the browser is as before."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = getattr(client, method.lower())(address, EMPTY_FORM if method == "POST" else None)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def test_every_address_has_a_row_and_every_row_an_address():
    names = Counter(name for name, _ in names_and_parameters())

    assert set(names) == set(matrix.PAGES)
    assert max(names.values()) == 1


def test_every_act_of_the_matrix_opens_an_address():
    acts = {act.words for act in vars(matrix).values() if isinstance(act, matrix.Act)}

    assert acts == {act.words for page in matrix.PAGES.values() for act in (page.read, page.write) if act}


@pytest.mark.parametrize("name", matrix.PAGES)
def test_every_role_and_method_gets_the_answer_of_the_matrix(world, name):
    address = world.address(name)
    wrong = {}
    for role in matrix.ROLES:
        for method in matrix.METHODS:
            expected, answer = matrix.answer_to(name, role, method), ask(world.clients[role], method, address)
            if answer.status_code != expected:
                wrong[role, method] = f"{answer.status_code} instead of {expected}"
    assert wrong == {}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", matrix.PUBLIC)
def test_a_public_page_is_the_same_for_everybody_and_sets_no_cookie(world, name, language):
    with translation.override(language):
        address = world.address(name)
    visitors = (matrix.CITIZEN, matrix.DEACTIVATED, matrix.OFFICER, matrix.EDITOR)
    answers = {role: world.clients[role].get(address) for role in visitors}
    read = {role: STAMP.sub(b"", answer.content) for role, answer in answers.items()}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert [role for role, content in read.items() if content != read[matrix.CITIZEN]] == []
    assert [role for role, answer in answers.items() if answer.cookies] == []


@pytest.mark.parametrize("name", BEHIND_THE_DOOR)
def test_who_is_not_signed_in_comes_back_to_the_page_after_signing_in(world, name):
    address = world.address(name)
    ways = {world.clients[role].get(address)["Location"] for role in matrix.NOT_SIGNED_IN}

    assert ways == {reverse("account_login") + f"?next={address}"}


@pytest.mark.parametrize("name", OF_A_BODY)
def test_what_belongs_to_another_body_answers_like_what_does_not_exist(world, name):
    unknown = world.address(name, slug="gibt-es-nicht")
    for role in (matrix.ELSEWHERE, *matrix.WITHOUT_BODY, *matrix.STAFF):
        foreign, missing = (world.clients[role].get(address) for address in (world.address(name), unknown))
        assert (foreign.status_code, missing.status_code) == (404, 404), role
        assert foreign.content == missing.content, role


def test_allocations_of_others_and_drafts_answer_like_numbers_that_no_allocation_has(world):
    row = Appropriation.objects.get(budget_year__year=2019, line__slug="fallmanagement")
    distributions.change(row, world.own, amount_cents=40_000_00, **now(row, world.user(matrix.EDITOR)))
    draft = row.allocations.get(municipality=world.own)
    client = world.clients[matrix.OFFICER]
    answers = [
        client.get(world.address("officer:programs:allocation-detail", pk=pk))
        for pk in (world.allocation_of_other.pk, draft.pk, 987_654_321)
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1


def test_a_right_that_ends_ends_at_the_next_request(world):
    client = world.clients[matrix.OFFICER]
    address = world.address("officer:programs:allocation-list")
    assert client.get(address).status_code == 200

    world.user(matrix.OFFICER).memberships.update(ends_on="2018-11-04")

    assert client.get(address).status_code == 404
