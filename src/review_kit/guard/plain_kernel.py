"""The kernel that nbval starts too; warm ones import pandas first, and it then shows tables otherwise."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager


def plain_kernel_class(scratch: Path, environment: Mapping[str, str]) -> type[AsyncKernelManager]:
    """Make the kernel manager that nbclient shall use, with variables for the kernel's process."""

    class OfThisPython(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            env = {name: value.replace("$", "$$") for name, value in environment.items()}
            return KernelSpec(
                argv=argv, env=env, display_name="Python 3", language="python", name=kernel_name
            )

    class PlainKernelManager(AsyncKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(
                kernel_spec_manager=OfThisPython(),
                transport="ipc",
                connection_file=str(scratch / "kernel.json"),
                **settings,
            )

    return PlainKernelManager
