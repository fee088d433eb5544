"""Owns the recount of 年终总结.docx: its sentences, tables and annexes against the ledger, the books and the acts."""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from .acts import ACTS
from .books import FINISHED, STATUS, TAKEN, Books
from .desk_edits import ADDED, DROPPED, MISTYPED, NEW_WORDS, TASK
from .ledger_view import Row, asked
from .recount import Recount
from .recount_papers import unnumbered
from .standing import figure_of, is_reached
from .targets import VAGUE, target_of
from .word_text import WordText, read_word_text, serials

UNSAID, SENT_BACK = "未填报", "核查未通过"
_QUARTERS = {f"2026年第{name}季度": quarter for quarter, name in enumerate("一二三四", 1)}


def check_summary(told: Recount, when: str, path: Path, rows: list[Row], books: Books) -> None:
    """Every figure of the summary that can be counted otherwise."""
    word = read_word_text(path)
    units = {unit for row in rows for unit in row.leads}
    nobody = sum(not row.leads for row in rows)
    first = re.search(r"分解为(\d+)项任务、(\d+)条具体事项，由(\d+)个单位牵头或负责，另有(\d+)条待指定单位", word.text)
    whole = [len({row.task for row in rows}), len(rows), len(units), nobody]
    told.same(f"{when}：任务、事项、单位、待指定", [int(each) for each in first.groups()] if first else None, whole)
    stood = Counter(_stands(row) for row in rows)
    line = next((text for text in word.paragraphs if text.startswith("截至2026年12月31日，")), "")
    program = {name: (int(number), share) for name, number, share in re.findall(r"(\w+?)(\d+)条（占([\d.]+)%）", line)}
    program = {name.removeprefix("截至"): value for name, value in program.items()}
    own = {name: (number, _share(number, len(rows))) for name, number in stood.items()}
    told.same(f"{when}：按办理状态分，条数和占比", program, own)
    acts = re.search(r"经批准延期(\d+)条，调整时限、单位或指标(\d+)条，经核查销号(\d+)条", word.text)
    told.same(f"{when}：延期、调整、销号（条）", [int(each) for each in acts.groups()] if acts else None, _acts())
    _check_tables(told, when, word, rows)
    _check_metrics(told, when, word, rows)
    _check_quarters(told, when, word, rows, books)
    _check_annexes(told, when, word, rows, books)


def check_edited(told: Recount, when: str, result: Any, again: Path, rows: list[Row]) -> None:
    """The clerk's words stand in the summary written anew, the ledger's number and the deleted item are back."""
    (back,) = result["summaries"]
    done = str(sum(_stands(row) in FINISHED for row in rows))
    numbers = [(one["number"], one["ledger"]) for one in back["numbers"]]
    told.same(f"{when}：与台账不一致的数（文中、台账）", numbers, [(MISTYPED, done)])
    gone = [one["before"].startswith(DROPPED) for one in back["changes"] if one["kind"] == "restored"]
    told.same(f"{when}：不能删去的内容", gone, [True])
    text = read_word_text(again).text
    told.same(f"{when}：再生成后，改的句子还在", NEW_WORDS in text, True)
    shown = [words in text for words in (ADDED, f"已完成{done}条", DROPPED)]
    told.same(f"{when}：再生成后，加的段落、台账的数、删去的事项都在", shown, [True] * 3)
    mine = [row["总结用语"].endswith(NEW_WORDS) for row in rows if row.task == TASK]
    told.same(f"{when}：改的句子在台账“总结用语”里", any(mine), True)


def _check_tables(told: Recount, when: str, word: WordText, rows: list[Row]) -> None:
    for name, table, groups in (
        ("分主题", word.table("主题", "合计"), [(row["主题"], row) for row in rows]),
        (
            "分单位",
            word.table("牵头（责任）单位", "合计"),
            [(one, row) for row in rows for one in row.leads or ["待指定"]],
        ),
    ):
        program = {
            next(iter(line.values())): [line["合计"], line["办结"], line["办结率"], _stood(line["办理状态"])]
            for line in table
        }
        own = {}
        for key in dict.fromkeys(key for key, _ in groups):
            mine = [row for each, row in groups if each == key]
            stood = Counter(_stands(row) for row in mine)
            done = sum(stood[each] for each in FINISHED)
            own[unnumbered(key)] = [str(len(mine)), str(done), f"{_share(done, len(mine))}%", dict(stood)]
        told.same(f"{when}：{name}的表", program, own)
    left = [row for row in rows if _stands(row) not in FINISHED]
    number = re.search(r"下列(\d+)条事项尚未办结或没有填报办理状态", word.text)
    told.same(f"{when}：未完成事项（条）", int(number[1]) if number else 0, len(left))
    listed = sum(any(f"{row.task}：{row['具体事项'].rstrip('。')}" in text for text in word.paragraphs) for row in left)
    told.same(f"{when}：未完成事项逐条列出", listed, len(left))


