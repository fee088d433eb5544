"""Long inputs of one sort: parsing takes time in proportion to them."""

from __future__ import annotations

import time

import pytest

from qdoc.parse import parse
from qdoc.read import read_bytes

HEAD = "云溪区2026年工作要点\n一、重点\n1.加强监管。\n"
TABLE = "<p>附件：</p><table border=1><tr><td>序号<td>任务<td>责任单位<tr><td>1<td>建食堂<td>区民政局</table>"
LONG = {
    "lines 附件：": (HEAD + "附件：\n" * 20_000, "通知.txt"),  # every one looked through all cells: 90 s
    "tables under 附件：": ("<html><body>" + TABLE * 700, "通知.html"),
    "tabs in a line": (HEAD + "甲" + "\t" * 300_000 + "乙\n", "通知.txt"),
    "tabs between signs": (HEAD + "甲\t" * 100_000 + "\n", "通知.txt"),
    "lines of tabs": (HEAD + ("\t" * 50 + "甲\n") * 5_000, "通知.txt"),
    "ideographic spaces": (HEAD + "\u3000\u3000甲" * 20_000 + "\n", "通知.txt"),
    "single spaces": (HEAD + "甲。 " * 20_000 + "\n", "通知.txt"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG)
def test_it_takes_time_in_proportion(kind: str) -> None:
    text, name = LONG[kind]
    source = read_bytes(text.encode(), name)
    begun = time.process_time()
    parse(source)
    assert time.process_time() - begun < 5
