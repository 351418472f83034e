"""The allocations page of a body and its file: what is decided, by year, with sums, sources and marks."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from programs.models import Allocation, BudgetYear
from programs.services import distributions
from tests.factories.core import SourceFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
    now,
)
from tests.officers import read
from wir_portal.core import clock

pytestmark = pytest.mark.django_db
LIST, FILE = "programs:allocation-list", "programs:allocation-list-csv"
HEADER = [
    "Jahr", "Förderlinie", "Kommune", "Amtlicher Schlüssel 2018", "Kontingent in Euro", "Herkunft", "Quelle", "Stand",
]  # fmt: skip


@pytest.fixture
def body(officer):
    return officer.municipality


@pytest.fixture
def source():
    return SourceFactory(publisher="Ministerium", published_on=clock.today().replace(month=2, day=22))


def line(year, name, rank, **fields):
    """A line's appropriation that a source names."""
    return AppropriationFactory(
        is_sourced=True,
        budget_year=BudgetYearFactory(year=year),
        line=FundingLineFactory(name=name, rank=rank),
        **fields,
    )


def allocation(body, appropriation, cents, **fields):
    return AllocationFactory(
        is_sourced=True, municipality=body, appropriation=appropriation, amount_cents=cents, **fields
    )


def years(client, body, query=""):
    """What the page shows: year → (names, sum, still planned)."""
    context = client.get(reverse(f"officer:{LIST}", args=[body.slug]) + query).context
    return {
        row.year: ([str(part.appropriation.line) for part in row.rows], row.sum_cents, row.is_planned)
        for row in context["years"]
    }


def rows_of(client, body, query=""):
    """The file's rows as a spreadsheet reads them."""
    answer = client.get(reverse(f"officer:{FILE}", args=[body.slug]) + query)
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def three_years(body):
    """2017 one line, 2018 two, 2019 a draft year."""
    allocation(body, line(2017, "Fallmanagement", 1), 40_000_00)
    allocation(body, line(2018, "Sprache", 2), 30_000_50)
    allocation(body, line(2018, "Fallmanagement", 1), 50_000_00)
    BudgetYearFactory(year=2019, status=BudgetYear.Status.DRAFT)


def test_the_newest_year_comes_first_and_each_has_its_sum(officer_client, body, three_years):
    assert years(officer_client, body) == {
        2019: ([], 0, True),
        2018: (["Fallmanagement", "Sprache"], 80_000_50, False),
        2017: (["Fallmanagement"], 40_000_00, False),
    }
    assert list(years(officer_client, body)) == [2019, 2018, 2017]


@pytest.mark.parametrize(("query", "shown"), [("", [2019, 2018, 2017]), ("?jahr=", [2019, 2018, 2017]),
                                              ("?jahr=2017", [2017]), ("?jahr=2019", [2019])])  # fmt: skip
def test_the_address_chooses_the_year(officer_client, body, three_years, query, shown):
    assert list(years(officer_client, body, query)) == shown


@pytest.mark.parametrize("asked", ["2016", "0", "-1", "zweitausend", "２０１８", "2018 "])
def test_a_year_that_nobody_knows_gets_404_and_the_list_of_those_that_are(officer_client, body, three_years, asked):
    answer = officer_client.get(reverse(f"officer:{LIST}", args=[body.slug]), {"jahr": asked})

    assert answer.status_code == 404
    assert f"„{asked}“" in answer.content.decode()
    assert answer.context["known_years"] == [2019, 2018, 2017]
    assert answer.context["years"] == []
    assert officer_client.get(reverse(f"officer:{FILE}", args=[body.slug]), {"jahr": asked}).status_code == 404


def test_the_links_keep_the_chosen_year(officer_client, body, three_years):
    url, file = (reverse(f"officer:{name}", args=[body.slug]) for name in (LIST, FILE))
    every, one = read(officer_client, LIST, body), read(officer_client, LIST, body, query="?jahr=2018")

    assert f'<a href="{file}">' in every
    assert f'<a href="{file}?jahr=2018">' in one
    assert f'<a href="{url}" aria-current="true">' in every
    assert f'<a href="{url}?jahr=2018" aria-current="true">' in one
    for html in (every, one):
        assert html.count('aria-current="true"') == 1
        assert "data-wir-print" in html


def test_one_known_year_needs_no_choice(officer_client, body):
    allocation(body, line(2018, "Fallmanagement", 1), 50_000_00)

    assert "wir-pills" not in read(officer_client, LIST, body)


def test_nothing_known_says_whom_to_ask(officer_client, body):
    page = read(officer_client, LIST, body)

    assert "noch kein Kontingent freigegeben" in page
    assert "data-wir-print" not in page
    assert rows_of(officer_client, body) == [HEADER]


def test_a_draft_year_with_decided_lines_shows_them_and_says_that_more_may_come(officer_client, body):
    year = BudgetYearFactory(year=2019, status=BudgetYear.Status.DRAFT)
    decide(AppropriationFactory(budget_year=year), {body: 12_345_00})

    page = read(officer_client, LIST, body)

    assert "12.345 €" in page
    assert "Die übrigen Förderlinien für 2019 plant das Ministerium noch." in page


