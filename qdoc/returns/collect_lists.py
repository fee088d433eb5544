"""Owns what is to be chased after a collection: who is missing or late, what did not move, what claims too much."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from qdoc.asking import FormMetric, row_metrics, split_actual
from qdoc.ledger.disagree import conflicts_of
from qdoc.ledger.entries import period_end, says_something
from qdoc.ledger.form_columns import ACTUAL, FORM_FIELDS, STATUS
from qdoc.ledger.status_words import StatusWords, plain
from qdoc.ledger.tasks import task_name
from qdoc.model import Entry, LedgerRow
from qdoc.returns.claims import NOT_GIVEN
from qdoc.returns.collect_values import Collected, Fate, Lists, Point
from qdoc.returns.form_answers import is_figure
from qdoc.summary.reach import Reach, judge_reach

_ROUGH = re.compile(r"约|大概|左右|上下|将近|接近|余|[一二三四五六七八九几多]成")
_LARGE = 50  # a target share that nobody has met by a hundredth of it


def make_lists(collected: Collected, words: StatusWords, *, received_on: str, due: str) -> Collected:
    """Return ``collected`` with its lists.

    Missing: no answer in the ledger; an empty form is none, so that a later collection says the same.
    Late: 填报日期 (where it is not given the day of collecting) after ``due``; without either nobody can say, and the
    unit is listed as undated. Unchanged: the same answers as in the unit's last return for an earlier period.
    Over-claims: finished (by ``words``, the office's own included), while ``judge_reach`` says that the figure misses
    its target.
    """
    rows = {row.key: row for row in collected.ledger.rows}
    mine = [(entry, rows[entry.row_key]) for entry in _newest(collected) if entry.row_key in rows]
    arrived = collected.arrived
    days = {unit: min(_days(collected, unit, received_on), default="") for unit in arrived} if due else {}
    answered = {entry.unit for entry, _ in mine} | {
        one.unit for one in collected.told if one.answer.field not in FORM_FIELDS
    }
    came = {one.unit for one in collected.received if not one.why}
    missed = [(entry, row) for entry, row in mine if _claims(entry, row, words)]
    lists = Lists(
        missing=tuple(unit for unit in collected.expected if unit not in arrived),
        late=tuple((unit, day) for unit, day in days.items() if due and day > due),
        undated=tuple(unit for unit, day in days.items() if due and not day),
        empty=tuple(unit for unit in collected.expected if unit in came and unit not in answered),
        unchanged=_unchanged(collected, mine, words),
        over_claims=tuple(
            _point(entry, row, f"填“{entry.status}”，但 {entry.actual} 没有达到 {row.metric.value}")
            for entry, row in missed
            if judge_reach(row.metric.value, entry.actual) is Reach.MISSED
        ),
        without_figure=tuple(
            _point(entry, row, f"填“{entry.status}”，没有填完成数值（目标 {row.metric.value}）")
            for entry, row in missed
            if not entry.actual
        ),
        unsure=_listed(collected, mine, ACTUAL, _doubt),
        outside=_listed(collected, mine, STATUS, lambda entry, _: None if entry.status in ("", *words.known) else ""),
        disagree=tuple(
            f"{_task(rows[one.row_key])}：{one.message}"
            for one in conflicts_of(collected.ledger)
            if one.lead.period == collected.period
        ),
    )
    return replace(collected, lists=lists, due=due)


def _newest(collected: Collected) -> tuple[Entry, ...]:
    """The returns of the period that count, also those collected before: the last of each unit on each row."""
    found = {
        (entry.unit, entry.row_key): entry for entry in collected.ledger.entries if entry.period == collected.period
    }
    return tuple(found.values())


def _days(collected: Collected, unit: str, received_on: str) -> list[str]:
    """The days of a unit's returns: the first one counts, a later correction makes nobody late."""
    now = [one.filled_on or received_on for one in collected.received if one.unit == unit and not one.why]
    record = (each for each in collected.ledger.entries if (each.unit, each.period) == (unit, collected.period))
    return [day for day in (*now, *(each.filled_on or each.received_on for each in record)) if day]


def _claims(entry: Entry, row: LedgerRow, words: StatusWords) -> bool:
    return entry.leads and plain(entry.status) in words.finishing and bool(row.metric.value)


def _unchanged(collected: Collected, mine: list[tuple[Entry, LedgerRow]], words: StatusWords) -> tuple[Point, ...]:
    """Answers that say word for word what the unit said for the period before; one point a task."""
    before: dict[tuple[str, str], Entry] = {}
    end = period_end(collected.period)
    for entry in collected.ledger.entries:  # oldest first
        if period_end(entry.period) < end and says_something(entry):
            before[entry.unit, entry.row_key] = entry
    found: dict[tuple[str, str], Point] = {}
    for entry, row in mine:
        last = before.get((entry.unit, entry.row_key))
        if last is not None and _said(last) == _said(entry) and plain(entry.status) not in words.finishing:
            point = _point(entry, row, f"与 {last.period} 填的完全相同")
            found.setdefault((point.unit, point.task), point)
    return tuple(found.values())


def _said(entry: Entry) -> tuple[str, ...]:
    return entry.status, entry.wording, entry.actual


def _listed(
    collected: Collected, mine: list[tuple[Entry, LedgerRow]], field: str, odd: Callable[[Entry, LedgerRow], str | None]
) -> tuple[Point, ...]:
    """Answers kept as the unit wrote them, to be looked at: all of the period, those collected before too."""
    cells = {
        (one.unit, key): f"{one.file} {one.answer.place}"
        for one in collected.told
        if one.answer.field == field and one.fate in (Fate.APPLIED, Fate.REPEATED)
        for key in one.rows
    }
    found: dict[tuple[str, str, str], Point] = {}
    for entry, row in mine:
        if (why := odd(entry, row)) is not None:
            said = entry.status if field == STATUS else entry.actual
            where = cells.get((entry.unit, row.key), f"{entry.source} {entry.place}")
            found.setdefault((entry.unit, where, said), _point(entry, row, f"“{said}”（{where}）{why}"))
    return tuple(found.values())


def _doubt(entry: Entry, row: LedgerRow) -> str | None:
    """Why a figure cannot be taken as it stands ("" where words stand in its place); None where it can."""
    metrics, given = row_metrics(row), split_actual(entry.actual)
    if not (entry.leads and entry.actual) or len(metrics) != len(given):
        return None
    for metric, one in zip(metrics, given, strict=True):
        figure = one not in ("", NOT_GIVEN) and is_figure(one, metric.unit)
        if metric.numeric and one not in ("", NOT_GIVEN) and not figure:
            return ""
        if one.startswith(("-", "－", "−")) and len(one) > 1:
            return "：是负数"
        if _ROUGH.search(one):
            return "：是约数"
        if figure and metric.unit == "%" and _is_share(one, metric):
            return f"：目标是“{metric.target}”，是否把 100% 填成了 1"
    return None


def _is_share(said: str, metric: FormMetric) -> bool:
    """Whether a share was given as a part of one where its target is in hundredths: 1 or 0.98 beside 100%."""
    value = float(said.removesuffix("%").replace(",", ""))
    target = re.findall(r"\d+(?:\.\d+)?(?=[%％])", metric.target)
    return 0 < value <= 1 and len(target) == 1 and float(target[0]) >= _LARGE


def _point(entry: Entry, row: LedgerRow, what: str) -> Point:
    return Point(entry.unit, row.key, _task(row), what)


def _task(row: LedgerRow) -> str:
    return task_name(row.number, row.task) or row.text[:20]
