"""督办单, 催办单, 办理情况报告: who gets one, what is counted, what is asked, and that a gap or a guess shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from qdoc.errors import UsageError
from qdoc.ledger.status_words import StatusWords, plain
from qdoc.model import AssignmentLetter, LetterItem, UnitInfo
from qdoc.render.fields_follow_up import ONLY_AS_ASKED, reporting_asked
from qdoc.render.letter_docx import (
    ASSIGNMENT,
    FOLLOW_UP,
    KINDS,
    REMINDER,
    REPORT,
    RESPONSIBILITY,
    LetterOptions,
    letter_docx,
    missing,
)
from tests.render.made_ledger import HEAD
from tests.render.word_tables import Table, read_form, read_paragraphs, read_tables

OPTIONS = LetterOptions(office="云溪区督查室", number="云督〔2026〕12号", date="2026-09-20", as_of="2026-09-20")
PLAIN = LetterItem(
    row_key="k1", number="1.", task="任务", text="建成服务点。", role="牵头单位", others="", metric="", deadline="",
    place="“1.任务”", suggested=False,
)  # fmt: skip


def letter(*items: LetterItem, support: tuple[LetterItem, ...] = (), unit: str = "甲局") -> AssignmentLetter:
    return AssignmentLetter(unit, HEAD, items, support, any(item.suggested for item in (*items, *support)))


def made(kind: str, of: AssignmentLetter, options: LetterOptions = OPTIONS) -> bytes:
    data = letter_docx(kind, of, options)
    assert data is not None
    return data


SUPPORTS = letter(support=(replace(PLAIN, role="配合单位", deadline_on="2026-09-01"),))


@pytest.mark.parametrize(
    ("kind", "makes"), [(ASSIGNMENT, 1), (RESPONSIBILITY, 0), (FOLLOW_UP, 0), (REMINDER, 0), (REPORT, 1)]
)
def test_a_unit_that_only_supports_answers_for_nothing(kind: str, makes: int) -> None:
    assert (letter_docx(kind, SUPPORTS, OPTIONS) is not None) == bool(makes)


ASKED = [
    ("建成服务点。", ONLY_AS_ASKED),  # why: nothing asked: nothing is added (减负)
    ("每季度开展一次抽检。", ONLY_AS_ASKED),  # why: work each quarter is no report
    ("每季度末报送进展情况。", "原文：“每季度末报送进展情况”"),  # why: the notice's own words
    (
        "建成服务点，每月28日前向区督查室报告，年底完成。",
        "原文：“每月28日前向区督查室报告”",
    ),  # why: one clause of several
    ("按季度通报结果；每年12月上报总结。", "原文：“按季度通报结果”；原文：“每年12月上报总结”"),  # why: two
]


@pytest.mark.parametrize(("text", "told"), ASKED)
def test_reports_are_asked_only_as_the_notice_asks(text: str, told: str) -> None:
    assert reporting_asked(text) == told


UNITS = [
    # why: alone; with co-leads; as a co-lead; unranked; by a suggestion, its own or another's
    ("牵头单位", (), False, "甲局", "无"),
    ("牵头单位", (("共同牵头", "乙局"), ("配合", "丙局、丁局")), False, "甲局；共同牵头：乙局", "丙局、丁局"),
    ("共同牵头单位", (("牵头", "乙局"),), False, "乙局；共同牵头：甲局", "无"),
    ("责任单位", (("责任", "乙局"),), False, "责任：甲局、乙局", "无"),
    ("牵头单位", (("配合", "丙局（建议）"),), True, "甲局（建议，待确认）", "丙局（建议，待确认）"),
]


@pytest.mark.parametrize(("role", "partners", "suggested", "leading", "helping"), UNITS)
def test_a_follow_up_sheet_names_the_units_by_role(
    role: str, partners: tuple[tuple[str, str], ...], suggested: bool, leading: str, helping: str
) -> None:
    item = replace(PLAIN, role=role, partners=partners, suggested=suggested, sources="单位：建议" if suggested else "")
    (table,) = read_tables(made(FOLLOW_UP, letter(item)))
    form = read_form(table)
    assert (form["牵头单位"], form["协办单位"]) == (leading, helping)
    assert ("尚未经确认，不是正式分工" in form["标注来源"]) == suggested


def test_follow_up_sheets_run_in_number_and_each_begins_a_page() -> None:
    data = made(FOLLOW_UP, letter(PLAIN, PLAIN, PLAIN))
    numbers = [text for text in read_paragraphs(data) if text.startswith("编号")]
    assert [text.partition("　")[0] for text in numbers] == [f"编号：云督〔2026〕12-{n}号" for n in (1, 2, 3)]
    assert numbers[1].endswith("本单位共3项，第2项")
    assert read_paragraphs(made(FOLLOW_UP, letter(PLAIN)))[1] == "编号：云督〔2026〕12号"
    bare = read_paragraphs(made(FOLLOW_UP, letter(PLAIN, PLAIN), LetterOptions()))
    assert bare[1].startswith("编号：【待补：编号】")


KINDS_OF_PLAN = [
    ("云溪区2026年质量工作要点", "工作要点"), ("云溪区质量提升三年行动计划", "行动计划"),
    ("关于印发质量提升实施方案的通知", "实施方案"), ("云溪区2026年质量工作", "【待补：督办分类】"),
    (None, "【待补：督办分类】"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "kind"), KINDS_OF_PLAN)
def test_the_category_is_the_plans_own_kind(title: str | None, kind: str) -> None:
    of = replace(letter(PLAIN), head=replace(HEAD, plan_title=title, notice_title=None))
    (table,) = read_tables(made(FOLLOW_UP, of))
    assert read_form(table)["督办分类"] == kind


def due(days: str, status: str = "") -> LetterItem:
    finished = plain(status) in StatusWords().finishing  # as make_letters has it
    return replace(PLAIN, deadline="某日前", deadline_on=days, status=status, finished=finished)


DUE = [
    ("2026-09-19", "", "逾期1天"),  # why: the last day was yesterday
    ("2026-09-20", "推进中", "当日到期"),  # why: today is still in time
    ("2026-10-05", "", "剩余15天"),  # why: the last day of the window
    ("2026-10-06", "", None),  # why: a day beyond it
    ("2026-09-19", "已完成", None),  # why: finished, however late
    ("2026-09-19", " 办结 ", None),  # why: finished in another word
    ("2026-09-19", "未完成", "逾期1天"),  # why: not finished is not finished
    ("", "", None),  # why: no last day, nothing to count
    ("九月", "", None),  # why: nor where it is no day
]


@pytest.mark.parametrize(("last", "status", "told"), DUE)
def test_a_reminder_lists_what_is_overdue_or_due_soon_and_open(last: str, status: str, told: str | None) -> None:
    data = letter_docx(REMINDER, letter(due(last, status)), OPTIONS)
    if told is None:
        assert data is None
        return
    assert data is not None
    (table,) = read_tables(data)
    assert table[1][4].split("\n")[0] == told
    assert table[1][5] == (status.strip() or "未填报")


def test_a_reminder_counts_what_it_lists_and_what_it_does_not() -> None:
    items = (
        due("2026-09-01"),
        due("2026-09-25"),
        due("2026-09-30"),
        due(""),
        due("2026-12-31"),
        due("2026-09-01", "销号"),
    )
    text = "\n".join(read_paragraphs(made(REMINDER, letter(*items))))
    assert "中有3项已过或临近时限、台账尚未记载办结，其中已过时限1项，15日内到期2项：" in text
    assert "另有1项尚未办结的事项没有明确的截止日，未列入上表。" in text
    wider = "\n".join(read_paragraphs(made(REMINDER, letter(*items), replace(OPTIONS, within=120))))
    assert "已过时限1项，120日内到期3项" in wider


@pytest.mark.parametrize("as_of", [None, "", "九月二十日"])
def test_a_reminder_without_a_day_is_refused_with_the_option_to_give(as_of: str | None) -> None:
    with pytest.raises(UsageError, match="--as-of"):
        letter_docx(REMINDER, letter(due("2026-09-01")), replace(OPTIONS, as_of=as_of))


def test_a_report_leaves_what_only_the_unit_knows_to_the_unit() -> None:
    unit = UnitInfo("甲局", contact="陈立", phone="0000-7654321")
    so_far = replace(PLAIN, status="推进中", progress="已建成2个。", metric="5个")
    data = made(REPORT, letter(so_far, support=(replace(PLAIN, role="配合单位"),)), replace(OPTIONS, unit=unit))
    text = "\n".join(read_paragraphs(data))
    assert text.startswith("关于云溪区2026年质量工作要点\n办理情况的报告")
    assert "云溪区督查室：" in text
    assert "交由我单位办理牵头事项1项、配合事项1项。现将截至2026年9月20日的办理情况报告如下：" in text
    for name in ("办理过程", "存在问题和下一步意见", "成文日期"):
        assert f"【待补：{name}" in text
    assert "（联系人：陈立，联系电话：0000-7654321）" in text
    assert "2026年9月20日\n" not in text, "the office's date is not the bureau's"
    (table,) = read_tables(data)
    assert [row[5:] for row in table[1:]] == [["", "台账记载：推进中；已建成2个。"], ["", ""]]


TITLES = [
    ("云溪区质量工作要点", "关于云溪区质量工作要点办理情况的报告"),  # why: one line
    ("云溪区2026年质量强区工作要点", "关于云溪区2026年质量强区工作要点\n办理情况的报告"),  # why: the plan stays whole
    (
        "云溪区推进质量强区建设和品牌培育2026年工作要点",
        "关于云溪区推进质量强区建设和品牌培育\n2026年工作要点办理情况的报告",
    ),  # why: too long for a line: before the year
]


@pytest.mark.parametrize(("plan", "title"), TITLES)
def test_a_long_title_breaks_by_sense(plan: str, title: str) -> None:
    of = replace(letter(PLAIN), head=replace(HEAD, plan_title=plan))
    assert read_paragraphs(made(REPORT, of))[0] == title


def test_the_unit_and_the_leader_show_in_the_assignment_letter_where_known() -> None:
    def tables(options: LetterOptions) -> list[Table]:
        return read_tables(made(ASSIGNMENT, letter(PLAIN), options))

    unit = UnitInfo("甲局", leader="张华", contact="陈立", phone="0000-7654321")
    known = tables(replace(OPTIONS, unit=unit, leader="王强"))
    assert read_form(known[0])["分管领导"] == "王强"
    assert known[-1][4:6] == [["负责人", "张华", "联系人", "陈立"], ["承办人", "", "联系电话", "0000-7654321"]]
    bare = tables(OPTIONS)
    assert "分管领导" not in read_form(bare[0])
    assert bare[-1][4:6] == [["负责人", "", "联系人", ""], ["承办人", "", "联系电话", ""]]


def test_a_unit_that_came_through_a_group_is_told_so() -> None:
    of = letter(support=(replace(PLAIN, role="配合单位", via="各街道办事处"),), unit="青石街道办事处")
    table = next(table for table in read_tables(made(ASSIGNMENT, of)) if "单位职责" in table[0])
    assert table[1][5] == "配合单位（各街道办事处）"


def names(fields: object) -> object:
    """The shape of fields or of a context: names, records, lists of records."""
    if isinstance(fields, Mapping):
        return {name: names(value) for name, value in fields.items()}
    return [names(fields[0])] if isinstance(fields, list) and fields else None


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_described_are_the_fields_given(kind: str) -> None:
    item = due("2026-09-25")
    context = KINDS[kind].context(letter(item, support=(item,)), OPTIONS)
    assert names(KINDS[kind].fields) == names(context)


@pytest.mark.parametrize("kind", KINDS)
def test_every_gap_that_is_printed_is_told(kind: str) -> None:
    bare = LetterOptions(as_of="2026-09-20")
    of = letter(due("2026-09-25"))
    data = made(kind, of, bare)
    printed = "\n".join(read_paragraphs(data) + [cell for table in read_tables(data) for row in table for cell in row])
    told = missing(kind, of, bare)
    assert told
    assert all(f"【待补：{name}】" in printed for name in told)


def test_openxml_audit_finds_nothing(tmp_path: Path) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator

    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    items = tuple(replace(due("2026-09-25"), suggested=n == 1, sources="单位：建议") for n in range(3))
    for kind in KINDS:
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(made(kind, letter(*items, support=items)))
        result = validator.validate(path)
        assert not result.errors, (path.name, [str(error) for error in result.errors])


def test_a_follow_up_sheet_leaves_out_what_is_finished() -> None:
    done = replace(PLAIN, row_key="k2", text="办完的事。", finished=True)
    data = made(FOLLOW_UP, letter(done, PLAIN))
    told = "\n".join(read_paragraphs(data)) + str(read_tables(data))
    assert "建成服务点" in told
    assert "办完的事" not in told
    assert "云督〔2026〕12号" in told  # one item alone has no number of its own
    assert letter_docx(FOLLOW_UP, letter(done), OPTIONS) is None  # no sheet for a unit that has finished all
