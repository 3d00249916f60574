"""Labels of a scatter: none covers a dot or another label, none leaves the page."""

from hypothesis import given
from hypothesis import strategies as st

from review_kit.figures.label_places import Box, Tag, clearest, place_labels

PAGE = Box(0, 0, 200, 100)


def test_the_first_free_side_is_taken():
    alone = [Tag(50, 50, 20, 8)]
    assert place_labels(alone, PAGE, dot=3) == [Box(53, 46, 73, 54)]


def test_at_the_right_edge_the_label_goes_left():
    assert place_labels([Tag(190, 50, 20, 8)], PAGE, dot=3) == [Box(167, 46, 187, 54)]


def test_a_neighbours_dot_is_not_covered():
    # the dot at 65 stands where the label of the one at 50 would go
    right = place_labels([Tag(50, 50, 20, 8), Tag(65, 50, 0, 8)], PAGE, dot=3)
    assert right == [Box(27, 46, 47, 54), None]


def test_what_is_taken_stays_free_of_labels():
    line = Box(0, 49, 200, 51)
    # right and left lie on the line; above it is free
    assert place_labels([Tag(50, 50, 20, 8)], PAGE, dot=3, taken=[line]) == [Box(40, 53, 60, 61)]


def test_the_label_with_the_fewest_places_goes_first():
    # in the corner the second has room to the left and below only, where the first would stand
    tags = [Tag(150, 90, 40, 8), Tag(199, 90, 10, 8)]
    corner = Box(0, 80, 200, 200)
    assert place_labels(tags, corner, dot=3)[1] == Box(186, 86, 196, 94)


def test_a_label_without_room_is_left_out():
    assert place_labels([Tag(50, 50, 300, 8)], PAGE, dot=3) == [None]


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(0, 100), st.integers(0, 60)),
        max_size=25,
    )
)
def test_no_label_covers_anything(points):
    tags = [Tag(x, y, width, 8) for x, y, width in points]
    placed = [box for box in place_labels(tags, PAGE, dot=3) if box is not None]
    dots = [Box(tag.x - 3, tag.y - 3, tag.x + 3, tag.y + 3) for tag in tags]
    for index, box in enumerate(placed):
        assert PAGE.holds(box)
        assert not any(box.overlaps(other) for other in placed[index + 1 :])
        assert not any(box.overlaps(dot) for dot in dots)


LEFT, RIGHT = Box(10, 40, 30, 50), Box(60, 40, 80, 50)


def test_of_two_places_the_one_that_hides_fewer_marks_is_taken():
    assert clearest([LEFT, RIGHT], PAGE) == LEFT
    assert clearest([LEFT, RIGHT], PAGE, marks=[(20, 45)]) == RIGHT
    assert clearest([LEFT, RIGHT], PAGE, marks=[(20, 45), (65, 45), (70, 45)]) == LEFT


def test_another_label_weighs_more_than_marks_and_the_frame_most():
    many = [(65.0, 41.0 + number) for number in range(8)]
    assert clearest([LEFT, RIGHT], PAGE, taken=[LEFT], marks=many) == RIGHT
    outside = Box(-5, 40, 15, 50)
    assert clearest([outside, RIGHT], PAGE, taken=[RIGHT], marks=many) == RIGHT
