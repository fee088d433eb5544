"""Owns the measurement of ``qdoc check`` as a clerk starts it: one process over 100 notices, seconds and the target.

    python benchmarks/bench_check.py [FOLDER]      # FOLDER of notices (.txt); default ../shared/notices/texts

Without such a folder the example notices stand in, repeated. CPU seconds of the whole process are told beside the
clock: other work on the machine does not count in them.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT.parent / "shared" / "notices" / "texts"
COUNT, TARGET, ROUNDS = 100, 5.0, 3


def copies(folder: Path) -> list[Path]:
    """The example notices, repeated under names of their own."""
    texts = [one.read_bytes() for one in sorted((ROOT / "examples").glob("*工作要点.txt"))]
    made = [folder / f"通知{number + 1:03}.txt" for number in range(COUNT)]
    for number, path in enumerate(made):
        path.write_bytes(texts[number % len(texts)])
    return made


def measure(files: list[Path]) -> tuple[float, float]:
    """Return the seconds on the clock and of the processor for one run."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "qdoc", "check", *map(str, files)]
    code = subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if code not in (0, 1):
        raise SystemExit(code)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Return 0 where the best run is within the target."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else NOTICES
    with tempfile.TemporaryDirectory() as made:
        files = sorted(folder.glob("*.txt"))[:COUNT] or copies(Path(made))
        size = sum(one.stat().st_size for one in files)
        runs = [measure(files) for _ in range(ROUNDS)]
    clock, cpu = min(one[0] for one in runs), min(one[1] for one in runs)
    print(
        f"qdoc check  {len(files)} notices, {size / 1e6:.1f} MB   {clock:.2f} s, CPU {cpu:.2f} s (target {TARGET:g} s)"
    )
    return 0 if clock <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
