"""What holds for every model: German names, money in whole cents that nothing sweeps away, days and instants."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.db import connection, models
from modeltranslation.fields import TranslationField
from simple_history.models import HistoricalChanges

from tests.house.privacy_classes import CLASSES, HISTORY, OFFICIAL, PERSONAL, PUBLIC, SECRET, class_of
from wir_portal.core import registries
from wir_portal.core.guards import installation
from wir_portal.core.guards.inventory import PREFIX
from wir_portal.core.models import User

OURS = ("core", "municipalities", "programs", "casemanagers", "pages")
EVERY = [model for app in OURS for model in apps.get_app_config(app).get_models()]
HISTORIES = [model for model in EVERY if issubclass(model, HistoricalChanges)]
MODELS = [model for model in EVERY if model not in HISTORIES]
FROM_DJANGO = {"id", "password", "last_login", "is_superuser", "groups", "user_permissions"}
ABOUT_REFUGEES = ("birth", "born", "nationalit", "citizen", "first_name", "last_name", "passport", "religion")


def label(value: object) -> str:
    return value._meta.label if isinstance(value, type) else f"{value.model._meta.label}.{value.name}"


def fields_of(found: list[type[models.Model]]) -> list[models.Field]:
    return [field for model in found for field in (*model._meta.fields, *model._meta.local_many_to_many)]


def is_money(model: type[models.Model]) -> bool:
    return any(field.name.endswith("_cents") for field in model._meta.fields)


def pointing_at(model: type[models.Model]) -> list[models.Field]:
    return [field for field in fields_of(EVERY) if field.is_relation and field.related_model is model]


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_model_has_a_german_name_and_a_docstring_that_begins_with_a_german_term(model):
    for name in (model._meta.verbose_name, model._meta.verbose_name_plural):
        assert str(name)[0].isupper(), name
    assert model._meta.original_attrs.keys() >= {"verbose_name", "verbose_name_plural"}
    assert re.match(r"[A-ZÄÖÜ][^:.]+: ", model.__doc__)


@pytest.mark.parametrize("field", fields_of(MODELS), ids=label)
def test_a_field_has_a_german_name(field):
    assert str(field.verbose_name)[0].isupper(), field.verbose_name
    if field.name not in FROM_DJANGO:
        assert field._verbose_name is not None or isinstance(field, TranslationField)


@pytest.mark.parametrize("field", [f for f in fields_of(EVERY) if f.name.endswith("_cents")], ids=label)
def test_money_is_whole_cents(field):
    assert type(field) is models.BigIntegerField
    assert "Cent" in str(field.verbose_name)


def test_nothing_that_counts_money_is_a_fraction():
    fractions = [f for f in fields_of(EVERY) if isinstance(f, (models.DecimalField, models.FloatField))]

    assert {label(field) for field in fractions} == {
        f"municipalities.{model}.{name}" for model in ("Municipality", "Town") for name in ("latitude", "longitude")
    }


@pytest.mark.sqlite_only
def test_every_column_of_money_refuses_fractions_on_sqlite():
    guarded = {trigger.table for trigger in registries.guards.get("whole_cents").triggers}

    assert guarded == {model._meta.db_table for model in EVERY if is_money(model) and model not in HISTORIES}


def test_nothing_goes_because_something_else_goes():
    relations = [field for field in fields_of(MODELS) if isinstance(field, models.ForeignKey)]

    assert {field.remote_field.on_delete for field in relations} == {models.PROTECT}


def test_money_is_protected_whatever_points_at_it():
    pointers = [field for model in MODELS if is_money(model) for field in pointing_at(model)]

    assert pointers
    assert {field.remote_field.on_delete for field in pointers if field.model not in HISTORIES} == {models.PROTECT}


@pytest.mark.parametrize("field", [f for f in fields_of(EVERY) if isinstance(f, models.DateField)], ids=label)
def test_days_end_in_on_and_instants_in_at(field):
    is_instant = isinstance(field, models.DateTimeField)
    if field.name in ("at", "last_login", "history_date"):
        assert is_instant
    else:
        assert field.name.endswith("_at" if is_instant else "_on")


def test_what_ends_in_on_or_at_is_a_day_or_an_instant():
    wanted = {"_on": models.DateField, "_at": models.DateTimeField}
    named = {field: wanted[field.name[-3:]] for field in fields_of(EVERY) if field.name[-3:] in wanted}

    assert [label(field) for field, kind in named.items() if type(field) is not kind] == []


# --- guards --------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_every_guard_is_installed_and_no_other():
    engine = "sqlite" if connection.vendor == "sqlite" else "postgres"
    speaking = {guard.name for guard in registries.guards if any(getattr(t, engine) for t in guard.triggers)}
    installed = {name.removeprefix(PREFIX).partition("__")[0] for name in installation._installed()}

    assert installation.faults() == []
    assert installed == speaking != set()


# --- privacy -------------------------------------------------------------------------------------------------------
def test_every_field_is_in_one_class_and_every_class_holds_fields_that_exist():
    known = {
        label(model): {f.name for f in fields_of([model]) if not isinstance(f, TranslationField)} for model in MODELS
    }
    classed = {name: " ".join(groups.values()).split() for name, groups in CLASSES.items()}

    assert {name: sorted(fields) for name, fields in known.items()} == {
        name: sorted(fields) for name, fields in classed.items()
    }
    assert {group for groups in CLASSES.values() for group in groups} == {PUBLIC, OFFICIAL, PERSONAL, SECRET}


@pytest.mark.parametrize("model", HISTORIES, ids=label)
def test_a_history_keeps_what_its_model_keeps_and_nothing_else(model):
    own = {field.name for field in model._meta.fields}
    of_model = {field.name for field in model.instance_type._meta.fields}

    assert own - of_model == set(" ".join(HISTORY.values()).split())


def test_no_field_is_about_an_individual_refugee():
    assert [label(field) for field in fields_of(EVERY) if any(word in field.name for word in ABOUT_REFUGEES)] == []


def test_whoever_points_at_an_account_is_personal():
    pointers = [field for field in pointing_at(User) if field.model in MODELS]

    assert {class_of(label(field.model), field.name) for field in pointers} == {PERSONAL}


def test_no_page_of_the_administration_shows_a_secret():
    for model, model_admin in admin.site._registry.items():
        shown = {*flatten(model_admin.fields or ()), *model_admin.list_display, *dict(model_admin.csv_columns).values()}
        secret = {field for group, names in CLASSES[label(model)].items() if group == SECRET for field in names.split()}
        assert shown & secret == set(), model
