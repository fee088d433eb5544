"""Owns what one child process of bench_letters_process does; it loads only what its job needs.

python letter_job.py make FOLDER UNITS          writes plan.json and docxtpl's template into FOLDER
python letter_job.py qdoc|docxtpl FOLDER OUT    makes the letters of FOLDER/plan.json, one file a unit in OUT
python letter_job.py check FOLDER OUT OUT       ends with 1 where a letter of either OUT lost words
"""

from __future__ import annotations

import sys
from pathlib import Path

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
    """Do the job that the command line names."""
    job, folder = sys.argv[1], Path(sys.argv[2])
    if job == "make":
        make(folder, int(sys.argv[3]))
    elif job == "check":
        return check(folder, Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        fill(job, folder, Path(sys.argv[3]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
