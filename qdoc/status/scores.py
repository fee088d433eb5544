"""Owns score sheets: points that a rule with a named basis gives for a row, each point with its row and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from qdoc.errors import UsageError
from qdoc.ledger.directory import Directory
from qdoc.model import Entry, EventKind, Ledger, LedgerHead, Office
from qdoc.status.due_returns import DueReturns
from qdoc.status.judge import period_name
from qdoc.status.report import StatusReport, make_report
from qdoc.status.rules import Rules, ScoreRule
from qdoc.status.values import ItemStatus, Judgement

SUGGESTED, OPEN_GROUP = "建议，待确认", "群组未展开"
DOUBTED, FIGURELESS = "数值没有达到指标，待核", "没有填完成数值，待核"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One rule applied to one unit and one row; ``withheld``: why it has no points yet ("" where it has)."""

    unit: str
    row_key: str
    serial: int
    task: str
    rule: str
    points: Decimal
    reason: str
    basis: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """All lines, in the order of units, then rows.

    ``totals``: unit, lines counted, points. ``by_hand``: rules that no ledger can compute, for a person to give.
    """

    head: LedgerHead
    as_of: date
    lines: tuple[ScoreLine, ...]
    totals: tuple[tuple[str, int, Decimal], ...]
    rules: tuple[ScoreRule, ...]
    by_hand: tuple[ScoreRule, ...]


_Found = Iterator[tuple[str, ItemStatus, str]]
_Condition = Callable[[ScoreRule, StatusReport, Ledger], _Found]


def make_scores(ledger: Ledger, rules: Rules, as_of: date, office: Office | None = None) -> ScoreSheet:
    """Return the score sheet of ``ledger`` by the rules 评分 of the office.

    Assessment is off unless the office names a basis: 《整治形式主义为基层减负若干规定》 leaves no room for home-made
    scores. Rules without a basis are not in ``rules.scores`` (diagnostic B103).

    Raises:
        UsageError: there is no rule 评分 with a basis.
    """
    if not rules.scores:
        raise UsageError(
            "没有可用的评分规则，不计分",
            rule="考核计分默认关闭：单位信息.xlsx 的“规则”里至少要有一条“评分”，写明分数和依据文件",
            hint="请在“规则”里填：类别 评分，名称 牵头未完成，取值 -5，依据（规定它的文件名）",
        )
    report = make_report(ledger, rules, as_of, office)
    order = [one.unit for one in report.units]
    groups = frozenset(Directory(ledger, office).open_groups)
    lines = [
        ScoreLine(
            unit,
            item.row_key,
            item.serial,
            item.number + item.task,
            rule.name,
            rule.points,
            reason,
            rule.basis,
            withheld=_withheld(unit, item, rule, groups),
        )
        for rule in rules.scores
        if rule.name in CONDITIONS
        for unit, item, reason in CONDITIONS[rule.name](rule, report, ledger)
    ]
    place = {unit: at for at, unit in enumerate(order)}
    lines.sort(key=lambda line: (place.get(line.unit, len(order)), line.unit, line.serial))
    counted = [line for line in lines if not line.withheld]
    units = dict.fromkeys([*(line.unit for line in lines)])
    totals = tuple(
        (
            unit,
            sum(line.unit == unit for line in counted),
            sum((line.points for line in counted if line.unit == unit), Decimal(0)),
        )
        for unit in units
    )
    by_hand = tuple(rule for rule in rules.scores if rule.name not in CONDITIONS)
    return ScoreSheet(ledger.head, as_of, tuple(lines), totals, rules.scores, by_hand)


def _withheld(unit: str, item: ItemStatus, rule: ScoreRule, groups: frozenset[str]) -> str:
    """Why a point waits for a person: a guess is no one's, a group no unit, a doubtful 已完成 earns nothing yet."""
    if unit in item.suggested:
        return SUGGESTED
    if unit in groups:
        return OPEN_GROUP
    if item.unproven and rule.points > 0:
        return DOUBTED if item.overclaimed else FIGURELESS
    return ""


def _judged(*wanted: Judgement) -> _Condition:
    def found(_rule: ScoreRule, report: StatusReport, _ledger: Ledger) -> _Found:
        for item in report.items:
            if item.judgement in wanted:
                yield from ((unit, item, item.reason) for unit in item.units)

    return found


def _overdue(*, leading: bool) -> _Condition:
    def found(_rule: ScoreRule, report: StatusReport, _ledger: Ledger) -> _Found:
        for item in report.overdue:
            reason = f"时限{item.deadline_on or item.deadline}已过{-(item.days or 0)}天，{item.reason}"
            yield from ((unit, item, reason) for unit in (item.units if leading else item.support))

    return found


def _early(_rule: ScoreRule, report: StatusReport, _ledger: Ledger) -> _Found:
    for item in report.items:
        if item.status == "提前完成":
            yield from ((unit, item, item.reason) for unit in item.units)


def _sent_back(_rule: ScoreRule, report: StatusReport, ledger: Ledger) -> _Found:
    items = {item.row_key: item for item in report.items}
    for event in ledger.events:
        if event.kind is EventKind.REVIEW and event.decision == "不同意" and event.row_key in items:
            reason = f"{event.on}核查意见：{event.text or '不同意'}（{event.by}）"
            item = items[event.row_key]
            yield from ((unit, item, reason) for unit in ((event.unit,) if event.unit else item.units))


def _late(_rule: ScoreRule, report: StatusReport, ledger: Ledger) -> _Found:
    """Returns collected later after a quarter's end than the rule 填报时限 allows, once a unit, row and period."""
    items = {item.row_key: item for item in report.items}
    due = report.rules.returns
    told: set[tuple[str, str, str]] = set()
    for entry in ledger.entries:
        late, last = _days_late(entry, due)
        key = (entry.unit, entry.row_key, entry.period)
        if late and entry.row_key in items and key not in told:
            told.add(key)
            reason = f"{period_name(entry.period)}的填报{entry.received_on}收到，迟{late}天（应报日{last}）"
            yield entry.unit, items[entry.row_key], reason


def _days_late(entry: Entry, due: DueReturns | None) -> tuple[int, str]:
    """Days that a quarter's return came after its last day, and that day; 0 where there is no such day."""
    if due is None or entry.period[4:5] != "Q" or not entry.received_on:
        return 0, ""
    year, quarter = int(entry.period[:4]), int(entry.period[5])
    last = due.day(date(year + quarter // 4, quarter % 4 * 3 + 1, 1) - timedelta(days=1))
    try:
        received = date.fromisoformat(entry.received_on)
    except ValueError:
        return 0, ""
    return max(0, (received - last).days), last.isoformat()


CONDITIONS: dict[str, _Condition] = {
    "牵头未完成": _overdue(leading=True),
    "配合未完成": _overdue(leading=False),
    "欠进度": _judged(Judgement.BEHIND),
    "未启动": _judged(Judgement.NOT_STARTED),
    "未填报": _judged(Judgement.UNREPORTED),
    "已完成": _judged(Judgement.FINISHED),
    "超进度": _judged(Judgement.AHEAD),
    "提前完成": _early,
    "核查未通过": _sent_back,
    "迟报": _late,
}
"""What a ledger can tell: name of the rule → the units and rows that meet it, with the reason. Others are by hand."""
