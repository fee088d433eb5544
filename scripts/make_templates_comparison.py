"""Owns how the shipped 年度对照表 template is made: run it to write templates/docx/年度对照表.docx anew."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import FOLDER, Cell, Row, Sheet, heads, repeated  # noqa: E402

from qdoc.render.page import PageProfile  # noqa: E402

# A working table, not an official page: narrow margins, so that more rows stand on a sheet; turned, 15 mm become
# the sides and 18 mm the edges above and below.
WORKING = PageProfile("工作表", 15, 15, 18, 18, 579)
WIDTHS = (10, 78, 78, 26, 75)


def comparison() -> bytes:
    """The comparison: title, what changed in all, the aligned table, how to read it."""
    sheet = Sheet("年度工作要点对照表", landscape=True, profile=WORKING)
    sheet.add("Title1", "{{ 上年 }}、{{ 今年 }}工作要点对照表")
    sheet.add("Note1", ("上年：", "Mark1"), "{{ 上年标题 }}　　", ("今年：", "Mark1"), "{{ 今年标题 }}")
    sheet.add("Note1", ("总体变化：", "Mark1"), "{{ 统计 }}")
    for name, field in (("今年新增", "新增"), ("今年未再列入", "取消")):
        words = f"{{% if {field} %}}{{{{ {field}|join('；') }}}}。{{% else %}}无。{{% endif %}}"
        sheet.add("Note1", (f"{name}（{{{{ {field}|length }}}}项）：", "Mark1"), words)
    points = [
        "{%p for 点 in 组.变化要点 %}",
        [("{{ 点.项目 }}", "Mark1"), "：{{ 点.上年 }}→{{ 点.今年 }}"],
        "{%p endfor %}",
        "{%p if not 组.变化要点 %}",
        "—",
        "{%p endif %}",
    ]
    kinds = ["{% cellbg 组.底色 %}{{ 组.变化类型 }}", "{%p if 组.待核 %}", [("{{ 组.待核 }}", "Mark1")], "{%p endif %}"]
    group = Row(
        (
            Cell("{{ 组.序号 }}", "CellMid1", middle=False),
            Cell("{{ 组.上年表述 }}", middle=False),
            Cell("{{ 组.今年表述 }}", middle=False),
            Cell(kinds, "CellMid1", middle=False),
            Cell(points, middle=False),
        )
    )
    header = heads("序号", "{{ 上年 }}表述", "{{ 今年 }}表述", "变化类型", "变化要点（上年 → 今年）")
    sheet.table(WIDTHS, (header, *repeated("组 in 对照", group)))
    sheet.add(
        "Note1",
        "说明：各组由程序按文字相近程度对应，标“待核”的请人工核对，括号内为相近程度（0至1）。"
        "责任调整只在两年都写明或已确认单位时列出；机构改革中的承接、更名单列，不算责任调整。",
    )
    return sheet.finish()


TEMPLATES = {"年度对照表.docx": comparison}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
