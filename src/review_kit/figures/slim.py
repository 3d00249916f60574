"""Matplotlib's SVG without what nobody looks at.

Matplotlib wraps every part of a drawing in a group with an id, and writes colours and widths as inline
styles. On a page each element costs a match against the stylesheets, and each inline style is read by the
parser of CSS, once for the page and once for the drawing; attributes of the same names and meanings
(SVG 1.1, section 6.1) are not.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_HREF = "{http://www.w3.org/1999/xlink}href"
_SVG = "http://www.w3.org/2000/svg"
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_PLACES = {"d", "x", "y"}
_LONG_NUMBER = re.compile(r"(\.\d{3})\d+")
"""Points beyond thousandths, which nobody sees."""
_OWN = re.compile(r"^#(.+)")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def slimmed(svg: str, name: str) -> ET.Element:
    """Return a drawing that looks the same, with fewer elements.

    Parameters
    ----------
    svg
        What Matplotlib has written, with its text as text.
    name
        Prefix of every id that is left, because drawings of one page share one name space.

    Returns
    -------
    Element
        ``svg`` with names that have no name space, and ``xmlns`` as an attribute: as HTML has it.
    """
    root = ET.fromstring(svg)
    used = {match for node in root.iter() for match in _references(node)}
    for node in root.iter():
        node.tag = node.tag.removeprefix(f"{{{_SVG}}}")
        _tidy(node, used, name)
    _unwrap(root)
    root.set("xmlns", _SVG)
    return root


def _references(node: ET.Element) -> list[str]:
    """Ids that an element refers to."""
    values = " ".join(node.attrib.values())
    return [*_OWN.findall(node.get(_HREF, "")), *_REFERENCE.findall(values)]


def _tidy(node: ET.Element, used: set[str], name: str) -> None:
    for declaration in filter(None, node.attrib.pop("style", "").split(";")):
        key, _, value = declaration.partition(":")
        node.set(key.strip(), value.strip())
    if _NO_TURN.fullmatch(node.get("transform", "")):
        del node.attrib["transform"]
    if (own := node.attrib.pop("id", None)) in used:
        node.set("id", f"{name}-{own}")
    if (reference := node.attrib.pop(_HREF, None)) is not None:
        node.set("href", _OWN.sub(rf"#{name}-\1", reference))
    for key, value in node.items():
        node.set(key, _REFERENCE.sub(rf"url(#{name}-\1)", value))
    for key in _PLACES.intersection(node.attrib):
        node.set(key, _LONG_NUMBER.sub(r"\1", " ".join(node.attrib[key].split())))
    node.text = node.text if (node.text or "").strip() else None
    node.tail = node.tail if (node.tail or "").strip() else None


def _unwrap(parent: ET.Element) -> None:
    """Put the children of groups that say nothing in the place of these; leave out what shows nothing."""
    kept: list[ET.Element] = []
    for node in parent:
        _unwrap(node)
        if node.tag == "g" and not node.attrib:
            kept.extend(node)
        elif not _shows_nothing(node):
            kept.append(node)
    parent[:] = kept


def _shows_nothing(node: ET.Element) -> bool:
    if node.tag in {"metadata", "style"}:
        return True  # a stylesheet inside an inline drawing would style the whole page
    if "id" in node.attrib:
        return False
    if node.tag in {"g", "defs"}:
        return len(node) == 0
    return node.tag == "path" and node.get("fill") == "none" and "stroke" not in node.attrib
