"""Owns 办理情况一览.docx and 督查通报.docx: run it to make the files anew (an office may as well edit the files)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from notice_bricks import HEAD, colophon, opening  # noqa: E402
from template_kit import FOLDER, KEEP, Cell, Row, Sheet, heads, paragraph, repeated, run  # noqa: E402

from qdoc.render.page import HEI_FONT, KAI_FONT, PageProfile, run_fonts  # noqa: E402

# One page for a desk, no official document: narrower margins, 小五 in its tables.
DESK = PageProfile("一览", 15, 16, 20, 20, 400)
SMALL = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
ROOM = 15  # twips above and below a cell's text
KAI = run_fonts(KAI_FONT)
TIGHT = '<w:spacing w:line="240" w:lineRule="auto"/>'
NAMES = ("已完成", "超进度", "达进度", "欠进度", "未启动", "不适用", "未填报")


def small(text: str, looks: str = "") -> str:
    """A run of 小五."""
    return run(text, looks + SMALL)


def line(texts: Sequence[str], *, left: frozenset[int] = frozenset({0}), header: bool = False, looks: str = "") -> Row:
    """A row of small text; columns not ``left`` are centred."""
    cells = []
    for at, text in enumerate(texts):
        style = "CellHead1" if header else "Cell1" if at in left else "CellMid1"
        cells.append(Cell([[small(text, looks)]], style, properties=TIGHT))
    return Row(tuple(cells), header=header)


def counted(record: str, *names: str) -> list[str]:
    """The tags of a record's fields."""
    return [f"{{{{{record}.{name}}}}}" for name in names]


def heading(sheet: Sheet, text: str) -> None:
    """A heading of the one-page view."""
    looks = f'{KEEP}<w:spacing w:before="60" w:after="20" w:line="260" w:lineRule="exact"/><w:ind w:firstLine="0"/>'
    sheet.add("Head1", run(text, '<w:sz w:val="21"/><w:szCs w:val="21"/>'), properties=looks)


def note(sheet: Sheet, *texts: str) -> None:
    """A small paragraph of the one-page view."""
    for text in texts:
        sheet.add("Cell1", small(text), properties=TIGHT)


def overview() -> bytes:
    """办理情况一览: everything on one upright page."""
    sheet = Sheet("办理情况一览", profile=DESK)
    looks = '<w:spacing w:line="440" w:lineRule="exact"/>'
    sheet.add("Title1", run("{{标题}}", '<w:sz w:val="32"/><w:szCs w:val="32"/>'), properties=looks)
    centred = f'{TIGHT}<w:jc w:val="center"/>'
    sheet.add("Cell1", small("{{编制单位}}　台账记载截至{{截至日期}}　单位：条"), properties=centred)
    heading(sheet, "一、总体情况（亮灯：{{灯}}）")
    titles = [f"{{{{名.{name}}}}}" for name in NAMES]
    head = line(["主题", "合计", *titles, "红灯", "逾期", "达到占比"], header=True)
    fields = ("名称", "合计", *NAMES, "红灯", "逾期", "达到占比")
    total = line(counted("合计", *fields), looks=run_fonts(HEI_FONT))
    themes = repeated("行 in 分主题", line(counted("行", *fields)))
    sheet.table((46, 9, *[12] * 7, 9, 9, 13), (head, *themes, total), room=ROOM)
    sheet.tag("{%p if 其余主题 %}")
    note(sheet, "另有主题：{{其余主题}}。")
    sheet.tag("{%p endif %}")
    heading(sheet, "二、按单位（红灯多的在前；几个单位共同牵头或负责的事项分别计入）")
    columns = ("名称", "合计", "达到占比", "欠进度", "未启动", "未填报", "红灯")
    names = ["单位", "合计", "达到占比", "{{名.欠进度}}", "{{名.未启动}}", "{{名.未填报}}", "红灯"]
    head = line(names * 2, header=True)
    pairs = line([*counted("行.左", *columns), *counted("行.右", *columns)], left=frozenset({0, 7}))
    half = (30, 8, 13, 9, 9, 9, 7)
    sheet.table((*half, *half), (head, *repeated("行 in 分单位", pairs)), room=ROOM)
    sheet.tag("{%p if 其余单位 %}")
    note(sheet, "{{其余单位}}")
    sheet.tag("{%p endif %}")
    heading(sheet, "三、红灯事项{% if 其余红灯数 %}（列最急的{{红灯事项|length}}条，另有{{其余红灯数}}条）{% endif %}")
    sheet.tag("{%p if 红灯事项 %}")
    head = line(["序号", "台账序号", "事项", "责任单位", "截止日", "情况"], header=True)
    fields = ("序号", "台账序号", "事项", "单位", "时限", "情况")
    items = repeated("行 in 红灯事项", line(counted("行", *fields), left=frozenset({2, 3, 5})))
    sheet.table((8, 10, 51, 33, 19, 49), (head, *items), room=ROOM)
    sheet.tag("{%p else %}")
    note(sheet, "没有红灯事项。")
    sheet.tag("{%p endif %}")
    sheet.tag("{%p if 退回 %}")
    note(sheet, "{{退回}}")
    sheet.tag("{%p endif %}")
    heading(sheet, "四、没有填报的")
    note(sheet, "{{未填报}}")
    fine = '<w:color w:val="595959"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
    sheet.add("Cell1", run("判断规则：{{规则|join('')}}", fine), properties=TIGHT)
    return sheet.finish()


