"""Owns the judgement of one row on a day: finished, ahead, on track, behind, not started, or not to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.newest import rows_entry
from qdoc.ledger.percent import HUNDRED
from qdoc.ledger.state import facts_of, sent_back
from qdoc.ledger.status_words import plain
from qdoc.model import Entry, Event, EventKind, LedgerHead, LedgerRow
from qdoc.status.actual import Actual, Measure, read_actual
from qdoc.status.conventions import GROWTH_BASIS, WORDS
from qdoc.status.expected import Expected, expect, read_day
from qdoc.status.rules import Rules
from qdoc.status.values import Judgement
from qdoc.summary.reach import Reach

_TARGET = re.compile(r"\d|全覆盖")  # a metric that only names what is measured asks for no one figure
_PERIOD = {"Q1": "年第一季度", "Q2": "年第二季度", "Q3": "年第三季度", "Q4": "年第四季度"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with all that it rests on; ``days`` to the last day (negative when past, None without one).

    ``overclaimed``: finished, but the figure misses its target; ``figureless``: finished by its unit's word, without
    the figure that its metric asks for, and no person closed it. ``sent_back``: by which 核查意见 the item was sent
    back, in words; "" where none stands.
    """

    judgement: Judgement
    reason: str
    expected: Expected
    actual: Actual
    days: int | None
    finished: bool
    overclaimed: bool
    sent_back: str = ""
    figureless: bool = False

    @property
    def overdue(self) -> bool:
        """The last day is past, and the ledger does not say that the item is finished."""
        return not self.finished and self.days is not None and self.days < 0


def judge(
    row: LedgerRow,
    head: LedgerHead,
    rules: Rules,
    as_of: date,
    entries: Iterable[Entry] = (),
    events: Iterable[Event] = (),
) -> Judged:
    """Return where ``row`` stands at the end of ``as_of`` and why, in words that name figure, entry and rule.

    In this order: a word (or a person's act 办结, 销号 of ``events``) that closes the row, but no word while a 核查意见
    with 不同意 stands (``ledger.state.sent_back``); a figure that is a share of
    its target, against the expected share; a growth figure, by whether it reaches its target; nothing returned: 未填报;
    a word that itself says how far (超进度, 未启动 …, and those of the office's rules); past its last day: 欠进度; else
    不适用. ``entries`` and ``events`` are those of this row.
    """
    entries = tuple(entries)
    expected = expect(row, head, rules, as_of)
    actual = read_actual(row.metric.value, row.actual)
    last = read_day(row.deadline_on)
    days = (last - as_of).days if last is not None else None
    case = _Case(row, rules, expected, actual, days, _source(row, entries))
    acts = [event for event in events if event.on <= as_of.isoformat()]
    back = sent_back(row, entries, acts)
    closed = _closed_by_act(acts) if back else _closed_by_word(row, rules) or _closed_by_act(acts)
    if closed:
        missed = actual.reach is Reach.MISSED
        bare = bool(_TARGET.search(row.metric.value)) and not row.actual.strip() and not _closed_by_act(acts)
        doubt = f"；但{actual.words}，请核对" if missed or bare else ""
        reason = f"{closed}{doubt}"
        return Judged(Judgement.FINISHED, reason, expected, actual, days, True, missed, figureless=bare)
    judgement, reason = case.judged()
    told = _told(back)
    if back and _closed_by_word(row, rules):
        reason = f"{told}，办理状态“{row.status.strip()}”不算完成；{reason}"
    return Judged(judgement, reason, expected, actual, days, False, False, told)


def _told(back: Event | None) -> str:
    """A 核查意见 with 不同意 in words: its day, and who says so."""
    if back is None:
        return ""
    return f"{back.on} 核查意见不同意（{back.by}）".strip()


def _closed_by_word(row: LedgerRow, rules: Rules) -> str:
    """By what word the row is closed, in words; "" where it is open."""
    status = row.status.strip()
    if plain(status) in FINISHED:
        return f"台账办理状态为“{status}”"
    if dict(rules.words).get(plain(status)) is Judgement.FINISHED:
        return f"台账办理状态为“{status}”，本单位规则算作已完成"
    return ""


