"""Owns the life of an item: what an act of a person does to its row, and which acts do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from qdoc.errors import EventRefused
from qdoc.ledger.columns import BASED_FIELDS, MARK_OBJECTED
from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.state import UNIT_FIELDS, Facts, State, facts, state, states
from qdoc.ledger.units import is_unassigned, join_units, split_units
from qdoc.model import Basis, Cell, Event, EventKind, Ledger, LedgerRow
from qdoc.model.office import same_name

__all__ = [
    "AGREED", "AMENDABLE", "REFUSED", "SUGGESTED_HEAD", "State", "apply_event", "changes", "facts", "new_words",
    "state", "states",
]  # fmt: skip

AGREED, REFUSED = "同意", "不同意"
SUGGESTED_HEAD = f"{Basis.SUGGESTED.label}："
"""Stands before what an act changed where that was only a suggestion: 建议：区教育局."""
AMENDABLE = {
    "deadline": "完成时限", "deadline_on": "截止日", "lead": "牵头单位", "responsible": "责任单位",
    "support": "配合单位", "metric": "量化指标",
}  # fmt: skip
"""Field → what clerks call it: what an amendment may change; an extension changes ``deadline`` only."""

_AFTER_CLOSED = (EventKind.PROOF, EventKind.REVIEW, EventKind.CORRECTION)
_BY_PERSON = {EventKind.REVIEW, EventKind.AMENDMENT, EventKind.DONE, EventKind.CLOSED}


def apply_event(ledger: Ledger, event: Event) -> Ledger:
    """Return ``ledger`` after ``event``: in its record, and its row changed where the act changes it.

    An extension with 同意 and an amendment set the row's cell (basis CONFIRMED, the clerk's own from then on); the
    recorded event says before and after. A deadline sets 截止日 too: the day given (YYYY-MM-DD), or the last day that
    the wording means in the plan's year (11月底前; none for 长期); an amendment of ``deadline_on`` sets that alone.
    异议 marks the row and keeps its lead until 不同意 or an amendment of its units. 办结 and 销号 need a named person
    (``by``), not an office. A decision on a request takes the unit, and the day where none is named, from the request.
    An act that is recorded already and still stands changes nothing, nor does a second receipt by the same unit.

    Raises EventRefused, in Chinese: no such row; nobody, nothing or no reason named where one is needed; a value that
    is not the row's any more; an act after 办结 or 销号 that needs the item open (核查意见 with 不同意 opens it again).
    """
    row = next((row for row in ledger.rows if row.key == event.row_key), None)
    if row is None:
        raise EventRefused(
            f"台账里没有识别码为“{event.row_key}”的事项", hint="请用台账中的事项；识别码在台账最后一栏（平时隐藏）"
        )
    mine = [known for known in ledger.events if known.row_key == row.key]
    if event.kind is EventKind.EXTENSION and not event.field:
        event = replace(event, field="deadline")
    if event.decision:
        event = _as_asked(event, mine)
    so_far, year = facts(ledger, row), ledger.head.year
    if any(replace(event, before=known.before) == known for known in mine) and _stands(row, event, so_far, year):
        return ledger
    if event.kind is EventKind.RECEIPT and _received(event, mine):
        return ledger
    _check_form(row, event, year)
    _check_order(row, event, so_far)
    if event.kind is EventKind.AMENDMENT or (event.kind is EventKind.EXTENSION and event.after):
        event = _with_before(row, event, year)
    changed = row
    if event.kind is EventKind.AMENDMENT or (event.kind is EventKind.EXTENSION and event.decision == AGREED):
        changed = _set(row, event.field, event.after, year)
    after = replace(ledger, events=(*ledger.events, event))
    changed = _marked(changed, objected=facts(after, row).objected)
    return replace(after, rows=tuple(changed if known.key == row.key else known for known in ledger.rows))


def _as_asked(event: Event, mine: Sequence[Event]) -> Event:
    """A decision with the unit and the day of the request that it decides: one that nobody has decided yet.

    Of a request that was refused the day is not granted by a second word: it must be asked, or said, again.
    """
    asked: list[Event] = []
    for known in mine:
        if known.kind is event.kind:
            asked = [] if known.decision and known.decision != event.decision else [*asked, known]
    asked = [known for known in asked if not known.decision]
    if not asked or event.kind not in (EventKind.OBJECTION, EventKind.EXTENSION):
        return event
    return replace(event, unit=event.unit or asked[-1].unit, after=event.after or asked[-1].after)


def _received(event: Event, mine: Sequence[Event]) -> bool:
    """Whether the unit has received the item and nothing in it was changed since; new proof is worth a line."""
    received = False
    for known in mine:
        if known.kind is EventKind.RECEIPT and same_name(known.unit) == same_name(event.unit):
            received = received or not event.sha256 or event.sha256 == known.sha256
        elif known.kind is EventKind.AMENDMENT or (known.kind is EventKind.EXTENSION and known.decision == AGREED):
            received = False  # the letter goes out again
    return received


def _stands(row: LedgerRow, event: Event, known: Facts, year: int | None) -> bool:
    """Whether what the act did is still so: what was sent back, or amended again, may be done anew."""
    if event.kind is EventKind.AMENDMENT:
        return event.field in AMENDABLE and not changes(row, event, year)
    if event.kind is EventKind.EXTENSION and event.decision == AGREED:
        return row.deadline_on == event.after
    if event.kind is EventKind.DONE:
        return known.done
    return known.closed if event.kind is EventKind.CLOSED else True


def _check_form(row: LedgerRow, event: Event, year: int | None) -> None:
    """What the act must say, whatever happened before."""
    kind, label = event.kind, event.kind.label
    if event.on and not _is_day(event.on):
        _refuse(row, f"{label}的日期“{event.on}”不是日期", "请写成 2026-09-30")
    if event.decision not in ("", AGREED, REFUSED):
        _refuse(row, f"{label}的决定“{event.decision}”看不懂", f"请写“{AGREED}”或“{REFUSED}”，未定的留空")
    if (kind in _BY_PERSON or event.decision) and not event.by.strip():
        _refuse(row, f"{label}没有写明由谁作出", "请写明经办人或作出决定的人", "办结、销号、调整和各项决定只由人作出")
    if kind in (EventKind.DONE, EventKind.CLOSED) and _is_office(event.by):
        hint = f"请写姓名，如“{event.by} 赵六”；确是人名的，前面写上单位，如“督查室 {event.by}”"
        _refuse(row, f"{label}的经办人“{event.by}”是单位，不是人", hint, "办结、销号只由人作出")
    if kind is EventKind.OBJECTION and not event.decision and not event.text.strip():
        _refuse(row, "异议没有写明理由", "请写明理由，如“职责不在本单位，依据……”")
    if kind is EventKind.REVIEW and not event.text.strip():
        _refuse(row, "核查意见是空的", "请写明核查了什么、结论是什么")
    if kind is EventKind.PROOF and not (event.file and event.sha256):
        _refuse(row, "佐证没有写明文件名和校验值", "请给出佐证文件，由程序登记")
    if kind is EventKind.EXTENSION:
        if event.field != "deadline":
            _refuse(row, f"延期只能改完成时限，不能改“{event.field}”", "其他内容请用“调整”")
        if event.decision != REFUSED and not _is_day(event.after):
            _refuse(row, f"延期到哪一天没有写明（现为“{event.after}”）", "请写成 2026-12-31")
        if event.decision != REFUSED and row.deadline_on and event.after <= row.deadline_on:
            _refuse(row, f"延期后的 {event.after} 不晚于原截止日 {row.deadline_on}", "提前或改正时限请用“调整”")
    if kind is EventKind.AMENDMENT:
        if event.field not in AMENDABLE:
            _refuse(row, f"“{event.field}”不能调整", f"可以调整：{'、'.join(AMENDABLE.values())}")
        if event.field == "deadline_on" and event.after and not _is_day(event.after):
            _refuse(row, f"截止日“{event.after}”不是日期", "请写成 2026-09-30")
        from qdoc.extract.last_day import no_such_day  # late: letters alone do without the rooms of extraction

        if event.field == "deadline" and (wrong := no_such_day(event.after, year)):
            _refuse(row, f"时限“{event.after}”里的“{wrong}”没有这一天", "请核对日历，如 11月30日前")
        if is_unassigned(_set(row, event.field, event.after)) and not is_unassigned(row):
            _refuse(row, "调整后没有单位牵头或负责", "请写明由哪个单位接手")


def _check_order(row: LedgerRow, event: Event, known: Facts) -> None:
    """What must not have happened before, or must have."""
    kind, label = event.kind, event.kind.label
    if known.closed and kind not in _AFTER_CLOSED:
        _refuse(row, f"已销号，不能再记“{label}”", "确需重新办理的，先记一条核查意见，决定写“不同意”")
    if known.done and kind not in (*_AFTER_CLOSED, EventKind.CLOSED):
        _refuse(row, f"已办结，不能再记“{label}”", "确需重新办理的，先记一条核查意见，决定写“不同意”")
    if kind is EventKind.OBJECTION and event.decision and not known.objected:
        _refuse(row, "没有待处理的异议", "请先登记单位提出的异议及理由")
    if kind is EventKind.EXTENSION and event.decision == REFUSED and not known.extension_asked:
        _refuse(row, "没有待处理的延期申请", "请先登记单位的延期申请（延到哪一天、理由）")
    if kind in (EventKind.DONE, EventKind.CLOSED) and (known.objected or known.extension_asked):
        waiting = "异议" if known.objected else "延期申请"
        _refuse(row, f"还有未处理的{waiting}，不能{label}", f"请先对{waiting}作出决定")
    if kind is EventKind.DONE and row.status not in FINISHED and not event.text.strip():
        _refuse(row, f"办理状态是“{row.status or '空'}”，不是已完成", "确可办结的请写明理由", "未完成的办结要有理由")
    if kind is EventKind.CLOSED and not known.done and not event.text.strip():
        _refuse(row, "还没有办结，不能销号", "请先办结；不经办结直接销号的请写明理由", "销号以办结为前提，或写明理由")


def _with_before(row: LedgerRow, event: Event, year: int | None) -> Event:
    """The act with what the field says now. Raises EventRefused where it was made on another value, or changes none."""
    now = _words(row, event.field)
    name = AMENDABLE[event.field]
    if event.before and event.before != now:
        _refuse(row, f"{name}现在是“{now or '空'}”，不是“{event.before}”", "请按台账现在的内容重新提出")
    if not changes(row, event, year):
        _refuse(row, f"{name}本来就是“{now}”，没有可调整的", "请核对要调整的内容")
    cell = getattr(row, event.field)
    guessed = isinstance(cell, Cell) and cell.basis is Basis.SUGGESTED and bool(now)
    return replace(event, before=SUGGESTED_HEAD + now if guessed else now)


def changes(row: LedgerRow, event: Event, year: int | None) -> bool:
    """Whether the act makes the field another (a suggestion is decided by confirming it, not by an amendment).

    ``year``: the plan's, in which a deadline's wording is read.
    """
    made = _set(row, event.field, event.after, year)
    return _words(made, event.field) != _words(row, event.field) or made.deadline_on != row.deadline_on


def new_words(row: LedgerRow, event: Event) -> str:
    """Return what the field says after an amendment or an agreed extension of ``row``, as the ledger prints it."""
    return _words(_set(row, event.field, event.after), event.field)


def _words(row: LedgerRow, field: str) -> str:
    value = getattr(row, field)
    return value.value if isinstance(value, Cell) else str(value)


def _set(row: LedgerRow, field: str, after: str, year: int | None = None) -> LedgerRow:
    """The row with the new value, decided by a person: it stays through merging, whatever the notice says."""
    if field not in BASED_FIELDS:
        return replace(row, deadline_on=after, edited=_also(row, "deadline_on"))
    words = join_units(split_units(after)) if field in UNIT_FIELDS else after.strip()
    edited = _also(row, field)
    if field == "deadline":
        from qdoc.extract.last_day import last_day  # late, as above

        row = replace(row, deadline_on=after if _is_day(after) else last_day(words, year) or "")
        words = _day_words(after) if _is_day(after) else words
        edited = _also(replace(row, edited=edited), "deadline_on")
    cell: dict[str, Any] = {field: Cell(words, Basis.CONFIRMED if words else None)}
    return replace(row, **cell, edited=edited)


def _marked(row: LedgerRow, *, objected: bool) -> LedgerRow:
    parts = [part for part in row.mark.split("、") if part and part != MARK_OBJECTED]
    return replace(row, mark="、".join([*parts, MARK_OBJECTED] if objected else parts))


def _also(row: LedgerRow, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*row.edited, field)))


def _is_office(name: str) -> bool:
    """Whether ``name`` is one word that ends as names of bodies do; 督查室 赵六 names a person, and so does 赵局."""
    from qdoc.lexicon.names import has_shape

    return len(name.split()) == 1 and len(name.strip()) > 2 and has_shape(name)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _day_words(day: str) -> str:
    on = date.fromisoformat(day)
    return f"{on.year}年{on.month}月{on.day}日前"


def _refuse(row: LedgerRow, message: str, hint: str, rule: str | None = None) -> None:
    words = row.text if len(row.text) <= 20 else row.text[:20] + "…"
    raise EventRefused(message, place=row.place or f"“{words}”", rule=rule, hint=hint)
