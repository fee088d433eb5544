"""Owns how 年度对照表.docx and 变化综述.docx are made: run it to write the files anew (an office may edit them)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import FOLDER, KEEP, Cell, Row, Sheet, heads, repeated, run  # noqa: E402

from qdoc.render.overview_docx import FIELDS  # noqa: E402
from qdoc.render.page import HEI_FONT, PageProfile, run_fonts  # noqa: E402

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
    kinds = [
        "{% cellbg 组.底色 %}{{ 组.变化类型 }}",
        *("{%p if 组.待核 %}", [("{{ 组.待核 }}", "Mark1")], "{%p endif %}"),
        *("{%p if 组.次选 %}", "或对应{{ 组.次选 }}", "{%p endif %}"),
    ]
    done = ["{%p for 句 in 组.上年完成 %}", [("上年完成：", "Mark1"), "{{ 句 }}"], "{%p endfor %}"]
    group = Row(
        (
            Cell("{{ 组.序号 }}", "CellMid1", middle=False),
            Cell(["{{ 组.上年表述 }}", *done], middle=False),
            Cell("{{ 组.今年表述 }}", middle=False),
            Cell(kinds, "CellMid1", middle=False),
            Cell(points, middle=False),
        ),
        splits=True,
    )
    header = heads("序号", "{{ 上年 }}表述", "{{ 今年 }}表述", "变化类型", "变化要点（上年 → 今年）")
    sheet.table(WIDTHS, (header, *repeated("组 in 对照", group)))
    sheet.add(
        "Note1",
        "说明：各组由程序按文字相近程度对应，标“待核”的请人工核对，括号内为相近程度（0至1）。"
        "责任调整只在两年都写明或已确认单位时列出；机构改革中的承接、更名单列，不算责任调整。"
        "{% if 未明示数 %}有{{ 未明示数 }}组只有一年写明单位（另一年未明示），没有比较。{% endif %}"
        "{% if 完成数 %}“上年完成”取自上年台账，是各单位填报、台账所载的话。{% endif %}",
    )
    return sheet.finish()


# One page to be read aloud, no official document: 小四, narrower margins.
READ = PageProfile("综述", 18, 18, 21, 21, 420)
SIZE = '<w:sz w:val="24"/><w:szCs w:val="24"/>'
LINE = '<w:spacing w:line="420" w:lineRule="exact"/>'
HEI = run_fonts(HEI_FONT)


def overview() -> bytes:
    """变化综述: what changed in all, a line of counts, the changes that matter with both years' words."""
    sheet = Sheet("变化综述", profile=READ)
    looks = '<w:spacing w:line="520" w:lineRule="exact"/>'
    sheet.add("Title1", run("{{ 今年 }}工作要点变化综述", '<w:sz w:val="36"/><w:szCs w:val="36"/>'), properties=looks)
    small = '<w:sz w:val="20"/><w:szCs w:val="20"/>'
    tight = '<w:spacing w:line="300" w:lineRule="exact"/>'
    centred = f'{tight}<w:jc w:val="center"/>'
    sheet.add("Cell1", run("《{{ 上年标题 }}》与《{{ 今年标题 }}》对照", small), properties=centred)
    indent = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
    body = f'<w:spacing w:before="100" w:after="100" w:line="420" w:lineRule="exact"/>{indent}'
    sheet.add("Body1", run("{{ 总述 }}", SIZE), properties=body)
    names = list(FIELDS["数"])
    header = Row(tuple(Cell(name, "CellHead1") for name in ("组数", *names)), header=True)
    figures = Row((Cell("变化", "CellHead1"), *(Cell(f"{{{{ 数.{name} }}}}", "CellMid1") for name in names)))
    sheet.table((12, *[13] * 12), (header, figures), room=20)
    sheet.tag("{%p if 要点 %}")
    lead = f'{KEEP}<w:spacing w:before="120" w:line="420" w:lineRule="exact"/>{indent}'
    sheet.add("Body1", run("主要变化（{{ 要点|length }}条）", HEI + SIZE), properties=lead)
    sheet.tag("{%p endif %}")
    sheet.tag("{%p for 条 in 要点 %}")
    sheet.add(
        "Body1",
        run("{{ 条.序号 }}. {{ 条.类型 }}　{{ 条.事项 }}", HEI + SIZE),
        run("：{% if 条.项目 %}{{ 条.项目 }}{% endif %}上年{{ 条.上年 }}，今年{{ 条.今年 }}", SIZE),
        run("{% if 条.另有 %}（另有{{ 条.另有 }}处变化）{% endif %}{{ 条.待核 }}。", SIZE),
        properties=f"{LINE}{indent}",
    )
    sheet.tag("{%p endfor %}")
    fine = '<w:color w:val="595959"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
    note = "注：引号内为两份文件原话，过长的以……略去一部分。{{ 选取规则 }}"
    note += "{% if 其余数 %}另有{{ 其余数 }}组变化没有列出，见对照表。{% endif %}"
    sheet.add("Cell1", run(note, fine), properties='<w:spacing w:before="80" w:line="260" w:lineRule="exact"/>')
    return sheet.finish()


TEMPLATES = {"年度对照表.docx": comparison, "变化综述.docx": overview}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
