"""Compare the words of all documents of two runs, page by page.

``python tools/compare_documents.py BEFORE AFTER`` takes two run folders (``reports/<run>/``), prints every
page whose words differ, and ends with 1 where one does. Keys of the evidence and the version of the package
differ whenever code has changed, so they count as equal.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

CHANGING = re.compile(r"\b(evidence|version|review-kit|key) [0-9a-f.]{5,16}\b")
"""What differs without a change of a document's words."""


def pages(path: Path) -> list[list[str]]:
    """Read the words of a PDF, page by page, in reading order."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            CHANGING.sub(r"\1 …", " ".join(page.get_textpage().get_text_bounded().split())).split()
            for page in document
        ]
    finally:
        document.close()


def differences(before: Path, after: Path) -> Iterator[str]:
    """Describe each page of a document that does not say the same in both runs."""
    old, new = pages(before), pages(after)
    if len(old) != len(new):
        yield f"{len(old)} pages, now {len(new)}"
    for number, (was, now) in enumerate(zip(old, new, strict=False), 1):
        for operation, a, b, c, d in difflib.SequenceMatcher(None, was, now, False).get_opcodes():
            if operation != "equal":
                around = " ".join(was[max(0, a - 4) : a])
                yield f"page {number}, after “{around}”: “{' '.join(was[a:b])}” → “{' '.join(now[c:d])}”"


def main(before: Path, after: Path) -> int:
    """Compare two runs; give the number of documents that differ, at most 1."""
    found = {
        path.relative_to(folder) for folder in (before, after) for path in folder.rglob("*.pdf")
    }
    different = 0
    for name in sorted(found):
        if not ((before / name).is_file() and (after / name).is_file()):
            lines = ["only in one of the two runs"]
        else:
            lines = list(differences(before / name, after / name))
        different += bool(lines)
        for line in lines:
            print(f"{name}: {line}")
    print(f"{len(found)} documents, {different} with other words")
    return min(different, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
