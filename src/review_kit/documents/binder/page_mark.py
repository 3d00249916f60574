"""The place on a binder's cover where the page of a packet will stand."""

from __future__ import annotations

from markupsafe import Markup

from review_kit.words import say

_MARK = Markup('<span class="binder-page" data-rep="{}" data-words="{}"></span>')


def page_mark(rep_id: str) -> Markup:
    """Mark the place of "page 17" for a rep's packet; the number is known when the binder is bound.

    A cover that is read by itself shows nothing there. What fills the mark is
    ``review_kit.render.page_marks``.
    """
    return _MARK.format(rep_id, say("binder-page", page="{page}"))
