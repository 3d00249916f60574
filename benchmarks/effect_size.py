"""Time and memory of the estimate of coaching's effect, by number of reps.

python -m benchmarks.effect_size --reps 200 1000
"""

from __future__ import annotations

import argparse
import json
import resource
import time

from benchmarks.measuring import Figure, keep, median, run


def work(reps: int) -> None:
    """Estimate for one invented company, and print what the estimate alone took."""
    from benchmarks.effect.simulator import Company, simulate

    from review_kit.metrics.effect.estimate import coaching_effects
    from review_kit.metrics.effect.panel import panel_of

    record = simulate(Company(reps=reps, teams=max(2, reps // 8), effect=6.0), seed=1)
    before, clock = _cpu(), time.perf_counter()
    panel = panel_of(record.scores, record.first_sessions, record.reps, record.as_of)
    coaching_effects(panel)
    spent = {"cpu": _cpu() - before, "wall": time.perf_counter() - clock}
    print(json.dumps({**spent, "rows": len(record.scores)}))


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure each number of reps in a process of its own and keep the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reps", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(asked.work)
        return
    figures = []
    for reps in asked.reps:
        found = [run("benchmarks.effect_size", "--work", reps) for _ in range(asked.rounds)]
        what = f"{reps:,} reps, {found[0].said['rows']:,} scores"
        cpu = median(one.said["cpu"] for one in found)
        memory = max(one.peak_mb for one in found)
        figures += [
            Figure(f"cpu_{reps}", what, cpu, "CPU s"),
            Figure(f"memory_{reps}", f"{what}, memory", memory, "MB"),
        ]
    keep(
        "effect_size",
        "Estimate of coaching's effect",
        figures,
        reps=asked.reps,
        rounds=asked.rounds,
    )


if __name__ == "__main__":
    main()
