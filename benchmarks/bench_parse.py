"""Owns the measurement of the parser beside ``jieba.lcut`` on the same text, in one run.

    python benchmarks/bench_parse.py [FOLDER]      # FOLDER of notices (.txt); default ../shared/notices/texts

Prints characters a second for both and their ratio: on the seed, and on all notices together. Reading the files and
loading jieba's dictionary are left out of both.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from qdoc.model import SourceText
from qdoc.parse import parse
from qdoc.read import read_path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT.parent / "shared" / "notices" / "texts"
SEED = ROOT.parent / "shared" / "seeds" / "hongkou-quality-2017.txt"
TARGET = 4.0


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Return the shortest of ``rounds`` runs in CPU seconds (other work on the machine is not counted)."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def compare(name: str, sources: list[SourceText], rounds: int) -> float:
    """Print both rates over the texts and return how many times faster the parser is."""
    import jieba

    size = sum(len(s.text) for s in sources)
    cut = best_of(max(1, rounds // 3), lambda: [jieba.lcut(s.text) for s in sources])
    parsed = best_of(rounds, lambda: [parse(s) for s in sources])
    ratio = cut / parsed
    print(
        f"{name:<8} {size:>9,} chars   jieba.lcut {size / cut / 1e6:5.2f} Mchar/s   "
        f"parse {size / parsed / 1e6:5.2f} Mchar/s   ratio {ratio:4.1f} (target {TARGET:g})"
    )
    return ratio


def main() -> int:
    """Return 0 when every ratio reaches the target."""
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else NOTICES
    files = sorted(folder.glob("*.txt"))
    if not files:
        print(f"no .txt in {folder}", file=sys.stderr)
        return 2
    sources = [read_path(f) for f in files]
    ratios = [compare("seed", [read_path(SEED)], 30)] if SEED.exists() else []
    ratios.append(compare("all", sources, 3))
    return 0 if min(ratios) >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
