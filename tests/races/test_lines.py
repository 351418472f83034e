"""Successions laid at once never close a circle; a line never ends before money that comes at the same moment."""

import pytest

pytestmark = pytest.mark.races
SUCCESSIONS = "SELECT COUNT(*) FROM programs_linesuccession"
# Money of a year in which its line does not run.
LOST = (
    "SELECT COUNT(*) FROM programs_appropriation a JOIN programs_fundingline l ON l.id = a.line_id"
    " WHERE l.slug = 'zeitlinie' AND l.ends_on IS NOT NULL"
)
HALVES = [("follows", {"number": number}) for number in (0, 1)]
ENDING = [("ends_raw", {}), ("adds_later_raw", {})]


def test_of_two_halves_of_a_circle_one_is_laid(race):
    outcome = race(HALVES, successions=SUCCESSIONS)

    assert outcome.broken == set()
    assert (outcome.done, outcome.found) == (1, {"successions": [3]})
    assert outcome.sentences == {
        "Diese Nachfolge würde im Kreis führen: Die frühere Förderlinie setzt die neue schon fort."
    }


def test_without_the_guards_the_circle_closes(race):
    outcome = race(HALVES, guards=False, successions=SUCCESSIONS)

    assert (outcome.done, outcome.found) == (2, {"successions": [4]})


def test_a_line_ends_or_takes_later_money(race):
    outcome = race(ENDING, lost=LOST)

    assert outcome.broken == set()
    assert outcome.found == {"lost": [0]}


def test_without_the_guards_money_comes_after_the_end(in_some_try):
    race = in_some_try(lambda outcome: outcome.found == {"lost": [1]})

    assert race(ENDING, guards=False, lost=LOST)
