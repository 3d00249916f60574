"""What a zygote imports: the kernel, and what the shipped notebooks import."""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass

MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "faulthandler",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
    "numpy.random",
    "pandas",
    "pandas.core.arrays.arrow.extension_types",
    "pandas.core.methods.to_dict",
    "pyarrow.parquet",
    "pyarrow.dataset",
    "matplotlib.figure",
    "matplotlib.font_manager",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "babel.dates",
    "babel.numbers",
    "great_tables",
    "fluent.runtime",
    "fluent.syntax",
    "review_kit.documents",
    "review_kit.warm_kernels.memory",
    "review_kit.warm_kernels.one_client",
    "resource",
)
"""Neither pyplot nor the inline backend: they hook into the shell when they are imported, and a zygote
has none."""

LANGUAGES = "REVIEW_KIT_NOTEBOOK_LANGUAGES"
"""Environment variable: tags of the languages that the notebooks to come speak, with blanks between."""


@dataclass(frozen=True)
class Preloaded:
    """What importing has left."""

    lacks: list[str]
    """Modules that cannot be imported here; a notebook imports those itself, and fails itself if it
    needs them."""
    environment: dict[str, str]
    """Variables that modules have set, and would set in a kernel that imports them."""


def preload() -> Preloaded:
    """Import :data:`MODULES`, and fill what they fill at their first use."""
    # Matplotlib reads it at import, and a kernel sets it before a notebook imports Matplotlib
    backend = os.environ.get("MPLBACKEND")
    os.environ["MPLBACKEND"] = backend or "module://matplotlib_inline.backend_inline"
    # the debugger, which kernels import at their start, warns of an interpreter that nobody debugs
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    before = dict(os.environ)
    lacks = []
    for name in MODULES:
        try:
            importlib.import_module(name)
        except Exception:
            lacks.append(name)
    lacks += _load_documents()
    parse_words()
    _compile_templates()
    return Preloaded(lacks, dict(os.environ.items() - before.items()))


def _load_documents() -> list[str]:
    """Import the module behind every public name of the documents; return those that cannot be."""
    documents = sys.modules.get("review_kit.documents")
    lacks = []
    for name in [] if documents is None else documents.__all__:
        try:
            getattr(documents, name)
        except Exception:
            lacks.append(f"review_kit.documents.{name}")
    return lacks


def parse_words() -> None:
    """Parse the words of the languages to come, and fill babel's cache of them, as a document would."""
    words = sys.modules.get("review_kit.words")
    if words is None:
        return
    for tag in os.environ.get(LANGUAGES, words.SHIPPED_DEFAULT).split():
        to_come = words.words_in(tag)
        to_come.warm()
        sys.modules["babel.localedata"].load(str(to_come.locale))


def _compile_templates() -> None:
    """Compile the documents' templates, as the first that is filled would its own."""
    block = sys.modules.get("review_kit.documents.parts.block")
    if block is not None:
        block.compile_templates()
