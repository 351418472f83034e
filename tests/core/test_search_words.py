"""How the search reads what people type and what texts say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wir_portal.core.search import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gießen, Universitätsstadt", "giessen universitaetsstadt universitatsstadt"),
        ("Geflüchtete und Geflüchtete", "gefluechtete und gefluchtete"),
        ("snake_case & 36037!", "snake case 36037"),
        ("العَرَبِيَّة", "العربية"),
        ("…", ""),
    ],
)
def test_a_text_becomes_folded_words_each_once_and_without_umlauts_too(text, found):
    assert words.searchable(text) == found


@pytest.mark.parametrize(
    ("word", "beginning"),
    [
        ("kurse", "kurs"), ("wohnungen", "wohnung"), ("lehrerin", "lehreri"), ("fluechtlinge", "fluechtling"),
        ("essen", "esse"), ("amt", "amt"), ("asyl", "asyl"), ("36037", "36037"), ("jobs", "jobs"), ("courses", "cours"),
    ],
)  # fmt: skip
def test_an_ending_is_cut_where_enough_is_left(word, beginning):
    assert words.stem(word) == beginning


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_stem_is_a_beginning_of_its_word(word):
    stem = words.stem(word)

    assert word.startswith(stem)
    assert len(stem) >= min(len(word), words.SHORTEST_STEM)


def test_a_query_looks_for_every_word_and_what_means_the_same():
    synonyms = [["Flüchtling", "Geflüchtete", "Asyl"], ["Kurs", "Course"]]

    query = words.read("  Hilfe  für Flüchtlinge ", synonyms)

    assert query.text == "Hilfe für Flüchtlinge"
    assert query.groups == (("hilf",), ("fuer",), ("fluechtling", "gefluechtet", "asyl"))
    assert (query.first, query.is_cut) == ("hilfe", False)


@pytest.mark.parametrize("typed", ["", " ", "…", '"*()', "_", "-", "🙂"])
def test_without_a_letter_there_is_nothing_to_look_for(typed):
    assert words.read(typed).groups == ()


@pytest.mark.parametrize(
    ("typed", "count", "is_cut"),
    [("a b c d e f g h", 8, False), ("a b c d e f g h i", 8, True), ("x" * 100, 1, False), ("x" * 101, 1, True)],
)
def test_a_query_is_cut_where_it_is_too_long(typed, count, is_cut):
    query = words.read(typed)

    assert (len(query.groups), query.is_cut) == (count, is_cut)
    assert len(query.text) <= words.MOST_LETTERS
