"""Messages between a zygote and the process that it serves: JSON, one message to a packet.

A request is ``{"launch": number, "arguments": […], "environment": {…}, "folder": path}`` with the
descriptors for standard output and error, or ``{"signal": number, "pid": pid}``. A zygote says
``{"ready": true, "lacks": [module, …]}`` or ``{"ready": false, "reason": text}`` once, then
``{"launched": number, "pid": pid}`` or ``{"refused": number, "reason": text}`` to each request, and
``{"ended": pid, "code": code}`` when a kernel has ended, with the codes of :mod:`subprocess`.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping, Sequence
from typing import Any

ONE_CLIENT = "review_kit.execution.kernel_process"
"""Module that runs a kernel of :mod:`.one_client`; any other one runs IPython's own."""
_LARGEST = 1 << 20
"""Bytes; the system takes packets of about 200 kB."""
_DESCRIPTORS = 2


def connected_pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a connection that keeps packets apart."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(
    connection: socket.socket, message: Mapping[str, Any], descriptors: Sequence[int] = ()
) -> None:
    """Send one message.

    Raises
    ------
    OSError
        The other side is gone, the message is too large, or a descriptor is closed.
    """
    packet = json.dumps(message).encode("ascii")
    if descriptors:
        socket.send_fds(connection, [packet], list(descriptors))
    else:
        connection.send(packet)


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Return the next message and the descriptors that came with it; ``None`` at the end.

    Raises
    ------
    BlockingIOError
        The connection does not wait, and nothing is there.
    """
    try:
        packet, descriptors, _, _ = socket.recv_fds(connection, _LARGEST, _DESCRIPTORS)
    except ConnectionResetError:
        return None
    if not packet:
        return None
    message: dict[str, Any] = json.loads(packet)
    return message, descriptors
