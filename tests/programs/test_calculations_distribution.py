"""Not a cent is lost or made in a preview."""

from hypothesis import given
from hypothesis import strategies as st

from programs.calculations.distribution import Change, Preview, above_cents, most_for_one, same_for_all

CENTS = st.integers(min_value=0, max_value=10**12)
KEYS = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=40, unique=True)


@given(KEYS, st.data(), CENTS, CENTS)
def test_what_is_spread_and_what_is_free_make_the_appropriation(keys, data, amount_cents, appropriation_cents):
    existing = data.draw(st.dictionaries(st.sampled_from(keys), CENTS))

    preview = same_for_all(keys, existing, amount_cents=amount_cents, appropriation_cents=appropriation_cents)

    assert preview.new_sum_cents + preview.free_cents == appropriation_cents
    assert preview.old_sum_cents + preview.old_free_cents == appropriation_cents
    assert preview.new_sum_cents == amount_cents * len(keys)
    assert preview.old_sum_cents == sum(existing.values())
    assert preview.difference_cents == sum(change.difference_cents for change in preview.changes)
    assert [change.key for change in preview.changes] == keys


@given(KEYS, CENTS)
def test_the_most_for_each_fits_and_a_cent_more_does_not(keys, appropriation_cents):
    most = same_for_all(keys, {}, amount_cents=0, appropriation_cents=appropriation_cents).most_for_each_cents

    def fits(amount_cents):
        return same_for_all(keys, {}, amount_cents=amount_cents, appropriation_cents=appropriation_cents).is_within

    assert fits(most)
    assert not fits(most + 1)


@given(CENTS, CENTS)
def test_the_most_for_one_uses_up_what_the_others_leave(appropriation_cents, others_cents):
    most = most_for_one(appropriation_cents=appropriation_cents, others_cents=others_cents)

    assert most >= 0
    assert most + others_cents == max(appropriation_cents, others_cents)


@given(CENTS, CENTS)
def test_what_is_above_the_rate_and_what_is_within_make_the_amount(amount_cents, most_cents):
    above = above_cents(amount_cents, most_cents)

    assert above + min(amount_cents, most_cents) == amount_cents


@given(CENTS)
def test_without_a_rate_nothing_is_above_it(amount_cents):
    assert above_cents(amount_cents, None) == 0


def test_a_row_without_an_amount_changes_even_to_nothing():
    assert Change("06631", None, 0).is_change
    assert not Change("06631", 5, 5).is_change
    assert Change("06631", None, 7).difference_cents == 7


def test_only_rows_that_differ_are_counted():
    preview = same_for_all(["a", "b", "c"], {"a": 5, "b": 4}, amount_cents=5, appropriation_cents=20)

    assert preview.change_count == 2


def test_an_empty_preview_has_nothing_for_anybody():
    assert Preview([], 100).most_for_each_cents == 0
