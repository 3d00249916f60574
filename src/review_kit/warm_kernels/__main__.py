"""``python -m review_kit.warm_kernels install`` makes the kernel ``review-kit-warm`` known to Jupyter."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from review_kit.warm_kernels.kernelspec import NAME, install, is_announced


def main(arguments: Sequence[str] | None = None) -> int:
    """Install the kernel's specification and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m review_kit.warm_kernels", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("install", help=f"register the kernel {NAME} with Jupyter")
    command.add_argument(
        "--prefix", help="environment to install into; default: that of this Python"
    )
    asked = parser.parse_args(arguments)
    try:
        written = install(asked.prefix)
    except OSError as error:
        print(f"The kernel {NAME} cannot be installed: {error}", file=sys.stderr)
        return 1
    print(f"Kernel {NAME}: {written}")
    if not is_announced():
        print(
            "Jupyter cannot start it yet, because this installation of review-kit is older than "
            "its warm kernels. Reinstall the package.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
