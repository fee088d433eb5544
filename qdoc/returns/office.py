"""Owns reading 单位信息.xlsx: an office's own settings as clerks fill them in, and what is wrong, by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qdoc.errors import LimitExceeded
from qdoc.model import Diagnostic, Office, Rule, Severity
from qdoc.returns.days import read_day
from qdoc.returns.office_fields import (
    GROUPS,
    NUMBER_KEY,
    NUMBERED,
    OWN,
    OWN_KEYS,
    RULES,
    UNITS,
    Entry,
    nearest,
    own_field,
)
from qdoc.returns.office_groups import groups_of
from qdoc.returns.office_sheets import find_sheets, own_lines, table_lines
from qdoc.returns.office_units import units_of
from qdoc.returns.workbook import open_workbook

MAX_LINES = 3_000  # of a sheet: no district has as many units


def read_office(data: bytes, name: str) -> Office:
    """Return the settings in the workbook ``data`` (``name``: the file, for messages); every sheet is optional.

    Sheets 本单位 (two columns 项目|内容), 责任单位, 群组, 规则; titles above the heading, columns in any order and
    further columns do no harm. What could not be used is in ``Office.diagnostics`` with its cell, codes S101 to S115.

    Raises as ``open_workbook`` does: UnsupportedFormat, EncryptedFile, DamagedFile, LimitExceeded, InputRefused and
    LedgerRefused (cells that hold an error, or a formula without its result).
    """
    said: list[Diagnostic] = []
    sheets = find_sheets(open_workbook(data, name), said)
    for kind, sheet in sheets.items():
        if len(sheet.rows) > MAX_LINES:
            hint = "请删去多余的行，或检查是不是放错了文件"
            place, rule = f"工作表“{sheet.name}”", f"“{kind}”不超过 {MAX_LINES:,} 行"
            raise LimitExceeded(f"有 {len(sheet.rows):,} 行", file=name, place=place, rule=rule, hint=hint)
    own = tuple(own_lines(sheets[OWN], said)) if OWN in sheets else ()
    tables = {kind: tuple(table_lines(sheets[kind], kind, said)) for kind in (UNITS, GROUPS, RULES) if kind in sheets}
    return office_of(own, tables, name, said)


def office_of(
    own: Iterable[Entry], tables: Mapping[str, Iterable[Entry]], source: str, said: list[Diagnostic]
) -> Office:
    """Return the settings of entries, whatever file they stood in; ``said``: what reading the file had to say."""
    known, numbers, others = _own(own, said)
    units = units_of(tables.get(UNITS, ()), said)
    groups = groups_of(tables.get(GROUPS, ()), units, said)
    rules = tuple(_rules(tables.get(RULES, ()), said))
    feedback = known.pop("feedback_by", "")
    return Office(
        **known,
        feedback_by=read_day(feedback) or feedback,
        numbers=tuple(numbers.items()),
        units=units,
        groups=groups,
        rules=rules,
        source=source,
        others=tuple(others.items()),
        diagnostics=tuple(said),
    )


def _own(lines: Iterable[Entry], said: list[Diagnostic]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The lines of 本单位: fields of ``Office``, prefixes by document, and lines of unknown name."""
    fields: dict[str, str] = {}
    numbers: dict[str, str] = {}
    others: dict[str, str] = {}
    places: dict[str, str] = {}
    for line in lines:
        key, value = "".join(line["key"].split()), " ".join(line["value"].split())
        if not value:
            continue
        field = own_field(key)
        if field is None:
            names = [*(known[0] for known in OWN_KEYS.values()), *_number_keys()]
            hint = nearest(key, names) + f"可填的项目：{'、'.join(names)}"
            message = f"{line.at('key')}不认识项目“{key}”，内容“{value}”没有用上"
            said.append(Diagnostic("S101", Severity.WARNING, message, hint=hint))
        target, slot = _target(field, key, fields, numbers, others)
        if slot in target:
            if target[slot] != value:
                message = f"{line.at('value')}“{key}”填了两次，用的是前一处（{places[field or key]}“{target[slot]}”）"
                said.append(Diagnostic("S102", Severity.WARNING, message, hint="请删去一处"))
            continue
        target[slot] = value
        places[field or key] = line.at("value")
        if target is numbers:
            _check_prefix(value, line.at("value"), said)
    return fields, numbers, others


def _number_keys() -> list[str]:
    return [*(f"{kind}{NUMBER_KEY}" for kind in NUMBERED), NUMBER_KEY]


def _target(
    field: str | None, key: str, fields: dict[str, str], numbers: dict[str, str], others: dict[str, str]
) -> tuple[dict[str, str], str]:
    if field is None:
        return others, key
    kind = field.removeprefix("numbers:")
    return (numbers, kind) if kind != field else (fields, field)


def _check_prefix(prefix: str, place: str, said: list[Diagnostic]) -> None:
    """Say where a prefix is no prefix, or has other brackets than 〔〕 (GB/T 9704—2012, 7.2.5)."""
    if prefix.endswith("号"):
        message = f"{place}编号前缀“{prefix}”以“号”结尾，印出来会是“{prefix}1号”"
        said.append(Diagnostic("S115", Severity.WARNING, message, hint="请只填序号前面的部分，如 云质办交〔2026〕"))
    elif any(sign in prefix for sign in "[]()（）【】［］"):
        message = f"{place}编号前缀“{prefix}”的年份没有用六角括号〔〕"
        hint = "GB/T 9704—2012 第7.2.5条：年份用六角括号，如 云质办交〔2026〕"
        said.append(Diagnostic("S115", Severity.REVIEW, message, hint=hint))


def _rules(lines: Iterable[Entry], said: list[Diagnostic]) -> Iterable[Rule]:
    kind = ""
    for line in lines:
        kind = "".join(line["kind"].split()) or kind  # a kind may stand once for the lines under it
        if not line["name"] or not line["value"]:
            what = "名称" if not line["name"] else "取值"
            said.append(
                Diagnostic("S114", Severity.WARNING, f"{line.place}这条规则没有{what}，没有读入", hint="请补全")
            )
            continue
        yield Rule(kind, *(" ".join(line[field].split()) for field in ("name", "value", "basis")))
