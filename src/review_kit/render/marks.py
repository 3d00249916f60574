"""Names in the tags of a PDF by which a reader of the file knows what the renderer put there."""

MARGIN = "In the margin of the page"
"""Title of the elements that hold the head and the foot of a document of one page."""
