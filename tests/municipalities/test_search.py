"""Whoever types a postcode or a name finds the bodies that serve the place, the best kind of match alone."""

import pytest

from municipalities.search import MAX_LENGTH, find
from tests.factories.municipalities import MunicipalityFactory, PostalCodeFactory, TownFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fulda():
    """The district and the city in it, as they are called in Hessen."""
    district = MunicipalityFactory(
        name="Landkreis Fulda", short_name="Landkreis Fulda", sort_name="Fulda, Landkreis", slug="landkreis-fulda"
    )
    city = MunicipalityFactory(name="Stadt Fulda", short_name="Fulda", sort_name="Fulda, Stadt", slug="stadt-fulda")
    town = TownFactory(name="Fulda, Stadt", municipality=city)
    PostalCodeFactory(code="36037", town=town)
    PostalCodeFactory(code="36100", town=TownFactory(name="Petersberg", municipality=district))
    PostalCodeFactory(code="36039", town=town)
    PostalCodeFactory(code="36039", town=TownFactory(name="Künzell", municipality=district))
    return district, city


def slugs(query):
    return [hit.municipality.slug for hit in find(query).hits]


def towns(query):
    return {hit.municipality.slug: [town.name for town in hit.towns] for hit in find(query).hits}


def body(name, *, of=None, **fields):
    """A body called `name`, with a town of the same name unless it is a district of others."""
    row = MunicipalityFactory(name=name, short_name=name, sort_name=name, **fields)
    for town in of or ():
        TownFactory(name=town, municipality=row)
    return row


def test_a_postcode_finds_the_body_of_its_town(fulda):
    result = find(" 36037 ")

    assert result.only == fulda[1]
    assert (result.query, result.is_unknown_postal_code, result.is_too_long) == ("36037", False, False)


def test_a_postcode_of_two_bodies_is_a_choice_that_names_the_towns(fulda):
    assert towns("36039") == {"landkreis-fulda": ["Künzell"], "stadt-fulda": ["Fulda, Stadt"]}
    assert find("36039").only is None


def test_two_postcodes_of_a_town_name_it_once(fulda):
    town = fulda[1].towns.get()
    PostalCodeFactory(code="36041", town=town)
    PostalCodeFactory(code="36041", town=TownFactory(name="Fulda-Süd", municipality=fulda[1]))

    assert towns("36041") == {"stadt-fulda": ["Fulda, Stadt", "Fulda-Süd"]}


@pytest.mark.parametrize("query", ["99999", "3603", "360377", "0", "١٢٣٤٥"])
def test_another_number_is_an_unknown_postcode(fulda, query):
    result = find(query)

    assert (result.hits, result.is_unknown_postal_code, result.only) == ([], True, None)


@pytest.mark.parametrize("query", ["Fulda", "fulda", "FULDA", "  Fulda  ", "Fulda!"])
def test_a_name_of_district_and_city_asks_which_is_meant(fulda, query):
    assert slugs(query) == ["landkreis-fulda", "stadt-fulda"]


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("Landkreis Fulda", "landkreis-fulda"),
        ("Fulda, Landkreis", "landkreis-fulda"),
        ("Stadt Fulda", "stadt-fulda"),
        ("Petersberg", "landkreis-fulda"),
        ("petersb", "landkreis-fulda"),
        ("Künzell", "landkreis-fulda"),
        ("Kuenzell", "landkreis-fulda"),
        ("KÜNZELL", "landkreis-fulda"),
    ],
)
def test_a_name_or_its_beginning_finds_one_body(fulda, query, slug):
    assert slugs(query) == [slug]


def test_a_name_goes_on_after_a_blank_but_not_after_a_hyphen():
    offenbach = body("Offenbach", of=["Offenbach am Main"])
    marburg = body("Marburg", of=["Marburg"])
    district = body("Marburg-Biedenkopf", of=["Biedenkopf", "Marburg-Land"])

    assert find("Offenbach am Main").only == offenbach
    assert find("offenbach").hits[0].towns[0].name == "Offenbach am Main"
    assert find("Marburg").only == marburg
    assert find("marburg biedenkopf").only == district


def test_whole_words_win_over_a_beginning():
    gross = body("Groß-Gerau", of=["Gross", "Großkrotzenburg"])

    assert [town.name for town in find("Groß").hits[0].towns] == ["Gross"]
    assert sorted(town.name for town in find("Gro").hits[0].towns) == ["Gross", "Großkrotzenburg"]
    assert find("Gro").only == gross


def test_hits_stand_in_the_order_of_the_lists():
    for name in ("Beta", "Alpha", "Gamma"):
        body(name, of=[f"Neustadt {name}"])

    assert [hit.municipality.name for hit in find("Neustadt").hits] == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize("query", ["", "   ", "!?", "-", "…", "<script>", "' OR 1=1 --", "x", "Entenhausen", "🙂"])
def test_nonsense_finds_nothing_and_says_so(fulda, query):
    result = find(query)

    assert (result.hits, result.is_too_long, result.is_unknown_postal_code) == ([], False, False)


def test_one_letter_is_a_name_but_no_beginning():
    body("Ö", of=["Oer-Erkenschwick"])

    assert find("O").hits == []
    assert [hit.municipality.name for hit in find("ö").hits] == ["Ö"]


def test_too_long_a_text_is_cut_and_not_looked_for(fulda, django_assert_num_queries):
    with django_assert_num_queries(0):
        result = find("Fulda " * 20)

    assert result.is_too_long
    assert len(result.query) == MAX_LENGTH
    assert find("F" * MAX_LENGTH).is_too_long is False


@pytest.mark.parametrize(("query", "queries"), [("36037", 1), ("Fulda", 2), ("petersb", 4), ("Nirgends", 4), ("!", 0)])
@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_for_one_body_and_for_three(fulda, django_assert_num_queries, query, queries, count):
    for number in range(count):
        body(f"Fulda {number}", of=[f"Fulda {number}", f"Petersberg {number}"])

    with django_assert_num_queries(queries):
        assert find(query) is not None


@pytest.mark.parametrize("query", ["36037 Fulda", "D-36037", "36 037", "Fulda, 36037"])
def test_a_postcode_is_found_beside_what_else_is_typed(fulda, query):
    assert find(query).only == fulda[1]


@pytest.mark.parametrize("query", ["Gießen, Universitätsstadt", "giessen universitätsstadt"])
def test_a_town_is_found_by_its_full_name(query):
    district = body("Landkreis Gießen", of=["Gießen-Land"])
    city = body("Universitätsstadt Gießen", of=["Gießen, Universitätsstadt"])

    assert find(query).only == city
    assert find("Gießen, Hochschulstadt").hits == []
    assert slugs("Gießen-Land") == [district.slug]
