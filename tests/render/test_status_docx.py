from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from qdoc.model import Basis, Cell, Entry, Event, EventKind, Office, Rule
from qdoc.parse.punctuation import full_width
from qdoc.proof.package_faults import package_faults
from qdoc.render.bulletin_docx import bulletin_context, bulletin_docx
from qdoc.render.bulletin_sources import sources, sources_xlsx
from qdoc.render.letter_fields import LetterOptions
from qdoc.render.scores_sheet import scores_xlsx
from qdoc.render.status_docx import status_context, status_docx
from qdoc.render.status_words import standing
from qdoc.status import Judgement, StatusReport, make_report, make_scores, read_rules
from qdoc.store.status_codec import encode_status
from qdoc.summary import Missing
from tests.status.test_report import expected_by_hand
from tests.status.yunxi_in_september import AS_OF, ledger

OPTIONS = LetterOptions(office="云溪区质量强区办", quote=full_width)
RULES = Office(
    rules=(
        Rule("亮灯", "方案", "蓝黄红", "云政办发〔2026〕9号"),
        Rule("判断名称", "欠进度", "滞后"),
        Rule("评分", "牵头未完成", "-5", "云溪区质量工作考核办法"),
    )
)


@pytest.fixture(scope="module")
def report() -> StatusReport:
    return make_report(ledger(), read_rules(None), AS_OF)


def tables(data: bytes) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(io.BytesIO(data)).tables
    ]


def words(data: bytes) -> str:
    return "\n".join(each.text for each in docx.Document(io.BytesIO(data)).paragraphs)


def test_the_page_has_the_numbers_of_an_independent_recount(report: StatusReport) -> None:
    data = status_docx(report, OPTIONS)
    assert data == status_docx(report, OPTIONS)
    assert package_faults(data, "一览.docx") == ()
    themes, units, red = tables(data)
    names = ("已完成", "超进度", "达进度", "欠进度", "未启动", "不适用", "未填报")
    by_hand = expected_by_hand()
    counted = Counter(by_hand)
    assert themes[0][2:9] == list(names)
    assert themes[-1][:9] == ["合计", "75", *(str(counted[name]) for name in names)]
    for line in themes[1:-1]:
        mine = Counter(
            name for row, name in zip(ledger().rows, by_hand, strict=True) if full_width(row.theme).endswith(line[0])
        )
        assert line[2:9] == [str(mine[name]) for name in names], line[0]
    assert units[1][:5] == ["区市场监管局（1条建议，待确认）", "27", "50.0%", "4", "1"]
    assert [line[1] for line in red[1:4]] == ["61", "19", "29"], "the longest overdue first, by 台账序号"
    assert len(red) == 10, "the note on what is reported finished below its target takes the place of one"
    text = words(data)
    assert "报完成、数值没有达到指标的1条（台账第24条）" in text
    assert "50条事项没有填报" in text
    assert "宣城市2020年" in text
    assert "宜昌市" in text


def test_the_offices_rules_change_names_and_lights_and_print_their_basis() -> None:
    own = make_report(ledger(), read_rules(RULES), AS_OF, RULES)
    data = status_docx(own, OPTIONS)
    assert "滞后" in tables(data)[0][0]
    assert "云政办发〔2026〕9号" in words(data)
    assert len(tables(data)[2]) == 4, "only what is overdue is red"
    text = words(bulletin_docx(own, OPTIONS))
    assert "滞后9条（占12.0%）" in text
    assert "红3、黄7、蓝0" in text


def test_the_circular_says_what_the_ledger_says_and_leaves_the_rest_open(report: StatusReport) -> None:
    data = bulletin_docx(report, OPTIONS)
    assert package_faults(data, "通报.docx") == ()
    text = words(data)
    for gap in ("发文字号", "主送机关", "下步要求", "成文日期"):
        assert f"【待补：{gap}】" in text
    counted = Counter(expected_by_hand())
    for name, count in counted.items():
        assert f"{name}{count}条（占{count / 75:.1%}）" in text
    themes, overdue = tables(data)
    behind = sources_xlsx(report, OPTIONS)
    assert behind == sources_xlsx(report, OPTIONS)
    assert package_faults(behind, "数据来源.xlsx") == ()
    sources = list(openpyxl.load_workbook(io.BytesIO(behind))["数据来源"].iter_rows(min_row=3, values_only=True))
    assert [line[4] for line in overdue[1:]] == ["107", "15", "15"]
    assert themes[-1][:2] == ["合计", "75"]
    rows = {line[0]: line for line in sources[1:]}
    for name, count in counted.items():
        assert rows[name][1] == count
        by_hand = [number for number, said in enumerate(expected_by_hand(), 1) if said == name]
        assert serials(rows[name][2]) == by_hand
    assert "建议，待确认" in text


