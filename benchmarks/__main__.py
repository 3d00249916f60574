"""Every benchmark, one after the other, and its figures into README.md.

    python -m benchmarks small
    python -m benchmarks full

One that fails is named at the end; the others are made.
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks import report

FULL: list[tuple[str, list[str]]] = [
    ("packets", ["--packets", "40", "--rounds", "3"]),
    ("profile_packet", ["--packets", "12"]),
    ("worker_memory", ["--packets", "60"]),
    ("quarto", ["--packets", "10"]),
    ("validation", ["--millions", "0.1", "1", "5"]),
    ("validation", ["--millions", "50", "--alone"]),
    ("many_files", []),
    ("effect_size", ["--reps", "200", "2000", "--rounds", "3"]),
    ("scale", ["--reps", "100", "300", "1000"]),
    ("words", []),
]
SMALL: list[tuple[str, list[str]]] = [
    ("packets", ["--packets", "4", "--rounds", "1"]),
    ("profile_packet", ["--packets", "3"]),
    ("worker_memory", ["--packets", "6"]),
    ("quarto", ["--packets", "2"]),
    ("validation", ["--millions", "0.1"]),
    ("many_files", ["--files", "30", "--rounds", "1"]),
    ("effect_size", ["--reps", "50", "--rounds", "1"]),
    ("scale", ["--reps", "8"]),
    ("words", ["--messages", "40"]),
]


def main(sizes: str) -> int:
    """Run all of them; return how many failed."""
    failed = []
    for name, arguments in {"small": SMALL, "full": FULL}[sizes]:
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], check=False)
        if done.returncode != 0:
            failed.append(name)
    report.main()
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "full"))
