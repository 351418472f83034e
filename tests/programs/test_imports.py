"""Loading: repeatable, stops where a stored row differs and names it, never touches what people entered."""

import pytest
from django.core.management import CommandError, call_command

from municipalities.imports import bodies
from municipalities.models import ContactPoint, Membership, Municipality, PostalCode, Town
from programs.imports import wir
from programs.models import Allocation, Appropriation, BudgetYear, FundingLine, FundingRate, Program
from programs.services import distributions
from tests.factories.programs import BudgetYearFactory, now
from wir_portal.core.imports import sources
from wir_portal.core.models import Event, SiteText, Source, User
from wir_portal.pages.imports import texts

pytestmark = pytest.mark.django_db
COUNTED = (
    *(Allocation, Appropriation, BudgetYear, ContactPoint, Event, FundingLine, FundingRate, Membership),
    *(Municipality, PostalCode, Program, SiteText, Source, Town, User),
)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


def load(command: str = "load_wir") -> None:
    call_command(command, verbosity=0)


def fault(command: str = "load_wir") -> str:
    """Why the command stops; nothing half done."""
    before = counts()
    with pytest.raises(CommandError) as refusal:
        load(command)
    assert counts() == before
    return str(refusal.value)


@pytest.fixture
def damaged(monkeypatch, tmp_path):
    """`damaged(module, "FILE", old, new)`: the module reads a copy of its file with `old` replaced."""

    def damage(module, name: str, old: str, new: str) -> None:
        path = getattr(module, name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        copy = tmp_path / path.name
        copy.write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(module, name, copy)

    return damage


def test_loading_everything_again_writes_nothing():
    load()
    load("load_demo")
    before = counts()

    load()
    load("load_demo")

    assert counts() == before


# --- what people entered ----------------------------------------------------------------------------------------------
def test_what_people_entered_stays():
    load()
    entered = {
        Program: {"summary_de": "Eigene Fassung"},
        FundingLine: {"name_de": "Eigener Name", "description_en": "Own words"},
        Municipality: {"website": "https://eigene.example.org"},
        SiteText: {"title_de": "Eigene Überschrift", "body_de": "Eigener Text"},
    }
    for model, values in entered.items():
        model.objects.update(**values)

    load()

    for model, values in entered.items():
        assert set(model.objects.values_list(*values)) == {tuple(values.values())}


def test_what_is_sourced_is_brought_back():
    load()
    Municipality.objects.filter(slug="landkreis-fulda").update(seat="Hünfeld")
    FundingRate.objects.filter(line__slug="fallmanagement", starts_on__year=2017).update(amount_cents=1)
    Source.objects.update(title="Anders")

    load()

    assert Municipality.objects.get(slug="landkreis-fulda").seat == "Fulda"
    assert FundingRate.objects.get(line__slug="fallmanagement", starts_on__year=2017).amount_cents == 50_000_00
    assert not Source.objects.filter(title="Anders").exists()


def test_the_example_leaves_alone_what_somebody_works_on():
    load()
    load("load_demo")
    row = Appropriation.objects.get(budget_year__year=2019, line__slug="fallmanagement")
    editor = User.objects.get(username="land-bearbeitung")
    distributions.assign(row, amount_cents=50_000_00, **now(row, editor))
    BudgetYear.objects.filter(year=2019).update(planning_ceiling_cents=11_000_000_00)
    Membership.objects.filter(user__username="landkreis-fulda-amt").update(ends_on="2018-11-01")
    editor.groups.clear()
    editor.groups.add(User.objects.get(username="pruefung").groups.get())

    load("load_demo")

    assert row.allocations.filter(amount_cents=50_000_00).count() == 33
    assert BudgetYear.objects.get(year=2019).planning_ceiling_cents == 11_000_000_00
    assert Membership.objects.filter(user__username="landkreis-fulda-amt").count() == 1
    assert User.objects.get(pk=editor.pk).staff_groups == {"auditor"}


def test_a_new_password_of_the_demonstration_counts_for_all_its_accounts(settings):
    load()
    load("load_demo")
    settings.WIR_DEMO_PASSWORD = "ein-anderes-kennwort"

    load("load_demo")

    assert all(
        User.objects.get(username=n).check_password("ein-anderes-kennwort") for n in ("technik", "landkreis-fulda-amt")
    )


# --- stored rows that differ ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("total = 8850000", "total = 8850001", "Haushaltsjahr 2017 weicht"),
        ("amount = 2700000", "amount = 2600000", "Ansatz sprachfoerderung 2017 weicht"),
        ("each_body = 50000", "each_body = 49999", "Kontingent stadt-darmstadt fallmanagement 2018 weicht"),
        ('precision = "minimum"', 'precision = "about"', "Haushaltsjahr 2018 weicht"),
    ],
)
def test_a_stored_row_that_differs_stops_the_run_and_is_named(damaged, old, new, name):
    load()
    damaged(wir, "FILE", old, new)

    said = fault()

    assert said.startswith(name)
    assert said.endswith("Es wurde nichts geladen.")
    assert "gespeichert" in said


