from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from qdoc.model import Ledger
from qdoc.render.summary_docx import summary_docx
from qdoc.render.summary_rows import folded
from qdoc.resources import template
from qdoc.summary import summarise
from tests.summary.ledger_of_yunxi import HEAD, LEDGER, ROWS

SUMMARY = summarise(LEDGER, as_of="2026-12-20")


@pytest.fixture(scope="module")
def data() -> bytes:
    return summary_docx(SUMMARY, office="云溪区质量强区办", dated="2026年12月25日")


@pytest.fixture(scope="module")
def document(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def lines(document: docx.document.Document) -> list[str]:
    return [each.text for each in document.paragraphs if each.text]


def rows(table: docx.table.Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_prose_is_the_clerks_and_gaps_show(document: docx.document.Document) -> None:
    said = lines(document)
    assert said[0] == "云溪区推进质量强区建设2026年工作要点\n完成情况总结"
    assert said[1] == "（云溪区质量强区办　2026年12月25日）"
    start = said.index("二、分主题完成情况")
    assert said[start + 1 : said.index("三、分单位完成情况")] == [
        "（一）做优质量供给，擦亮云溪品牌",
        "1.推动制造业质量升级（区经济信息化局）。全年会诊企业64家，解决质量问题131个。【待补：另有1条事项的完成情况】",
        "2.全面推行首席质量官制度（区市场监管局、区经济信息化局）。已举办两期培训班，培训52名。",
        "（二）守牢质量底线，护航宜居生活",
        "10.保障电梯运行安全〔区市场监管局（建议，待确认）〕。完成评估188台。",
        "13.消除燃气使用隐患（待指定）。【待补：完成情况】",
        "14.完善充电设施（区住房城乡建设局）。【待补：完成情况】",
    ]


def test_counts_are_tables_with_the_ledgers_own_status_words(document: docx.document.Document) -> None:
    theme, unit = document.tables[0], document.tables[1]
    assert rows(theme)[1:] == [
        ["做优质量供给，擦亮云溪品牌", "3", "2", "66.7%", "已完成2、推进中1"],
        ["守牢质量底线，护航宜居生活", "3", "1", "33.3%", "已完成1、长期推进1、未填报1"],
    ]
    assert rows(unit)[2] == ["区市场监管局（其中1条为建议，待确认）", "2", "1", "50.0%", "已完成1、推进中1"]


def test_every_open_row_is_listed_with_its_reason(document: docx.document.Document) -> None:
    said = lines(document)
    start = said.index("五、未完成事项及原因")
    assert said[start + 1 : said.index("六、下年度打算")] == [
        "下列3条事项尚未办结或没有填报办理状态。",
        "2.全面推行首席质量官制度：年内培训首席质量官80名（区市场监管局、区经济信息化局）。办理状态：推进中，完成数值52名。"
        "原因：第三期培训班因师资冲突推迟到次年1月。",
        "13.消除燃气使用隐患：更换超期橡胶软管2万根（待指定）。办理状态：未填报。原因：【待补：未完成原因】",
        "14.完善充电设施：对违规停放问题持续推进整治（区住房城乡建设局）。办理状态：长期推进。原因：部分小区没有可用场地。",
    ]


def test_what_is_carried_over_and_what_nobody_decided(document: docx.document.Document) -> None:
    said = lines(document)
    after = said[said.index("六、下年度打算") :]
    assert after[1:4] == [
        "结转下年、继续办理的事项1条：",
        "2.全面推行首席质量官制度：年内培训首席质量官80名（区市场监管局、区经济信息化局）。",
        "【待补：下列1条未办结事项是否结转下年】13.消除燃气使用隐患。",
    ]


def test_the_reconciliation_table_has_every_row_of_the_ledger_cell_by_cell(document: docx.document.Document) -> None:
    table = [row for row in rows(document.tables[2])[1:] if len(set(row)) > 1]  # theme rows span the table
    assert [row[2] for row in table] == [row.text for row in ROWS]
    assert [row[6] for row in table] == [row.status or "未填报" for row in ROWS]
    assert [row[7] for row in table] == ["达标", "—", "未达标", "未达标", "未填报", "—"]
    assert [row[4] for row in table] == [row.actual or "—" for row in ROWS]


def test_reconciliation_is_landscape_and_its_header_repeats(document: docx.document.Document) -> None:
    first, last = document.sections[0], document.sections[-1]
    assert first.page_width < first.page_height
    assert last.page_width > last.page_height
    assert "tblHeader" in document.tables[2].rows[0]._tr.xml


def test_the_file_is_valid_and_the_same_each_time(data: bytes, tmp_path: Path) -> None:
    again = summary_docx(SUMMARY, office="云溪区质量强区办", dated="2026年12月25日")
    assert again == data
    path = tmp_path / "年终总结.docx"
    path.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_nothing_is_dated_or_signed_that_was_not_given() -> None:
    said = "\n".join(lines(docx.Document(io.BytesIO(summary_docx(summarise(LEDGER))))))
    for slot in ("【待补：编制单位】", "【待补：成文日期】", "【待补：数据截止日期】"):
        assert slot in said


EDGES = [
    (Ledger(HEAD, ()), "台账没有列出事项。"),  # no rows at all: nothing is called done
    (Ledger(HEAD, ROWS[:2]), "台账所列事项均已完成。"),
    (
        Ledger(HEAD, (replace(ROWS[0], theme="", number="", text="第一行\n第二行\x07"),)),
        "（一）其他任务",
    ),  # a clerk's own row
    (Ledger(replace(HEAD, plan_title=None, notice_title=None), ROWS), "工作要点完成情况总结"),  # a text without titles
]


@pytest.mark.parametrize(("ledger", "words"), EDGES)
def test_edges_give_a_valid_document(ledger: Ledger, words: str, tmp_path: Path) -> None:
    path = tmp_path / "年终总结.docx"
    path.write_bytes(summary_docx(summarise(ledger)))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert words in lines(docx.Document(path))


@pytest.mark.office
def test_the_office_opens_it(
    data: bytes, soffice: Callable[..., list[Path]], pdftotext: Callable[[Path], str], tmp_path: Path
) -> None:
    path = tmp_path / "年终总结.docx"
    path.write_bytes(data)
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    text = "".join(pdftotext(pdf).split())
    for item in summarise(LEDGER).items:
        assert "".join(item.task.split()) in text


def test_row_numbers_of_an_answer_for_several_rows_fit_their_column() -> None:
    """9—11、24 broke inside a number in a column of 18 mm: 100—105、 has to stand on one line, in 五号 with margins."""
    tables = docx.Document(template("年终总结.docx").open("rb")).tables
    (table,) = [one for one in tables if [cell.text for cell in one.rows[0].cells][:3] == ["序号", "职责", "行次"]]
    assert folded("9—11、24、29—31、47—49、56—62") == "9—11、24、\n29—31、\n47—49、\n56—62"
    assert folded("1、3") == "1、3"
    assert folded("") == ""
    signs = len("100105") * 0.5 + len("—、")
    assert table.rows[0].cells[2].width.mm >= signs * 10.5 * 25.4 / 72 + 2 * 1.9
