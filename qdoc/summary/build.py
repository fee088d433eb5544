"""Owns the way from ledger rows to the summary: nothing is invented, nothing unfinished is dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.units import UNASSIGNED, split_units
from qdoc.model import Basis, Ledger, LedgerRow
from qdoc.summary.findings import find_gaps
from qdoc.summary.reach import Reach, judge_reach
from qdoc.summary.values import UNREPORTED, Chapter, StatusCount, Summary, SummaryItem, Tally, TaskReport

NO_THEME = "其他任务"

# display order of common status words; others follow in the order in which the ledger first uses them
_ORDER = ("已完成", "提前完成", "基本完成", "超进度", "达进度", "推进中", "欠进度", "未完成", "未启动")
_NOT_CARRIED = frozenset({"否", "不", "无", "不结转", "不转入", "不需要", "不需结转", "/", "-", "—"})


def summarise(ledger: Ledger) -> Summary:
    """Return the year-end summary of ``ledger``: counts of its own status words, the clerk's prose, and the open rows.

    An empty status counts as 未填报 and is named; a status not known to close a row leaves it unfinished. Metrics are
    judged by :func:`judge_reach`; the diagnostics are those of :func:`find_gaps`.
    """
    items = tuple(_item(row) for row in ledger.rows)
    order = _status_order(items)
    groups = _tasks(ledger.rows)
    by_key = {item.row_key: item for item in items}
    unfinished = tuple(item for item in items if not item.finished)
    title = ledger.head.plan_title or ledger.head.notice_title
    summary = Summary(
        head=ledger.head,
        title=f"{title}完成情况总结" if title else "工作要点完成情况总结",
        overview=(),
        tasks=len(groups),
        statuses=_counts(items, order, len(items)),
        by_theme=_by_theme(items, order),
        by_department=_by_department(ledger.rows, by_key, order),
        chapters=_chapters(groups, by_key),
        items=items,
        unfinished=unfinished,
        metrics=tuple(item for item in items if item.metric),
        problems=tuple(item for item in items if item.reason),
        carry_over=tuple(item for item in items if _carried(item.carry_over)),
        undecided=tuple(item for item in unfinished if not item.carry_over),
        diagnostics=find_gaps(items),
    )
    return _with_overview(summary)


def _item(row: LedgerRow) -> SummaryItem:
    cell = row.lead if split_units(row.lead.value) else row.responsible
    status = row.status.strip()
    metric = row.metric.value.strip()
    return SummaryItem(
        row_key=row.key,
        theme=row.theme,
        number=row.number,
        task=row.task,
        text=row.text,
        units="、".join(split_units(cell.value)) or UNASSIGNED,
        support="、".join(split_units(row.support.value)),
        suggested=cell.basis is Basis.SUGGESTED,
        metric=metric,
        actual=row.actual.strip(),
        reach=judge_reach(metric, row.actual) if metric else None,
        deadline=row.deadline.value,
        status=status or UNREPORTED,
        finished=status in FINISHED,
        wording=(row.summary_wording.strip() or row.progress.strip()),
        reason=row.problem.strip(),
        carry_over=row.carry_over.strip(),
        place=row.place,
    )


def _carried(value: str) -> bool:
    return bool(value) and value not in _NOT_CARRIED


def _status_order(items: tuple[SummaryItem, ...]) -> tuple[str, ...]:
    used = dict.fromkeys(item.status for item in items)
    known = [status for status in _ORDER if status in used]
    others = [status for status in used if status not in _ORDER and status != UNREPORTED]
    return (*known, *others, *([UNREPORTED] if UNREPORTED in used else []))


def _counts(items: Iterable[SummaryItem], order: tuple[str, ...], total: int) -> tuple[StatusCount, ...]:
    counted = Counter(item.status for item in items)
    return tuple(
        StatusCount(status, counted[status], f"{counted[status] * 100 / total:.1f}%")
        for status in order
        if counted[status]
    )


def _by_theme(items: tuple[SummaryItem, ...], order: tuple[str, ...]) -> tuple[Tally, ...]:
    themes: dict[str, list[SummaryItem]] = {}
    for item in items:
        themes.setdefault(item.theme or NO_THEME, []).append(item)
    return tuple(_tally(name, mine, order) for name, mine in themes.items())


def _tally(name: str, mine: list[SummaryItem], order: tuple[str, ...], suggested: int = 0) -> Tally:
    return Tally(name, len(mine), _counts(mine, order, len(mine)), suggested)


def _by_department(
    rows: tuple[LedgerRow, ...], by_key: dict[str, SummaryItem], order: tuple[str, ...]
) -> tuple[Tally, ...]:
    """Count each row under every unit that leads or answers for it; 待指定 comes last."""
    units: dict[str, list[SummaryItem]] = {}
    suggested: Counter[str] = Counter()
    for row in rows:
        names = {name: cell.basis for cell in (row.responsible, row.lead) for name in split_units(cell.value)}
        for name in dict.fromkeys((*split_units(row.lead.value), *split_units(row.responsible.value))):
            units.setdefault(name, []).append(by_key[row.key])
            suggested[name] += names[name] is Basis.SUGGESTED
        if not names:
            units.setdefault(UNASSIGNED, []).append(by_key[row.key])
    ordered = sorted(units.items(), key=lambda entry: entry[0] == UNASSIGNED)
    return tuple(_tally(name, mine, order, suggested[name]) for name, mine in ordered)


def _tasks(rows: tuple[LedgerRow, ...]) -> tuple[tuple[LedgerRow, ...], ...]:
    groups: dict[tuple[str, ...], list[LedgerRow]] = {}
    for row in rows:
        identity = (row.task_id,) if row.task_id else (row.theme, row.number, row.task or row.key)
        groups.setdefault(identity, []).append(row)
    return tuple(tuple(group) for group in groups.values())


def _chapters(groups: tuple[tuple[LedgerRow, ...], ...], by_key: dict[str, SummaryItem]) -> tuple[Chapter, ...]:
    themes: dict[str, list[TaskReport]] = {}
    for group in groups:
        items = [by_key[row.key] for row in group]
        themes.setdefault(items[0].theme or NO_THEME, []).append(_report(items))
    return tuple(Chapter(theme, tuple(reports)) for theme, reports in themes.items())


def _report(items: list[SummaryItem]) -> TaskReport:
    words = [item.wording for item in items if item.wording]
    names = dict.fromkeys(name for item in items for name in split_units(item.units))
    return TaskReport(
        number=items[0].number,
        title=items[0].task or items[0].text,
        units="、".join(names) or UNASSIGNED,
        suggested=any(item.suggested for item in items),
        text="".join(_sentence(word) for word in dict.fromkeys(words)),
        rows=len(items),
        missing=len(items) - len(words),
    )


def _sentence(words: str) -> str:
    return words if words.endswith(("。", "！", "？", "……")) else words.rstrip("；;，,、.") + "。"


def _with_overview(summary: Summary) -> Summary:
    name = summary.head.plan_title or summary.head.notice_title
    total = len(summary.items)
    subject = f"《{name}》" if name else "工作要点"
    lines = [f"{subject}分解为{summary.tasks}项任务、{total}条具体事项。"]
    if total:
        listed = "，".join(f"{count.status}{count.count}条（{count.share}）" for count in summary.statuses)
        lines.append(f"按台账填报的办理状态统计：{listed}。")
    if summary.metrics:
        counted = Counter(item.reach for item in summary.metrics)
        words = "，".join(f"{reach.value}{counted[reach]}条" for reach in Reach if counted[reach])
        lines.append(f"列有指标的事项{len(summary.metrics)}条：{words}。")
    if summary.carry_over:
        lines.append(f"台账注明结转下年的事项{len(summary.carry_over)}条。")
    return replace(summary, overview=tuple(lines))
