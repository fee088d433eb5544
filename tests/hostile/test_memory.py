"""How much memory hostile and large inputs take: measured in a process of their own, the child's beside it.

Most take seconds to make and to read: those run with QDOC_LONG=1 only.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile import packages
from tests.hostile.cases import _form, _ledger, _summary
from tests.hostile.entries import ROOT
from tests.hostile.words import pack_body

resource = pytest.importorskip("resource", reason="memory is measured on POSIX")
PARENT, CHILD = 300, 1_000  # MB
SCRIPT = """
import pathlib, re, resource, sys
from qdoc.errors import QdocError
from tests.hostile import entries
kind, name, data = sys.argv[1], sys.argv[2], sys.stdin.buffer.read()
try:
    getattr(entries, kind)(data, name)
    said = "read"
except QdocError as refused:
    said = str(refused).splitlines()[0].replace(" ", "")
unit = 1024 if sys.platform != "darwin" else 1024 * 1024
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
status = pathlib.Path("/proc/self/status")
if status.exists():  # ru_maxrss begins at the size of the process that was forked: of a whole test run
    own = int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
print(own // unit)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // unit)
print(said)
"""
WATCHED = """
import pathlib, re, resource, sys
from qdoc.cli import main
try:
    main({})
except SystemExit as left:
    code = left.code
own = re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]
print(int(own) // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, code)
"""
AT_HOME = {**os.environ, "PYTHONPATH": str(ROOT)}
BOOK, WORD = "xl/workbook.xml", "word/document.xml"
SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"


def _paragraphs(count: int) -> str:
    return "".join(f"<w:p><w:r><w:t>{n * n * 7919}</w:t></w:r></w:p>" for n in range(count))


def _docx() -> bytes:
    return pack_body(_paragraphs(120_000))


def _html() -> bytes:
    return ("<html><body>" + "".join(f"<p><b>{n}</b></p>" for n in range(100_000))).encode()


def _longer(base: bytes) -> bytes:
    more = _paragraphs(150_000).encode()
    return packages.changed(base, WORD, lambda xml: xml.replace(b"</w:body>", more + b"</w:body>", 1))


def _cells(rows: int, columns: int, cell: str) -> Callable[[], bytes]:
    """A ledger with so many more cells (``cell`` with n in it), stored as it is."""

    def make() -> bytes:
        letters = [chr(65 + n // 26 - 1) + chr(65 + n % 26) if n > 25 else chr(65 + n) for n in range(columns)]
        lines = []
        for row in range(100, 100 + rows):
            cells = "".join(cell.format(at=f"{letter}{row}", n=row * column) for column, letter in enumerate(letters))
            lines.append(f'<row r="{row}">{cells}</row>')
        return _with_part(_ledger(), SHEET, "".join(lines).encode(), b"</sheetData>")

    return make


def _with_part(base: bytes, member: str, more: bytes, before: bytes) -> bytes:
    parts = packages.members(base)
    parts[member] = parts[member].replace(before, more + before, 1)
    return packages.pack(parts, method=0)


def _strings() -> bytes:
    more = b"".join(b"<si><t>%d</t></si>" % n for n in range(590_000))
    return _with_part(_ledger(), STRINGS, more, b"</sst>")


def _styles() -> bytes:
    look = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"/>'
    return _with_part(_ledger(), STYLES, look * 65_000, b"</cellXfs>")


def _names() -> bytes:
    names = b"".join(b'<definedName name="a%d">1</definedName>' % n for n in range(500_000))
    return _with_part(_ledger(), BOOK, b"<definedNames>" + names + b"</definedNames>", b"</workbook>")


def _pictures() -> bytes:
    parts = packages.members(_ledger())
    chance = random.Random(1)
    parts |= {f"xl/media/image{number}.png": chance.randbytes(40_000_000) for number in range(3)}
    return packages.pack(parts, method=0)


NUMBER = '<c r="{at}"><v>{n}</v></c>'
FORMULA = '<c r="{at}"><f>1+{n}</f><v>{n}</v></c>'
ERROR = '<c r="{at}" t="e"><v>#REF!{n}</v></c>'
OWN = '<c r="{at}" t="inlineStr"><is><t>甲{n}</t></is></c>'
MADE: dict[str, tuple[str, str, Callable[[], bytes], bool]] = {  # whether the child has the work
    "docx": ("notice", "通知.docx", _docx, True),
    "html": ("notice", "通知.html", _html, True),
    "looks of a docx": ("looks", "通知.docx", _docx, True),
    "draft in Word": ("draft_file", "文稿.docx", _docx, True),
    "form in Word": ("returned", "填报表.docx", lambda: _longer(_form("docx")), True),
    "summary": ("returned", "总结.docx", lambda: _longer(_summary()), True),
    "proof of a docx": ("proved", "总结.docx", _docx, True),
    "proof of a ledger": ("proved", "台账.xlsx", _cells(9_000, 26, NUMBER), True),
    "ledger of 494,000 cells": ("ledger", "台账.xlsx", _cells(19_000, 26, NUMBER), False),
    "ledger of 494,000 formulas": ("ledger", "台账.xlsx", _cells(19_000, 26, FORMULA), False),
    "ledger of 300,000 errors": ("ledger", "台账.xlsx", _cells(6_000, 50, ERROR), True),
    "ledger as wide as may be": ("ledger", "台账.xlsx", _cells(10_000, 140, NUMBER), False),
    "old ledger of 494,000 cells": ("register", "名录.xlsx", _cells(19_000, 26, OWN), True),
    "shared texts": ("ledger", "台账.xlsx", _strings, False),
    "looks of cells": ("register", "名录.xlsx", _styles, True),
    "names": ("register", "名录.xlsx", _names, True),
    "pictures": ("ledger", "台账.xlsx", _pictures, False),
}


ALWAYS = ("docx", "html", "summary", "ledger of 494,000 cells")
LONG = bool(os.environ.get("QDOC_LONG"))
"""QDOC_LONG=1 runs every kind, and the whole year of a large ledger: some minutes."""


@pytest.mark.parametrize("kind", MADE if LONG else ALWAYS)
def test_the_parent_stays_under_300_mb_and_the_child_under_1_gb(kind: str) -> None:
    entry, name, make, apart = MADE[kind]
    command = [sys.executable, "-c", SCRIPT, entry, name]
    done = subprocess.run(command, input=make(), capture_output=True, cwd=ROOT, timeout=90, check=True)
    parent, child, said = done.stdout.decode().split()
    assert int(parent) < PARENT, said
    assert (0 < int(child) < CHILD) == apart, said
    assert said == "read" or said.startswith(name)


@pytest.mark.parametrize("rows", [5_000] if LONG else [300])
def test_our_own_ledger_is_summed_up_proved_and_collected(rows: int, tmp_path: Path) -> None:
    from benchmarks.bench_summary import told
    from benchmarks.bench_year import made
    from qdoc.ledger.entries import apply_entries
    from qdoc.render.workbook import ledger_xlsx

    ledger = made(rows, 100)
    ledger = apply_entries(ledger, told(ledger, "2026Q1")).ledger
    (tmp_path / "台账.xlsx").write_bytes(ledger_xlsx(ledger))
    proof = (("proof 总结.docx 台账.xlsx", 0),) if LONG else ()  # was refused: 3.5 million marks
    for line, code in (
        ("summary 台账.xlsx -o 总结.docx", 0),
        *proof,
        ("collect --ledger 台账.xlsx 总结.docx", 0),
        ("check 总结.docx --fix", 1),
    ):
        script = WATCHED.format(line.split())
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, env=AT_HOME, capture_output=True, timeout=300
        )
        said = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
        parent, child, left = done.stdout.split()[-3:]
        assert int(left) == code, said
        assert int(parent) < PARENT, said
        assert int(child) < CHILD, said
