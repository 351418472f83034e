"""The tests' own foundation holds what it promises."""

import pytest
from django.db import connection
from django.template import Context, Engine, Origin, Template
from django.template.engine import Engine as TemplateEngine

from tests.clients import HouseClient
from tests.factories.core import SourceFactory
from tests.undefined import OURS, PACKAGES
from wir_portal.core import clock
from wir_portal.core.guards import installation
from wir_portal.core.models import Event


def rendered(text: str, folder) -> str:
    engine: TemplateEngine = Engine.get_default()
    return Template(text, origin=Origin(str(folder / "templates" / "probe.html")), engine=engine).render(Context())


@pytest.mark.parametrize("text", ["{{ missing }}", "{{ missing.name }}", '{{ missing|default:"-" }}'])
def test_an_undefined_name_fails_in_our_templates(text):
    with pytest.raises(AssertionError, match="is not defined"):
        rendered(text, OURS)


def test_an_undefined_name_is_empty_in_templates_of_packages():
    assert rendered('{{ missing }}{{ missing|default:"-" }}', PACKAGES) == "-"


def test_asking_for_a_name_is_allowed():
    assert rendered("{% if missing %}yes{% else %}no{% endif %}", OURS) == "no"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_get_that_writes_fails(method, monkeypatch):
    monkeypatch.setattr("wir_portal.core.context.clock.today", lambda: SourceFactory())
    with pytest.raises(AssertionError, match="must not write"):
        getattr(HouseClient(), method)("/")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_guarded_tables_are_emptied_between_tests(time):
    assert Event.objects.count() == 0
    assert installation.faults() == []
    Event.objects.create(act="data.loaded")
    assert connection.in_atomic_block is False


def test_the_clock_can_be_turned(turn_clock):
    turn_clock("2018-12-31T23:59:50+01:00")
    assert clock.now().isoformat().startswith("2018-12-31T23:59:5")


def test_the_day_of_the_tests_is_that_of_the_demonstration():
    assert clock.today().isoformat() == "2018-11-05"
