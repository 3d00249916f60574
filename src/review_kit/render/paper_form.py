"""A form without its fields, for paper: what is drawn stays, what can be typed into goes."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf

_KEPT_EMPTY = {Name.TD, Name.TH}
"""Cells say something without content: there is room to write."""


def take_fields_out(pdf: Pdf) -> None:
    """Take every field out of a PDF, with its place in the tree of tags; changed in place.

    Several forms bound into one file would share the names of their fields: what is typed into one would
    stand in all. A form that is bound is for the pen.
    """
    for page in pdf.pages:
        kept = Array(
            [one for one in page.obj.get("/Annots", Array()) if one.get("/Subtype") != Name.Widget]
        )
        if len(kept):
            page.obj.Annots = kept
        elif "/Annots" in page.obj:
            del page.obj.Annots
    parents = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for key, element in list(parents.items()):
        # under the number of a field stands its element, under that of a page the elements of its content
        if isinstance(element, Dictionary) and element.get("/S") == Name.Form:
            del parents[key]
            _take_away(element)
    if "/AcroForm" in pdf.Root:
        del pdf.Root.AcroForm


def _take_away(element: Object) -> None:
    """Take an element out of the tree, and those above it that hold nothing without it."""
    parent = element.get("/P")
    if parent is None or "/K" not in parent:
        return
    kids = parent.K if isinstance(parent.K, Array) else Array([parent.K])
    left = Array([kid for kid in kids if not _is_same(kid, element)])
    parent.K = left
    if not len(left) and parent.S not in _KEPT_EMPTY:
        _take_away(parent)


def _is_same(kid: Object, element: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen
