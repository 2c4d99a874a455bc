"""What `flashgen --help` costs, as a ratio to a Python that only imports click (aim: at most 2).

    python tests/benchmarks/bench_startup.py [RUNS]

CPU seconds of whole processes, the best of so many runs, taken in turns. Both ratios are printed: with Python's own
start in them, and without it.
"""

from __future__ import annotations

import resource
import subprocess
import sys

PROGRAMS = {
    "python": [sys.executable, "-c", ""],
    "click": [sys.executable, "-c", "import click"],
    "help": [sys.executable, "-m", "flashgen", "--help"],
    "build --help": [sys.executable, "-m", "flashgen", "build", "--help"],
}


def cost(command: list[str]) -> float:
    """CPU seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int) -> None:
    best = dict.fromkeys(PROGRAMS, float("inf"))
    for _ in range(runs):
        for name, command in PROGRAMS.items():
            best[name] = min(best[name], cost(command))
    for name in ("help", "build --help"):
        whole = best[name] / best["click"]
        own = (best[name] - best["python"]) / (best["click"] - best["python"])
        times = f"{best[name] * 1000:.0f} ms, import click {best['click'] * 1000:.0f} ms"
        print(f"flashgen {name}: {times}: x{whole:.2f}, without Python's start x{own:.2f} (aim: 2)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
