"""Every cell of every document for one unit, of every kind, against the ledger: 200 departments, 1 to 15 tasks each."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

import pytest

from qdoc.letters import make_letters
from qdoc.model import AssignmentLetter, Basis, Cell, LedgerRow
from qdoc.render.letter_docx import (
    ASSIGNMENT,
    FOLLOW_UP,
    KINDS,
    REMINDER,
    REPORT,
    RESPONSIBILITY,
    LetterOptions,
    letter_docx,
)
from tests.render.made_ledger import AS_OF, departments, made_ledger
from tests.render.word_tables import Table, read_form, read_paragraphs, read_tables

MARK = "建议，待确认"
BASIS = "《云溪区人民政府办公室关于印发〈云溪区2026年质量工作要点〉的通知》（云府办发〔2026〕3号）"
OPTIONS = LetterOptions(
    office="云溪区<督查>室&",
    number="云督〔2026〕12号",
    date="2026-09-20",
    contact="李“明”",
    phone="0000-1234567",
    feedback_by="2026-09-28",
    leader="王&强",
    urgency="加急",
    as_of=AS_OF.isoformat(),
)
_CLOSED = {"已完成", "销号"}


@lru_cache(maxsize=1)
def letters() -> tuple[AssignmentLetter, ...]:
    return make_letters(made_ledger())


def names(cell: Cell) -> list[str]:
    """The units of a cell of the made ledger, whose names hold 、 only within brackets."""
    found = cell.value.replace("理局、区工程", "理局\0区工程").split("、")
    return [name.replace("\0", "、") for name in found if name]


@cache
def roles(row: LedgerRow) -> dict[str, tuple[str, Cell]]:
    """Each unit of the row with its role, read from the cells alone; the weightier role first."""
    found: dict[str, tuple[str, Cell]] = {}
    for cell, first, other in (
        (row.lead, "牵头", "共同牵头"),
        (row.responsible, "责任", "责任"),
        (row.support, "配合", "配合"),
    ):
        for index, name in enumerate(names(cell)):
            found.setdefault(name, (other if index else first, cell))
    return found


@lru_cache(maxsize=1)
def rows_of() -> dict[str, tuple[list[LedgerRow], list[LedgerRow]]]:
    found: dict[str, tuple[list[LedgerRow], list[LedgerRow]]] = {}
    for row in made_ledger().rows:
        for unit, (role, _) in roles(row).items():
            found.setdefault(unit, ([], []))[role == "配合"].append(row)
    return found


def suggested(row: LedgerRow, unit: str) -> bool:
    return roles(row)[unit][1].basis is Basis.SUGGESTED


def grouped(row: LedgerRow, unit: str, mark: str = "建议") -> dict[str, str]:
    """The other units by role."""
    found: dict[str, list[str]] = {}
    for name, (role, cell) in roles(row).items():
        if name != unit:
            found.setdefault(role, []).append(name + (f"（{mark}）" if cell.basis is Basis.SUGGESTED else ""))
    return {role: "、".join(units) for role, units in found.items()}


def task(row: LedgerRow) -> str:
    return f"{row.number}{'. ' if row.number.isdigit() else ''}{row.task}"


def words(row: LedgerRow) -> str:
    place = "台账增列，非原文摘录" if row.own else row.place
    return row.text + (f"\n〔{place}〕" if place else "")


def limit(row: LedgerRow) -> str:
    return row.deadline.value or row.deadline_on or "—"


def lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def item_row(number: int, row: LedgerRow, unit: str) -> list[str]:
    others = "；".join(f"{role}：{units}" for role, units in grouped(row, unit).items())
    duty = lines(roles(row)[unit][0] + "单位", MARK if suggested(row, unit) else "", others)
    return [str(number), task(row), words(row), row.metric.value or "—", limit(row), duty]


def items(unit: str) -> list[list[str]]:
    lead, support = rows_of()[unit]
    return [item_row(number, row, unit) for number, row in enumerate((*lead, *support), 1)]


def listed(tables: list[Table], heading: str) -> list[list[str]]:
    return [row for table in tables if heading in table[0] for row in table[1:]]


def check_assignment(unit: str, data: bytes) -> None:
    tables = read_tables(data)
    assert listed(tables, "单位职责") == items(unit)
    head = read_form(tables[0])
    lead, support = rows_of()[unit]
    count = sum(suggested(row, unit) for row in (*lead, *support))
    assert head.pop("请注意", "").startswith(f"本单有{count}项" if count else "")
    duty = {roles(row)[unit][0] == "责任" for row in lead}
    called = "责任事项" if duty == {True} else "牵头事项" if duty == {False} else "牵头（责任）事项"
    assert head == {
        "承办单位": unit, "交办单位": OPTIONS.office, "交办日期": "2026年9月20日", "反馈时限": "2026年9月28日",
        "联系人": OPTIONS.contact, "联系电话": OPTIONS.phone, "分管领导": OPTIONS.leader, "交办依据": BASIS,
        "交办事项": "，".join(f"{name}{len(rows)}项" for name, rows in ((called, lead), ("配合事项", support)) if rows),
    }  # fmt: skip
    assert tables[-1][0] == ["承办单位", unit, "编号", OPTIONS.number]


def check_responsibility(unit: str, data: bytes) -> None:
    tables = read_tables(data)
    assert listed(tables, "单位职责") == items(unit)
    lead, _ = rows_of()[unit]
    goals = listed(tables, "清单序号")
    assert [row[1].removesuffix(f"\n{MARK}") for row in goals] == list(dict.fromkeys(task(row) for row in lead))
    for row in lead:
        cells = next(cells for cells in goals if cells[1].removesuffix(f"\n{MARK}") == task(row))
        assert row.metric.value in cells[2]
        assert limit(row) in cells[3]
    signatures = next(table for table in tables if table[0][0].startswith("甲方"))
    assert signatures[0] == [f"甲方（盖章）：\n{OPTIONS.office}", f"乙方（盖章）：\n{unit}"]


def check_follow_up(unit: str, data: bytes) -> None:
    tables = read_tables(data)
    lead = [row for row in rows_of()[unit][0] if row.status not in _CLOSED]  # nothing is urged that is finished
    assert len(tables) == len(lead)
    numbers = [text for text in read_paragraphs(data) if text.startswith("编号：")]
    assert len(numbers) == len(lead)
    for number, (table, row, told) in enumerate(zip(tables, lead, numbers, strict=True), 1):
        running = f"12-{number}号" if len(lead) > 1 else "12号"
        assert told.startswith(f"编号：云督〔2026〕{running}")
        form = read_form(table)
        role, _ = roles(row)[unit]
        by_role = grouped(row, unit, MARK)
        own = unit + (f"（{MARK}）" if suggested(row, unit) else "")
        by_role[role] = "、".join(name for name in (own, by_role.get(role, "")) if name)
        leading = [by_role.get("牵头", ""), *(f"{r}：{by_role[r]}" for r in ("共同牵头", "责任") if r in by_role)]
        based = (("单位", roles(row)[unit][1]), ("目标值", row.metric), ("时限", row.deadline))
        sources = "；".join(f"{name}：{cell.basis.label}" for name, cell in based if cell.value and cell.basis)
        assert form.pop("标注来源").startswith(sources.replace("建议", MARK))
        asked = form.pop("汇报频次")
        if "每季度报送进展" in row.text:
            assert asked.startswith("原文：“")
            assert "每季度报送进展" in asked
        else:
            assert asked == "按原文要求；原文没有的，不另行要求报送"
        progress = (("办理状态", row.status), ("进展情况", row.progress), ("存在问题", row.problem))
        so_far = "\n".join(f"{name}：{value}" for name, value in progress if value)
        assert form == {
            "督办单位": OPTIONS.office, "承办单位": unit, "督办日期": "2026年9月20日", "紧急程度": "加急",
            "督办事项": task(row), "主要内容": words(row), "目标值": row.metric.value or "—", "完成期限": limit(row),
            "督办分类": "工作要点", "来    源": BASIS, "牵头单位": "；".join(filter(None, leading)),
            "协办单位": by_role.get("配合") or "无", "分管领导": OPTIONS.leader,
            "督办人": f"{OPTIONS.contact}　{OPTIONS.phone}", "核查意见": "",
            "工作推进\n情    况": f"台账记载（截至2026年9月20日）：\n{so_far}" if so_far else "",
            "办结销号": form["办结销号"],
        }  # fmt: skip


def due(row: LedgerRow) -> int | None:
    """Days from the given day to the row's last one; None where it has none."""
    return (date.fromisoformat(row.deadline_on) - AS_OF).days if row.deadline_on else None


