"""The workbook of a collection: nothing of it is missing, and what units wrote is text."""

from __future__ import annotations

import io
import zipfile

import openpyxl

from qdoc.proof.package_faults import package_faults
from qdoc.render.collected_sheet import collected_xlsx
from qdoc.returns.collect_values import Fate, Passed
from tests.returns.test_collect import ECONOMY, MARKET, collected, piece, returned

EVIL = '=HYPERLINK("http://x","点")'
DONE = collected(
    returned(ECONOMY, piece(ECONOMY, 0, status="已完成", wording=EVIL, actual="12"), name="甲.xlsx"),
    returned(MARKET, piece(MARKET, 1, status="在办", actual="五十多"), name="=乙.xlsx", day="2026-04-20"),
    returned(MARKET, piece(MARKET, 1, status="未启动"), name="丙.xlsx", day="2026-04-01"),
    received_on="2026-04-21",
    due="2026-04-10",
)
PASSED = (Passed("说明.txt", "不是 Excel 或 Word 文件", "请核对"),)


def sheets() -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(collected_xlsx(DONE, PASSED)))
    return {sheet.title: list(sheet.iter_rows(min_row=4, values_only=True)) for sheet in book}


def test_every_list_has_its_sheet_and_every_entry_its_line() -> None:
    found, lists = sheets(), DONE.lists
    assert list(found) == ["已报", "缺报", "逐格问题", "迟报", "冲突", "超报", "数值状态待核", "空白", "未变化", "保留"]
    assert [row[2] for row in found["已报"]] == [one.file for one in DONE.received]
    assert [row[6] for row in found["已报"]] == [one.counts[Fate.APPLIED] for one in DONE.received]
    assert tuple(row[1] for row in found["缺报"]) == lists.missing
    cells = [(one.file, one.answer.place) for fate in (Fate.REFUSED, Fate.OLDER) for one in DONE.of(fate)]
    assert [(row[1], row[3]) for row in found["逐格问题"]] == [*cells, ("说明.txt", "整份文件")]
    assert [(row[1], row[2]) for row in found["迟报"]] == [(unit, f"{day} 填报") for unit, day in lists.late]
    assert [row[4] for row in found["超报"]] == [point.what for point in lists.over_claims]
    assert [row[3] for row in found["数值状态待核"]] == ["数值要核对", "状态不在列表里"]
    assert all(len(found[name]) for name in ("缺报", "逐格问题", "超报")), "the case shows something of each"


def test_what_units_wrote_is_text_and_the_file_is_sound() -> None:
    data = collected_xlsx(DONE, PASSED)
    assert data == collected_xlsx(DONE, PASSED)
    assert package_faults(data, "汇总.xlsx") == ()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    assert "=乙.xlsx" in {row[2] for row in sheets()["已报"]}


def test_an_empty_list_says_so() -> None:
    book = openpyxl.load_workbook(io.BytesIO(collected_xlsx(collected(received_on="2026-04-21"))))
    notes = {sheet.title: str(sheet["A2"].value) for sheet in book}
    assert notes["冲突"] == "没有冲突的。"
    assert notes["迟报"] == "没有迟报的，或没有写明应报日。"
    assert notes["已报"].startswith("4 个单位中收到 0 个")
