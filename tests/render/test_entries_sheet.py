"""The sheets of returns and acts on paper: one page wide, the header on every page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qdoc.model import Entry, Event, EventKind
from qdoc.render.workbook import ledger_xlsx
from tests.summary.ledger_of_yunxi import LEDGER

KEY = LEDGER.rows[0].key
FULL = replace(
    LEDGER,
    entries=tuple(
        Entry(KEY, "区经济信息化局", "2026Q1", leads=True, status="推进中", wording=f"已会诊企业{number}家。")
        for number in range(1, 81)
    ),
    events=(Event(KEY, EventKind.REVIEW, "2026-05-06", by="周敏", decision="同意", text="现场看过。"),),
)
# (sheet, pages wide, paper: 9 is A4, 8 is A3, first column repeated)
PRINTED = [
    ("填报记录", 1, 8, None),  # why: eighteen columns would be 5.5 points high on A4
    ("办理记录", 1, 9, None),  # why: fewer columns
    ("台账", 2, 9, "$A:$A"),  # why: on one page nobody could read it; the second needs the row numbers
]


@pytest.mark.parametrize(("name", "wide", "paper", "columns"), PRINTED)
def test_a_working_sheet_prints_as_wide_as_its_pages_with_its_header(
    name: str, wide: int, paper: int, columns: str | None
) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(FULL)))[name]
    setup = sheet.page_setup
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight, setup.paperSize) == ("landscape", wide, 0, paper)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", columns)


@pytest.mark.office
def test_no_page_of_returns_holds_only_some_columns(
    tmp_path: Path, soffice: Callable[..., list[Path]], pdftotext: Callable[..., str]
) -> None:
    (tmp_path / "台账.xlsx").write_bytes(ledger_xlsx(FULL))
    (printed,) = soffice(tmp_path / "台账.xlsx", to="pdf", outdir=tmp_path)
    pages = ["".join(page.split()) for page in pdftotext(printed).split("\f")]
    returns = [page for page in pages if "一句话进展" in page]
    assert len(returns) > 1
    assert all("来源文件" in page and "单位" in page for page in returns)
    assert sum(page.count("已会诊企业") for page in returns) == 80
