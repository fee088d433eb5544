"""Owns 确认.json: what an office decided, by the words of the obligation and the unit; it survives renumbering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import msgspec

from qdoc.errors import DamagedFile, UnsupportedFormat
from qdoc.ledger.columns import BASED_FIELDS
from qdoc.ledger.key import text_part
from qdoc.ledger.units import join_units, split_units
from qdoc.model import Basis, Cell, Ledger, LedgerRow

CONFIRMATIONS_FILE = "确认.json"
CONFIRMATIONS_SCHEMA = "qdoc.confirmations/1"
_FIELDS = ("lead", "responsible", "support")
_LEADING = ("lead", "responsible")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One decision.

    ``text``: hash of the obligation's words; ``unit``: the register's key, else the name; ``field``: ``lead``,
    ``responsible`` or ``support``; ``value``: the name as decided; ``who`` and ``when`` as given, may be empty.
    """

    text: str
    unit: str
    field: str
    value: str
    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    schema: str
    confirmations: tuple[Confirmation, ...] = ()


def encode_confirmations(confirmations: tuple[Confirmation, ...]) -> bytes:
    """Return 确认.json: indented, ordered by obligation; units of one cell keep their order."""
    ordered = tuple(sorted(confirmations, key=lambda one: (one.text, _FIELDS.index(one.field))))
    return msgspec.json.format(msgspec.json.encode(_File(CONFIRMATIONS_SCHEMA, ordered)), indent=2) + b"\n"


def decode_confirmations(data: bytes, name: str = CONFIRMATIONS_FILE) -> tuple[Confirmation, ...]:
    """Return the decisions in ``data``. Raises DamagedFile or UnsupportedFormat naming the file."""
    hint = "请从备份恢复该文件；删除它会失去已确认的记录"
    try:
        read = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedFile(f"确认记录读不出：{error}", file=name, hint=hint) from error
    if read.schema != CONFIRMATIONS_SCHEMA:
        raise UnsupportedFormat(f"确认记录的格式是“{read.schema}”", file=name, hint="请升级程序后再试")
    strange = sorted({one.field for one in read.confirmations} - set(_FIELDS))
    if strange:
        raise DamagedFile(f"确认记录中有不认识的字段：{'、'.join(strange)}", file=name, hint=hint)
    return read.confirmations


def collect_confirmations(
    ledger: Ledger,
    known: tuple[Confirmation, ...] = (),
    *,
    who: str = "",
    when: str = "",
    unit_key: Callable[[str], str | None] = lambda name: None,
) -> tuple[Confirmation, ...]:
    """Return ``known`` with what ``ledger`` now decides: every confirmed unit cell of a row of the notice.

    A decision that stands already keeps its who and when; a cell decided anew replaces what was known of it; one that
    a clerk emptied takes its decisions away. ``unit_key`` gives the register's key for a name. Words that stand in
    several rows tell no row from the other: what is decided there stays in the ledger alone.
    """
    kept = {(one.text, one.field, one.unit): one for one in known}
    alone = _telling(ledger)
    for row in ledger.rows:
        text = text_part(row.key)
        if row.own or text not in alone:
            continue
        for field in _FIELDS:
            cell: Cell = getattr(row, field)
            confirmed = cell.basis is Basis.CONFIRMED and bool(cell.value)
            if not confirmed and field not in row.edited:
                continue
            before = {key: one for key, one in kept.items() if key[:2] == (text, field)}
            for key in before:
                del kept[key]
            for name in split_units(cell.value):
                old = next((one for one in before.values() if one.value == name), None)
                new = old or Confirmation(text, unit_key(name) or name, field, name, who, when)
                kept[text, field, new.unit] = new
    return tuple(kept.values())


def drop_withdrawn(
    known: tuple[Confirmation, ...], ledger: Ledger, withdrawn: Collection[str]
) -> tuple[Confirmation, ...]:
    """Return ``known`` without the decisions of rows (keys ``withdrawn``) whose 确认 a clerk took back in ``ledger``.

    Only cells that are suggestions again lose theirs; a unit that the clerk wrote in stays decided.
    """
    gone = {
        (text_part(row.key), field)
        for row in ledger.rows
        if row.key in withdrawn and not row.own
        for field in _FIELDS
        if getattr(row, field).basis is Basis.SUGGESTED
    }
    return tuple(one for one in known if (one.text, one.field) not in gone)


def apply_confirmations(ledger: Ledger, confirmations: tuple[Confirmation, ...]) -> Ledger:
    """Return ``ledger`` with earlier decisions in the cells that are empty or only suggested.

    A cell that the notice states, or that a clerk edited in this ledger, is never touched; a confirmed leader clears
    a suggestion for the other leading cell. A row in which nothing is left to suggest shows 确认 = 是. Words that
    stand in several rows are left alone (see ``collect_confirmations``).
    """
    decided: dict[tuple[str, str], list[str]] = {}
    for one in confirmations:
        decided.setdefault((one.text, one.field), []).append(one.value)
    alone = _telling(ledger)
    return replace(
        ledger, rows=tuple(_apply(row, decided) if text_part(row.key) in alone else row for row in ledger.rows)
    )


def _telling(ledger: Ledger) -> frozenset[str]:
    """The text hashes that name one row of the notice and no other."""
    counts = Counter(text_part(row.key) for row in ledger.rows if not row.own)
    return frozenset(text for text, count in counts.items() if count == 1)


def _apply(row: LedgerRow, decided: dict[tuple[str, str], list[str]]) -> LedgerRow:
    text = text_part(row.key)
    open_fields = [field for field in _FIELDS if _is_open(row, field)]
    if row.own or any(not _is_open(row, field) and getattr(row, field).value for field in _LEADING):
        open_fields = [field for field in open_fields if field not in _LEADING]
    changed = {
        field: Cell(join_units(decided[text, field]), Basis.CONFIRMED)
        for field in open_fields
        if (text, field) in decided and not row.own
    }
    if any(field in changed for field in _LEADING):
        for field in _LEADING:
            if field in open_fields and field not in changed:
                changed[field] = Cell()
    if not changed:
        return row
    done = replace(row, **changed)  # type: ignore[arg-type]
    open_still = any(getattr(done, field).basis is Basis.SUGGESTED for field in BASED_FIELDS)
    return done if open_still else replace(done, confirmed=True)


def _is_open(row: LedgerRow, field: str) -> bool:
    cell: Cell = getattr(row, field)
    return field not in row.edited and (not cell.value or cell.basis is Basis.SUGGESTED)
