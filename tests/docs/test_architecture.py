"""The page of the architecture lists the rooms that there are, and no room outgrows its size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_of_rooms_is_up_to_date():
    made = subprocess.run([sys.executable, ROOT / "scripts" / "make_architecture.py", "--check"], check=False)
    assert made.returncode == 0, "run scripts/make_architecture.py"


def test_every_file_says_what_it_owns_and_stays_under_300_lines():
    for path in sorted((ROOT / "qdoc").rglob("*.py")):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith('"""Owns '), path
        assert len(lines) <= 300, f"{path.name}: split it before the next feature"
