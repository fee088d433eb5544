"""Owns how the shipped 年度对照表 template is made: run it to write templates/docx/年度对照表.docx anew."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import Cell, Row, Sheet  # noqa: E402

WIDTHS = (10, 68, 68, 22, 43, 14)
HEADS = ("序号", "{{ 上年 }}表述", "{{ 今年 }}表述", "变化类型", "变化要点", "匹配")


def comparison() -> bytes:
    """The comparison: title, statistics, the aligned table, what is new and what is gone, how to read it."""
    sheet = Sheet("年度工作要点对照表", landscape=True)
    sheet.add("Title1", "{{ 上年 }}、{{ 今年 }}工作要点对照表")
    sheet.add("Note1", "上年：{{ 上年标题 }}")
    sheet.add("Note1", "今年：{{ 今年标题 }}")
    sheet.add("Note1", "{{ 统计 }}")
    blank = tuple(Cell("") for _ in WIDTHS[1:])
    sheet.table(
        WIDTHS,
        (
            Row(tuple(Cell(head, "CellHead1") for head in HEADS), header=True),
            Row((Cell("{%tr for 组 in 对照 %}"), *blank)),
            Row(
                (
                    Cell("{{ 组.序号 }}", "CellMid1", middle=False),
                    Cell("{{ 组.上年表述 }}", middle=False),
                    Cell("{{ 组.今年表述 }}", middle=False),
                    Cell("{{ 组.变化类型 }}", "CellMid1", middle=False),
                    Cell("{{ 组.变化要点 }}", middle=False),
                    Cell("{{ 组.匹配 }}", "CellMid1", middle=False),
                )
            ),
            Row((Cell("{%tr endfor %}"), *blank)),
        ),
    )
    sheet.add("Note1", "")
    for name, field in (("今年新增", "新增"), ("今年未再列入", "取消")):
        sheet.add("Head1", f"{name}（{{{{ {field}|length }}}}项）")
        sheet.add("Note1", f"{{%p for 项 in {field} %}}")
        sheet.add("Note1", "{{ 项 }}")
        sheet.add("Note1", "{%p endfor %}")
        sheet.add("Note1", f"{{%p if not {field} %}}")
        sheet.add("Note1", "无。")
        sheet.add("Note1", "{%p endif %}")
    sheet.add(
        "Note1",
        "说明：“匹配”为两年文字的相似程度（0至1），由程序计算；标“待核”的对应关系请人工核对。"
        "责任调整只在两年都写明或已确认单位时列出，机构改革中的承接、更名单列，不算责任调整。",
    )
    return sheet.finish()


if __name__ == "__main__":
    path = ROOT / "templates" / "docx" / "年度对照表.docx"
    path.write_bytes(comparison())
    print(path.relative_to(ROOT))
