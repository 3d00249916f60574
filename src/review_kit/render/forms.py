"""A PDF that is a form: fields that people fill and programs read, accessible and small.

WeasyPrint lays the fields out and hangs each into the tree of tags as a ``Form`` element. What it leaves
open is done here, field by field, from what the HTML says of them (ISO 32000-1, 12.7; PDF/UA-1, 7.18):

- a name such as ``self.OBJ.score`` becomes a field in a group in a group, as the standard has it;
- ``title`` is the name that a screen reader says (``TU``);
- ``data-choices`` makes a list to choose from, ``type="radio"`` a mark among several, each with its value;
- ``type="hidden"`` becomes a field that nobody sees and that stays in the file when it is filled and saved;
- fields are written in one small font with the letters of Western languages, in place of the whole
  typeface (250 kB); a reader takes a font of its own for other letters;
- the keyboard goes from field to field in the order of the tags.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from review_kit.render.field_font import embedded_font

MULTILINE, RADIO, NO_TOGGLE = 1 << 12, 1 << 15, 1 << 14
COMBO, READ_ONLY = 1 << 17, 1
HIDDEN, PRINTED = 1 << 1, 1 << 2
FONT = "Form"
"""Name of the font of the fields in the form's resources."""
TEXT_SIZE = 9
_TEXT_STYLE = f"0.106 0.122 0.141 rg /{FONT} {TEXT_SIZE} Tf"
"""How a field writes what is typed: the theme's ink and size."""


