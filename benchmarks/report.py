"""Write what the benchmarks have found into README.md.

python -m benchmarks.report
"""

from __future__ import annotations

import json

from benchmarks.measuring import RESULTS, ROOT

README = ROOT / "benchmarks" / "README.md"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def table() -> str:
    """Give a section for each benchmark, in the order of their names."""
    parts = []
    for path in sorted(RESULTS.glob("*.json")):
        result = json.loads(path.read_text(encoding="utf-8"))
        sizes = ", ".join(f"{name} {value}" for name, value in result["sizes"].items())
        rows = "\n".join(f"| {what} | {figure} |" for what, figure in result["rows"])
        parts.append(
            f"### {result['title']}\n\n{result['date']} · {result['machine']} · {sizes}\n\n"
            f"| | |\n|---|---|\n{rows}\n"
        )
    return "\n".join(parts)


def main() -> None:
    """Replace what stands between the marks."""
    text = README.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    README.write_text(f"{head}{BEGIN}\n\n{table()}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
