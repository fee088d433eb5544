"""Owns how 调整通知.docx is made: run it to make the file anew (an office may as well edit the file)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from notice_bricks import HEAD, colophon, opening  # noqa: E402
from template_kit import FOLDER, KEEP, Cell, Row, Sheet, heads, paragraph, repeated, run  # noqa: E402

from qdoc.render.page import HEI_FONT, run_fonts  # noqa: E402

WIDTHS = (10, 24, 36, 18, 24, 24, 20)


def amendment() -> bytes:
    """调整通知: the official page with the table of what was changed; a task and an item stand once."""
    sheet = Sheet("调整通知", grid=True, heads=True)
    sheet.append(HEAD, *opening())
    sheet.add("Body1", "{{导语}}")
    words = ["{% vm 行.台账序号 %}{{行.事项}}", "{%p if 行.位置 %}", [("（{{行.位置}}）", "Place1")], "{%p endif %}"]
    row = Row(
        (
            Cell("{{行.序号}}", "CellMid1"),
            Cell("{% vm 行.任务 %}{{行.任务}}"),
            Cell(words),
            Cell("{{行.内容}}", "CellMid1"),
            Cell("{{行.原}}"),
            Cell("{{行.现}}"),
            Cell("{{行.理由}}"),
        )
    )
    sheet.add("TableTitle1", "事项调整表")
    header = heads("序号", "任务", "事项（原文）", "调整内容", "原", "现", "理由")
    sheet.table(WIDTHS, (header, *repeated("行 in 调整", row)))
    sheet.add("Body1", run("{{办理要求}}", run_fonts(HEI_FONT)), properties=KEEP)
    sheet.append(paragraph("Flush1", "{{p 落款}}"), colophon())
    return sheet.finish()


TEMPLATES = {"调整通知.docx": amendment}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
