"""Owns the recount of what is printed: the page of status, the bulletin, the reminders, read as Word files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from .books import TAKEN, Books
from .ledger_view import Row
from .recount import Recount
from .standing import AHEAD, BEHIND, DONE, IDLE, NEAR, ON, ORDER, SILENT, Standing, count, stand
from .word_text import read_word_text, serials

_NUMBER = re.compile(r"^(?:（[一二三四五]）|[一二三四五]、)")
_LIGHTS = ("红", "黄", "绿", "")


def check_page(told: Recount, when: str, path: Path, standings: list[Standing], books: Books) -> None:
    """一览.docx: the lights, the table of themes, the table of units, the red items, why rows count as 未填报.

    ``books``: all that was collected so far.
    """
    word = read_word_text(path)
    total = count(standings)
    lights = re.search(r"亮灯：红(\d+)、黄(\d+)、绿(\d+)，不亮灯(\d+)", word.text)
    told.same(
        f"{when} 一览：亮灯（红、黄、绿、不亮）",
        [int(each) for each in lights.groups()] if lights else None,
        [total.lights[each] for each in _LIGHTS],
    )
    check_themes(told, f"{when} 一览", word.table("主题", "合计"), standings, ("红灯", "逾期"))
    program = {}
    for row in word.tables[1][1:]:
        for unit, whole, share, *numbers in (row[:7], row[7:]):
            if unit:
                program[unit] = [whole, share, *numbers]
    own = {}
    for unit, mine in by_unit(standings).items():
        one = count(mine)
        own[unit] = [
            str(one.total),
            one.share,
            *(str(one.by[each]) for each in (BEHIND, IDLE, SILENT)),
            str(one.lights["红"]),
        ]
    told.same(f"{when} 一览：按单位（列出的 {len(program)} 个）", program, {unit: own.get(unit) for unit in program})
    left = [numbers for unit, numbers in own.items() if unit not in program]
    told.same(
        f"{when} 一览：没有列出的单位（个、红灯、未填报）",
        _numbers(r"另有(\d+)个单位没有列出：红灯(\d+)条次，未填报(\d+)条次", word.text) or [0, 0, 0],
        [len(left), sum(int(numbers[-1]) for numbers in left), sum(int(numbers[-2]) for numbers in left)],
    )
    nobody = [sum(not one.row.leads for one in standings)]
    told.same(f"{when} 一览：待指定", _numbers(r"待指定单位的(\d+)条", word.text) or [0], nobody)
    _check_silence(told, f"{when} 一览", word.text, standings, books)


def check_themes(
    told: Recount, name: str, table: list[dict[str, str]], standings: list[Standing], more: tuple[str, ...]
) -> None:
    """The table of themes, its total with it."""
    program = {
        line["主题"]: [line["合计"], *(line[each] for each in ORDER), *(line[each] for each in (*more, "达到占比"))]
        for line in table
    }
    themes: dict[str, list[Standing]] = {}
    for one in standings:
        themes.setdefault(unnumbered(one.row["主题"]), []).append(one)
    own = {}
    for theme, mine in {**themes, "合计": standings}.items():
        line = count(mine)
        other = {"红灯": line.lights["红"], "逾期": line.overdue}
        own[theme] = [
            str(line.total),
            *(str(line.by[each]) for each in ORDER),
            *(str(other[each]) for each in more),
            line.share,
        ]
    told.same(f"{name}：分主题的表", program, own)


def _check_silence(told: Recount, name: str, text: str, standings: list[Standing], books: Books) -> None:
    """How many of the rows that count as 未填报 have a form of one of their units, only without a status."""
    silent = [one.row for one in standings if one.judgement == SILENT]
    handed_in = {
        (one.unit, said.serial or serial)
        for one in books.counted()
        for line in one.lines
        for serial in line.serials
        for said in line.says
        if said.fate == TAKEN
    }
    came = [row for row in silent if any((unit, row.serial) in handed_in for unit in row.leads)]
    told.same(
        f"{name}：交了表、没有填状态的（条）", _numbers(r"(\d+)条单位已交表、办理状态没有填", text) or [0], [len(came)]
    )


def check_bulletin(told: Recount, when: str, path: Path, standings: list[Standing], books: Books) -> None:
    """督查通报.docx: the totals, themes, overdue items; the workbook beside it: which rows each number counts."""
    word = read_word_text(path)
    text, total = word.text, count(standings)
    units = by_unit(standings)
    nobody = sum(not one.row.leads for one in standings)
    told.same(
        f"{when} 通报：事项、单位、待指定",
        _numbers(r"台账共列事项(\d+)条，涉及牵头（责任）单位(\d+)个", text),
        [total.total, len(units)],
    )
    told.same(f"{when} 通报：待指定", _numbers(r"，(\d+)条待指定", text) or [0], [nobody])
    program = {name: int(found[1]) for name in ORDER if (found := re.search(rf"[：，]{name}(\d+)条（占", text))}
    told.same(f"{when} 通报：按办理情况分", program, {name: total.by[name] for name in ORDER if total.by[name]})
    good = sum(total.by[each] for each in (DONE, AHEAD, ON))
    told.same(
        f"{when} 通报：可以比较、达到序时进度",
        _numbers(r"可以比较的(\d+)条中，达到序时进度及以上的(\d+)条", text),
        [good + total.by[BEHIND] + total.by[IDLE], good - total.unproven],
    )
    told.same(f"{when} 通报：已过时限", _numbers(r"台账没有办结记载的(\d+)条", text), [total.overdue])
    check_themes(told, f"{when} 通报", word.table("主题", "合计"), standings, ("逾期",))
    _check_silence(told, f"{when} 通报", text, standings, books)
    late = {line["序号"]: line["逾期天数"] for line in word.table("序号", "事项（原文）")} if total.overdue else {}
    told.same(f"{when} 通报：逾期事项（条）", len(late), total.overdue)
    sources = {name: rows for name, _, rows in _sources(path.with_name(f"{path.stem}（数据来源）.xlsx"))}
    shown = {name: serials(sources[name]) for name in ORDER if name in sources}
    mine = {name: {one.row.serial for one in standings if one.judgement == name} for name in ORDER}
    told.same(f"{when} 通报：每种情况是台账的哪几条", shown, {name: rows for name, rows in mine.items() if rows})
    by = {name: serials(rows) for name, rows in sources.items() if "：" in name and not name.startswith("主题")}
    own = {}
    for unit, rows in units.items():
        for name in ORDER:
            if found := {one.row.serial for one in rows if one.judgement == name}:
                own[f"{unit}：{name}"] = found
    told.same(
        f"{when} 通报：各单位的各种情况",
        {name: by[name] for name in by if name in own},
        {name: own[name] for name in own if name in by},
    )


def check_reminders(told: Recount, when: str, folder: Path, rows: list[Row], as_of: date, done: Iterable[int]) -> None:
    """催办单: one for each unit that leads something overdue or near its last day, with how many."""
    program = {}
    for path in sorted(folder.glob("各单位/*/*催办单*.docx")):
        text = read_word_text(path).text
        found = re.search(r"有(\d+)项已过或临近时限", text)
        late = re.search(r"其中已过时限(\d+)项", text)
        program[path.parent.name] = [int(found[1]) if found else 0, int(late[1]) if late else 0]
    own: dict[str, list[int]] = {}
    for one in (stand(row, as_of, done) for row in rows):
        days = (one.row.last_day - as_of).days if one.row.last_day else None
        if one.judgement != DONE and days is not None and days <= NEAR:
            for unit in one.row.leads:
                numbers = own.setdefault(unit, [0, 0])
                numbers[0] += 1
                numbers[1] += days < 0
    told.same(f"{when} 催办单：催了谁、几条、其中逾期几条", program, own)


def by_unit(standings: list[Standing]) -> dict[str, list[Standing]]:
    """The rows of each unit that leads or answers for them."""
    found: dict[str, list[Standing]] = {}
    for one in standings:
        for unit in one.row.leads:
            found.setdefault(unit, []).append(one)
    return found


def _sources(path: Path) -> list[tuple[str, ...]]:
    lines = load_workbook(path)["数据来源"].iter_rows(min_row=4, max_col=3, values_only=True)
    return [tuple(str(value) for value in line) for line in lines]


def unnumbered(theme: str) -> str:
    """A theme without its number."""
    return _NUMBER.sub("", theme)


def _numbers(pattern: str, text: str) -> list[int]:
    found = re.search(pattern, text)
    return [int(each) for each in found.groups()] if found else []