def check_reminder(unit: str, data: bytes) -> None:
    (table,) = read_tables(data)
    expected: list[list[str]] = []
    for row in rows_of()[unit][0]:
        days = due(row)
        if row.status in _CLOSED or days is None or days > 15:
            continue
        told = f"逾期{-days}天" if days < 0 else f"剩余{days}天" if days else "当日到期"
        last = date.fromisoformat(row.deadline_on)
        expected.append(
            [
                str(len(expected) + 1), task(row), lines(words(row), MARK if suggested(row, unit) else ""), limit(row),
                f"{told}\n（{last.year}年{last.month}月{last.day}日）", row.status or "未填报", row.progress or "—",
            ]
        )  # fmt: skip
    assert table[1:] == expected
    assert expected


def check_report(unit: str, data: bytes) -> None:
    (table,) = read_tables(data)
    lead, support = rows_of()[unit]
    expected = []
    for number, row in enumerate((*lead, *support), 1):
        told = "；".join(filter(None, (row.status, row.progress)))
        duty = lines(f"职责：{roles(row)[unit][0]}单位", MARK if suggested(row, unit) else "")
        so_far = f"台账记载：{told}" if told else ""
        told_of = lines(words(row), duty)
        expected.append([str(number), task(row), told_of, row.metric.value or "—", limit(row), "", so_far])
    assert table[1:] == expected


CHECKS = {
    ASSIGNMENT: check_assignment,
    RESPONSIBILITY: check_responsibility,
    FOLLOW_UP: check_follow_up,
    REMINDER: check_reminder,
    REPORT: check_report,
}


def expects(kind: str, unit: str) -> bool:
    """Whether a document of that kind must be made for the unit."""
    lead, _ = rows_of()[unit]
    if kind == REMINDER:
        return any(row.status not in _CLOSED and (days := due(row)) is not None and days <= 15 for row in lead)
    if kind == FOLLOW_UP:
        return any(row.status not in _CLOSED for row in lead)
    return bool(lead) or kind in (ASSIGNMENT, REPORT)


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_of_every_document_is_its_ledger_row(kind: str) -> None:
    made = letters()
    assert {letter.department for letter in made} == set(departments()) == set(rows_of())
    written = 0
    for letter in made:
        unit = letter.department
        data = letter_docx(kind, letter, OPTIONS)
        assert (data is not None) == expects(kind, unit), unit
        if data is not None:
            CHECKS[kind](unit, data)
            written += 1
    assert written > 150
