"""What runs inside a kernel's process: an IPython kernel, tied to the worker's life.

The kernel lives in a session of its own, out of reach of a signal that ends the batch. ipykernel
looks once a second whether its parent is still there; a cell that is deep in native code keeps it
from looking. On Linux the system itself ends the kernel with its parent.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """Ask the system to kill this process when the thread that started it ends (Linux only)."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = os.environ.get("JPY_PARENT_PID")
    if parent is not None and os.getppid() != int(parent):
        os._exit(1)  # it died before the request was made


if __name__ == "__main__":
    end_with_parent()
    # as ipykernel's launcher does: a file beside the notebooks must not pass for a library
    if sys.path and sys.path[0] in {"", str(Path.cwd())}:
        del sys.path[0]
    try:
        from review_kit.warm_kernels.one_client import run_for_one_client
    except (ImportError, AttributeError):
        # an ipykernel with other insides: its own kernel says the same, and takes longer
        runpy.run_module("ipykernel_launcher", run_name="__main__", alter_sys=True)
    else:
        run_for_one_client(sys.argv[1:], parent=os.getppid())
