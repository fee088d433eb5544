"""Owns the figure of collecting: ``qdoc collect`` of 100 returned forms into a ledger of 5,000 rows, start to end.

    python benchmarks/bench_collect.py [ROWS [UNITS [ROUNDS]]]     # 5000 100 3; at most 5 s of wall clock, start to end

In the round 牵头 every unit fills in all that it is asked of the rows that it leads; in 全填 also of those that it
supports. The forms are workbooks as Excel saves them; in the round Word every fifth is a Word file. ``status`` and
``forms`` on the ledger after collecting are told beside. Medians; the steps are those of one more run in this process.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ROOT = Path(__file__).resolve().parent.parent
LIMIT = 5.0
PERIOD = "2026Q1"
SAID = "已排查第{}批对象，发现问题{}个，正在按清单整改，下一步组织回头看。"
_REFERENCE = re.compile(rb"&#(\d+);")
_STEPS = {
    "读台账": ("qdoc.returns", "read_returned"),
    "读填报表": ("qdoc.cli.returned_files", "read_returned_files"),
    "登记": ("qdoc.returns.collect", "collect"),
    "核对": ("qdoc.returns.collect_proof", "prove"),
    "做台账": ("qdoc.render.workbook", "ledger_xlsx"),
    "存文件": ("qdoc.cli.collect", "_write"),
}


def filled_workbook(form: Any, *, support: bool) -> bytes:
    """The unit's workbook, filled in and saved as Excel saves it: texts once, in the shared strings."""
    import openpyxl

    from qdoc.ledger.form_columns import FORM_HIDDEN, FORM_KEY, FORM_SHEET, read_tag
    from qdoc.render.form_sheet import form_xlsx
    from qdoc.render.workbook_parts import settled

    book = openpyxl.load_workbook(io.BytesIO(form_xlsx(form)))
    leads = {line.key for line in form.lines if line.leads}
    for number, (name, _, cell, *_) in enumerate(book[FORM_HIDDEN].iter_rows(values_only=True)):
        tag = read_tag(str(name))
        if tag is not None and (tag.line in leads or tag.line == FORM_KEY or support):
            book[FORM_SHEET][str(cell)] = _answer(tag.field, number)
    out = io.BytesIO()
    book.save(out)
    return _packed(settled(out.getvalue()), lambda _, part: _REFERENCE.sub(_sign, part))


def _sign(reference: re.Match[bytes]) -> bytes:
    """The library writes every Chinese sign as ``&#20113;``; Excel and WPS write it as it is."""
    return chr(int(reference[1])).encode() if int(reference[1]) > 127 else reference[0]


