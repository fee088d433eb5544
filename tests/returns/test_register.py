"""An office's own list of units from a workbook: found by its heading, each name once, refused with the place."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from qdoc.errors import LedgerRefused
from qdoc.returns.register import read_register


def workbook(**sheets: list[list[str]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("sheets", "units"),
    [
        ({"名录": [["name"], ["区教育局"], ["区民政局"]]}, ("区教育局", "区民政局")),
        # a title above the header, another column before it, a name twice
        (
            {"名录": [["云溪区单位名录"], ["序号", "单位"], ["1", "区教育局"], ["2", "区教育局"], ["3", "区水务局"]]},
            ("区教育局", "区水务局"),
        ),
        # 单位信息.xlsx: the sheet of units is not the first one
        (
            {"本单位": [["名称"], ["区政府办公室"]], "责任单位": [["名称", "别名"], ["区城管执法局", "区城管局"]]},
            ("区城管执法局",),
        ),
    ],
)
def test_units_are_read(sheets, units):
    assert read_register(workbook(**sheets), "名录.xlsx") == units


def test_a_list_without_its_heading_is_refused_by_place():
    with pytest.raises(LedgerRefused, match="工作表“名录”前 15 行"):
        read_register(workbook(名录=[["区教育局"]]), "名录.xlsx")