def test_who_reports_finished_below_its_target_or_without_a_figure_is_named_and_not_praised() -> None:
    """A unit whose one comparable item is 已完成 with 12 of 60 stood first among the fast ones."""
    first, second = (replace(row, metric=Cell("会诊企业不少于60家", Basis.STATED)) for row in ledger().rows[:2])
    cases = (
        # (why, actual, act, praised, what is said)
        ("the figure misses", "12家", (), False, "报完成、数值没有达到指标的1条"),
        ("there is no figure", "", (), False, "报完成、没有填完成数值的1条"),
        ("a person closed it", "", (Event(first.key, EventKind.DONE, "2026-10-08", "张三"),), True, ""),
        ("the figure reaches it", "60家", (), True, ""),
        ("the figure is to be compared by hand", "60次", (), True, ""),
    )
    named = replace(first, metric=Cell("提高消费者满意率", Basis.STATED), status="已完成", actual="")
    assert not make_report(replace(ledger(), rows=(named,)), read_rules(None), AS_OF).unproven, "no figure is asked"
    for why, actual, acts, praised, said in cases:
        row = replace(first, lead=Cell("区经济信息化局", Basis.STATED), status="已完成", actual=actual)
        other = replace(second, lead=Cell("区数据局", Basis.STATED), status="已完成", actual="60家")
        rows = (row, other)
        found = make_report(replace(ledger(), rows=rows, events=acts, entries=()), read_rules(None), AS_OF)
        context = bulletin_context(found, OPTIONS)
        assert any(line.startswith("区经济信息化局") for line in context["进度较快"]) is praised, why
        assert any(line.startswith("区数据局") for line in context["进度较快"]), why
        assert found.total.rate == (100 if praised else 50), why
        named = "".join(context["总体情况"])
        assert (said in named and "区经济信息化局“" in named) if said else "报完成" not in named, why
        assert (f"{said}（台账第1条）" in status_context(found, OPTIONS)["退回"]) if said else True, why
        assert any(one["项目"] == said.partition("的1条")[0] for one in sources(found, OPTIONS)) is bool(said), why


def serials(told: str) -> list[int]:
    """1、3～5 → 1, 3, 4, 5."""
    found: list[int] = []
    for part in told.split("、"):
        first, _, last = part.partition("～")
        found.extend(range(int(first), int(last or first) + 1))
    return found


def test_nothing_overdue_or_silent_is_said_in_words() -> None:
    done = replace(ledger(), rows=tuple(replace(row, status="已完成", actual="") for row in ledger().rows))
    report = make_report(done, read_rules(None), AS_OF)
    text = words(bulletin_docx(report, OPTIONS))
    for sentence in ("没有逾期的事项。", "牵头（责任）单位均已填报。", "没有有事项欠进度或未启动的单位。"):
        assert sentence in text
    page = status_docx(report, OPTIONS)
    assert "没有红灯事项。" in words(page)
    assert "均已填报" in words(page)


# (the figure that the unit of row 2 returned, who missed the last period, what the page says, what the circular says)
NONE = Cell("", Basis.STATED)
SILENCE = [
    (
        "10个",
        (),
        ("1条事项没有填报：1条单位已交表、办理状态没有填（台账第2条）。",),
        ("牵头（责任）单位均已填报。", "未填报的1条事项中，1条单位已交表、办理状态没有填。"),
    ),  # why: a refused status is no silence
    (
        "10个",
        ("区科技局", "街道办"),
        ("2026年第三季度没有交表：牵头（责任）单位1个（区科技局）；配合单位1个（街道办）。",),
        ("牵头（责任）单位均有填报记载。", "没有交表：牵头（责任）单位1个（区科技局）；配合单位1个（街道办）。"),
    ),  # why: who missed the period is named, by its part, and nobody says that all returned
    (
        "",
        ("街道办",),
        ("1条事项没有填报：涉及",),
        ("1个单位有事项没有填报", "没有交表：配合单位1个（街道办）。"),
    ),  # why: here the unit itself said nothing
]


