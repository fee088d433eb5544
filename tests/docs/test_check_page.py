"""The page of rules: what the script makes of the table stands there; published notices keep to the budget."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from qdoc.check import load_rules
from qdoc.evaluate.rules import BUDGET

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "核对规则.md"
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_check_docs.py"))


def test_the_page_is_what_the_script_makes_of_the_table() -> None:
    text = PAGE.read_text("utf-8")
    assert text == SCRIPT["page"](SCRIPT["kept"](text))


def test_every_rule_stands_on_the_page() -> None:
    rows = re.findall(r"^\| (QD\d{3}) \|.*<br>对：", PAGE.read_text("utf-8"), re.MULTILINE)
    assert rows == list(load_rules())


def test_the_published_notices_keep_to_the_budget() -> None:
    """The figures were written where the notices are at hand; here they are held to what the page promises."""
    published = SCRIPT["kept"](PAGE.read_text("utf-8"))
    counted = re.search(r"(\d+) 份，每份错误 ([\d.]+) 处", published)
    assert counted is not None
    assert int(counted[1]) > 100
    assert float(counted[2]) <= BUDGET
    assert "现在超过而不是提示的：没有" in published
    errors = round(float(counted[2]) * int(counted[1]))
    assert len(re.findall(r"^- QD\d{3} .*（国标规定）", published, re.MULTILINE)) == errors
