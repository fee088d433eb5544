"""Owns the workbook of a collection (汇总.xlsx): who is in, who is not, every cell to look at, and each list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qdoc.asking import period_name
from qdoc.render.table_book import Table, Value, tables_xlsx
from qdoc.returns.collect_values import Collected, Fate, Passed, Point
from qdoc.returns.form_values import SPOILED

_N = ("序号", 6)
_IN = (
    *(_N, ("单位", 24), ("文件", 34), ("填报人", 10), ("联系电话", 16), ("填报日期", 12)),
    *(("登记", 7), ("重复", 7), ("旧表", 7), ("未读入", 8), ("说明", 44)),
)
_UNITS = (_N, ("单位", 30), ("说明", 60))
_CELLS = (
    *(_N, ("文件", 30), ("单位", 20), ("位置", 18), ("栏目", 14), ("填的内容", 28)),
    *(("结果", 9), ("为什么", 40), ("怎么办", 36)),
)
_POINTS = (_N, ("单位", 22), ("任务", 34), ("问题", 16), ("内容", 60))
_WORDS = (_N, ("内容", 120))
_CENTRED = frozenset({"序号", "登记", "重复", "旧表", "未读入", "填报日期", "结果", "填报人", "联系电话", "问题"})
_TOLD = (Fate.REFUSED, Fate.CHANGED, Fate.OLDER, Fate.HEAD_ONLY)


def collected_xlsx(collected: Collected, passed: Sequence[Passed] = ()) -> bytes:
    """Return the workbook of ``collected``; ``passed``: files that were not read. The same collection, the same bytes.

    Sheets 已报, 缺报, 逐格问题, 迟报, 冲突, 超报, 数值状态待核, 空白, 未变化, 保留: each stands there with a sentence
    where it has no line, so that nobody wonders whether it was looked at. What units wrote is text and no formula.
    """
    lists = collected.lists
    period = period_name(collected.period) if collected.period else ""
    head = f"{len(collected.expected)} 个单位中收到 {len(collected.arrived)} 个，缺 {len(lists.missing)} 个。"
    over = [(point, "没有达到目标值") for point in lists.over_claims]
    over += [(point, "没有填完成数值") for point in lists.without_figure]
    unsure = [(point, "数值要核对") for point in lists.unsure]
    unsure += [(point, "状态不在列表里") for point in lists.outside]
    late: list[tuple[Value, ...]] = [(unit, f"{day} 填报") for unit, day in lists.late]
    late += [(unit, "没有写填报日期，不知是否迟报") for unit in lists.undated]
    empty = [(unit, "交来的是空表，这一期还算没有填") for unit in lists.empty]
    asked = f"收到的表里另有 {collected.blank} 格没有填。" if collected.blank else "收到的表里每一格都填了。"
    kept: list[tuple[Value, ...]] = [(one.message,) for one in collected.changes if one.kind == "kept"]
    told = dict.fromkeys(lists.empty, "交来的是空表，不算已报")
    missing = [(unit, told.get(unit, "没有收到填报表，或收到的没有一格能登记")) for unit in lists.missing]
    tables = (
        _table("已报", head, _IN, _received(collected), head),
        _table("缺报", "请打电话或发函催；空表可用 qdoc forms --unit 重出。", _UNITS, missing, "没有缺报的单位。"),
        _table("逐格问题", "一格一行，没有登记的都在这里；文件整份没有读的也在。", _CELLS, _cells(collected, passed)),
        _table("迟报", f"填报日期晚于应报日（{collected.due}）的。", _UNITS, late, "没有迟报的，或没有写明应报日。"),
        _table(
            "冲突",
            "各单位说法不一，没有合并；台账按牵头单位（没有牵头的，按排在第一的责任单位）所填。",
            _WORDS,
            [(told,) for told in lists.disagree],
        ),
        _table("超报", "报了完成，数值没有达到目标或没有填。", _POINTS, _points(over)),
        _table("数值状态待核", "按单位原话登记了，请核对。", _POINTS, _points(unsure)),
        _table("空白", asked, _UNITS, empty, f"没有交空表的单位。{asked}"),
        _table("未变化", "与上一期填的一字不差。", _POINTS, _points((one, "没有变化") for one in lists.unchanged)),
        _table("保留", "台账里您自己填的，没有被填报改动。", _WORDS, kept),
    )
    title = f"{period}填报汇总"
    return tables_xlsx(title, (replace(tables[0], title=title), *tables[1:]))


def _table(
    name: str, note: str, columns: tuple[tuple[str, float], ...], lines: Iterable[tuple[Value, ...]], none: str = ""
) -> Table:
    """A sheet whose lines are numbered; ``none``: the note where there are none."""
    numbered = tuple((number, *line) for number, line in enumerate(lines, 1))
    return Table(name, name, note if numbered else none or f"没有{name}的。", columns, numbered, _CENTRED)


def _received(collected: Collected) -> list[tuple[Value, ...]]:
    """The files that came, then the units that were in before and of which nothing came now."""
    found: list[tuple[Value, ...]] = [
        (
            *(one.unit or "不知道是哪个单位", one.file, one.filled_by, one.phone, one.filled_on),
            *(one.counts[fate] for fate in (Fate.APPLIED, Fate.REPEATED, Fate.OLDER, Fate.REFUSED)),
            "；".join(filter(None, (one.why, *one.notes))),
        )
        for one in collected.received
    ]
    now = {one.unit for one in collected.received if not one.why}
    before = [unit for unit in collected.arrived if unit not in now]
    blank = ("", "", "", "", "", "", "", "")
    return [*found, *((unit, *blank, "以前已收到，见台账的“填报记录”") for unit in before)]


def _cells(collected: Collected, passed: Sequence[Passed]) -> list[tuple[Value, ...]]:
    found: list[tuple[Value, ...]] = [
        (
            *(one.file, one.unit, one.answer.place, one.answer.name),
            "（错误值或没有保存结果的公式）" if one.answer.text == SPOILED else one.answer.text,
            *(one.fate.value, one.why, one.hint),
        )
        for fate in _TOLD
        for one in collected.of(fate)
    ]
    return [*found, *((one.file, "", "整份文件", "", "", "没有读", one.why, one.hint) for one in passed)]


def _points(points: Iterable[tuple[Point, str]]) -> list[tuple[Value, ...]]:
    return [(point.unit, point.task, kind, point.what) for point, kind in points]