def _packed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def filled_document(form: Any, *, support: bool) -> bytes:
    """The unit's Word file, filled in."""
    from qdoc.ledger.form_columns import FORM_KEY, NAMES, UNIT, read_tag
    from qdoc.render.form_docx import form_docx

    leads = {line.key for line in form.lines if line.leads}

    def fill(control: re.Match[str]) -> str:
        found = re.search(r'<w:tag w:val="([^"]+)"', control[0])
        tag = read_tag(found[1]) if found else None
        if tag is None or tag.field not in NAMES or tag.field == UNIT:
            return control[0]
        if tag.line not in leads and tag.line != FORM_KEY and not support:
            return control[0]
        answer = _answer(tag.field, control.start())
        begun = control[0].replace("<w:showingPlcHdr/>", "")
        return re.sub(r"(<w:sdtContent>.*?<w:t [^>]*>)[^<]*", lambda text: text[1] + answer, begun, count=1)

    def changed(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        return re.sub(r"<w:sdt>.*?</w:sdt>", fill, part.decode(), flags=re.DOTALL).encode()

    return _packed(form_docx(form), changed)


def _answer(field: str, number: int) -> str:
    answers = {"status": "推进中", "actual": "87", "nodes": "2026-09-30前完成复查", "problem": ""}
    answers |= {"filled_by": "张三", "phone": "000-0000", "filled_on": "2026-07-01"}
    return answers.get(field, SAID.format(number, number % 7 + 1))


def made_year(folder: Path, rows: int, units: int) -> dict[str, list[str]]:
    """Write the ledger and the returned forms into ``folder``; return the arguments of each round."""
    from bench_year import made

    from qdoc.asking import ask
    from qdoc.render.workbook import ledger_xlsx

    ledger = made(rows, units)
    (folder / "台账.xlsx").write_bytes(ledger_xlsx(ledger))
    for name, support, word in (("牵头", False, 0), ("全填", True, 0), ("Word", False, 5)):
        (folder / name).mkdir()
        for number, form in enumerate(ask(ledger, PERIOD)):
            as_word = word and number % word == 0
            data = (filled_document if as_word else filled_workbook)(form, support=support)
            (folder / name / f"{form.unit}{'.docx' if as_word else '.xlsx'}").write_bytes(data)
    common = ["--ledger", "台账.xlsx", "--on", "2026-07-05"]
    return {name: ["collect", name, *common] for name in ("牵头", "全填", "Word")}


def run(folder: Path, arguments: list[str]) -> tuple[float, float]:
    """Return the wall clock and the CPU seconds of a whole ``qdoc`` process in ``folder``; 0 and 1 are both results."""
    before, begun = _children(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "qdoc", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - begun
    if done.returncode not in (0, 1):
        raise SystemExit(f"qdoc {' '.join(arguments)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return taken, _children() - before


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


@contextlib.contextmanager
def _timed(times: dict[str, float]) -> Iterator[None]:
    """Note how long each step takes."""
    from importlib import import_module

    kept = []
    for step, (place, name) in _STEPS.items():
        module = import_module(place)
        function = getattr(module, name)
        kept.append((module, name, function))
        setattr(module, name, _noted(function, step, times))
    try:
        yield
    finally:
        for module, name, function in kept:
            setattr(module, name, function)


def _noted(function: Callable[..., Any], step: str, times: dict[str, float]) -> Callable[..., Any]:
    def noted(*given: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            times[step] = times.get(step, 0.0) + time.perf_counter() - begun

    return noted


def steps(folder: Path, arguments: list[str]) -> dict[str, float]:
    """Return the seconds of each step of a run in this process; ``其余``: what is in none of them."""
    from click.testing import CliRunner

    from qdoc.cli.collect import command

    times: dict[str, float] = {}
    kept = Path.cwd()
    os.chdir(folder)
    try:
        with _timed(times):
            begun = time.perf_counter()
            CliRunner().invoke(command, arguments[1:], standalone_mode=False)
            whole = time.perf_counter() - begun
    finally:
        os.chdir(kept)
    times["存文件"] -= times["做台账"]
    times["其余"] = whole - sum(times.values())
    return times


def main() -> int:
    """Print the medians and the steps; fail where a collection takes longer than the limit."""
    given = [int(each) for each in sys.argv[1:]]
    rows, units, rounds = (*given, *(5000, 100, 3)[len(given) :])
    worst = 0.0
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        folder = top / "begun"
        folder.mkdir()
        print(f"{rows} rows, {units} units, {rounds} rounds (wall / CPU seconds of whole processes)")
        for name, arguments in made_year(folder, rows, units).items():
            taken = []
            for number in range(rounds + 1):  # the last one is for the steps
                copy = top / f"{name}{number}"
                shutil.copytree(folder, copy)
                if number < rounds:
                    taken.append(run(copy, arguments))
            wall, cpu = (statistics.median(each) for each in zip(*taken, strict=True))
            worst = max(worst, wall)
            told = "  ".join(f"{step} {seconds:.2f}" for step, seconds in steps(copy, arguments).items())
            print(f"collect {name:5} {wall:5.2f} / {cpu:5.2f}   {told}")
        collected = top / "牵头0"
        others = {"status": ["status", "台账.xlsx", "--as-of", "2026-07-31"]}
        others["forms"] = ["forms", "台账.xlsx", "--quarter", "2", "-o", "填报表"]
        for name, arguments in others.items():
            taken = [run(collected, [*arguments, *(["--force"] if name == "forms" else [])]) for _ in range(rounds)]
            wall, cpu = (statistics.median(each) for each in zip(*taken, strict=True))
            print(f"{name:13} {wall:5.2f} / {cpu:5.2f}")
    print(f"slowest collection {worst:.2f} s (at most {LIMIT:.1f})")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
