"""Two changed versions of one text put together, where the version that both came from is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Merge two versions part by part: the diff3 algorithm (Khanna, Kunal & Pierce 2007).

    Between stretches that all three have, a part that one version left as it was is taken from the other.

    Parameters
    ----------
    base
        What both were made from: lines, or cells of a notebook.

    Returns
    -------
    list of str, or None
        ``None`` where both changed one part, and not alike.

    Examples
    --------
    >>> merged(["a", "b", "c"], ["a", "B", "c"], ["a", "b", "c", "d"])
    ['a', 'B', 'c', 'd']
    >>> merged(["a", "b", "c"], ["a", "x", "c"], ["a", "y", "c"]) is None
    True
    """
    result: list[str] = []
    in_base = in_ours = in_theirs = 0
    for at_base, at_ours, at_theirs, length in _in_all(base, ours, theirs):
        was = list(base[in_base:at_base])
        one, other = list(ours[in_ours:at_ours]), list(theirs[in_theirs:at_theirs])
        if other in (one, was):
            result += one
        elif one == was:
            result += other
        else:
            return None
        result += base[at_base : at_base + length]
        in_base, in_ours, in_theirs = at_base + length, at_ours + length, at_theirs + length
    return result


def _in_all(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Give what all three have, and an empty stretch at the end: where each begins, and its length."""
    one = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    other = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    first = second = 0
    while first < len(one) and second < len(other):
        a, b = one[first], other[second]
        begin, end = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if begin < end:
            yield begin, a.b + begin - a.a, b.b + begin - b.a, end - begin
        if a.a + a.size < b.a + b.size:
            first += 1
        else:
            second += 1
    yield len(base), len(ours), len(theirs), 0
