"""Owns the race of whole processes: 200 letters from plan.json to files on the disk, ours and by docxtpl.

Run: python benchmarks/bench_letters_process.py [units] [rounds]. Each round starts one child process a side, in turns;
both read the same plan.json, build the ledger and the letters and prove them with our code, and write one .docx a unit;
they differ in what fills the template, and in that ours forces each file to the disk before it takes its name.
CPU (user and system), wall time and peak resident memory are the kernel's account of the child; medians.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

UNITS, ROUNDS = 200, 5
WANTED, MOST_MEGABYTES = 12.0, 60.0
JOB = [sys.executable, str(Path(__file__).resolve().with_name("letter_job.py"))]


def child(side: str, folder: Path, out: Path) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of one child process."""
    command = [*JOB, side, str(folder), str(out)]
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the child {side} ended with {process.returncode}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / scale


def main() -> int:
    """Print one line a side and the ratio; 1 where a figure is missed."""
    if not hasattr(os, "wait4"):
        print("not measured: this system gives no account of child processes")
        return 0
    units = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    used: dict[str, list[tuple[float, float, float]]] = {"qdoc": [], "docxtpl": []}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        subprocess.run([*JOB, "make", place, str(units)], check=True)
        for turn in range(rounds):
            for side, accounts in used.items():
                accounts.append(child(side, folder, folder / f"{side}{turn}"))
        outs = [str(folder / f"{side}0") for side in used]
        if subprocess.run([*JOB, "check", place, *outs], check=False).returncode:
            raise SystemExit("a letter lost words, the times mean nothing")
    print(
        f"{units} letters of 4 lead and 4 supporting items, from plan.json to files, whole process, medians of {rounds}"
    )
    medians = {side: [statistics.median(each) for each in zip(*list_, strict=True)] for side, list_ in used.items()}
    for side, (cpu, wall, megabytes) in medians.items():
        print(f"{side:8} CPU {cpu:6.2f} s   wall {wall:6.2f} s   peak {megabytes:5.1f} MB")
    (cpu, wall, megabytes), (their_cpu, their_wall, _) = medians["qdoc"], medians["docxtpl"]
    print(f"docxtpl takes {their_cpu / cpu:.1f}× our CPU and {their_wall / wall:.1f}× our wall time (≥ {WANTED:.0f}×)")
    print(f"our peak {megabytes:.1f} MB (≤ {MOST_MEGABYTES:.0f} MB)")
    return 0 if their_cpu / cpu >= WANTED and megabytes <= MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
