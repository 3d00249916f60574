"""Project Fluent against gettext: loading a catalogue of N messages, and saying them.

python -m benchmarks.words --messages 400
"""

from __future__ import annotations

import argparse
import gettext
import io
import time
from collections.abc import Callable

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from benchmarks.measuring import Figure, keep, median

TEMPLATES = (
    "{{ $skill }} improved by {{ $points }} from {{ $first }} to {{ $last }}.",
    "Next: {{ $skill }}, at {{ $score }}",
    "{{ $n ->\n    [one] {{ $n }} session\n   *[other] {{ $n }} sessions\n}}",
    "Compare with the dashed line: what we would expect without coaching",
)
VALUES = {
    "skill": "Discovery",
    "points": "+9",
    "first": "1 July",
    "last": "5 August",
    "score": "60",
}


def fluent_texts(messages: int) -> str:
    """Write a catalogue in Fluent's syntax."""
    lines = [
        f"m-{i} = {TEMPLATES[i % 4].replace('{{', '{').replace('}}', '}')}" for i in range(messages)
    ]
    return "\n".join(lines) + "\n"


def gettext_file(messages: int) -> bytes:
    """Compile the same catalogue for gettext."""
    catalog = Catalog(locale="en_GB")
    for i in range(messages):
        text = TEMPLATES[i % 4].replace("{{ $", "{").replace(" }}", "}")
        if i % 4 == 2:
            catalog.add((f"m-{i}", f"m-{i}s"), ("{n} session", "{n} sessions"))
        else:
            catalog.add(f"m-{i}", text)
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """Median time of a piece of work."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begin))
    return median(times)


def main() -> None:
    """Measure both and keep the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    from fluent.syntax import FluentParser

    from review_kit.words.entries import cut
    from review_kit.words.fluent_bundle import Count, LazyBundle

    text, compiled = fluent_texts(asked.messages), gettext_file(asked.messages)

    def cut_only() -> dict[str, object]:
        return {entry.name: entry for entry in cut(text, "benchmark")}

    def all_parsed() -> LazyBundle:
        bundle = LazyBundle("en-GB", {entry.name: entry for entry in cut(text, "benchmark")})
        for i in range(asked.messages):
            bundle.get_message(f"m-{i}")
        return bundle

    bundle = all_parsed()
    translations = gettext.GNUTranslations(io.BytesIO(compiled))
    given = {**VALUES, "n": Count(3)}

    def say_fluent() -> None:
        for i in range(asked.messages):
            pattern = bundle.get_message(f"m-{i}").value
            assert pattern is not None
            bundle.format(pattern, given)

    def say_gettext() -> None:
        for i in range(asked.messages):
            if i % 4 == 2:
                translations.ngettext(f"m-{i}", f"m-{i}s", 3).format(n=3)
            else:
                translations.gettext(f"m-{i}").format(**VALUES)

    ways = {
        "Fluent, the library's parser on the whole file": lambda: FluentParser().parse(text),
        "Fluent, cut into messages that are parsed when they are said": cut_only,
        "the same, and every message parsed (before kernels are forked)": all_parsed,
        "gettext, a compiled file read": lambda: gettext.GNUTranslations(io.BytesIO(compiled)),
        "every message said once by Fluent": say_fluent,
        "every message said once by gettext": say_gettext,
    }
    figures = [
        Figure(f"way_{at}", what, milliseconds(work, asked.rounds), "ms")
        for at, (what, work) in enumerate(ways.items())
    ]
    keep("words", "Message catalogues", figures, messages=asked.messages)


if __name__ == "__main__":
    main()
