"""Owns what every unit is asked in a period: which rows, in how few lines, and the keys that answers come back by.

The fields of an answer and the tags that name them stand in ``qdoc.ledger.form_columns``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qdoc.errors import UsageError
from qdoc.ledger.columns import STATUSES
from qdoc.ledger.form_columns import LEAD_FIELDS, SUPPORT_FIELDS
from qdoc.ledger.key import fold_text
from qdoc.ledger.state import State, states
from qdoc.ledger.status_words import status_words
from qdoc.ledger.units import is_unassigned
from qdoc.letters import make_letters
from qdoc.model import Entry, Ledger, LedgerRow, LetterItem, Office
from qdoc.model.office import same_name

BY_TASK, BY_ROW = "任务", "事项"

_QUARTER = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PART = re.compile(r"[；;\n]")


@dataclass(frozen=True, slots=True)
class FormMetric:
    """A figure that is asked for. ``id``: the row's key, and where its cell names several targets a hash of this one.

    ``target``: the target as the ledger has it; ``unit``: its unit word (家, %), "" where it has none or several
    figures, which is when the answer may be words (``numeric`` is False). ``last``: what the row says so far.
    """

    id: str
    row_key: str
    target: str
    unit: str
    numeric: bool
    last: str = ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One question to a unit: a whole task, or a single row (``asked_by`` of the form).

    ``key`` is made from the unit, the period and ``row_keys`` (the rows that the answer is for), never from a position.
    ``leads``: the unit leads or answers for these rows; a supporting one is asked for one sentence only (``fields``).
    ``texts``: the rows' words, one for each of ``row_keys``. ``deadline``: theirs, each once, joined by ；.
    ``suggested``: the unit stands in a row only by a suggestion. ``last_period``, ``last_status``, ``last_wording``:
    what this unit returned last ("" where nothing; for a leading unit the row's own 办理状态 then).
    """

    key: str
    row_keys: tuple[str, ...]
    role: str
    leads: bool
    theme: str
    number: str
    task: str
    texts: tuple[str, ...]
    metrics: tuple[FormMetric, ...]
    deadline: str
    suggested: bool = False
    last_period: str = ""
    last_status: str = ""
    last_wording: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are asked beside the figures of ``metrics``."""
        return LEAD_FIELDS if self.leads else SUPPORT_FIELDS


@dataclass(frozen=True, slots=True)
class Form:
    """All that one unit is asked for one period. ``period``: 2026Q1 or a day; ``asked_by``: 任务 or 事项.

    ``choices``: the words of 办理状态 that it may choose from, the office's own included.
    """

    unit: str
    period: str
    asked_by: str
    title: str
    plan_sha256: str
    lines: tuple[FormLine, ...]
    choices: tuple[str, ...] = STATUSES


def ask(
    ledger: Ledger,
    period: str,
    office: Office | None = None,
    by: str = BY_TASK,
    units: Sequence[str] | None = None,
) -> tuple[Form, ...]:
    """Return one form for each unit that has an open row, in the order in which the units get letters.

    A unit is asked one line a task (``by`` 任务) or a row (事项); rows that it leads and rows that it supports stand in
    lines of their own. Rows that are closed (销号) are asked of nobody. Groups are expanded as in ``make_letters``.
    ``units``: only these, by any name that ``office`` knows them by. Only what the answer needs is asked (《整治形式
    主义为基层减负若干规定》, 2024-08-06: fewer tables, no repeated filling).
    Raises UsageError for an unknown ``period``, ``by`` or unit.
    """
    period_name(period)
    if by not in (BY_TASK, BY_ROW):
        raise UsageError(f"“{by}”不是填报的分法", hint=f"可用：{BY_TASK}、{BY_ROW}")
    closed = closed_keys(ledger)
    rows = {row.key: row for row in ledger.rows if row.key not in closed}
    letters = make_letters(ledger, office)
    wanted = _wanted(units, tuple(letter.department for letter in letters), office, ledger.head.year)
    newest = {(entry.unit, entry.row_key): entry for entry in ledger.entries}
    choices = status_words(office).choices
    forms = []
    for letter in letters:
        unit = letter.department
        if wanted is not None and unit not in wanted:
            continue
        lines = []
        for items, leads in ((letter.lead_items, True), (letter.support_items, False)):
            for group in _grouped([item for item in items if item.row_key in rows], rows, by):
                lines.append(_line(unit, period, group, [rows[item.row_key] for item in group], newest, leads=leads))
        if lines:
            told = (unit, period, by, _title(ledger, period), ledger.head.plan_sha256)
            forms.append(Form(*told, tuple(lines), choices))
    return tuple(forms)


def closed_keys(ledger: Ledger) -> frozenset[str]:
    """The keys of the rows that a person closed (销号)."""
    return frozenset(key for key, state in states(ledger).items() if state is State.CLOSED)


def not_asked(ledger: Ledger) -> tuple[tuple[LedgerRow, ...], tuple[LedgerRow, ...]]:
    """The rows that no leading unit is asked for: those that nobody leads yet (待指定), and those closed (销号)."""
    closed = closed_keys(ledger)
    open_rows = [row for row in ledger.rows if row.key not in closed]
    return tuple(row for row in open_rows if is_unassigned(row)), tuple(r for r in ledger.rows if r.key in closed)


def asked_rows(forms: Sequence[Form]) -> dict[str, tuple[str, ...]]:
    """Return the keys of the rows that each form's unit is asked for, in the order of the forms."""
    return {form.unit: tuple(dict.fromkeys(key for line in form.lines for key in line.row_keys)) for form in forms}


