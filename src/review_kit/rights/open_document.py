"""A spreadsheet of OpenDocument (``.ods``) with some rows emptied and some texts replaced.

Only the XML of its cells and of what is said about the file is written anew; everything else in it stays.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from xml.dom import minidom
from xml.parsers.expat import ExpatError

_PARTS = ("content.xml", "meta.xml", "styles.xml", "settings.xml")
"""Members with texts that somebody wrote: cells, who wrote the file, headers and footers."""
_VALUES = (
    *("office:value-type", "office:value", "office:string-value", "office:date-value"),
    *("office:time-value", "office:boolean-value", "calcext:value-type", "table:formula"),
)
_CELLS = ("table:table-cell", "table:covered-table-cell")
_SHOWN = ("text:p", "text:h")
_BLANKS = ("text:s", "text:tab", "text:line-break")
_MOST_COLUMNS = 16_384


def without_rows_and_mentions(
    content: bytes, is_own: Callable[[int, list[str]], bool], told: Callable[[int, str], str]
) -> tuple[bytes, int, int] | None:
    """Empty rows of all sheets, and replace what stands in cells of others.

    Parameters
    ----------
    is_own
        From the place of a row among those of its sheet that hold something, and its texts, to whether it
        is emptied.
    told
        From a column's place and a text to what is to stand there.

    Returns
    -------
    tuple
        The file, how many rows were emptied, and how many other texts replaced; ``None`` where it cannot be
        read, or has a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(member, archive.read(member)) for member in archive.infolist()]
        trees = {
            member.filename: minidom.parseString(inside)
            for member, inside in members
            if member.filename in _PARTS
        }
    # the second is what zipfile raises for a way of packing that it cannot unpack, the third for a password
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ExpatError):
        return None
    if "content.xml" not in trees:
        return None
    rows = cells = 0
    for sheet in trees["content.xml"].getElementsByTagName("table:table"):
        line = 0
        for row in _own(sheet, "table:table-row"):
            texts = [_text(cell) for _, cell in _cells(row)]
            if not any(texts):
                continue
            if is_own(line, [text for text, times in _repeated(row) for _ in range(times)]):
                rows += _times(row, "table:number-rows-repeated")
                for _, cell in _cells(row):
                    _empty(cell)
            else:
                cells += sum(_replace(cell, column, told) for column, cell in _cells(row))
            line += 1
    cells += sum(_replace_texts(tree, told) for tree in trees.values())
    if not rows and not cells:
        return content, 0, 0
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for member, inside in members:
            tree = trees.get(member.filename)
            data = inside if tree is None else tree.toxml(encoding="UTF-8")
            written.writestr(member, data, compress_type=member.compress_type)
    return out.getvalue(), rows, cells


def _own(node: minidom.Element, name: str) -> Iterator[minidom.Element]:
    """Give the elements of a name below a node, those of tables inside cells left out."""
    for child in node.childNodes:
        if not isinstance(child, minidom.Element):
            continue
        if child.tagName == name:
            yield child
        elif child.tagName not in _CELLS:
            yield from _own(child, name)


def _cells(row: minidom.Element) -> Iterator[tuple[int, minidom.Element]]:
    """Give the cells of a row, each with the place of its first column."""
    column = 0
    for child in row.childNodes:
        if isinstance(child, minidom.Element) and child.tagName in _CELLS:
            yield column, child
            column += _times(child, "table:number-columns-repeated")


def _repeated(row: minidom.Element) -> Iterator[tuple[str, int]]:
    """Give the texts of a row, each with how often it stands there; the empty end of a row but once."""
    for column, cell in _cells(row):
        text, times = _text(cell), _times(cell, "table:number-columns-repeated")
        yield (
            text,
            min(times, _MOST_COLUMNS - min(column, _MOST_COLUMNS - 1)) if text else min(times, 99),
        )


def _times(node: minidom.Element, attribute: str) -> int:
    repeated = node.getAttribute(attribute)
    return int(repeated) if repeated.isdigit() else 1


def _text(cell: minidom.Element) -> str:
    """Give what a cell shows, or its value where it shows nothing."""
    shown = "\n".join(_words(part) for part in cell.childNodes if _is_shown(part))
    return shown or cell.getAttribute("office:string-value") or cell.getAttribute("office:value")


def _is_shown(node: minidom.Node) -> bool:
    return isinstance(node, minidom.Element) and node.tagName in _SHOWN


def _words(node: minidom.Node) -> str:
    if isinstance(node, minidom.Text):
        return node.data
    if isinstance(node, minidom.Element) and node.tagName in _BLANKS:
        return " "
    return "".join(_words(child) for child in node.childNodes)


def _empty(cell: minidom.Element) -> None:
    for name in _VALUES:
        if cell.hasAttribute(name):
            cell.removeAttribute(name)
    while cell.firstChild is not None:
        cell.removeChild(cell.firstChild)


def _replace(cell: minidom.Element, column: int, told: Callable[[int, str], str]) -> bool:
    """Replace what a cell says; it is plain text then, whatever parts it had."""
    text = _text(cell)
    new = told(column, text) if text else text
    if new == text:
        return False
    _empty(cell)
    cell.setAttribute("office:value-type", "string")
    document = minidom.Document()
    shown = document.createElement("text:p")
    shown.appendChild(document.createTextNode(new))
    cell.appendChild(shown)
    return True


def _replace_texts(node: minidom.Node, told: Callable[[int, str], str]) -> int:
    """Replace mentions in every other text and attribute: comments, headers, who wrote the file."""
    changed = 0
    if isinstance(node, minidom.Text):
        new = told(-1, node.data)
        changed, node.data = int(new != node.data), new
    if isinstance(node, minidom.Element):
        for name, value in [*node.attributes.items()]:
            new = told(-1, value)
            if new != value:
                node.setAttribute(name, new)
                changed += 1
    return changed + sum(_replace_texts(child, told) for child in node.childNodes)
