"""Owns measuring how long ``qdoc compare`` takes for two plans of 300 tasks: the whole process, and its own part.

    python benchmarks/bench_compare.py [TASKS]

The plans are made: invented tasks, and notices of ../shared where they are. CPU seconds, the best of five; the first
line is the whole process, ``plan.json`` leaves out reading the notices, the last line is the comparison alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.compare import made_words as words  # noqa: E402
from tests.compare.made_pairs import make_pair  # noqa: E402
from tests.compare.made_sources import Source  # noqa: E402

ROUNDS = 5


def invented(count: int) -> list[Source]:
    """Tasks of three sentences about a subject of their own."""
    subjects = [place + thing for place in words.PLACES for thing in words.THINGS]
    found = []
    for at in range(count):
        subject = subjects[at % len(subjects)] + "" if at < len(subjects) else f"{subjects[at % len(subjects)]}二期"
        said = (
            words.STRENGTHS[at % len(words.STRENGTHS)][at % 2].format(subject),
            words.TARGETS[at % len(words.TARGETS)][0].format(subject, 20 + at % 50),
            f"每月走访{subject}从业人员，梳理办理中的堵点，{words.LIMITS[at % 3].format(subject, 3 + at % 8)}",
        )
        found.append(Source(f"做好{subject}工作", said))
    return found


def real(count: int) -> list[Source]:
    """Tasks of the notices of ../shared, or nothing where they are not enough."""
    from measure_compare import documents

    from tests.compare.made_sources import pooled

    texts = ROOT.parent / "shared" / "notices" / "texts"
    found = (
        pooled([tasks for held in (False, True) for _, tasks in documents(texts, held)], count)
        if texts.is_dir()
        else []
    )
    return found if len(found) == count else []


def best(command: list[str]) -> float:
    """CPU seconds of the fastest of ``ROUNDS`` whole processes."""
    times = []
    for _ in range(ROUNDS):
        before = os.times()
        done = subprocess.run([sys.executable, "-m", "qdoc", *command], cwd=ROOT, capture_output=True)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())
    return min(times)


def alone(files: list[Path]) -> float:
    """CPU seconds of ``compare_plans`` on plans that are read, once warm."""
    from qdoc.compare import Reading, compare_plans
    from qdoc.extract.words import words as cut
    from qdoc.store import decode_plan

    sides = [Reading(decode_plan(file.read_bytes(), file.name)) for file in files]
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        compare_plans(sides[0], sides[1], words=cut)
        times.append(time.process_time() - begin)
    return min(times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    for name, sources in (("invented", invented(round(count * 1.2))), ("notices", real(round(count * 1.2)))):
        if not sources:
            print(f"{name}: ../shared has not enough notices here")
            continue
        pair = make_pair(name, sources, 1, themes=8)
        with tempfile.TemporaryDirectory() as folder:
            notices, plans = [], []
            for side, text in enumerate(pair.texts):
                notices.append(Path(folder) / f"{side}.txt")
                notices[-1].write_text(text, "utf-8")
                made = subprocess.run(
                    [sys.executable, "-m", "qdoc", "parse", str(notices[-1]), "--json", "--no-suggest"],
                    cwd=ROOT,
                    capture_output=True,
                )
                plans.append(Path(folder) / f"{side}.json")
                plans[-1].write_bytes(made.stdout)
            print(
                f"{name}: {len(pair.spans[0])} and {len(pair.spans[1])} tasks, {sum(map(len, pair.texts))} characters"
            )
            print(f"  two notices, whole process   {best(['compare', *map(str, notices), '--json']):.2f} s")
            print(f"  two plan.json, whole process {best(['compare', *map(str, plans), '--json']):.2f} s")
            print(f"  the comparison alone, warm   {alone(plans):.2f} s")


if __name__ == "__main__":
    main()
