"""Owns the figure of the main job: `qdoc run` on a notice, cold, beside a segmenter's own load (at most 1 s on top).

    python benchmarks/bench_run.py [NOTICE]     # default: the seed beside the checkout, else an example

Whole processes, in turn, medians; the cache of jieba's dictionary is warm, as on any day but the first.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
LIMIT = 1.0
ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seeds" / "hongkou-quality-2017.txt"
EXAMPLE = ROOT / "examples" / "云溪区质量强区2026年工作要点.txt"


def seconds(command: list[str]) -> float:
    """Return how long ``command`` takes from start to end; exit codes 0 and 1 are both results."""
    begun = time.perf_counter()
    code = subprocess.run(
        command, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONUTF8": "1"}, check=False
    ).returncode
    if code not in (0, 1):
        raise SystemExit(f"{command} ended with {code}")
    return time.perf_counter() - begun


def main() -> int:
    """Print the medians; fail when the run takes more than the limit beside the segmenter's load."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else SEED
    notice = given if given.exists() else EXAMPLE
    load = [sys.executable, "-c", "import jieba; jieba.setLogLevel(60); jieba.lcut('加强质量监管')"]
    times: dict[str, list[float]] = {"bare python": [], "jieba load": [], "qdoc run": []}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(ROUNDS + 1):
            out = str(Path(folder) / str(turn))
            commands = {
                "bare python": [sys.executable, "-c", "pass"],
                "jieba load": load,
                "qdoc run": [sys.executable, "-m", "qdoc", "run", str(notice), "-o", out],
            }
            for name, command in commands.items():
                taken = seconds(command)
                if turn:  # the first round warms byte code and the disk's cache
                    times[name].append(taken)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:12} {median:6.2f} s")
    beside = medians["qdoc run"] - medians["jieba load"] + medians["bare python"]
    print(f"{notice.name}: qdoc run beside the segmenter's load {beside:.2f} s (at most {LIMIT:.1f})")
    return 0 if beside <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
