"""Owns the recount of where the ledger stands: each row judged anew by the printed rules, with nothing of qdoc."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .district import TOLERANCE
from .ledger_view import Row
from .targets import ADDS, GROWS, LESS, VAGUE, Target, target_of

DONE, AHEAD, ON, BEHIND, IDLE, OTHER, SILENT = "已完成", "超进度", "达进度", "欠进度", "未启动", "不适用", "未填报"
ORDER = (DONE, AHEAD, ON, BEHIND, IDLE, OTHER, SILENT)
ISSUED, YEAR_END, NEAR, FAR_AHEAD = date(2026, 3, 2), date(2026, 12, 31), 15, 10
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Standing:
    """A row on a day: its judgement, its light, whether it is overdue, whether a figure belies a unit's 已完成."""

    row: Row
    judgement: str
    light: str
    overdue: bool
    unproven: bool = False


def stand(row: Row, as_of: date, finished: Iterable[int] = ()) -> Standing:
    """Judge a row by what its cells say. ``finished``: rows that a person declared done, whatever their status says."""
    days = (row.last_day - as_of).days if row.last_day else None
    due = _due(row, as_of)
    judgement = DONE if row["办理状态"] == "已完成" or row.serial in finished else _open(row, due, days)
    late = judgement != DONE and days is not None and days < 0
    behind = judgement == BEHIND or (judgement == IDLE and due is not None and due > TOLERANCE)
    if judgement == DONE:
        light = "绿"
    elif late or behind:
        light = "红"
    elif days is not None and days <= NEAR:
        light = "黄"
    else:
        light = "绿" if judgement in (AHEAD, ON) else ""
    unproven = judgement == DONE and row.serial not in finished and _unproven(row)
    return Standing(row, judgement, light, late, unproven)


def _unproven(row: Row) -> bool:
    """Whether figures were asked for and are missing, or miss their targets."""
    targets = [target_of(row.task, words) for words in row.targets]
    if not row["完成数值"]:
        return any(target.kind != VAGUE for target in targets)
    figures = [figure_of(part) for part in row["完成数值"].split("；")]
    if len(figures) != len(targets) or None in figures or any(target.kind == VAGUE for target in targets):
        return False
    pairs = zip(targets, figures, strict=True)
    return not all(figure is not None and is_reached(target, figure) for target, figure in pairs)


def _due(row: Row, as_of: date) -> Fraction | None:
    """The share of the way in per cent that should be behind a row; None where it has no one end."""
    last = row.last_day
    if last is None and re.search("每|持续", row["完成时限"]):
        return None
    span = ((last or YEAR_END) - ISSUED).days
    return Fraction(100 * min(max((as_of - ISSUED).days, 0), span), span)


def _open(row: Row, due: Fraction | None, days: int | None) -> str:
    targets = [target_of(row.task, words) for words in row.targets]
    figures = [figure_of(part) for part in row["完成数值"].split("；")] if row["完成数值"] else []
    pairs = list(zip(targets, figures, strict=False)) if len(targets) == len(figures) else []
    known = [(target, figure) for target, figure in pairs if figure is not None]
    whole = bool(known) and len(known) == len(targets) and all(target.kind != VAGUE for target in targets)
    status = row["办理状态"]
    if whole and due is not None and all(target.kind == ADDS for target in targets):
        share = min(Fraction(str(figure)) * 100 / Fraction(str(target.goal)) for target, figure in known)
        if not share and due and status == "未启动":
            return IDLE
        if share < due - TOLERANCE:
            return BEHIND
        return AHEAD if share >= due + FAR_AHEAD or (share >= 100 and due < 100) else ON
    reached = whole and all(is_reached(target, figure) for target, figure in known)
    if whole and any(target.kind == GROWS for target in targets):
        return ON if reached else BEHIND
    if not status:
        return SILENT
    if status == "未启动":
        return IDLE
    if days is not None and days < 0 and not reached:
        return BEHIND
    return ON if status == "基本完成" else OTHER


def figure_of(text: str) -> float | None:
    """The one figure of a part of 完成数值; None where there is none that can be compared."""
    found = _NUMBER.findall(text)
    return float(found[0]) if len(found) == 1 and "约" not in text else None


def is_reached(target: Target, figure: float) -> bool:
    """Whether a figure reaches its target."""
    if target.kind == LESS:
        return figure <= target.goal
    return figure > target.goal if target.strict else figure >= target.goal


@dataclass(frozen=True)
class Count:
    """The counts of a table's line."""

    total: int
    by: Counter[str]
    lights: Counter[str]
    overdue: int
    unproven: int = 0

    @property
    def share(self) -> str:
        """达到占比: 已完成 as far as figures bear it out, 超进度 and 达进度 among those that can be compared."""
        good = self.by[DONE] + self.by[AHEAD] + self.by[ON]
        all_told = good + self.by[BEHIND] + self.by[IDLE]
        return f"{_rounded(Fraction(100 * (good - self.unproven), all_told))}%" if all_told else "—"


def count(standings: Iterable[Standing]) -> Count:
    """Count a number of rows."""
    mine = list(standings)
    by, lights = Counter(one.judgement for one in mine), Counter(one.light for one in mine)
    return Count(len(mine), by, lights, sum(one.overdue for one in mine), sum(one.unproven for one in mine))


def _rounded(value: Fraction) -> str:
    """One place behind the point, halves away from nothing."""
    tenths = (value * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"
