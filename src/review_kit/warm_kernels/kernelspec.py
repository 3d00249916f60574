"""The kernel ``review-kit-warm``, for every program that starts kernels by name."""

from __future__ import annotations

import json
import sys
import tempfile
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel

from review_kit.warm_kernels.memory import LOAD_EXTENSION

NAME = "review-kit-warm"
"""Of the kernel, and of the provisioner that starts it."""
_GROUP = "jupyter_client.kernel_provisioners"


def specification(python: str = sys.executable) -> dict[str, Any]:
    """Return what stands in ``kernel.json``.

    Parameters
    ----------
    python
        The interpreter that runs the notebooks.
    """
    return {
        "argv": [python, "-m", "ipykernel_launcher", "-f", "{connection_file}", LOAD_EXTENSION],
        "display_name": "Python 3 (review-kit, warm)",
        "language": "python",
        "metadata": {"kernel_provisioner": {"provisioner_name": NAME}},
    }


def install(prefix: str | None = None) -> Path:
    """Write the kernel's specification where Jupyter looks for it, and return its folder.

    Parameters
    ----------
    prefix
        It goes into ``share/jupyter/kernels`` in this folder; this Python's environment where it is
        not given.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    with tempfile.TemporaryDirectory() as name:
        text = json.dumps(specification(), indent=1) + "\n"
        (Path(name) / "kernel.json").write_text(text, encoding="utf-8")
        Path(name).chmod(0o755)  # the folder is copied with its rights; others may use it as well
        written = KernelSpecManager().install_kernel_spec(
            name, kernel_name=NAME, prefix=prefix or sys.prefix
        )
    return Path(written)


def installed() -> KernelSpec | None:
    """Return the specification that Jupyter finds under the name, or ``None``."""
    try:
        return KernelSpecManager().get_kernel_spec(NAME)
    except NoSuchKernel:
        return None


def is_announced() -> bool:
    """Whether Jupyter can find the provisioner: installing the package announces it."""
    return any(entry.name == NAME for entry in entry_points(group=_GROUP))
