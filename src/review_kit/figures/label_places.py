"""Where labels go: beside what they name, on nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import bidirectional, east_asian_width

LABEL_PT = 7.5
"""Usual size of a label."""
_CHARACTER = 0.56
"""How wide the characters of a label are on average, in sizes."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the figure; any unit, the same for all."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        """Say whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def covers(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        return self.left < x < self.right and self.bottom < y < self.top

    def holds(self, other: Box) -> bool:
        """Say whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and other.right <= self.right
            and other.top <= self.top
        )


@dataclass(frozen=True)
class Tag:
    """A dot and how large its label would be; a width of 0 means it has none."""

    x: float
    y: float
    width: float
    height: float


def place_labels(
    tags: Sequence[Tag], page: Box, *, dot: float, taken: Sequence[Box] = ()
) -> list[Box | None]:
    """Give each label the first free place right, left, above or below its dot, then at its corners.

    Dots go first: a label never covers any dot. Labels with the fewest places to go are placed before
    the others; one that finds no free place is left out (``None``), so that no label is read as another
    dot's.

    Parameters
    ----------
    page
        What every label must lie in.
    dot
        Radius of a dot with the white space around it.
    taken
        Places that are not free, such as those of other words.
    """
    dots = [Box(tag.x - dot, tag.y - dot, tag.x + dot, tag.y + dot) for tag in tags]
    full = [*taken, *dots]
    choices = [_free(_around(tag, dot), page, full) if tag.width > 0 else [] for tag in tags]
    places: list[Box | None] = [None] * len(tags)
    labels: list[Box] = []
    for index in sorted(range(len(tags)), key=lambda index: (len(choices[index]), index)):
        place = next(iter(_free(choices[index], page, labels)), None)
        places[index] = place
        if place is not None:
            labels.append(place)
    return places


def _free(boxes: Sequence[Box], page: Box, full: Sequence[Box]) -> list[Box]:
    return [
        box for box in boxes if page.holds(box) and not any(box.overlaps(other) for other in full)
    ]


def _around(tag: Tag, dot: float) -> list[Box]:
    half_width, half_height = tag.width / 2, tag.height / 2
    right, left = tag.x + dot + half_width, tag.x - dot - half_width
    above, below = tag.y + dot + half_height, tag.y - dot - half_height
    centres = [
        (right, tag.y),
        (left, tag.y),
        (tag.x, above),
        (tag.x, below),
        *((x, y) for y in (above, below) for x in (right - dot, left + dot)),
    ]
    return [
        Box(x - half_width, y - half_height, x + half_width, y + half_height) for x, y in centres
    ]


def clearest(
    choices: Sequence[Box],
    frame: Box,
    *,
    taken: Sequence[Box] = (),
    marks: Sequence[tuple[float, float]] = (),
) -> Box:
    """Choose the place that covers least: nothing outside the frame, no other label, few marks.

    Parameters
    ----------
    choices
        The first of those that cover equally little is taken.
    taken
        Places of other words.
    marks
        Points of dots and lines, which a label had better not hide.
    """

    def covered(box: Box) -> tuple[bool, int, int]:
        labels = sum(box.overlaps(other) for other in taken)
        return not frame.holds(box), labels, sum(box.covers(x, y) for x, y in marks)

    return min(choices, key=covered)


def label_width(label: str, size: float = LABEL_PT) -> float:
    """Estimate how wide a label is, in points; 0 for one that a drawing cannot show.

    Characters of Chinese and the like are as wide as high. Script that runs from right to left is drawn
    letter by letter where a page is printed, which tears it apart, so such a name stands in the
    tables only.
    """
    if any(bidirectional(letter) in {"R", "AL"} for letter in label):
        return 0.0
    wide = sum(east_asian_width(letter) in {"W", "F"} for letter in label)
    return size * ((len(label) - wide) * _CHARACTER + wide)
