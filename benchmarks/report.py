"""The table of README.md: every figure, and its ratio to the naive way, to the floor and to the last release.

    python -m benchmarks.report
    python -m benchmarks.report --release 0.2.0     keeps the figures as those of a release

Seconds of one machine say nothing beside those of another. So the ratio to the last release compares how
often a figure goes into the yardstick, the naive pipeline's packet, measured on the same machine on the same
day in both; where it was not, there is no ratio. Bytes are compared as they are.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks.measuring import FIGURES, ROOT, read_figures

README = ROOT / "benchmarks" / "README.md"
RELEASED = Path(__file__).parent / "released.json"
"""Version, day and figures of the last release."""
BEGIN, END = "<!-- results -->", "<!-- end of results -->"
YARDSTICK = "packets.cpu_naive"
BY_YARDSTICK = {
    "CPU s": YARDSTICK,
    "CPU ms": YARDSTICK,
    "a minute": "packets.minute_naive",
}
"""Unit → the figure of the naive pipeline that says how fast the machine was."""
AS_IT_IS = {"MB", "kB", "MB on disk"}
HEAD = "| what | figure | ÷ naive | ÷ floor | ÷ last release | measured |\n|---|---:|---:|---:|---:|---|"


def ratio_to_release(
    key: str, now: dict[str, Any], figures: dict[str, Any], released: dict[str, Any]
) -> float | None:
    """Hold a figure against that of the last release; ``None`` where that would say nothing."""
    then = released.get(key)
    if then is None:
        return None
    if now["unit"] in AS_IT_IS:
        return float(now["value"] / then["value"])
    yardstick = BY_YARDSTICK.get(now["unit"])
    if yardstick is None:
        return None
    here, there = figures.get(yardstick), released.get(yardstick)
    if here is None or there is None or not (_beside(now, here) and _beside(then, there)):
        return None
    return float((now["value"] / here["value"]) / (then["value"] / there["value"]))


def _beside(figure: dict[str, Any], yardstick: dict[str, Any]) -> bool:
    """Whether two figures were measured on one machine on one day."""
    return all(figure[what] == yardstick[what] for what in ("machine", "date"))


def table(figures: dict[str, Any], released: dict[str, Any]) -> str:
    """Give the table, benchmark by benchmark, and the machines that it refers to."""
    machines = list(dict.fromkeys(figure["machine"] for figure in figures.values()))
    lines = [HEAD]
    title = ""
    by_benchmark = list(dict.fromkeys(key.partition(".")[0] for key in figures))
    ordered = sorted(figures, key=lambda key: by_benchmark.index(key.partition(".")[0]))
    for key in ordered:
        figure = figures[key]
        if figure["title"] != title:
            title = figure["title"]
            lines.append(f"| **{title}** | | | | | {figure['sizes']} |")
        ratios = (
            figure["naive"] and figure["value"] / figure["naive"],
            figure["floor"] and figure["value"] / figure["floor"],
            ratio_to_release(key, figure, figures, released.get("figures", {})),
        )
        letter = chr(ord("A") + machines.index(figure["machine"]))
        shown = " | ".join("" if one is None else f"{one:.2f}" for one in ratios)
        lines.append(
            f"| {figure['what']} | {rounded(figure['value'])} {figure['unit']} | {shown} "
            f"| {figure['date']}, {letter}{age(figure, released)} |"
        )
    named = [f"{chr(ord('A') + at)}: {machine}" for at, machine in enumerate(machines)]
    since = (
        f"The last release is {released['version']}." if released else "There is no release yet."
    )
    return "\n".join([*lines, "", f"{since} Machines: {'; '.join(named)}."])


def rounded(value: float) -> str:
    """Write three digits of a number, and all before its point; a count is whole."""
    digits = 0 if abs(value) >= 100 or isinstance(value, int) else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}"


def age(figure: dict[str, Any], released: dict[str, Any]) -> str:
    """Mark a figure that was not measured since the last release."""
    if not released or date.fromisoformat(figure["date"]) >= date.fromisoformat(released["date"]):
        return ""
    return f" (before {released['version']})"


def release(version: str) -> None:
    """Keep the figures as those of a release."""
    kept = {
        "version": version,
        "date": datetime.now(UTC).date().isoformat(),
        "figures": read_figures(FIGURES),
    }
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    RELEASED.write_text(text, encoding="utf-8")


def write() -> None:
    """Replace what stands between the marks of README.md."""
    text = README.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    found = table(read_figures(FIGURES), read_figures(RELEASED))
    README.write_text(f"{head}{BEGIN}\n\n{found}\n\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Write the table, after keeping a release's figures if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--release", metavar="VERSION")
    asked = parser.parse_args()
    if asked.release:
        release(asked.release)
    write()


if __name__ == "__main__":
    main()
