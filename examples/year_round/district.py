"""Owns the invented district: its units and streets, their people, and the settings workbook as a clerk fills it in."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from .saving import save_book

STREETS = ("青石", "云溪", "江溪", "东湖", "南桥", "西苑", "北门", "柳浦")
GROUPS = {
    "各街道办事处": [f"{name}街道办事处" for name in STREETS],
    "相关街道办事处": [f"{name}街道办事处" for name in ("东湖", "南桥", "西苑")],
}
OFFICE = "云溪区质量强区工作领导小组办公室"
CLERK = "林某某"
OWN = {
    "单位名称": OFFICE, "机关代字": "云质办", "分管领导": "周某某", "联系人": CLERK, "联系电话": "0888-55010001",
    "反馈时限": "2026年3月20日", "任务交办单编号前缀": "云质办交〔2026〕", "催办单编号前缀": "云质办催〔2026〕",
}  # fmt: skip
BASIS = "《云溪区质量强区督查办法》第八条"
TOLERANCE = 5
RULES = (
    ("进度", "容差", f"{TOLERANCE}个百分点", BASIS),
    ("办理状态", "基本完成", "达进度", BASIS),
)
_SURNAMES = "赵钱孙李吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水"


def person(unit: str) -> str:
    """The one who fills in a unit's forms."""
    return _SURNAMES[sum(map(ord, unit)) % len(_SURNAMES)] + "某某"


def phone(unit: str) -> str:
    """The unit's telephone number."""
    return f"0888-5502{sum(map(ord, unit)) % 10000:04}"


def fill_settings(path: Path) -> None:
    """Fill in 单位信息.xlsx as it came from ``qdoc settings new``: own office, people, streets, groups, rules."""
    book = load_workbook(path)
    own = book["本单位"]
    for row in own.iter_rows(min_row=2):
        if row[0].value in OWN:
            row[1].value = OWN[row[0].value]
    units = book["责任单位"]
    head = next(row for row in units.iter_rows() if row[0].value == "单位名称")
    at = {cell.value: cell.column for cell in head}
    last = head[0].row
    for row in range(head[0].row + 1, units.max_row + 1):
        last = row if units.cell(row, 1).value else last
    known = {units.cell(row, 1).value for row in range(head[0].row + 1, last + 1)}
    for street in GROUPS["各街道办事处"]:
        if street not in known:
            last += 1
            units.cell(last, 1).value = street
    for row in range(head[0].row + 1, last + 1):
        unit = str(units.cell(row, 1).value)
        units.cell(row, at["联系人"]).value, units.cell(row, at["联系电话"]).value = person(unit), phone(unit)
    for row in book["群组"].iter_rows(min_row=2):
        if row[0].value in GROUPS:
            row[1].value = "、".join(GROUPS[row[0].value])
    rules = book["规则"]
    start = next(row[0].row for row in rules.iter_rows() if row[0].value == "类别")
    for down, rule in enumerate(RULES, start + 1):
        for across, word in enumerate(rule, 1):
            rules.cell(down, across).value = word
    save_book(book, path)
