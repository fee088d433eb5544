"""Owns reading qdoc.toml: the same settings as 单位信息.xlsx in a text file, for engineers."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping

from qdoc.errors import InputRefused, LimitExceeded
from qdoc.model import Diagnostic, Office, Severity
from qdoc.returns.office import office_of
from qdoc.returns.office_fields import COLUMNS, GROUPS, OWN, RULES, SHEETS, UNITS, Entry, field_of, nearest

_RULE = "UTF-8 编码的 TOML 文件；可有 [本单位]、[[责任单位]]、[[群组]]、[[规则]]，都可以不写"
_MAX_BYTES = 4 * 1024 * 1024
_BARE = re.compile(r"^(\s*\[{0,2}\s*)([^\s\"'=\[\]#]*[^\x00-\x7f][^\s\"'=\[\]#]*)(?=\s*(?:\]{1,2}|=))", re.MULTILINE)
_PIECE = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
_LONG_KEY = re.compile(rf"(?:^[ \t]*\[{{0,2}}|[{{,])[ \t]*(?:{_PIECE}){{16}}", re.MULTILINE)
_LINE = re.compile(r"at line (\d+)")


def read_office_toml(data: bytes, name: str) -> Office:
    """Return the settings in the TOML text ``data`` (``name``: the file, for messages); every table is optional.

    Tables and keys are the sheets and columns of 单位信息.xlsx, or their English names. Chinese keys may stand without
    quotation marks, which TOML itself asks for. Lists of texts are names.

    Raises LimitExceeded (more than 4 MB) and InputRefused (no UTF-8, no TOML: the line is named).
    """
    if len(data) > _MAX_BYTES:
        raise LimitExceeded(f"文件有 {len(data):,} 字节", file=name, rule=f"不超过 {_MAX_BYTES:,} 字节")
    said: list[Diagnostic] = []
    tables: dict[str, tuple[Entry, ...]] = {}
    own: tuple[Entry, ...] = ()
    for title, table in _parsed(data, name).items():
        kind = field_of(title, SHEETS)
        if kind is None:
            hint = nearest(title, SHEETS) or f"可用的表：{'、'.join(SHEETS)}"
            said.append(Diagnostic("S103", Severity.WARNING, f"“{title}”没有读入", hint=hint))
        elif kind == OWN:
            own = tuple(_own(title, table, said))
        elif kind in (UNITS, GROUPS, RULES):
            tables[kind] = tuple(_lines(title, kind, table, said))
    return office_of(own, tables, name, said)


def _parsed(data: bytes, name: str) -> Mapping[str, object]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputRefused("不是 UTF-8 编码", file=name, rule=_RULE, hint="请另存为 UTF-8 编码") from error
    if found := _LONG_KEY.search(text):  # the library remembers every beginning of a key: 40 KB of dots take 1.5 GB
        place = f"第 {text.count(chr(10), 0, found.end()) + 1} 行"
        raise LimitExceeded(
            "键的层次太多", file=name, place=place, rule="键用点分开不超过 16 层", hint="请改好这里再试"
        )
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        first = error
    if '"""' not in text and "'''" not in text:  # inside such a text a line could look like a key
        try:
            return tomllib.loads(_BARE.sub(r'\1"\2"', text))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            first = error
    line = _LINE.search(str(first))
    place = f"第 {line[1]} 行" if line else "末尾"
    raise InputRefused("TOML 写法有误", file=name, place=place, rule=_RULE, hint="请改好这里再试") from first


def _own(title: str, table: object, said: list[Diagnostic]) -> Iterator[Entry]:
    if not isinstance(table, dict):
        said.append(Diagnostic("S103", Severity.WARNING, f"“{title}”没有读入", hint=f"请写成 [{title}]"))
        return
    for key, value in table.items():
        place = f"[{title}] 的 {key}"
        text = _text(value)
        if text is None:
            said.append(Diagnostic("S101", Severity.WARNING, f"{place}不是文字，没有用上", hint="请写成一句文字"))
            continue
        yield Entry({"key": key, "value": text}, {"key": f"[{title}] ", "value": place}, place)


def _lines(title: str, kind: str, table: object, said: list[Diagnostic]) -> Iterator[Entry]:
    rows = table if isinstance(table, list) else [table]
    for number, row in enumerate(rows, 1):
        place = f"[[{title}]] 第 {number} 个"
        if not isinstance(row, dict):
            said.append(Diagnostic("S103", Severity.WARNING, f"{place}没有读入", hint=f"请写成 [[{title}]]"))
            continue
        values: dict[str, str] = {}
        for key, value in row.items():
            field, text = field_of(key, COLUMNS[kind]), _text(value)
            if field is None or text is None:
                known = [names[0] for names in COLUMNS[kind].values()]
                message = f"{place}的 {key} 没有读入"
                said.append(Diagnostic("S104", Severity.INFO, message, hint=nearest(key, known) or None))
                continue
            values[field] = text
        yield Entry(values, {field: f"{place}的 {COLUMNS[kind][field][0]} " for field in COLUMNS[kind]}, place)


def _text(value: object) -> str | None:
    """A value as a clerk's cell would hold it; None for what no cell could."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    return None
