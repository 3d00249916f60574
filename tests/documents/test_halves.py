"""Two columns that were divided beforehand."""

from hypothesis import given
from hypothesis import strategies as st

from review_kit.documents.parts.halves import halves

TEXTS = st.lists(st.integers(1, 400).map(lambda letters: "a" * letters), max_size=12)


def height(texts):
    """Lines of 66 letters, ten points high, and two points between paragraphs."""
    return sum(-(-len(text) // 66) * 10 + 2 for text in texts)


def test_a_long_paragraph_stands_beside_short_ones():
    texts = ["a" * 300, "b", "c", "d"]
    assert halves("abcd", texts) == ("a", "bcd")


def test_what_is_even_is_divided_in_the_middle_and_of_three_the_first_has_two():
    assert halves([1, 2, 3, 4], ["a"] * 4) == ([1, 2], [3, 4])
    assert halves([1, 2, 3], ["a"] * 3) == ([1, 2], [3])


def test_one_stands_on_the_left_and_nothing_nowhere():
    assert halves([1], ["a"]) == ([1], [])
    assert halves([], []) == ([], [])


@given(TEXTS)
def test_all_stand_in_their_order_and_no_other_cut_is_shorter(texts):
    left, right = halves(texts, texts)
    assert [*left, *right] == texts
    longest = max(height(left), height(right))
    assert all(
        longest <= max(height(texts[:cut]), height(texts[cut:])) for cut in range(len(texts) + 1)
    )
