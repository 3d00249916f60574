"""Distribution of changes: dots stack in bins of two points, rows share one scale."""

from xml.etree import ElementTree as ET

from review_kit.figures.distribution import DistributionRow, as_bars, dot_stack, draw_distribution


def test_changes_within_a_bin_stack_from_the_lowest():
    # bins of 2 pp: 0.4 → 0; 1.2 and 2.6 → 2; 9.0 → 8 (rounds half to even: 4.5 → 4)
    assert dot_stack([2.6, 0.4, 1.2, 9.0]) == ([0.0, 2.0, 2.0, 8.0], [0, 0, 1, 0])


def test_order_of_changes_never_matters():
    assert dot_stack([5, 1, 3]) == dot_stack([3, 5, 1])


def test_each_row_names_its_count_and_median():
    drawing = draw_distribution(
        [
            DistributionRow("Coached", [4, 10, 12], True),
            DistributionRow("Not coached", [-3, 1], False),
        ],
        typical=(10, 20),
        alt="a",
        name="d",
    )
    words = {n.text for n in ET.fromstring(str(drawing)).iter("{http://www.w3.org/2000/svg}text")}
    assert {"median +10", "median −1", "typical coached gain"} <= words


def test_a_row_without_changes_has_no_median():
    drawing = draw_distribution(
        [DistributionRow("Coached", [], True)], typical=(10, 20), alt="a", name="d"
    )
    assert "median" not in str(drawing)


def test_the_label_of_a_median_at_the_right_edge_stands_left_of_it():
    def anchor(median):
        row = DistributionRow("Coached", [median] * 3, True)
        drawing = draw_distribution([row], typical=(10, 20), alt="a", name="d")
        (found,) = (
            node
            for node in ET.fromstring(str(drawing)).iter("{http://www.w3.org/2000/svg}text")
            if (node.text or "").startswith("median")
        )
        return found.get("text-anchor") or ("end" if "end" in found.get("style", "") else "start")

    assert (anchor(4.0), anchor(40.0)) == ("start", "end")


def test_too_few_changes_have_no_median():
    few = DistributionRow("Coached", [1, 2], True, median=False)
    assert "median" not in str(draw_distribution([few], typical=(10, 20), alt="a", name="d"))


def test_columns_taller_than_a_row_are_bars():
    dots = [DistributionRow("Coached", [0.0] * 13, True)]
    assert not as_bars(dots)
    assert as_bars([*dots, DistributionRow("No session", [0.0] * 14, False)])
