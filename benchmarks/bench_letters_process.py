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
WORDS = "推进“一站式”质量服务站建设，为小微企业提供计量、标准、检验检测等集成服务"


def make(folder: Path, units: int) -> None:
    """Write plan.json, in which each unit leads four items and supports four, and the template in docxtpl's words."""
    from letter_case import HEAD, docxtpl_template

    from qdoc.model import (
        Basis,
        Comparator,
        Deadline,
        DeadlineKind,
        IssuedPlan,
        Letterhead,
        Metric,
        Obligation,
        Origin,
        Plan,
        Role,
        Task,
    )
    from qdoc.model.plan import Assignment
    from qdoc.store import encode_plan

    def task(index: int) -> Task:
        name = f"2026/t{index + 1:03}"
        pairs = ((f"区第{index // 2}局", Role.LEAD), (f"区第{(index // 2 + 1) % units}局", Role.SUPPORT))
        obligations, metrics = [], []
        for place in range(2):
            at = index * 200 + place * 80
            text = f"{WORDS}，新建{index + place}个服务点。"
            obligations.append(Obligation(f"{name}/o{place + 1}", text, at, at + len(text), 2, verb="推进"))
            quote = f"新建{index + place}个服务点"
            facts = (Comparator.COUNT, index + place, "个", quote, at + 40, at + 40 + len(quote))
            metrics.append(Metric("服务点", None, *facts, obligation=f"{name}/o{place + 1}"))
        return Task(
            name,
            0,
            None,
            f"{index + 1}.",
            "健全质量工作协调机制",
            index * 200,
            index * 200 + 190,
            obligations=tuple(obligations),
            assignments=tuple(Assignment(unit, unit, None, role, Basis.STATED) for unit, role in pairs),
            metrics=tuple(metrics),
            deadlines=(Deadline(DeadlineKind.MONTH, "2026-09-30", "2026年9月底前", Basis.STATED),),
        )

    tasks = tuple(task(index) for index in range(units * 2))
    letterhead = Letterhead(HEAD.notice_title, document_number=HEAD.document_number)
    issued = (IssuedPlan(HEAD.plan_title, 2026, 0, units * 400),)
    origin = Origin("要点.txt", "0" * 64, "text/plain", "utf-8", units * 400)
    (folder / "plan.json").write_bytes(encode_plan(Plan(origin, letterhead, issued, (), tasks)))
    (folder / "docxtpl.docx").write_bytes(docxtpl_template())


def fill(side: str, folder: Path, out: Path) -> None:
    """What a child does: plan.json → ledger → letters → one file a unit."""
    import hashlib

    from qdoc.ledger import build_ledger
    from qdoc.letters import make_letters, prove
    from qdoc.render.letter_docx import ASSIGNMENT, LetterOptions, letter_docx
    from qdoc.render.letter_fields import assignment_context
    from qdoc.store import decode_plan, safe_names, write_files

    data = (folder / "plan.json").read_bytes()
    ledger = build_ledger(decode_plan(data), hashlib.sha256(data).hexdigest())
    letters = make_letters(ledger)
    assert prove(ledger, letters).holds
    options = LetterOptions(office="云溪区人民政府督查室", number="云督〔2026〕1号", date="2026-03-05")
    names = safe_names((letter.department for letter in letters), ".docx")
    if side == "qdoc":
        files = {}
        for name, letter in zip(names, letters, strict=True):
            files[name] = letter_docx(ASSIGNMENT, letter, options) or b""
        write_files(out, files)
        return
    from docxtpl import DocxTemplate

    out.mkdir()
    for name, letter in zip(names, letters, strict=True):
        document = DocxTemplate(folder / "docxtpl.docx")
        document.render(assignment_context(letter, options), autoescape=True)
        document.save(out / name)


def child(side: str, folder: Path, out: Path) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of one child process."""
    command = [sys.executable, str(Path(__file__).resolve()), side, str(folder), str(out)]
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the child {side} ended with {process.returncode}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / scale


def check(folder: Path, ours: Path, theirs: Path) -> int:
    """In a child of its own: every letter of both sides says every word; return by the exit code how many do not."""
    from letter_case import missing_words

    from qdoc.ledger import build_ledger
    from qdoc.letters import make_letters
    from qdoc.render.letter_docx import LetterOptions
    from qdoc.render.letter_fields import assignment_context
    from qdoc.store import decode_plan

    letters = make_letters(build_ledger(decode_plan((folder / "plan.json").read_bytes())))
    options = LetterOptions(office="云溪区人民政府督查室", number="云督〔2026〕1号", date="2026-03-05")
    bad = 0
    for letter in letters:
        context = assignment_context(letter, options)
        for out in (ours, theirs):
            bad += bool(missing_words((out / f"{letter.department}.docx").read_bytes(), context))
    return min(bad, 1)


def main() -> int:
    """Print one line a side and the ratio; 1 where a figure is missed."""
    if len(sys.argv) == 4 and sys.argv[1] in ("qdoc", "docxtpl"):
        fill(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
        return 0
    if len(sys.argv) == 4 and sys.argv[1] == "make":
        make(Path(sys.argv[2]), int(sys.argv[3]))
        return 0
    if len(sys.argv) == 5 and sys.argv[1] == "check":
        return check(*map(Path, sys.argv[2:]))
    if not hasattr(os, "wait4"):
        print("not measured: this system gives no account of child processes")
        return 0
    units = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    script = [sys.executable, str(Path(__file__).resolve())]
    used: dict[str, list[tuple[float, float, float]]] = {"qdoc": [], "docxtpl": []}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        subprocess.run([*script, "make", place, str(units)], check=True)
        for turn in range(rounds):
            for side, accounts in used.items():
                accounts.append(child(side, folder, folder / f"{side}{turn}"))
        outs = [str(folder / f"{side}0") for side in used]
        if subprocess.run([*script, "check", place, *outs], check=False).returncode:
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
