"""Owns 历史.json: who did what in earlier years, as read from a ledger made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from qdoc.errors import DamagedFile, UnsupportedFormat
from qdoc.extract import Precedent

HISTORY_SCHEMA = "qdoc.history/1"


@dataclass(frozen=True, slots=True)
class _File:
    schema: str
    precedents: tuple[Precedent, ...] = ()


def encode_history(precedents: Sequence[Precedent]) -> bytes:
    """Return 历史.json: indented, in the given order."""
    return msgspec.json.format(msgspec.json.encode(_File(HISTORY_SCHEMA, tuple(precedents))), indent=1) + b"\n"


def is_history(data: bytes) -> bool:
    """Whether ``data`` says that it is a 历史.json."""
    try:
        return msgspec.json.decode(data, type=_Schema).schema.startswith("qdoc.history/")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


@dataclass(frozen=True, slots=True)
class _Schema:
    schema: str = ""


def decode_history(data: bytes, name: str) -> tuple[Precedent, ...]:
    """Return the precedents in ``data``. Raises DamagedFile or UnsupportedFormat naming the file."""
    hint = "请用 qdoc adopt 旧台账.xlsx -o 历史.json 重新生成"
    try:
        read = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedFile(f"往年记录读不出：{error}", file=name, hint=hint) from error
    if read.schema != HISTORY_SCHEMA:
        raise UnsupportedFormat(f"往年记录的格式是“{read.schema}”", file=name, hint=hint)
    return read.precedents
