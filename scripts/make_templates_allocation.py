"""Owns templates/docx/任务分解表.docx: run it to make the file anew (an office may as well edit the file itself)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import FOLDER, NEW_PAGE, Cell, Row, Sheet, heads, repeated  # noqa: E402

from qdoc.render.allocation_docx import WIDTHS  # noqa: E402

CENTRED = frozenset({0, 7})
TASK = "行.主题, 行.任务"


def line() -> Row:
    """One obligation: the theme, its tasks, and the units and deadline that a task's rows share are merged."""
    texts = (
        "{{行.序号}}",
        "{% vm 行.主题 %}{{行.主题}}",
        f"{{% vm ({TASK}) %}}{{{{行.任务}}}}",
        "{{行.举措}}",
        "{{行.目标值}}",
        f"{{% vm ({TASK}, 行.牵头单位) %}}{{{{行.牵头单位}}}}",
        f"{{% vm ({TASK}, 行.配合单位) %}}{{{{行.配合单位}}}}",
        f"{{% vm ({TASK}, 行.时限) %}}{{{{行.时限}}}}",
        "{{行.备注}}",
    )
    styles = ["CellMid1" if n in CENTRED else "Cell1" for n in range(len(texts))]
    return Row(tuple(Cell(text, style, middle=False) for text, style in zip(texts, styles, strict=True)))


def allocation() -> bytes:
    """Title, basis, what the marks mean, then a table a page, each with its header row."""
    sheet = Sheet("任务分解表", landscape=True, turned=True)
    sheet.add("Title1", "{{标题}}")
    counts = "共{{举措数}}条举措"
    counts += "{% if 待指定数 %}，{{待指定数}}条待指定牵头（责任）单位{% endif %}"
    counts += "{% if 待确认数 %}，{{待确认数}}条有单位系按职责提出的建议、待确认{% endif %}。"
    sheet.add("Note1", "编制单位：{{编制单位}}　编制日期：{{编制日期}}")
    marks = "说明：1. 依据{{依据}}编制，" + counts
    marks += "2. 备注写明举措在原文中的位置和各项的来源：不另注明的为“原文”（文件写明）；"
    marks += "“沿用”为按文件的统一规定或年度推定；"
    marks += "“建议，待确认”为按职责提出、未经确认，不是正式分工；“已确认”为经本单位确认。"
    marks += "3. 未分牵头、配合的责任单位，前加“责任：”。"
    sheet.add("Cell1", marks)
    header = heads("序号", "主题", "任务", "具体举措", "目标值", "牵头单位", "配合单位", "完成时限", "备注")
    sheet.tag("{%p for 页 in 分页 %}")
    sheet.tag("{%p if not loop.first %}")
    sheet.add("Spacer1", properties=NEW_PAGE)
    sheet.tag("{%p endif %}")
    sheet.table(WIDTHS, (header, *repeated("行 in 页.举措", line())))
    sheet.tag("{%p endfor %}")
    return sheet.finish()


TEMPLATES = {"任务分解表.docx": allocation}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
