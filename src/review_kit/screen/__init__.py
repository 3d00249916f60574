"""What pages on a screen share: type, colours by day and by night, contents, and what is wider than a phone.

Pages of runs, the verdict on the exports and the documents' own pages take these; none of them runs a
script for it, and none asks for another file.
"""

from review_kit.screen.colours import by_name, variables
from review_kit.screen.contents import with_contents
from review_kit.screen.explained import with_explained_numbers, without_explanations
from review_kit.screen.headings import nested_levels
from review_kit.screen.regions import plain, with_regions
from review_kit.screen.styles import font_faces, page_styles, region_styles

__all__ = [
    "by_name",
    "font_faces",
    "nested_levels",
    "page_styles",
    "plain",
    "region_styles",
    "variables",
    "with_contents",
    "with_explained_numbers",
    "with_regions",
    "without_explanations",
]
