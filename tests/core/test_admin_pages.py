"""Every list, file and page of the admin opens, whatever its rows hold."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.contrib import admin
from django.urls import reverse

from casemanagers.models import Appointment, Position
from municipalities.models import ContactPoint, Indicator, IndicatorValue, PostalCode, Town
from programs.models import BudgetYear, FundingLine, Guideline, LineSuccession, Program
from programs.services import commitments, distributions
from tests.clients import client_of
from tests.core.mails import waiting
from tests.core.tables import values
from tests.factories.casemanagers import AgencyFactory, OfferFactory, VolunteerNetworkFactory
from tests.factories.pages import FeedbackFactory, NewsItemFactory, QuestionFactory
from tests.factories.programs import BudgetYearFactory, CostCategoryFactory
from tests.programs.distributions import World, make_world, officer_of
from tests.programs.movements import between, make_money
from wir_portal.core.exports import in_words
from wir_portal.core.models import SearchSynonym, SiteText, Source


@pytest.fixture
def world(db) -> World:
    """One row at least of each model."""
    world = make_world()
    source, line = Source.objects.get(), world.rows.line
    other = FundingLine.objects.exclude(pk=line.pk).first()
    officer_of(world.fulda)
    waiting()
    Guideline.objects.create(
        program=Program.objects.get(), name="WIR", citation="StAnz.", starts_on=date(2014, 1, 1), source=source
    )
    LineSuccession.objects.create(predecessor=line, successor=other, starts_on=date(2021, 1, 1), source=source)
    SearchSynonym.objects.create(slug="flucht", words="Flüchtling\nGeflüchtete")
    CostCategoryFactory(line=line, source=source)
    SiteText.objects.create(key="imprint", title="Impressum")
    ContactPoint.objects.create(municipality=world.fulda, office="Büro")
    town = Town.objects.create(
        ags="06631009", name="Fulda", municipality=world.fulda, latitude=50.5, longitude=9.6, source=source
    )
    PostalCode.objects.create(code="36037", town=town)
    indicator = Indicator.objects.create(slug="population", name="Bevölkerung", unit="Personen")
    IndicatorValue.objects.create(
        indicator=indicator, municipality=world.fulda, reference_on=date(2018, 12, 31), value=1, source=source
    )
    BudgetYear.objects.create(year=2021, origin="sourced", source=source, total_cents=10_600_000_00, precision="about")
    position = Position.objects.create(municipality=world.fulda, line=line, budget_year=world.rows.budget_year)
    Appointment.objects.create(
        position=position,
        role="case_manager",
        employer="Kreis",
        share_hundredths=5_000,
        starts_on=date(2019, 1, 1),
        origin="decided",
    )
    for text in (FeedbackFactory, NewsItemFactory, QuestionFactory):
        text()
    for entry in (AgencyFactory, OfferFactory, VolunteerNetworkFactory):
        entry(municipality=world.fulda)
    distributions.change(world.rows, world.fulda, amount_cents=45_000_00, **world.args())
    money = make_money(BudgetYearFactory(year=2030, planning_ceiling_cents=1_000))
    between(money)
    commitments.propose(
        money.year, line, later_year=2031, amount_cents=1, reason_internal="Haushaltsplan", actor=world.editor
    )
    return world


def test_every_page_opens_for_those_who_edit_and_for_those_who_read(world, auditor_client):
    for client in (client_of(world.editor), auditor_client):
        for model in admin.site._registry:
            info = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            rows = model._default_manager.all()
            assert rows, model
            addresses = [reverse(f"{info}_changelist"), reverse(f"{info}_csv"), reverse(f"{info}_xlsx")]
            addresses += [reverse(f"{info}_change", args=(row.pk,)) for row in rows]
            for address in addresses:
                assert client.get(address).status_code == 200, address


def test_every_page_for_adding_opens_for_the_editor_only(world, auditor_client):
    editor = client_of(world.editor)

    for model, model_admin in admin.site._registry.items():
        if type(model_admin).can_add is None or model._meta.model_name == "user":
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        assert editor.get(address).status_code == 200, address
        assert auditor_client.get(address).status_code == 403, address


def test_every_search_and_every_column_works(world, auditor_client):
    for model, model_admin in admin.site._registry.items():
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert auditor_client.get(address, {"q": "fulda 2018"}).status_code == 200, address
        for column in range(1, len(model_admin.list_display) + 1):
            assert auditor_client.get(address, {"o": f"-{column}"}).status_code == 200, (address, column)


def said(value: object) -> str:
    """A value as both files say it: a whole amount of a workbook is a whole number."""
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    text = (
        f"{value:.2f}".replace(".", ",")
        if isinstance(value, Decimal)
        else str(in_words("" if value is None else value))
    )
    return text.removesuffix(",00")


def test_both_files_of_every_list_say_the_same(world, auditor_client):
    for model in admin.site._registry:
        info = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        csv, xlsx = (values(auditor_client.get(reverse(f"{info}_{kind}")).content, f"a.{kind}") for kind in KINDS)
        assert [[said(value) for value in row] for row in csv] == [[said(value) for value in row] for row in xlsx], (
            model
        )


KINDS = ("csv", "xlsx")
BIG = "9" * 30
WRONG = [
    {"q": "x" * 3000},
    {"q": "' OR 1=1 --"},
    {"o": "99.-x.y"},
    {"p": BIG},
    {"p": "-1"},
    {"id__exact": BIG},
    {"account": BIG},
    {"period": "x"},
    {"kind": "x"},
    {"today": "x"},
    {"is_active__exact": "x"},
    {"municipality__region__exact": "x"},
    {"_popup": "1"},
    {"_to_field": "x"},
]


@pytest.mark.parametrize("query", WRONG, ids=str)
def test_a_wrong_question_is_never_a_server_error(world, auditor_client, query):
    for model in admin.site._registry:
        info = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for address in (reverse(f"{info}_{page}") for page in ("changelist", "csv", "xlsx")):
            assert auditor_client.get(address, query).status_code in (200, 302, 400), address


def test_a_number_that_no_row_can_have_is_not_found(world, auditor_client):
    for model in admin.site._registry:
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{BIG}/change/"
        assert auditor_client.get(address).status_code == 404, address


def test_what_is_far_too_long_or_too_large_is_refused_at_its_field(world):
    editor = client_of(world.editor)
    everything = dict.fromkeys(("starts_on", "reference_on", "value", "latitude", "amount_cents", "rank"), BIG * 20)
    everything |= dict.fromkeys(("municipality", "source", "line", "town", "indicator", "program"), BIG)
    everything |= dict.fromkeys(("name", "name_de", "office", "code", "slug", "title", "ags", "reason"), "x" * 5000)

    for model, model_admin in admin.site._registry.items():
        if type(model_admin).can_add is None or model._meta.model_name == "user":
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        assert editor.post(address, everything).status_code == 200, address


@pytest.mark.parametrize("words", ["rund 10.600.000 €", "nicht bekannt"])
def test_vague_and_missing_figures_are_words(world, auditor_client, words):
    assert words in auditor_client.get("/admin/programs/budgetyear/").content.decode()