def period_name(period: str) -> str:
    """Return a period as it prints: 2026Q1 → 2026年第一季度, 2026-05-20 → 截至2026年5月20日.

    Raises UsageError for anything else.
    """
    if quarter := _QUARTER.fullmatch(period):
        return f"{quarter[1]}年第{'一二三四'[int(quarter[2]) - 1]}季度"
    try:
        if _DAY.fullmatch(period):
            day = date.fromisoformat(period)
            return f"截至{day.year}年{day.month}月{day.day}日"
    except ValueError:
        pass
    raise UsageError(f"“{period}”不是填报期", hint="写成 2026Q1（季度）或 2026-05-20（日期）")


def line_key(unit: str, period: str, row_keys: Sequence[str]) -> str:
    """Return the key of a line: ``q`` and 12 hex digits; the order of ``row_keys`` does not matter."""
    named = "\n".join((same_name(unit), period, *sorted(row_keys)))
    return "q" + hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _wanted(
    units: Sequence[str] | None, known: Sequence[str], office: Office | None, year: int | None
) -> frozenset[str] | None:
    if units is None:
        return None
    names = {same_name(unit): unit for unit in known}
    called = {unit: (office or Office()).called(unit, year) for unit in units}
    if strange := [unit for unit, name in called.items() if same_name(name) not in names]:
        raise UsageError(f"台账里没有这些单位：{'、'.join(strange)}", hint=f"台账里有：{'、'.join(known)}")
    return frozenset(names[same_name(name)] for name in called.values())


def _grouped(items: list[LetterItem], rows: dict[str, LedgerRow], by: str) -> list[list[LetterItem]]:
    """The items of a task together, where the first of them stands; a row that names no task stands alone."""
    groups: dict[tuple[str, ...], list[LetterItem]] = {}
    for item in items:
        row = rows[item.row_key]
        task = (row.task_id, row.theme, row.number, row.task)
        alone = by == BY_ROW or not (row.task_id or row.task or row.number)
        groups.setdefault((row.key,) if alone else task, []).append(item)
    return list(groups.values())


def _line(
    unit: str,
    period: str,
    items: list[LetterItem],
    rows: list[LedgerRow],
    newest: dict[tuple[str, str], Entry],
    *,
    leads: bool,
) -> FormLine:
    keys = tuple(row.key for row in rows)
    last = {key: newest[unit, key] for key in keys if (unit, key) in newest}
    said = [last[row.key].status if row.key in last else row.status if leads else "" for row in rows]
    return FormLine(
        key=line_key(unit, period, keys),
        row_keys=keys,
        role="、".join(dict.fromkeys(item.role for item in items)),
        leads=leads,
        theme=rows[0].theme,
        number=rows[0].number,
        task=rows[0].task,
        texts=tuple(row.text for row in rows),
        metrics=tuple(metric for row in rows for metric in row_metrics(row)) if leads else (),
        deadline="；".join(dict.fromkeys(item.deadline for item in items if item.deadline)),
        suggested=any(item.suggested for item in items),
        last_period="、".join(dict.fromkeys(entry.period for entry in last.values())),
        last_status="、".join(dict.fromkeys(status for status in said if status)),
        last_wording="\n".join(dict.fromkeys(entry.wording for entry in last.values() if entry.wording)),
    )


def split_actual(actual: str) -> list[str]:
    """The figures of a cell 完成数值, one for each target of its row."""
    return [part.strip() for part in _PART.split(actual)]


def row_metrics(row: LedgerRow) -> list[FormMetric]:
    """Return the targets of a row's cell (joined by ； as ``ledger.cells`` writes them), each a figure to give."""
    from qdoc.extract.metric_values import find_figures  # late: only rows with a metric need it

    parts = tuple(dict.fromkeys(part.strip() for part in _PART.split(row.metric.value) if part.strip()))
    done = split_actual(row.actual)
    made = []
    for at, part in enumerate(parts):
        figures = find_figures(part, 0, len(part))
        numeric = len(figures) == 1 and figures[0].value_to is None
        name = row.key if len(parts) == 1 else f"{row.key}.{_short(part)}"
        last = row.actual if len(parts) == 1 else done[at] if len(done) == len(parts) else ""
        made.append(FormMetric(name, row.key, part, (figures[0].unit or "") if numeric else "", numeric, last))
    return made


def _short(text: str) -> str:
    return hashlib.sha256(fold_text(text).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _title(ledger: Ledger, period: str) -> str:
    name = ledger.head.plan_title or ledger.head.notice_title or ledger.head.source_name
    return f"{name}进展填报表（{period_name(period)}）"