def plain(texts: Sequence[str], *, left: frozenset[int] = frozenset()) -> Row:
    """A row of 五号 text; columns not ``left`` are centred."""
    return Row(tuple(Cell(text, "Cell1" if at in left else "CellMid1") for at, text in enumerate(texts)))


def units(sheet: Sheet, heading: str, field: str, told: str, nothing: str) -> None:
    """Units with their figures, numbered from 1, or the sentence that says that there are none."""
    sheet.tag(f"{{%p if {field} %}}")
    sheet.add("Body1", run(heading, KAI), told, properties=KEEP)
    sheet.tag(f"{{%p for 句 in {field} %}}")
    sheet.add("Body1", "{{loop.index}}.{{句}}{% if loop.last %}。{% else %}；{% endif %}")
    sheet.tag("{%p endfor %}")
    sheet.tag("{%p else %}")
    sheet.add("Body1", run(heading, KAI), nothing)
    sheet.tag("{%p endif %}")


def bulletin() -> bytes:
    """督查通报: the official page, its 版记 on the last; the rows behind its numbers are a workbook of their own."""
    sheet = Sheet("督查通报", grid=True, heads=True)
    sheet.append(HEAD, *opening())
    sheet.add("Body1", "{{导语}}")
    sheet.add("Head1", "一、总体情况")
    sheet.add("Body1", "{{总体情况|join('')}}")
    sheet.add("Head1", "二、分主题序时进度")
    sheet.add("TableTitle1", "分主题办理情况（条）")
    fields = ("名称", "合计", *NAMES, "逾期", "达到占比")
    titles = ("主题", "合计", *(f"{{{{名.{name}}}}}" for name in NAMES), "逾期", "达到占比")
    themes = repeated("行 in 分主题", plain(counted("行", *fields), left=frozenset({0})))
    sheet.table((42, 10, *[11] * 7, 10, 17), (heads(*titles), *themes))
    share = (
        "注：达到占比为可以比较的事项中{{名.已完成}}、{{名.超进度}}、{{名.达进度}}三种的占比，“—”为没有可以比较的事项。"
        "报完成而数值没有达到指标或没有填的，不计入。"
    )
    sheet.add("Cell1", share, properties='<w:spacing w:before="80"/>')  # clear of the table's border
    sheet.add("Head1", "三、各单位进度")
    good = "可以比较的事项全部达到序时进度，且没有逾期、没有未填报的单位"
    units(sheet, "（一）进度较快的单位。", "进度较快", f"{good}：", f"没有{good}。")
    bad = "有事项{{名.欠进度}}或{{名.未启动}}的单位"
    units(sheet, "（二）进度滞后的单位。", "进度滞后", f"{bad}，按达到占比由低到高排列：", f"没有{bad}。")
    sheet.add("Head1", "四、逾期事项")
    sheet.tag("{%p if 逾期 %}")
    sheet.add("Body1", "下列{{逾期|length}}条事项已过时限，台账没有办结记载：", properties=KEEP)
    words = ["{{行.事项}}", "{%p if 行.位置 %}", [("（{{行.位置}}）", "Place1")], "{%p endif %}"]
    cells = [Cell(text, "CellMid1") for text in counted("行", "时限", "天数")]
    row = Row((Cell("{{行.序号}}", "CellMid1"), Cell(words), Cell("{{行.单位}}"), *cells, Cell("{{行.状态}}")))
    header = heads("序号", "事项（原文）", "责任单位", "时限", "逾期天数", "台账所载")
    sheet.table((10, 53, 30, 23, 14, 26), (header, *repeated("行 in 逾期", row)))
    sheet.tag("{%p else %}")
    sheet.add("Body1", "没有逾期的事项。")
    sheet.tag("{%p endif %}")
    sheet.add("Head1", "五、没有填报的单位")
    sheet.tag("{%p if 未填报 %}")
    sheet.add("Body1", "下列{{未填报|length}}个单位有事项没有填报：{{未填报|join('；')}}。")
    sheet.tag("{%p endif %}")
    sheet.tag("{%p if 填报说明|join('') %}")
    sheet.add("Body1", "{{填报说明|join('')}}")
    sheet.tag("{%p endif %}")
    sheet.add("Head1", "六、下步要求")
    sheet.add("Body1", run("{{下步要求}}", run_fonts(HEI_FONT)), properties=KEEP)
    sheet.tag("{%p if 建议数 %}")
    mark = "（注：有{{建议数}}条事项的责任单位系按职责提出的建议，待确认；确认前不宜通报到单位。）"
    sheet.add("Body1", (mark, "Mark1"), properties=KEEP)
    sheet.tag("{%p endif %}")
    sheet.append(paragraph("Flush1", "{{p 落款}}"), colophon())
    return sheet.finish()


TEMPLATES = {"办理情况一览.docx": overview, "督查通报.docx": bulletin}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
