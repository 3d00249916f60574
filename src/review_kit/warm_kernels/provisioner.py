"""The kernel provisioner ``review-kit-warm``: kernels forked from a preloaded process.

Where that is not possible, kernels start as ever, and the log says why, once.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from review_kit.warm_kernels.protocol import ONE_CLIENT
from review_kit.warm_kernels.zygote_client import (
    NoWarmKernelError,
    WarmProcess,
    ZygoteProcess,
    abandon_zygote,
    zygote_for,
)

SWITCH = "REVIEW_KIT_WARM_KERNELS"
"""Environment variable; ``0`` starts every kernel as ever."""
_LAUNCHERS = {"ipykernel_launcher", "ipykernel", ONE_CLIENT}
"""Modules that start the ordinary IPython kernel, which is what a zygote forks."""
_UNDERSTOOD = {"env", "cwd", "stdout", "stderr", "extra_arguments", "kernel_id"}
_PRELOADED_WITHIN = 60.0
"""Seconds; two are usual."""
_FORKED_WITHIN = 20.0
"""Seconds; hundredths are usual."""
_log = logging.getLogger(__name__)
_said: set[str] = set()


class WarmProvisioner(LocalProvisioner):
    """Forks a kernel where the plain provisioner starts an interpreter; all else is the same."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel that ``cmd`` starts.

        Parameters
        ----------
        cmd
            Command line of an IPython kernel; others start as ever.
        **kwargs
            As for :class:`subprocess.Popen`.
        """
        try:
            process = await _fork_kernel(cmd, kwargs)
        except (NoWarmKernelError, OSError) as error:
            _warn_once(f"kernels start cold: {error}")
            process = None
        if process is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment]  # it has what is used of a Popen
        self.pid = process.pid
        # signals reach the group through the zygote, which knows whether the number is still its own
        self.pgid = None
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and what it has started."""
        await super().kill(restart=restart)
        # it takes a few milliseconds, and the kernel manager would look again after a hundred
        end = time.monotonic() + 0.1
        while await self.poll() is None and time.monotonic() < end:
            await asyncio.sleep(0.003)


async def preload_for(manager: AsyncKernelManager, folder: Path) -> None:
    """Let the process that kernels of this kind are forked from begin with its imports.

    The next kernel finds it ready, or waits for the rest. Where kernels start plain, nothing happens.

    Parameters
    ----------
    folder
        Working directory of the kernels.
    """
    if _are_plain():
        return
    command, options = await manager.pre_start_kernel(cwd=str(folder))
    with contextlib.suppress(NoWarmKernelError, OSError):  # the kernel itself will say why
        _preloaded(command, options)


def _are_plain() -> bool:
    """Whether kernels shall start as ever."""
    return os.environ.get(SWITCH) == "0"


def _preloaded(
    cmd: list[str], options: dict[str, Any]
) -> tuple[ZygoteProcess, dict[str, str], str]:
    """Find the process to fork from, and the environment and folder of the kernel."""
    if sys.platform != "linux":
        raise NoWarmKernelError(f"processes cannot be forked safely on {sys.platform}")
    if len(cmd) < 3 or cmd[1] != "-m" or cmd[2] not in _LAUNCHERS:
        raise NoWarmKernelError("the kernel is not the ordinary IPython kernel")
    if not set(options) <= _UNDERSTOOD:
        raise NoWarmKernelError(f"no warm kernel takes {sorted(set(options) - _UNDERSTOOD)}")
    environment = options.get("env") or dict(os.environ)
    folder = str(Path(options.get("cwd") or Path.cwd()).resolve())
    return zygote_for(cmd[0], environment, folder), environment, folder


async def _fork_kernel(cmd: list[str], options: dict[str, Any]) -> WarmProcess | None:
    """Return a forked kernel, or ``None`` where a plain one is wanted."""
    if _are_plain():
        return None
    descriptors = [_descriptor(options.get("stdout"), 1), _descriptor(options.get("stderr"), 2)]
    zygote, environment, folder = _preloaded(cmd, options)
    try:
        end = time.monotonic() + _PRELOADED_WITHIN
        while (greeting := zygote.greeting()) is None:
            if time.monotonic() > end:
                raise NoWarmKernelError("the preloaded process is not ready in time")
            await asyncio.sleep(0.01)
        if not greeting["ready"]:
            raise NoWarmKernelError(greeting["reason"])
    except NoWarmKernelError as error:
        abandon_zygote(zygote, str(error))
        raise
    if greeting["lacks"]:
        _warn_once(
            f"not preloaded, because they cannot be imported: {', '.join(greeting['lacks'])}"
        )
    number = zygote.request(cmd[2:], environment, folder, descriptors)
    end = time.monotonic() + _FORKED_WITHIN
    try:
        while (process := zygote.answer(number)) is None:
            if time.monotonic() > end:
                abandon_zygote(zygote, reason := "the preloaded process does not answer")
                raise NoWarmKernelError(reason)
            await asyncio.sleep(0.002)
    except asyncio.CancelledError:
        zygote.end()  # nobody would own the kernel that is on its way
        raise
    return process


def _descriptor(stream: Any, standard: int) -> int:
    if stream is None:
        return standard
    descriptor = stream if isinstance(stream, int) else stream.fileno()
    if descriptor < 0:  # subprocess.PIPE and its like
        raise NoWarmKernelError("a warm kernel cannot write into a separate pipe")
    return int(descriptor)


def _warn_once(what: str) -> None:
    if what not in _said:
        _said.add(what)
        _log.warning(what)
