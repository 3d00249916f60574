"""One filled sheet as its file holds it: whose it is, and what stands in its fields."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from review_kit.documents.sheet.fields import IDENTITY, NotASheetError, SheetIdentity

_BY_HAND = "Type what you agreed into the form, or enter it in the coaching log."


class UnreadableSheetError(Exception):
    """A file is not a filled conversation sheet that can be read.

    Parameters
    ----------
    message
        What is wrong with the file.
    hint
        What to do.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True)
class FilledSheet:
    """What one file says.

    Parameters
    ----------
    path
        The file.
    sha256
        Of its bytes.
    identity
        Whose sheet it is.
    values
        Field → what was written or chosen, without blanks around it; empty fields are left out.
    """

    path: Path
    sha256: str
    identity: SheetIdentity
    values: Mapping[str, str]
    drawn_over: bool = False
    """Whether text was put over the page, as some viewers do where people write beside the fields."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Field → what it is called on the sheet."""

    def value(self, field: str) -> str:
        """Return what stands in a field; empty where nothing does."""
        return self.values.get(field, "")


def read_sheets(path: Path) -> list[FilledSheet]:
    """Read the sheets of a file: one, or several that were put into one file.

    Raises
    ------
    UnreadableSheetError
        It holds no sheet of ours, or one whose fields are gone: printed and scanned, or saved flat.
    OSError
        The file cannot be read.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        with Pdf.open(path) as pdf:
            found: dict[str, dict[str, Object]] = {}
            for name, widget in _fields(pdf):
                sheet, own = _of_which(name)
                found.setdefault(sheet, {})[own] = widget
            fault = _what_is_there_instead(pdf)
            drawn_over = any(
                annotation.get("/Subtype") in (Name.FreeText, Name.Ink)
                for page in pdf.pages
                for annotation in page.obj.get("/Annots", Array())
            )
            sheets = [
                _sheet(path, digest, widgets, drawn_over)
                for widgets in found.values()
                if IDENTITY in widgets
            ]
    except pikepdf.PasswordError:
        raise UnreadableSheetError(
            "the file has a password", "Save a copy without a password."
        ) from None
    except pikepdf.PdfError:
        raise UnreadableSheetError(
            "it is not a PDF, or it is damaged", "Give the PDF of the filled sheet."
        ) from None
    if not sheets:
        raise fault
    return sheets


def _sheet(path: Path, digest: str, widgets: Mapping[str, Object], drawn_over: bool) -> FilledSheet:
    values = {name: _text(widget) for name, widget in widgets.items()}
    try:
        identity = SheetIdentity.from_text(values.pop(IDENTITY))
    except NotASheetError as error:
        raise UnreadableSheetError(
            str(error),
            "Fill in the sheet that the run made, and save it without merging it with other files.",
        ) from None
    written = {name: text for name, text in values.items() if text}
    labels = {name: str(widget.get("/TU", "")) for name, widget in widgets.items()}
    return FilledSheet(path, digest, identity, written, drawn_over, labels)


def _of_which(name: str) -> tuple[str, str]:
    """Tell of which sheet of a file a field is: put together, groups of a name get numbers (``self+1``)."""
    group, dot, rest = name.partition(".")
    plain, plus, number = group.rpartition("+")
    if plus and number.isdigit():
        return number, f"{plain}{dot}{rest}"
    return "", name


def _what_is_there_instead(pdf: Pdf) -> UnreadableSheetError:
    form = pdf.Root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        return UnreadableSheetError(
            "the form is of a kind (XFA) that only one program can read",
            "Fill in the sheet that the run made.",
        )
    if form is None or not len(form.get("/Fields", Array())):
        has_text = any("/Font" in page.obj.get("/Resources", Dictionary()) for page in pdf.pages)
        scanned = "a printed or flattened copy" if has_text else "a scan or a picture"
        return UnreadableSheetError(
            f"it has no form fields: it is {scanned}, and handwriting cannot be read", _BY_HAND
        )
    return UnreadableSheetError(
        "it is a form, but not a conversation sheet from review-kit",
        "Give the sheet that the run made: reports/<run>/reps/<rep>/conversation.pdf.",
    )


def _fields(pdf: Pdf) -> Iterator[tuple[str, Object]]:
    """Give each field with its full name."""
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    waiting = [(one, "") for one in form.get("/Fields", Array())]
    seen: set[tuple[int, int]] = set()
    while waiting:
        one, above = waiting.pop()
        if one.objgen != (0, 0):
            if one.objgen in seen:
                continue  # a file that was tampered with may go in circles
            seen.add(one.objgen)
        part = str(one.get("/T", ""))
        name = ".".join(text for text in (above, part) if text)
        kids = list(one.get("/Kids", Array()))
        waiting += [(kid, name) for kid in kids if "/T" in kid]
        if "/V" in one or "/FT" in one:
            yield name, one


def _text(widget: Object) -> str:
    """Return what stands in a field, on one line; of marks the value of the one that is set."""
    value = widget.get("/V")
    if value is None:
        return ""
    if isinstance(value, Name) or widget.get("/FT") == Name.Btn:
        # some programs save the name of a mark as a text
        text = str(value).removeprefix("/")
        return "" if text == "Off" else text
    if isinstance(value, Array):
        return " ".join(str(value[0]).split()) if len(value) else ""
    if isinstance(value, pikepdf.Stream):
        return " ".join(value.read_bytes().decode("utf-8", "replace").split())
    return " ".join(str(value).split())
