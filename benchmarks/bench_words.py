"""Owns measuring what the first words of a process cost: jieba with its whole table beside reading of it what is asked.

    python benchmarks/bench_words.py [FOLDER]     # texts to cut; default ../shared/notices/texts, else examples/

Fresh processes in turn (Linux), medians of CPU seconds beyond a bare Python and of peak memory; jieba's cache is warm.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
TAG = {
    "jieba": "import jieba, jieba.posseg as p; jieba.setLogLevel(60); p.lcut('常态化开展检查')",
    "qdoc": "from qdoc.extract.words import head_verb; head_verb('常态化开展检查')",
}
CUT = {
    "jieba": "import jieba; jieba.setLogLevel(60); jieba.lcut(text)",
    "qdoc": "from qdoc.extract.segmenter import _jieba; _jieba().lcut(text)",
    "rjieba": "import rjieba; rjieba.cut(text)",
}
TAIL = "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"


def cost(code: str, *given: str) -> tuple[float, int]:
    """CPU seconds and peak memory (MB) of a fresh process that runs ``code``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    head = "import sys; text = open(sys.argv[1], encoding='utf-8').read()[:int(sys.argv[2])]\n" if given else ""
    command = [sys.executable, "-W", "ignore", "-c", head + code + TAIL, *given]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise ModuleNotFoundError(done.stderr.decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(done.stdout.split()[-1])


def compare(name: str, codes: dict[str, str], *given: str) -> None:
    costs: dict[str, list[tuple[float, int]]] = {"": [], **{label: [] for label in codes}}
    for _ in range(ROUNDS):
        for label in list(costs):
            try:
                costs[label].append(cost(codes.get(label, "pass"), *given))
            except ModuleNotFoundError:
                print(f"{name}: {label} is not installed")
                del costs[label]
    bare = statistics.median(seconds for seconds, _ in costs.pop(""))
    for label, rows in costs.items():
        seconds, memory = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{name:24s} {label:8s} {seconds - bare:6.2f} s {memory:5.0f} MB")


def main() -> None:
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "notices" / "texts"
    folder = given if given.is_dir() else ROOT / "examples"
    joined = "".join(path.read_text("utf-8-sig") for path in sorted(folder.glob("*.txt")))
    compare("the tag of one word", TAG)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(joined)
        file.flush()
        for size in (5_000, 50_000, 300_000):
            if size <= len(joined):
                compare(f"cutting {size:,} characters", CUT, file.name, str(size))


if __name__ == "__main__":
    main()