def _check_metrics(told: Recount, when: str, word: WordText, rows: list[Row]) -> None:
    found = re.search(r"列有量化指标的事项(\d+)条：(.*?)。", word.text)
    program = {name: int(number) for name, number in re.findall(r"(\w+?)(\d+)条", found[2])} if found else {}
    own = Counter(_reach(row) for row in rows if row.targets)
    told.same(f"{when}：指标达标、未达标、需核对", program, dict(own))
    table = word.table("序号", "任务", "量化指标")
    told.same(f"{when}：附件2的指标对照", Counter(line["指标对照"] for line in table), own)
    shown = [(line["量化指标"], line["完成数值"]) for line in table]
    told.same(
        f"{when}：附件2的指标和数值", shown, [(row["量化指标"], row["完成数值"] or "—") for row in rows if row.targets]
    )


def _reach(row: Row) -> str:
    targets = [target_of(row.task, words) for words in row.targets]
    if not row["完成数值"]:
        return UNSAID
    if any(target.kind == VAGUE for target in targets):
        return "需核对"
    figures = [figure_of(part) for part in row["完成数值"].split("；")]
    if None in figures or len(figures) != len(targets):
        return "需核对"
    pairs = zip(targets, figures, strict=True)
    return "达标" if all(figure is not None and is_reached(target, figure) for target, figure in pairs) else "未达标"


def _check_quarters(told: Recount, when: str, word: WordText, rows: list[Row], books: Books) -> None:
    line = next((text for text in word.paragraphs if "累计填报办结的事项" in text), "")
    program = [int(each) for each in re.findall(r"季度(\d+)条", line)]
    own = [sum(books.expected(row, quarter).status in FINISHED for row in rows) for quarter in _QUARTERS.values()]
    told.same(f"{when}：各季度末累计填报办结", program, own)
    silent = {}
    for name, units in re.findall(r"(2026年第.季度)，以下\d+个单位未报送进展：(.*?)。", word.text):
        silent[_QUARTERS[name]] = set(units.split("、"))
    every = set(asked(rows, set()))
    own_silent = {}
    for quarter in _QUARTERS.values():
        said = {one.unit for one in books.counted(quarter) if one.cells}
        own_silent[quarter] = {unit for unit in every if unit not in said}
    told.same(
        f"{when}：各季度没有报送的单位", silent, {quarter: units for quarter, units in own_silent.items() if units}
    )


def _check_annexes(told: Recount, when: str, word: WordText, rows: list[Row], books: Books) -> None:
    lines = [line for line in word.table("序号", "任务", "具体事项") if line["序号"].isdigit() and "完成数值" in line]
    program = [(line["量化指标"], line["完成数值"], line["办理状态"].partition("（")[0]) for line in lines]
    own = [(row["量化指标"] or "—", row["完成数值"] or "—", _stands(row)) for row in rows]
    told.same(f"{when}：附件1逐条的指标、数值、状态", program, own)
    heads = [line["序号"].split("\u3000") for line in word.table("序号", "职责") if "季度\u3000" in line["序号"]]
    units = {(unit, name) for name, unit, *_ in heads}
    told.same(f"{when}：附件3有谁、哪一期的填报", units, _last_returns(books))
    sources = word.table("序号", "数字", "说明")
    named = {line["说明"]: line for line in sources}
    done = named.get("办理状态为“已完成”的事项数", {})
    where = re.search(r"第(.*)行", done.get("出处", ""))
    shown = serials(where[1].replace("—", "～")) if where else set()
    told.same(f"{when}：附件4“已完成”出自哪几行", shown, {row.serial for row in rows if _stands(row) in FINISHED})


def _stands(row: Row) -> str:
    """A row's 办理状态 as the summary has to show it: a unit's 已完成 falls by a 核查意见 that came after the year."""
    back = any(
        act.after == len(_QUARTERS) and act.kind == "核查意见" and "不同意" in act.words and row.serial in act.rows
        for act in ACTS
    )
    return SENT_BACK if back and row[STATUS] in FINISHED else row[STATUS] or UNSAID


def _last_returns(books: Books) -> set[tuple[str, str]]:
    """Unit and quarter of every return that is the unit's last word on some row."""
    last: dict[tuple[str, int], str] = {}
    for name, quarter in _QUARTERS.items():
        for one in books.counted(quarter):
            for line in one.lines:
                if any(said.fate == TAKEN for said in line.says):
                    last.update({(one.unit, serial): name for serial in line.serials})
    return {(unit, name) for (unit, _), name in last.items()}


def _acts() -> list[int]:
    """Rows that were given more time, that were amended, that were closed."""
    longer = {row for act in ACTS if act.kind == "延期申请" and "同意" in act.words for row in act.rows}
    changed = {row for act in ACTS if act.kind == "调整" for row in act.rows}
    closed = {row for act in ACTS if act.kind == "销号" for row in act.rows}
    return [len(longer), len(changed), len(closed)]


def _stood(words: str) -> dict[str, int]:
    return {name: int(number) for name, number in re.findall(r"(\D+?)(\d+)(?:、|$)", words)}


def _share(part: int, whole: int) -> str:
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))
