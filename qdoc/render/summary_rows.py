"""Owns the lines of the summary's annexes: the ledger's rows, what the units returned, where each number is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qdoc.model.gap import gap
from qdoc.render.summary_runs import Marks, Serial
from qdoc.summary import Summary, SummaryItem
from qdoc.summary.book import SUGGESTED
from qdoc.summary.highlights import share_words
from qdoc.summary.items import status_words
from qdoc.summary.returned import ReturnedLine, returned_lines
from qdoc.summary.sources import SourceLine
from qdoc.summary.tallies import NO_THEME

NOTHING = "—"
Quote = Callable[[str], str]

_COLUMN = 12  # half-width signs on a line of 行次


def item_row(item: SummaryItem, quote: Quote) -> dict[str, object]:
    """One row of the ledger in the words of a template."""
    return {
        "序号": str(item.serial),
        "主题": quote(item.theme) or NO_THEME,
        "任务": item.number + quote(item.task),
        "任务名": quote(item.task) or item.number or quote(item.text),
        "事项": quote(item.text).rstrip("。；;，,、"),
        "指标": quote(item.metric) or NOTHING,
        "数值": item.actual or NOTHING,
        "完成比": share_words(item) or NOTHING,
        "单位": item.units + SUGGESTED if item.suggested else item.units,
        "时限": item.deadline,
        "状态": item.status,
        "办理": status_words(item),
        "对照": item.reach.value if item.reach else NOTHING,
        "原因": item.reason or gap("未完成原因"),
        "结转": item.carry_over,
    }


def reconciled(summary: Summary, rows: dict[str, dict[str, object]], marks: Marks) -> list[dict[str, object]]:
    """The ``rows`` of 完成情况对账表 under their themes, in the ledger's order; each is given its bookmark."""
    groups: list[dict[str, object]] = []
    mine: list[dict[str, object]] = []
    for item in summary.items:
        row = rows[item.row_key]
        if not groups or groups[-1]["主题"] != row["主题"]:
            mine = []
            groups.append({"主题": row["主题"], "事项": mine})
        row["序号"] = Serial(marks, item.row_key, item.serial)
        mine.append(row)
    return groups


def raw_returns(summary: Summary) -> list[dict[str, object]]:
    """What the units returned, as they wrote it, under period, unit and file."""
    groups: list[dict[str, object]] = []
    mine: list[dict[str, str]] = []
    above: tuple[str, ...] = ()
    for number, line in enumerate(returned_lines(summary.ledger), 1):
        head = (line.period, line.unit, line.entry.source or "台账填报记录")
        if head != above:
            above, mine = head, []
            groups.append({"填报期": head[0], "单位": head[1], "文件": head[2], "事项": mine})
        mine.append(_returned(number, line))
    return groups


def _returned(number: int, line: ReturnedLine) -> dict[str, str]:
    entry = line.entry
    progress = [entry.wording] if entry.wording else []
    progress += [f"节点：{entry.nodes}"] if entry.nodes else []
    return {
        "序号": str(number),
        "职责": "牵头" if line.leads else "配合",
        "行号": folded(_ranges(line.serials)) or "已移出",
        "状态": entry.status or NOTHING,
        "数值": entry.actual or NOTHING,
        "进展": "\n".join(progress) or NOTHING,
        "问题": entry.problem or NOTHING,
        "下一步": entry.next_step or NOTHING,
        "位置": entry.place or NOTHING,
    }


def folded(ranges: str) -> str:
    """Row numbers in lines that fit their column, broken after 、 only: programs break beside — as well."""
    lines = [""]
    for part in ranges.replace("、", "、\n").split("\n"):
        if lines[-1] and _cells(lines[-1] + part) > _COLUMN:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _cells(text: str) -> int:
    return sum(1 if sign.isdigit() else 2 for sign in text)


def _ranges(serials: Iterable[int]) -> str:
    ranges: list[list[int]] = []
    for each in serials:
        if ranges and ranges[-1][1] == each - 1:
            ranges[-1][1] = each
        else:
            ranges.append([each, each])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in ranges)


def source_rows(lines: Iterable[SourceLine], first: int = 1) -> list[dict[str, str]]:
    """The lines of 数据来源."""
    return [
        {"序号": str(number), "数字": line.numbers, "说明": line.what, "位置": line.where, "出处": line.source}
        for number, line in enumerate(lines, first)
    ]
