"""Where the labels of a scatter's dots go: beside their own dot, on nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
