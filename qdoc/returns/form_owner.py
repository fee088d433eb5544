"""Owns whose form a returned file is, and for which period: what it remembers and what it shows must agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qdoc.asking import BY_ROW, BY_TASK, Form, period_name
from qdoc.errors import UsageError
from qdoc.model import Ledger, Office
from qdoc.model.office import same_name
from qdoc.returns.form_match import Lines
from qdoc.returns.form_values import ReturnedForm

_SHOWN_PERIOD = re.compile(r"(\d{4})年第([一二三四1-4])季度|截至(\d{4})年(\d{1,2})月(\d{1,2})日")
_ALIAS = "同一个单位的，请在 单位信息.xlsx 的“责任单位”里把它写成别名；不是的，请该单位用自己的填报表重填"


@dataclass(frozen=True, slots=True)
class Owner:
    """The unit a file speaks for and the lines it was asked; or why the whole file is refused."""

    unit: str = ""
    lines: Lines | None = None
    form: Form | None = None
    why: str = ""
    hint: str = ""


class Owners:
    """Says whose a returned form is, for one ledger and one period.

    Args:
        ask: gives the forms of the period by 任务 or 事项, as they would be handed out now.
    """

    def __init__(
        self, ledger: Ledger, period: str, office: Office | None, ask: Callable[[str], Mapping[str, Form]]
    ) -> None:
        self._ledger, self._period, self._office, self._ask = ledger, period, office or Office(), ask
        self._units = {same_name(unit): unit for unit in ask(BY_TASK)}
        self._lines: dict[tuple[str, str, bool], Lines] = {}

    def of(self, form: ReturnedForm) -> Owner:
        """Return whose ``form`` is. Names are one only where they are written alike or 单位信息.xlsx says so."""
        period = form.period or shown_period(form.shown_title)
        if period and period != self._period:
            return Owner(why=f"是另一期（{_name(period)}）的填报表", hint=f"要收那一期，请另用 --period {period} 运行")
        hidden, shown = self._unit(form.unit), self._unit(form.shown_unit)
        if form.unit and form.shown_unit and (hidden != shown or not hidden):
            said = f"表里隐藏的单位是“{form.unit}”，表头写的是“{form.shown_unit}”"
            return Owner(hidden if not shown else "", why=said, hint=_ALIAS)
        unit = hidden or shown
        if not unit:
            name = form.unit or form.shown_unit
            if not name:
                return Owner(why="没有写明是哪个单位的", hint="请在表头写上“填报单位：××”，用台账里的单位名称")
            return Owner(why=f"“{name}”这一期没有要填报的事项，或不是台账里的单位", hint=_ALIAS)
        by_words = not form.plan_sha256 or self._ledger.head.plan_sha256.startswith(form.plan_sha256)
        lines = self._lines_of(unit, form.asked_by, by_words=by_words)
        if not by_words and not any(lines.find(piece).line for piece in form.pieces):
            return Owner(unit, why="是另一份要点的填报表，没有一项在这本台账里", hint="请核对是不是发错了文件")
        if not period and not form.tagged:
            return Owner(unit, why="没有写明是哪一期的", hint=f"请在表的标题里写明“{period_name(self._period)}”")
        return Owner(unit, lines, self._ask(_by(form.asked_by))[unit])

    def _unit(self, name: str) -> str:
        if not name:
            return ""
        called = self._office.called(name, self._ledger.head.year)
        return self._units.get(same_name(called), "") or self._units.get(same_name(name), "")

    def _lines_of(self, unit: str, asked_by: str, *, by_words: bool) -> Lines:
        by = _by(asked_by)
        at = (unit, by, by_words)
        if at not in self._lines:
            self._lines[at] = Lines(self._ask(by)[unit], lambda: self._ask(BY_ROW).get(unit), by_words=by_words)
        return self._lines[at]


def _by(asked_by: str) -> str:
    return BY_ROW if asked_by == BY_ROW else BY_TASK


def shown_period(title: str) -> str:
    """Return the period that a form's title names (2026年第一季度 → 2026Q1); "" where it names none."""
    found = _SHOWN_PERIOD.search(title)
    if found is None:
        return ""
    if found[1]:
        return f"{found[1]}Q{'一二三四'.find(found[2]) + 1 or int(found[2])}"
    return f"{found[3]}-{int(found[4]):02d}-{int(found[5]):02d}"


def _name(period: str) -> str:
    try:
        return period_name(period)
    except UsageError:
        return period
