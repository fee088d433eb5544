"""Owns the start-up figure: `qdoc --help` beside an empty click program, interleaved in one run (at most 1.5×)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 25
LIMIT = 1.5
EMPTY = """import click
@click.command()
def main(): pass
main()
"""


def milliseconds(command: list[str]) -> float:
    """Return how long ``command`` takes from start to end."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Print the medians and the ratio; fail when the ratio is above the limit."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        entry = Path(folder) / "entry.py"
        entry.write_text("from qdoc.cli import main\nmain()\n", encoding="utf-8")
        commands = {
            "bare python": [sys.executable, "-c", "pass"],
            "empty click --help": [sys.executable, str(script), "--help"],
            "qdoc --help": [sys.executable, str(entry), "--help"],
            "qdoc": [sys.executable, str(entry)],
            "qdoc run --help": [sys.executable, str(entry), "run", "--help"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():
            milliseconds(command)  # warm: byte code and the disk's cache
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(milliseconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    floor = medians["empty click --help"]
    for name, median in medians.items():
        print(f"{name:20} {median:7.1f} ms  {median / floor:5.2f}×")
    return 0 if medians["qdoc --help"] <= LIMIT * floor else 1


if __name__ == "__main__":
    sys.exit(main())
