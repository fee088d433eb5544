"""Holds what a process that only writes letters loads: memory and start-up of the whole job rest on it."""

from __future__ import annotations

import subprocess
import sys

JOB = """
import sys
from qdoc.ledger import build_ledger
from qdoc.letters import make_letters, prove
from qdoc.render.letter_docx import ASSIGNMENT, letter_docx, letter_template
from qdoc.store import decode_plan, safe_names, write_files
letter_template(ASSIGNMENT)
print(*sorted(sys.modules))
"""
NOT_NEEDED = (
    "openpyxl",  # why: no workbook is read or written
    "docx",  # why: python-docx builds templates, filling does without it
    "pdfplumber",  # why: nothing is read but plan.json
    "jieba",  # why: no text is cut
    "rich",  # why: nothing is shown
    "click",  # why: the rooms below cli know nothing of the command line
    "qdoc.read",
    "qdoc.parse",
    "qdoc.extract",
    "qdoc.lexicon.registry",  # why: the register of units costs as much as 50 letters
    "qdoc.summary",
)


def test_letters_from_a_plan_load_no_room_that_they_do_not_need() -> None:
    said = subprocess.run([sys.executable, "-c", JOB], capture_output=True, text=True, check=True).stdout.split()
    assert "qdoc.render.templates" in said
    assert [name for name in NOT_NEEDED if name in said] == []
