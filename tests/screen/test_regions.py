"""What a page for a screen gets: regions for what is wide, names for cells, contents."""

from review_kit.screen import with_contents, with_regions


def regions(html):
    return with_regions(html, fallback="Page")


def table(columns, attributes="", caption=""):
    cells = "".join(f"<th>{n}</th>" for n in range(columns))
    return f"<table{attributes}>{caption}<tr>{cells}</tr></table>"


def test_a_table_of_three_columns_stands_in_a_region_named_after_its_heading():
    found = regions(f"<h3>Deals &amp; stages</h3>{table(3)}")
    assert found == (
        '<h3>Deals &amp; stages</h3><div class="region" role="region" tabindex="0" '
        f'aria-label="Deals &amp; stages">{table(3)}</div>'
    )


def test_a_caption_names_it_better_and_no_two_regions_are_called_alike():
    caption = "<caption hidden>First <b>rows</b></caption>"
    found = regions(table(3, caption=caption) * 2 + table(3))
    assert [part.split('"')[0] for part in found.split('aria-label="')[1:]] == [
        "First rows",
        "First rows (2)",
        "Page",
    ]


def test_a_table_of_two_columns_is_left_as_it_is():
    assert regions(table(2)) == table(2)
    spanned = "<table><tr><th colspan=2>a</th><th>b</th></tr></table>"
    assert regions(spanned) != spanned


def test_wide_drawings_get_one_and_marks_and_narrow_drawings_do_not():
    wide = '<svg class="figure"><path/></svg>'
    assert regions(wide).startswith('<div class="region drawing" role="region" tabindex="0"')
    for small in (
        '<svg class="mark"></svg>',
        '<svg class="figure" width="249.448pt"></svg>',
        "<svg></svg>",
    ):
        assert regions(small) == small


def test_cells_of_a_stacked_table_say_what_they_are():
    page = (
        '<table class="side-by-side"><thead><tr><th>Skill</th><th>Leading <i>key</i></th></tr></thead>'
        '<tbody><tr><th class="a">Discovery</th><td class="b">69</td></tr></tbody></table>'
    )
    said = '<td class="b"><p class="cell-head">Leading <i>key</i></p>69</td>'
    assert regions(page) == page.replace('<td class="b">69</td>', said)


def test_a_head_without_a_word_is_a_cell():
    page = '<table><tr><th scope="col"> </th><th>a</th></tr></table>'
    assert regions(page) == "<table><tr><td></td><th>a</th></tr></table>"


def test_what_a_mouse_says_of_a_field_is_its_name():
    assert regions('<input title="Date">') == '<input title="Date" aria-label="Date">'


SECTIONS = "<h2>How it went</h2><h3>Deals</h3><h2>Next</h2><h2 class=x>How it went</h2>"


def test_contents_stand_under_the_head_and_lead_to_every_section():
    page = with_contents(f"<header><h1>Ann Lee</h1></header><p>a</p>{SECTIONS}", title="Contents")
    assert page == (
        '<header><h1 id="ann-lee">Ann Lee</h1></header>'
        '<nav class="contents region" aria-label="Contents"><ul>'
        '<li><a href="#how-it-went">How it went</a></li><li><a href="#next">Next</a></li>'
        '<li><a href="#how-it-went-2">How it went</a></li></ul></nav>\n<p>a</p>'
        '<h2 id="how-it-went">How it went</h2><h3 id="deals">Deals</h3><h2 id="next">Next</h2>'
        '<h2 class=x id="how-it-went-2">How it went</h2>'
    )


def test_a_page_of_few_sections_has_none_but_its_anchors():
    assert with_contents("<h1>a</h1><h2>b</h2>", title="Contents") == (
        '<h1 id="a">a</h1><h2 id="b">b</h2>'
    )


def test_a_level_that_is_skipped_is_closed_for_those_who_hear_it():
    page = with_contents("<h1>a</h1><h3>b</h3><h2>c</h2>", title="Contents")
    assert page == '<h1 id="a">a</h1><h3 id="b" aria-level="2">b</h3><h2 id="c">c</h2>'


def test_an_anchor_that_is_there_stays():
    page = '<h1 id="own">b</h1>'
    assert with_contents(page, title="Contents") == page
