"""Owns templates/docx/进展填报表.docx: run it to make the file anew (an office may as well edit the file itself)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import FOLDER, Cell, Row, Sheet, heads, repeated  # noqa: E402

WIDTHS = (9, 44, 17, 40, 17, 34, 30, 17, 17)
HINTS = "填法：点灰色提示处填写，其余文字不要改动，不要增删行列。办理状态从下拉列表选；进展情况写一句话；"
HINTS += "完成数值填到填报期末的累计数；没有问题的不填。配合事项只写一句话。填好后原样发回本文件。"


def line() -> Row:
    """One task: what is asked, what was told last, and what is to be filled in."""
    asked = [[("{{行.任务}}", "Mark1")], "{%p for 条 in 行.要求 %}", "{{条.号}}{{条.事项}}", "{%p endfor %}"]
    done = "完成{% if 标.单位 %}（{{标.单位}}）{% endif %}：{{标.完成数值}}"
    figures = [
        "{%p for 标 in 行.指标 %}", "{{标.目标}}", done, "{%p endfor %}",
        "{%p if not 行.指标 %}", "—", "{%p endif %}",
    ]  # fmt: skip
    return Row(
        (
            Cell("{{行.序号}}", "CellMid1", middle=False),
            Cell(asked, middle=False),
            Cell(["{{行.职责}}", "{{行.时限}}"], middle=False),
            Cell("{{行.上次}}", middle=False),
            Cell("{{行.办理状态}}", "CellMid1", middle=False),
            Cell(figures, middle=False),
            Cell("{{行.进展情况}}", middle=False),
            Cell("{{行.节点}}", middle=False),
            Cell("{{行.问题}}", middle=False),
        ),
        height=14,
    )


def form() -> bytes:
    """Title, unit and period, who fills in, how to fill in, then a line a task under a repeated header."""
    sheet = Sheet("进展填报表", landscape=True, turned=True)
    sheet.add("Title1", "{{标题}}")
    sheet.add("Note1", "填报单位：{{填报单位}}　　填报期：{{填报期}}　　{{项数}}")
    pairs = (("填报人", "{{填报人}}"), ("联系电话", "{{联系电话}}"), ("填报日期", "{{填报日期}}"))
    cells = [Cell(text, style) for label, value in pairs for text, style in ((label, "FormHead1"), (value, "Form1"))]
    sheet.table((26, 49, 26, 49, 26, 49), (Row(tuple(cells), height=9),))
    sheet.add("Cell1", HINTS)
    heading = ("序号", "任务和要求（原文）", "职责\n时限", "上次填报", "办理状态", "目标和完成值")
    header = heads(*heading, "进展情况（一句话）", "下步节点\n（日期）", "存在问题")
    sheet.table(WIDTHS, (header, *repeated("行 in 填报事项", line())))
    return sheet.finish()


TEMPLATES = {"进展填报表.docx": form}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
