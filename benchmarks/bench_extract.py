"""Owns measuring parse and extraction beside ``jieba.lcut`` on the same text in the same run.

    python benchmarks/bench_extract.py [FOLDER]     # default ../shared/notices/texts, else examples/

Rates are code points per CPU second, the best of five rounds in turn, once warm; only the ratios travel between
machines. Parts that a checkout does not have yet are left out with a word.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def race(works: list[Callable[[], object]], rounds: int = 5) -> list[float]:
    """CPU seconds of each work's fastest round; the works take turns, so that a busy machine slows all alike."""
    for work in works:
        work()
    times = [[0.0] * rounds for _ in works]
    for turn in range(rounds):
        for row, work in zip(times, works, strict=True):
            begin = time.process_time()
            work()
            row[turn] = time.process_time() - begin
    return [min(row) for row in times]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "notices" / "texts"
    files = sorted((folder if folder.is_dir() else ROOT / "examples").rglob("*.txt"))
    if not files:
        raise SystemExit(f"no .txt under {folder}")
    import jieba

    from qdoc.extract.metrics import find_metrics, read_metrics
    from qdoc.extract.obligations import segment_task
    from qdoc.parse import parse
    from qdoc.read import read_path

    jieba.setLogLevel(60)
    jieba.initialize()
    sources = [read_path(path) for path in files]
    notices = [parse(source) for source in sources]
    length = sum(len(source.text) for source in sources)

    def tags() -> None:
        for notice in notices:
            for task in notice.tasks:
                text = notice.source.text
                metrics = read_metrics(text, task, ())
                _, obligations = segment_task(text, task, (), (), metrics)
                find_metrics(text, task, obligations, (), None, metrics)

    rows: list[tuple[str, Callable[[], object]]] = [
        ("jieba.lcut", lambda: [jieba.lcut(source.text) for source in sources]),
        ("parse", lambda: [parse(source) for source in sources]),
        ("segments + obligations + metrics", tags),
    ]
    try:
        from qdoc.extract import extract
        from qdoc.lexicon import load_lexicon
    except ImportError as missing:
        print(f"left out: parse + extract ({missing})")
    else:
        lexicon = load_lexicon()
        rows.append(
            ("parse + extract, no suggestions", lambda: [extract(parse(s), lexicon, suggest=False) for s in sources])
        )
        rows.append(("parse + extract", lambda: [extract(parse(s), lexicon) for s in sources]))
    print(f"{len(files)} files, {length:,} code points, {sum(len(n.tasks) for n in notices):,} tasks")
    seconds_of = race([work for _, work in rows])
    base = seconds_of[0]
    for (name, _), seconds in zip(rows, seconds_of, strict=True):
        rate, each = length / seconds / 1e6, seconds / length * 1e6
        print(f"{name:36s} {rate:6.2f} Mchar/s  {each:5.2f} µs/char  {base / seconds:5.2f} × jieba.lcut")


if __name__ == "__main__":
    main()