@pytest.mark.parametrize("query", ["", "?jahr=2019"])
def test_drafts_and_proposals_are_seen_nowhere(officer_client, body, query):
    year = BudgetYearFactory(year=2019, status=BudgetYear.Status.DRAFT)
    draft = AppropriationFactory(budget_year=year, line__name="Geheime Linie")
    AllocationFactory(municipality=body, appropriation=draft, amount_cents=11_111_00)
    proposed = AllocationFactory(
        municipality=body, appropriation=AppropriationFactory(budget_year=year), amount_cents=22_222_00
    )
    distributions.propose(proposed.appropriation, **now(proposed.appropriation, proposed.last_edited_by))

    page = read(officer_client, LIST, body, query=query)

    assert years(officer_client, body, query) == {2019: ([], 0, True)}
    for secret in ("11.111", "22.222", "Geheime Linie"):
        assert secret not in page
    assert rows_of(officer_client, body, query) == [HEADER]
    for hidden in Allocation.objects.all():
        url = reverse("officer:programs:allocation-detail", args=[body.slug, hidden.pk])
        assert officer_client.get(url).status_code == 404


def test_what_is_published_tomorrow_is_seen_tomorrow(officer_client, body, turn_clock):
    tomorrow = clock.now() + timedelta(days=1)
    row = allocation(body, line(2018, "Fallmanagement", 1, published_on=tomorrow.date()), 50_000_00)
    url = reverse("officer:programs:allocation-detail", args=[body.slug, row.pk])
    assert (years(officer_client, body), officer_client.get(url).status_code) == ({}, 404)

    turn_clock(tomorrow)

    assert years(officer_client, body) == {2018: (["Fallmanagement"], 50_000_00, False)}
    assert officer_client.get(url).status_code == 200


def test_only_the_own_body_is_counted(officer_client, body):
    shared = line(2018, "Fallmanagement", 1)
    allocation(body, shared, 50_000_00)
    allocation(MunicipalityFactory(name="Andere"), shared, 60_000_00)

    assert years(officer_client, body) == {2018: (["Fallmanagement"], 50_000_00, False)}
    assert len(rows_of(officer_client, body)) == 2


def test_sources_stand_below_and_lines_of_one_source_in_one_sentence(officer_client, body, source, settings):
    settings.WIR_DEMO = False
    for rank, name in enumerate(("Eins", "Zwei")):
        allocation(body, line(2018, name, rank), 1_000_00, source=source)
    decide(AppropriationFactory(line=FundingLineFactory(name="Drei", rank=3)), {body: 5_000_00})

    (year,) = officer_client.get(reverse(f"officer:{LIST}", args=[body.slug])).context["years"]

    assert year.sources == [
        "Eins, Zwei: Ministerium, 22.02.2018.",
        "Drei: freigegeben vom Ministerium am 05.11.2018.",
    ]
    assert not year.is_example


def test_one_example_makes_the_sum_an_example(officer_client, body, source):
    allocation(body, line(2018, "Eins", 1), 1_000_00, source=source)
    assert "Beispieldaten" not in main(read(officer_client, LIST, body))

    decide(AppropriationFactory(line=FundingLineFactory(name="Zwei", rank=2)), {body: 5_000_00})
    page = read(officer_client, LIST, body)

    assert '<td class="wir-num">1.000 €</td>' in page
    for amount in ("5.000 €", "6.000 €"):
        assert f'<span class="wir-ex">{amount}<span class="visually-hidden"> Beispieldaten</span></span>' in page
    assert "Zwei: Beispieldaten, freigegeben vom Ministerium am 05.11.2018." in page


def main(page):
    return page[page.index("<main") : page.index("</main>")]


def test_the_file_has_the_rows_of_the_page(officer_client, body, source, three_years):
    decide(AppropriationFactory(line=FundingLineFactory(name="=SUMME(A1)", rank=9)), {body: 5_000_00})
    one = ["2018", "Sprache", body.name, body.key, "30000,50", "Öffentliche Quelle", "Ministerium", "2018-02-22"]

    everything, of_2018 = rows_of(officer_client, body), rows_of(officer_client, body, "?jahr=2018")

    assert [row[:2] for row in everything] == [
        HEADER[:2],
        ["2018", "Fallmanagement"],
        ["2018", "Sprache"],
        ["2018", "'=SUMME(A1)"],
        ["2017", "Fallmanagement"],
    ]
    assert of_2018[2] == one
    assert [row[5] for row in of_2018[1:]] == ["Öffentliche Quelle", "Öffentliche Quelle", "Beispieldaten"]
    assert of_2018 == everything[:4]


@pytest.mark.parametrize(("query", "suffix"), [("", ""), ("?jahr=2018", "-2018")])
def test_the_file_is_named_after_body_and_year(officer_client, body, three_years, query, suffix):
    answer = officer_client.get(reverse(f"officer:{FILE}", args=[body.slug]) + query)

    assert answer["Content-Disposition"] == f'attachment; filename="kontingente-{body.slug}{suffix}.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", [LIST, FILE])
def test_page_and_file_cost_the_same_for_one_and_for_three(
    officer_client, body, name, count, django_assert_num_queries
):
    for rank in range(count):
        allocation(body, line(2018, f"Linie {rank}", rank), 1_000_00)

    # session, user, acting for, planned years, allocations
    with django_assert_num_queries(5):
        assert officer_client.get(reverse(f"officer:{name}", args=[body.slug])).status_code == 200
