"""What a zygote imports: the kernel, and what the shipped notebooks import."""

from __future__ import annotations

import importlib
import os
import sys

MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
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
    "review_kit.documents.binder",
    "review_kit.documents.conversation",
    "review_kit.documents.org_summary",
    "review_kit.documents.rep_packet",
    "review_kit.documents.team_roi",
    "review_kit.warm_kernels.memory",
    "resource",
)
"""Neither pyplot nor the inline backend: they hook into the shell when they are imported, and a zygote
has none."""


def preload() -> list[str]:
    """Import :data:`MODULES`, and return those that cannot be imported here.

    A notebook imports those itself, and fails itself if it needs them.
    """
    # Matplotlib reads it at import, and a kernel sets it before a notebook imports Matplotlib
    backend = os.environ.get("MPLBACKEND")
    os.environ["MPLBACKEND"] = backend or "module://matplotlib_inline.backend_inline"
    lacks = []
    for name in MODULES:
        try:
            importlib.import_module(name)
        except Exception:
            lacks.append(name)
    _read_locale_data()
    return lacks


def _read_locale_data() -> None:
    """Fill babel's cache of the language that documents are in, as their first number would."""
    wording = sys.modules.get("review_kit.documents.wording")
    if wording is not None:
        sys.modules["babel.localedata"].load(str(wording.LOCALE))