def _closed_by_act(acts: Sequence[Event]) -> str:
    """By what act the row is closed, in words; "" where it is open."""
    standing = facts_of(acts)  # a 核查意见 with 不同意 undoes 办结 and 销号, and both need a person's name
    ends = (EventKind.DONE,) * standing.done + (EventKind.CLOSED,) * standing.closed
    event = next((event for event in reversed(acts) if event.kind in ends), None)
    if event is None:
        return ""
    on = f"{event.on} " if event.on else ""
    return f"台账记有{event.kind.label}（{on}{event.by}）"


def _source(row: LedgerRow, entries: Iterable[Entry]) -> str:
    """Where status and figure come from: the lead's newest return that says the same, else the ledger's own cells."""
    entry = rows_entry(row, entries)
    if entry is not None and (entry.status, entry.actual) == (row.status, row.actual):
        return f"{entry.unit}{period_name(entry.period)}填报"
    return "台账所载"


def period_name(period: str) -> str:
    """2026Q3 → 2026年第三季度; a day as it stands."""
    year, quarter = period[:4], period[4:]
    return f"{year}{_PERIOD[quarter]}" if quarter in _PERIOD else period


@dataclass(frozen=True, slots=True)
class _Case:
    row: LedgerRow
    rules: Rules
    expected: Expected
    actual: Actual
    days: int | None
    source: str

    def judged(self) -> tuple[Judgement, str]:
        """The judgement of an open row."""
        if self.actual.share is not None and self.expected.share is not None:
            return self._by_share()
        if self.actual.measure is Measure.GROWTH and self.actual.reach in (Reach.REACHED, Reach.MISSED):
            reached = self.actual.reach is Reach.REACHED
            judgement = Judgement.ON_TRACK if reached else Judgement.BEHIND
            return judgement, f"{self.source}：{self.actual.words}；{GROWTH_BASIS}"
        status = self.row.status.strip()
        if not status:
            return self._without_status()
        return self._by_word(status)

    def _by_share(self) -> tuple[Judgement, str]:
        share, due = self.actual.share, self.expected.share
        assert share is not None
        assert due is not None
        told = f"{self.source}：{self.actual.words}；{self.expected.words}"
        if not share and due and self._word() is Judgement.NOT_STARTED:
            return Judgement.NOT_STARTED, f"{told}；办理状态为“{self.row.status.strip()}”"
        if share < due - self.rules.tolerance:
            allowed = f"（容差{self.rules.tolerance}个百分点）" if self.rules.tolerance else ""
            return Judgement.BEHIND, f"{told}；低于应完成的{due - share:f}个百分点{allowed}"
        if share >= due + self.rules.ahead or (share >= HUNDRED and due < HUNDRED):
            open_still = "；数值已达到指标，台账没有办结记载" if share >= HUNDRED else ""
            return Judgement.AHEAD, f"{told}；高出{share - due:f}个百分点{open_still}"
        open_still = "；数值已达到指标，台账没有办结记载" if share >= HUNDRED else ""
        return Judgement.ON_TRACK, f"{told}；不低于应完成的{open_still}"

    def _word(self) -> Judgement | None:
        """What the status says by itself; a word that closes says nothing here, where the row stands open."""
        status = plain(self.row.status)
        said = dict(self.rules.words).get(status) or WORDS.get(status)
        return None if said is Judgement.FINISHED else said

    def _without_status(self) -> tuple[Judgement, str]:
        written = [
            name for name, text in (("完成数值", self.row.actual), ("进展情况", self.row.progress)) if text.strip()
        ]
        if written:
            return Judgement.UNREPORTED, f"办理状态没有填报，只填了{'、'.join(written)}，不足以判断"
        return Judgement.UNREPORTED, "台账没有填报办理状态、完成数值和进展"

    def _by_word(self, status: str) -> tuple[Judgement, str]:
        said = self._word()
        own = plain(status) in dict(self.rules.words)
        told = f"{self.source}：办理状态为“{status}”" + ("，按本单位规则" if own else "")
        past = self.days is not None and self.days < 0
        if said is Judgement.NOT_STARTED:
            return said, f"{told}；{self.expected.words}"
        if past and self.actual.reach is not Reach.REACHED:
            return Judgement.BEHIND, f"{told}；时限已过{-(self.days or 0)}天，台账没有办结记载"
        if said is not None:
            return said, f"{told}{'，为填报单位自报，没有数值可核' if not own else ''}"
        if self.actual.reach is not None:
            return Judgement.NOT_COMPARABLE, f"{told}；{self.actual.words}，不按比例与序时进度比较"
        return Judgement.NOT_COMPARABLE, f"{told}；{self.actual.words}，不能与序时进度比较"
