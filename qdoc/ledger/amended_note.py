"""Owns the note that a letter prints at an amended row: which values a decision changed, so that none seems quoted."""

from __future__ import annotations

from datetime import date

from qdoc.ledger.amend import changing_events, reasoned
from qdoc.ledger.life import AMENDABLE, changes
from qdoc.model import Event, EventKind, Ledger

_PRINTED = AMENDABLE | {"deadline": "时限", "metric": "目标值"}
"""Field → what letters call it."""
_ORDER = ("牵头单位", "责任单位", "配合单位", "目标值", "时限", "截止日")


def amended_notes(ledger: Ledger) -> dict[str, str]:
    """Return for every row that an amendment or an agreed extension changed what a letter says of it, by row key.

    目标值、时限按2026年8月3日的调整（汛期影响），以调整后的为准. Only the last act on a field counts, and only while
    the row still says what it set: a value that a clerk changed afterwards is not the decision's.
    """
    rows = {row.key: row for row in ledger.rows}
    last: dict[tuple[str, str], Event] = {}
    for event in changing_events(ledger):
        last[event.row_key, event.field] = event
    decided: dict[str, dict[tuple[str, str, bool], set[str]]] = {}
    for (key, field), event in last.items():
        row = rows.get(key)
        moved = field == "deadline" and (key, "deadline_on") in last  # its day was set by itself afterwards
        if row is None or (not moved and changes(row, event, ledger.head.year)):
            continue
        told = (event.on, reasoned(event, ledger).text, event.kind is EventKind.EXTENSION)
        decided.setdefault(key, {}).setdefault(told, set()).add(_name(field, event.after))
    return {key: "；".join(_note(*told, names) for told, names in mine.items()) for key, mine in decided.items()}


def _note(on: str, reason: str, extended: bool, names: set[str]) -> str:
    day = _day(on)
    act = f"{day}同意的延期" if extended else f"{day}的调整" if day else "调整"
    why = f"（{reason}）" if reason else ""
    ordered = sorted(names, key=lambda name: _ORDER.index(name.partition("（")[0]))
    return f"{'、'.join(ordered)}按{act}{why}，以调整后的为准"


def _name(field: str, after: str) -> str:
    """What letters call the field; a day that was set by itself is told, since they print the wording alone."""
    day = _day(after) if field == "deadline_on" else ""
    return f"{_PRINTED[field]}（{day}）" if day else _PRINTED[field]


def _day(on: str) -> str:
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return ""
    return f"{day.year}年{day.month}月{day.day}日"