def test_a_year_that_people_entered_stops_the_run():
    BudgetYearFactory(year=2017, total_cents=1)

    assert fault().startswith(
        "Haushaltsjahr 2017 weicht von der Quelle ab (total_cents: gespeichert 1, Quelle 885000000"
    )


# --- damaged files ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("module", "file", "old", "new", "said"),
    [
        (wir, "FILE", "total = 8850000", "total = ", "wir.toml: Invalid value"),
        (wir, "FILE", 'source = "ministerium-2018"', 'source = "x"', "sources.toml: Die Quelle „x“ fehlt."),
        (sources, "FILE", "title =", "title", "sources.toml: "),
        (texts, "FILE", "title_de", "title_xx", "site_texts.toml, Seite "),
        (bodies, "BODIES", "special_status_city", "dorf", "Spalte kind: „dorf“ ist nicht bekannt"),
        (bodies, "BODIES", ",Kassel,DE7", ",Bayern,DE7", "Spalte region: „Bayern“ ist nicht bekannt"),
        (bodies, "BODIES", "06411,", "6411x,", "Spalte key: „6411x“ ist keine ganze Zahl"),
        (bodies, "BODIES", "population_2018", "people", "Es fehlen die Spalten population_2018."),
        (bodies, "BODIES", "06412,", "06411,", "Ein amtlicher Schlüssel steht zweimal in der Datei."),
        (bodies, "TOWNS", "postal_codes", "plz", "towns.csv: Es fehlen die Spalten postal_codes."),
        (bodies, "TOWNS", ",06411,", ",09999,", "„09999“ ist keine Kommune. Beispiel: 06631"),
        (bodies, "TOWNS", "36037", "3603", "„3603“ ist keine Postleitzahl. Beispiel: 36037"),
    ],
)
def test_a_damaged_file_is_named_and_nothing_is_half_done(damaged, module, file, old, new, said):
    damaged(module, file, old, new)

    assert said in fault()


@pytest.mark.parametrize(
    ("parent", "sentence"),
    [("", "Genau die Sonderstatusstädte haben einen parent_key"), ("09999", "liegt in 09999, den es nicht gibt")],
)
def test_a_special_city_lies_in_a_district_that_exists(damaged, parent, sentence):
    row = next(line for line in bodies.BODIES.read_text().splitlines() if line.startswith("06435014"))
    damaged(bodies, "BODIES", row, row.replace(",06435,", f",{parent},"))

    assert sentence in fault()


@pytest.mark.parametrize(
    ("name", "short_name", "kind", "listed"),
    [
        ("Landkreis Fulda", "Fulda", "district", "Fulda, Landkreis"),
        ("Kreis Bergstraße", "Bergstraße", "district", "Bergstraße, Kreis"),
        ("Hochtaunuskreis", "Hochtaunuskreis", "district", "Hochtaunuskreis"),
        ("Stadt Fulda", "Fulda", "special_status_city", "Fulda, Stadt"),
        ("Wiesbaden, Landeshauptstadt", "Wiesbaden", "independent_city", "Wiesbaden, Stadt"),
    ],
)
def test_a_body_is_listed_by_its_own_name(name, short_name, kind, listed):
    assert bodies.list_name(name, short_name, kind) == listed
