"""Next year's draft from a ledger: everything carried over, everything open marked, nothing decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qdoc.draft.next_words import next_words
from qdoc.draft.next_year import NextPlan, next_plan
from qdoc.extract import extract
from qdoc.ledger import build_ledger
from qdoc.lexicon import load_lexicon
from qdoc.model import Basis, Cell, Ledger, LedgerHead, LedgerRow, Office, UnitInfo
from qdoc.parse import parse
from qdoc.read import read_bytes, read_path
from qdoc.render.draft_form_docx import draft_form_docx
from qdoc.render.notice_docx import notice_docx
from qdoc.returns.draft_form import read_draft_docx

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "云溪区质量强区2026年工作要点.txt"

# why, text, metric, actual of 2026; the text of 2027
WORDS = [
    ("target and result", "合格率达到95%以上", "合格率达到95%以上", "96%", "合格率达到【待定：上年95%，完成96%】以上"),
    ("without a result", "走访企业60家", "走访企业60家", "", "走访企业【待定：上年60】家"),
    (
        "parts and results go together",
        "抽检达到8%，其中住房达到15%",
        "抽检达到8%；住房达到15%",
        "7%；14%",
        "抽检达到【待定：上年8%，完成7%】，其中住房达到【待定：上年15%，完成14%】",
    ),
    (
        "the last figure counts",
        "评估用了15年的电梯20台",
        "用了15年的电梯20台",
        "",
        "评估用了15年的电梯【待定：上年20】台",
    ),
    ("a range is one figure", "落地项目8至10个", "落地项目8至10个", "", "落地项目【待定：上年8至10】个"),
    ("a day of the year", "2026年9月底前建成", "", "", "2026年9月底前【待定：2027年9月底前】建成"),
    ("a day without a year is any year's", "9月底前建成", "", "", "9月底前建成"),
    ("another year is no day of this plan", "到2030年建成", "", "", "到2030年建成"),
    ("a range of years is another plan's", "落实2026—2028年规划", "", "", "落实2026—2028年规划"),
    ("a range with the year twice", "2026年至2028年建成", "", "", "2026年至2028年建成"),
    ("a cited title keeps its year", "落实《云溪区2026年要点》", "", "", "落实《云溪区2026年要点》"),
    ("a day with 到", "到2026年底建成", "", "", "到2026年底【待定：2027年底】建成"),
    ("a day with 截至", "截至2026年6月底完成选址", "", "", "截至2026年6月底【待定：2027年6月底】完成选址"),
    ("months of the year", "2026年1—6月完成", "", "", "2026年1—6月【待定：2027年1—6月】完成"),
    ("the year's own work", "做好2026年度工作", "", "", "做好2026年度【待定：2027年度】工作"),
    ("a name is no target", "5G网络全覆盖", "5G网络全覆盖", "", "5G网络全覆盖"),
    (
        "a time of service is no target",
        "24小时自助服务区全覆盖",
        "24小时自助服务区全覆盖",
        "90%",
        "24小时自助服务区全覆盖",
    ),
    (
        "a number is not cut in two",
        "新建115所学校，改造15所学校",
        "15所学校",
        "",
        "新建115所学校，改造【待定：上年15】所学校",
    ),
    (
        "what says how many of which",
        "新建15所以上学校，其中5所以上为中学",
        "5所以上为中学",
        "",
        "新建15所以上学校，其中【待定：上年5】所以上为中学",
    ),
]


@pytest.mark.parametrize(("why", "text", "metric", "actual", "wanted"), WORDS, ids=[one[0] for one in WORDS])
def test_figures_and_days_are_left_open(why: str, text: str, metric: str, actual: str, wanted: str) -> None:
    assert next_words(text, 2026, metric, actual).text == wanted, why


def test_what_cannot_be_marked_in_the_text_is_said() -> None:
    assert next_words("检查全覆盖", 2026, "检查全覆盖", "100%").notes == ("上年指标“检查全覆盖”，完成100%",)
    assert next_words("24小时服务区全覆盖", 2026, "24小时服务区全覆盖").notes == ("上年指标“24小时服务区全覆盖”",)


def test_a_figure_of_the_same_thing_that_is_no_target_is_named() -> None:
    words = next_words("新建15所以上学校，其中5所为中学，占地3万平方米", 2026, "新建15所以上学校")
    assert words.notes == ("还有“5所”没有标【待定】，请看要不要改",)


def test_a_limit_that_the_text_says_is_not_said_again() -> None:
    limit = Cell("到2026年底；9月底前；11月底前", Basis.STATED)
    plan = made(row("a", "到2026年底建成台账，9月底前完成选址。", deadline=limit))
    assert plan.form.lines[-1].text.endswith("（责任单位：区市场监管局；完成时限：11月底前）")


# why, text of 2026, what the note names; a year long past is history and stays unsaid
KEPT = [
    ("the year before", "比2025年增加", "2025年"),
    ("a later year", "到2030年建成", "2030年"),
    ("a range", "2026年至2028年建成", "2026年至2028年"),
    ("a range with one 年", "落实2026—2028年规划", "2026—2028年"),
    ("a cited title", "落实《云溪区2026年要点》，到2030年达标", "《云溪区2026年要点》、2030年"),
    ("history", "比2020年增加", ""),
]


@pytest.mark.parametrize(("why", "text", "named"), KEPT, ids=[one[0] for one in KEPT])
def test_years_that_stay_are_named(why: str, text: str, named: str) -> None:
    assert next_words(text, 2026).notes == ((f"写到了{named}，请看要不要顺延",) if named else ()), why


# why, plan's title, date of the notice, year that the clerk names; the year, dates marked, dates left, what says it
YEARS = [
    ("the title says it", "云溪区2026年方案", None, None, 2026, 1, 0, ""),
    ("the notice's date says it", "云溪区方案", "2026-03-02", None, 2026, 1, 0, "成文日期 2026-03-02"),
    ("the clerk says it", "云溪区方案", "2027-03-02", 2026, 2026, 1, 0, ""),
    ("nothing says it", "云溪区方案", None, None, None, 0, 1, ""),
]


@pytest.mark.parametrize("case", YEARS, ids=[one[0] for one in YEARS])
def test_the_year_of_the_dates_comes_from_somewhere_or_is_asked_for(
    case: tuple[str, str, str | None, int | None, int | None, int, int, str],
) -> None:
    why, title, dated, said, year, marked, left, source = case
    head = LedgerHead("通知", title, None, None, dated, 2026 if "年" in title else None, "x", "0")
    plan = next_plan(Ledger(head, (row("a", "2026年9月底前建成台账。"),)), load_lexicon(), None, None, said)
    assert (plan.year, plan.dates, plan.unmarked, plan.year_from) == (year, marked, left, source), why
    assert ("【待定：2027年9月底前】" in plan.form.lines[-1].text) is (marked == 1)


def test_a_comment_quotes_the_words_it_means() -> None:
    plan = made(row("a", "建立计量台账。", status="推进中"), row("b", "培训计量人员。", status="推进中"))
    assert plan.form.lines[-1].note == "“建立计量台账”：结转：上年推进中\n“培训计量人员”：结转：上年推进中"


STATED = Cell("区市场监管局", Basis.STATED)


def row(key: str, text: str = "", **more: object) -> LedgerRow:
    return replace(
        LedgerRow(key, "2026/t01", "一、夯实基础", "1.", "完善计量", text, responsible=STATED), **more  # type: ignore[arg-type]
    )  # fmt: skip


def made(*rows: LedgerRow, year: int | None = 2026, office: Office | None = None) -> NextPlan:
    head = LedgerHead(
        "关于印发要点的通知", f"云溪区{year}年质量工作要点", "云溪区人民政府办公室", None, None, year, "x", "0"
    )
    return next_plan(Ledger(head, rows), load_lexicon(), office)


# why, the row, what the comment says, counted as carried and as droppable
STANDING = [
    (
        "unfinished",
        {"status": "推进中", "actual": "60%", "problem": "缺经费"},
        "结转：上年推进中（完成 60%；缺经费）",
        1,
        0,
    ),
    ("done, made once", {"status": "已完成"}, "做一次就成的事", 0, 1),
    ("done, goes on", {"status": "已完成", "text": "持续完善计量台账。"}, "", 0, 0),
    ("the ledger says no", {"status": "推进中", "carry_over": "否"}, "不结转", 0, 1),
    ("nobody filled it in", {"carry_over": "是"}, "台账没有填办理状态", 1, 0),
]


@pytest.mark.parametrize(("why", "more", "said", "carried", "droppable"), STANDING, ids=[one[0] for one in STANDING])
def test_where_a_row_stands_is_said_and_it_stays(
    why: str, more: dict[str, str], said: str, carried: int, droppable: int
) -> None:
    plan = made(row("a", **{"text": "建立计量台账。", **more}))
    (task,) = (line for line in plan.form.lines if line.level == 2)
    assert said in task.note, why
    assert bool(task.note) == bool(said)
    assert (len(plan.carried), len(plan.droppable)) == (carried, droppable)
    assert "计量台账" in task.text


def test_a_ledger_without_any_status_carries_nothing_as_unfinished() -> None:
    assert made(row("a", "建立计量台账。")).carried == ()  # why: a plan.json knows nothing of the year


def test_a_suggested_unit_is_no_decision() -> None:
    plan = made(row("a", "建立台账。", responsible=Cell("区科技局", Basis.SUGGESTED)))
    assert "区科技局" not in plan.form.lines[-1].text
    assert "没有确认，这里不写：区科技局" in plan.form.lines[-1].note


def test_a_renamed_bureau_stands_under_its_new_name_and_is_marked() -> None:
    plan = made(row("a", "办好旅游节。", responsible=Cell("区旅游局", Basis.STATED)), year=2019)
    assert plan.form.lines[-1].text.endswith("（责任单位：区文化和旅游局）")
    assert plan.renamed == ("区旅游局→区文化和旅游局",)
    assert "改名：区旅游局→区文化和旅游局" in plan.form.lines[-1].note


def test_a_former_name_by_the_offices_own_list_is_replaced_and_marked() -> None:
    head = LedgerHead("通知", "云溪区2026年质量工作要点", "云溪区人民政府办公室", None, None, 2026, "x", "0")
    old = row("a", "建立台账。", responsible=Cell("区数字办", Basis.STATED))
    plan = next_plan(Ledger(head, (old,)), load_lexicon(), None, {"区数字办": "区数据局"})
    assert plan.form.lines[-1].text.endswith("（责任单位：区数据局）")
    assert plan.renamed == ("区数字办→区数据局",)
    assert "改名：区数字办→区数据局" in plan.form.lines[-1].note


def test_a_name_that_ends_by_the_offices_own_register_is_marked() -> None:
    office = Office(units=(UnitInfo("区市场监管局", valid_to="2026-12"),))
    assert "明年停用" in made(row("a", "建立台账。"), office=office).form.lines[-1].note


def ledger_of_example() -> Ledger:
    source = read_path(EXAMPLE)
    return build_ledger(extract(parse(source), load_lexicon()), "", source.text)


def test_every_row_of_the_example_is_carried_and_the_draft_is_read_and_built() -> None:
    ledger = ledger_of_example()
    plan = next_plan(ledger, load_lexicon())
    assert plan.form.values["方案标题"] == "云溪区推进质量强区建设2027年工作要点"
    assert plan.tasks == len({(one.task_id, one.task) for one in ledger.rows})
    form = draft_form_docx(plan.form)
    assert form == draft_form_docx(next_plan(ledger, load_lexicon()).form)
    draft, said = read_draft_docx(form, "明年要点草稿.docx")
    assert {one.code for one in said} == {"D015"}
    assert "D010" in {one.code for one in draft.diagnostics}
    again = extract(parse(read_bytes(notice_docx(draft), "通知.docx")), load_lexicon(), suggest=False)
    assert [(one.number, one.title) for one in again.tasks] == [
        (task.number, task.title) for task in extract(parse(read_path(EXAMPLE)), load_lexicon()).tasks
    ]
    named = {(task.title, one.canonical) for task in again.tasks for one in task.assignments}
    before = {
        (task.title, one.canonical)
        for task in extract(parse(read_path(EXAMPLE)), load_lexicon()).tasks
        for one in task.assignments
        if one.basis is Basis.STATED
    }
    assert before <= named


def test_the_words_of_every_row_are_in_the_draft() -> None:
    ledger = ledger_of_example()
    text = "".join(line.text for line in next_plan(ledger, load_lexicon()).form.lines)
    for one in ledger.rows:
        start = one.text.rstrip("。；")[:6]
        assert start in text or any(sign.isdigit() for sign in start), one.text