@dataclass(frozen=True)
class Field:
    """A field as the HTML declares it."""

    name: str
    label: str
    kind: str
    """``line``, ``room``, ``choice``, ``mark`` or ``hidden``."""
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and text of each, of a choice."""
    longest: int | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: list[Field] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in {"input", "textarea"} or not given.get("name"):
            return
        kinds = {"radio": "mark", "hidden": "hidden"}
        kind = "room" if tag == "textarea" else kinds.get(given.get("type", ""), "line")
        choices: tuple[tuple[str, str], ...] = ()
        if "data-choices" in given:
            kind = "choice"
            choices = tuple((str(v), str(text)) for v, text in json.loads(given["data-choices"]))
        longest = given.get("maxlength", "")
        self.fields.append(
            Field(
                given["name"],
                given.get("title", ""),
                kind,
                given.get("value", ""),
                choices,
                int(longest) if longest.isdigit() else None,
            )
        )


def is_form(html: str) -> bool:
    """Whether a page has fields to fill."""
    return '<input class="field"' in html or '<textarea class="field"' in html


def fields_of(html: str) -> list[Field]:
    """Read the fields that a page declares, in their order; marks of one name are several."""
    reader = _Reader()
    reader.feed(html)
    return reader.fields


def complete_form(path: Path, html: str) -> None:
    """Make the form of a PDF what its HTML declares; the file is written anew.

    Parameters
    ----------
    path
        What WeasyPrint wrote with ``pdf_forms``.
    html
        The page it was made from.
    """
    declared = fields_of(html)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        widgets = _widgets(pdf)
        font = embedded_font(pdf)
        form = Dictionary(
            Fields=Array(),
            DR=Dictionary(Font=Dictionary({f"/{FONT}": font})),
            DA=String(_TEXT_STYLE),
            NeedAppearances=True,
        )
        pdf.Root.AcroForm = pdf.make_indirect(form)
        tree = _FieldTree(pdf, form)
        seen: dict[str, int] = {}
        for field in declared:
            if field.kind == "hidden":
                tree.add(field.name, _hidden(pdf, field))
                continue
            at = seen.get(field.name, 0)
            seen[field.name] = at + 1
            widget = widgets[field.name][at]
            if field.kind == "mark":
                _mark(pdf, tree, widget, field)
            else:
                _text(widget, field)
                tree.add(field.name, widget)
        for page in pdf.pages:
            if "/Annots" in page.obj:
                page.obj.Tabs = Name.S
        _drop_fonts_of_fields(pdf)
        pdf.save(path, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)


def _widgets(pdf: Pdf) -> dict[str, list[Object]]:
    """Find the widgets by the names that the HTML gave them, in the order of the page."""
    found: dict[str, list[Object]] = {}
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            if annotation.get("/Subtype") == Name.Widget:
                found.setdefault(str(annotation.T), []).append(annotation)
    return found


class _FieldTree:
    """Puts fields under their groups: ``self.OBJ.score`` into ``OBJ`` in ``self``."""

    def __init__(self, pdf: Pdf, form: Dictionary) -> None:
        self._pdf = pdf
        self._form = form
        self._groups: dict[str, Object] = {}

    def add(self, name: str, field: Object) -> None:
        """Hang a field where its name says, and leave it the last part of the name."""
        group, _, last = name.rpartition(".")
        field.T = String(last)
        self._siblings(group).append(field)
        if group:
            field.Parent = self._groups[group]

    def group(self, name: str) -> Object | None:
        """Return a field that was added under this name as one with several widgets."""
        return self._groups.get(name)

    def keep(self, name: str, field: Object) -> None:
        """Remember a field that gets its widgets one by one."""
        self._groups[name] = field

    def _siblings(self, group: str) -> Object:
        if not group:
            return self._form.Fields
        if group not in self._groups:
            made = self._pdf.make_indirect(Dictionary(Kids=Array()))
            self.add(group, made)
            self._groups[group] = made
        return self._groups[group].Kids


def _text(widget: Object, field: Field) -> None:
    widget.TU = String(field.label)
    widget.DA = String(_TEXT_STYLE)
    widget.F = PRINTED
    if field.kind == "choice":
        widget.FT = Name.Ch
        widget.Ff = COMBO
        widget.Opt = Array([Array([String(v), String(text)]) for v, text in field.choices])
    else:
        widget.FT = Name.Tx
        if field.kind == "room":
            widget.Ff = MULTILINE
    if field.longest is not None:
        widget.MaxLen = field.longest
    widget.V = String(field.value)


def _mark(pdf: Pdf, tree: _FieldTree, widget: Object, field: Field) -> None:
    """Make a mark one of the values of its field; WeasyPrint numbers them, and names none."""
    group = tree.group(field.name)
    if group is None:
        group = pdf.make_indirect(
            Dictionary(
                FT=Name.Btn, Ff=RADIO | NO_TOGGLE, TU=String(field.label), V=Name.Off, Kids=Array()
            )
        )
        tree.add(field.name, group)
        tree.keep(field.name, group)
    value = Name(f"/{field.value}")
    shapes = widget.AP.N
    (drawn,) = [shapes[key] for key in shapes.keys()]  # noqa: SIM118 - pikepdf's own
    box = drawn.BBox
    empty = pdf.make_indirect(Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=box))
    widget.AP = Dictionary(N=Dictionary({str(value): drawn, "/Off": empty}))
    widget.AS = Name.Off
    widget.TU = String(field.label)
    widget.F = PRINTED
    for key in ("/T", "/V", "/Ff", "/FT", "/MK"):
        if key in widget:
            del widget[key]
    widget.Parent = group
    group.Kids.append(widget)


def _hidden(pdf: Pdf, field: Field) -> Object:
    """Make a field that is neither seen nor changed, and is saved with the others.

    It has a widget, because some programs save only fields that have one.
    """
    page = pdf.pages[0].obj
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            Ff=READ_ONLY,
            F=HIDDEN,
            Rect=Array([0, 0, 0, 0]),
            P=page,
            DA=String(_TEXT_STYLE),
            TU=String(field.label or field.name),
            V=String(field.value),
        )
    )
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(widget)
    return widget


def _drop_fonts_of_fields(pdf: Pdf) -> None:
    """Take out of the resources the fonts that nothing on any page is set in; pages share resources."""
    from pikepdf import parse_content_stream

    used: set[str] = set()
    holders = []
    for page in pdf.pages:
        resources = page.obj.get("/Resources", Dictionary())
        drawn = resources.get("/XObject", Dictionary())
        inside = [drawn[key] for key in drawn.keys() if drawn[key].get("/Subtype") == Name.Form]  # noqa: SIM118
        for content in (page.obj, *inside):
            used |= {
                str(instruction.operands[0])
                for instruction in parse_content_stream(content)
                if str(instruction.operator) == "Tf"
            }
        holders += [one.get("/Resources", Dictionary()) for one in (page.obj, *inside)]
    for resources in holders:
        fonts = resources.get("/Font", Dictionary())
        for name in list(fonts.keys()):
            if name not in used:
                del fonts[name]
