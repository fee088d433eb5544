"""Tests of 调整通知.docx and 需重发文书.xlsx: every change with its words, gaps where nobody said, no formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from qdoc.ledger.amend import AmendedLine
from qdoc.ledger.reissue import Action, Reissue
from qdoc.model import LedgerHead
from qdoc.parse.punctuation import full_width
from qdoc.render.amendment_docx import amendment_docx
from qdoc.render.letter_fields import LetterOptions
from qdoc.render.reissue_sheet import reissue_xlsx

HEAD = LedgerHead(
    "云溪区人民政府办公室关于印发云溪区2026年工作要点的通知", "云溪区2026年工作要点", "云溪区人民政府办公室",
    "云政办发〔2026〕5号", "2026-03-02", 2026, "通知.txt", "0" * 64,
)  # fmt: skip
LINE = AmendedLine(
    serial=3, number="2.", task="建设社区食堂", text="新建社区食堂12个,逐步扩大覆盖面", place="“2.建设社区食堂”第1项",
    field="牵头单位", before="建议：区民政局", after="区卫生健康委", reason="常务会议定", by="赵六", on="2026-09-10",
)  # fmt: skip
LINES = (LINE, replace(LINE, field="截止日", before="2026-09-30", after="2026-11-30"), replace(LINE, reason="=1+1"))
UNITS = ("区民政局", "区卫生健康委")
OPTIONS = LetterOptions(office="云溪区人民政府办公室", quote=full_width)
DOCUMENTS = (
    Reissue(
        Action.AGAIN,
        "区民政局",
        "任务交办单",
        "云办交〔2026〕3号",
        "各单位/区民政局.docx",
        "=李四",
        (3, 7),
        "减少 1 条",
    ),
    Reissue(Action.NEW, "@区卫生健康委", "任务交办单", "", "", "", (3,), "新承担"),
)


def rows(data: bytes) -> list[list[str]]:
    (table,) = (one for one in docx.Document(io.BytesIO(data)).tables if len(one.columns) == 7)
    return [[cell.text.replace("\n", "") for cell in row.cells] for row in table.rows]


def test_every_change_is_a_line_and_a_suggestion_stays_one() -> None:
    data = amendment_docx(HEAD, LINES, UNITS, OPTIONS)
    assert data == amendment_docx(HEAD, LINES, UNITS, OPTIONS)
    head, first, second, third = rows(data)
    assert head == ["序号", "任务", "事项（原文）", "调整内容", "原", "现", "理由"]
    item = "新建社区食堂12个，逐步扩大覆盖面（原文“2.”第1项）"
    assert first == ["1", "2.建设社区食堂", item, "牵头单位", "建议：区民政局", "区卫生健康委", "常务会议定"]
    assert second[3:6] == ["截止日", "2026年9月30日", "2026年11月30日"]
    assert third[6] == "=1+1"


def test_what_nobody_said_is_a_gap() -> None:
    text = "".join(one.text for one in docx.Document(io.BytesIO(amendment_docx(HEAD, LINES, (), OPTIONS))).paragraphs)
    assert (
        "《云溪区人民政府办公室关于印发云溪区2026年工作要点的通知》（云政办发〔2026〕5号）所列事项中，下列3处" in text
    )
    for name in ("发文字号", "主送机关", "办理要求", "成文日期"):
        assert f"【待补：{name}】" in text
    bare = replace(HEAD, notice_title=None, plan_title=None, document_number=None)
    data = amendment_docx(bare, (replace(LINE, reason=""),), UNITS, LetterOptions())
    assert rows(data)[1][6] == "【待补：理由】"
    found = "".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    assert "【待补：交办依据】" in found
    assert "【待补：发文机关】" in found


def test_the_list_of_documents_has_the_command_the_log_and_no_formula() -> None:
    data = reissue_xlsx(HEAD, DOCUMENTS, LINES, ("qdoc letters 台账.xlsx -o 输出",), "说明")
    assert data == reissue_xlsx(HEAD, DOCUMENTS, LINES, ("qdoc letters 台账.xlsx -o 输出",), "说明")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["需重发文书", "调整记录"]
    assert book["需重发文书"]["A2"].value == "说明\n重出的命令：qdoc letters 台账.xlsx -o 输出"
    lines = list(book["需重发文书"].iter_rows(min_row=4, values_only=True))
    assert [line[1:3] for line in lines] == [("重发", "区民政局"), ("新发", "@区卫生健康委")]
    assert [(line[6], line[7]) for line in lines] == [("=李四", "3、7"), (None, "3")]
    log = list(book["调整记录"].iter_rows(min_row=4, values_only=True))
    assert [line[3] for line in log] == [3, 3, 3]
    assert log[0][6:10] == ("牵头单位", "建议：区民政局", "区卫生健康委", "常务会议定")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.office
def test_forty_changes_run_over_pages_and_the_colophon_ends_the_last(
    soffice: Callable[..., list[Path]], pdftotext: Callable[..., str], tmp_path: Path
) -> None:
    many = tuple(replace(LINE, serial=at, number=f"{at}.", after=f"第{at}局") for at in range(1, 41))
    path = tmp_path / "调整通知.docx"
    path.write_bytes(amendment_docx(HEAD, many, UNITS, OPTIONS))
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    pages = [re.sub(r"\s", "", page) for page in pdftotext(pdf).split("\f") if page.strip()]
    assert len(pages) > 2
    text = "".join(pages)
    assert [at for at in range(1, 41) if f"第{at}局" not in text] == []
    assert all("调整内容" in page for page in pages[1:-1]), "the header of the table on every page"
    assert "印发" in pages[-1]
    assert "成文日期" in pages[-1]
