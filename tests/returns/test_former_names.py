"""Former names in an office's list of units: by the heading of their column, never one that another unit bears."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from qdoc.returns.former_names import read_former_names

# why, the rows of the list, former → name
LISTS = [
    ("a column of former names", [("单位名称", "曾用名"), ("区数据局", "区数字办")], {"区数字办": "区数据局"}),
    ("a title above it, other columns",
     [("单位名录", ""), ("序号", "单位", "原名称"), ("1", "区数据局", "区甲办、区乙办")],
     {"区甲办": "区数据局", "区乙办": "区数据局"}),
    ("another name is no former one", [("单位名称", "别名"), ("区数据局", "区数字办")], {}),
    ("a name that another unit bears", [("单位", "曾用名"), ("区甲局", "区乙局"), ("区乙局", "")], {}),
    ("a name that ended", [("单位", "曾用名", "停用日期"), ("区甲局", "区乙局", ""), ("区乙局", "", "2025-12")],
     {"区乙局": "区甲局"}),
    ("no column of names", [("曾用名",), ("区数字办",)], {}),
    ("the same name", [("单位", "曾用名"), ("区甲局", "区甲局")], {}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rows", "wanted"), LISTS, ids=[one[0] for one in LISTS])
def test_former_names_in_a_workbook_and_in_text(
    why: str, rows: list[tuple[str, ...]], wanted: dict[str, str], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(line)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    (tmp_path / "名录.xlsx").write_bytes(out.getvalue())
    (tmp_path / "名录.tsv").write_text("\n".join("\t".join(line) for line in rows), "utf-8-sig")
    for name in ("名录.xlsx", "名录.tsv"):
        assert dict(read_former_names(tmp_path / name)) == wanted, why