@pytest.mark.parametrize(("actual", "absent", "page", "circular"), SILENCE)
def test_who_handed_in_nothing_and_who_left_out_a_status_are_told_apart(
    actual: str, absent: tuple[str, ...], page: tuple[str, ...], circular: tuple[str, ...]
) -> None:
    whole = tuple(
        replace(
            row, status="已完成", actual="", lead=Cell(row.lead.value or "区科技局", Basis.STATED), responsible=NONE
        )
        for row in ledger().rows
    )
    open_row = replace(
        whole[1], status="", actual=actual, lead=Cell("区数据局", Basis.STATED), metric=NONE, progress=""
    )
    told = (Entry(open_row.key, "区数据局", "2026Q3", leads=True, actual=actual),) if actual else ()
    silent = replace(ledger(), rows=(whole[0], open_row, *whole[2:]), entries=told)
    report = make_report(silent, read_rules(None), AS_OF)
    report = replace(report, absent=Missing("2026Q3", absent) if absent else None)
    said = words(status_docx(report, OPTIONS))
    assert [sentence for sentence in page if sentence not in said] == [], said
    said = words(bulletin_docx(report, OPTIONS))
    assert [sentence for sentence in circular if sentence not in said] == [], said
    assert "各单位均已填报" not in said


def test_what_a_review_sent_back_is_not_finished_anywhere() -> None:
    rows = ledger().rows
    number = next(number for number, row in enumerate(rows) if row.status == "已完成" and not row.deadline_on > "2027")
    back = Event(rows[number].key, EventKind.REVIEW, "2026-10-10", by="周敏", decision="不同意", text="现场没有挂牌")
    before = make_report(ledger(), read_rules(None), AS_OF)
    report = make_report(replace(ledger(), events=(back,)), read_rules(None), AS_OF)
    item = report.items[number]
    assert item.sent_back == "2026-10-10 核查意见不同意（周敏）"
    finished = before.total.count(Judgement.FINISHED) - 1
    assert report.total.count(Judgement.FINISHED) == finished
    assert sum(one.tally.count(Judgement.FINISHED) for one in report.units) < sum(
        one.tally.count(Judgement.FINISHED) for one in before.units
    )
    assert f"核查未通过、退回重办的1条（台账第{number + 1}条）。" in words(status_docx(report, OPTIONS))
    said = words(bulletin_docx(report, OPTIONS))
    assert "核查未通过、退回重办的1条，单位报已完成的也不算完成。" in said
    assert f"已完成{finished}条" in said
    lines = openpyxl.load_workbook(io.BytesIO(sources_xlsx(report, OPTIONS)))["数据来源"].iter_rows(values_only=True)
    assert ("核查未通过、退回重办", 1, str(number + 1)) in list(lines)
    (told,) = [one for one in json.loads(encode_status(report))["items"] if one["sent_back"]]
    assert told["serial"] == number + 1
    assert told["judgement"] != "已完成"
    assert [one.code for one in report.diagnostics if one.code == "B206"] == ["B206"]
    assert "已完成" not in standing(item, "欠进度")


def test_the_score_sheet_writes_points_as_numbers_and_names_as_text() -> None:
    hostile = tuple(
        replace(row, lead=Cell("=1+1", Basis.STATED)) if number == 60 else row
        for number, row in enumerate(ledger().rows)
    )
    sheet = make_scores(replace(ledger(), rows=hostile), read_rules(RULES), AS_OF, RULES)
    data = scores_xlsx(sheet)
    assert data == scores_xlsx(sheet)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["合计", "明细", "规则"]
    lines = list(book["明细"].iter_rows(min_row=4, values_only=True))
    totals = {line[1]: line[3] for line in book["合计"].iter_rows(min_row=4, values_only=True)}
    assert totals["=1+1"] == -5
    assert all(sum(line[7] for line in lines if line[1] == unit) == total for unit, total in totals.items())
    assert not [cell for each in book for row in each.iter_rows() for cell in row if cell.data_type == "f"]
    assert {line[3] for line in lines} <= {row.key for row in hostile}


@pytest.mark.office
def test_75_rows_and_ten_red_items_fill_one_page_and_the_circular_is_official(
    report: StatusReport, soffice: Callable[..., list[Path]], pdftotext: Callable[..., str], tmp_path: Path
) -> None:
    files = {"一览": status_docx(report, OPTIONS), "通报": bulletin_docx(report, OPTIONS)}
    for name, data in files.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    page, circular = soffice(*(tmp_path / f"{name}.docx" for name in files), to="pdf", outdir=tmp_path)
    text = pdftotext(page)
    assert text.count("\f") == 1, "one page"
    assert "临近" in re.sub(r"\s", "", text)[-60:], "the rules end the page"
    pages = [each.split() for each in pdftotext(circular).split("\f") if each.strip()]
    assert pages[-1][-2].endswith("印发"), "版记 and the page number end the circular: it can be issued as it stands"
