"""Owns which column of a ledger made by hand holds what, by the words of its heading, over several heading rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FIELDS = {
    "lead": "牵头单位",
    "support": "配合单位",
    "responsible": "责任单位",
    "deadline": "时限",
    "text": "事项",
    "task": "任务",
}
"""What a hand-made ledger can give, with the names that ``--column`` uses."""

_NOT_UNITS = re.compile("领导|责任人|负责人|联系人|联络员|姓名|电话|手机|科室")
_WORDS = {
    "lead": re.compile("牵头|主办"),
    "support": re.compile("配合|协办|协同|参与|参加|协助"),
    "responsible": re.compile(
        "(?:责任|承办|落实|负责|实施|主管|主责|分工)(?:单位|部门|主体)|^(?:单位|部门|责任|责任分工|单位名称|部门名称)$"
    ),
    "deadline": re.compile("时限|期限|完成时间|时间节点|时间要求|截止|完成日期|进度安排"),
    "text": re.compile("事项|内容|措施|举措|工作要求|目标任务|工作目标"),
    "task": re.compile("任务|工作|项目|要点"),
}
_BARE = re.compile("序号|编号|进展|完成情况|状态|备注|(?:存在|主要)问题|成效|佐证")
HEAD_ROWS = 15
_DEEPEST = 3
_LONGEST = 24  # a heading is not longer


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a sheet: the row below it (from 0), and each field's column with the words it was told by."""

    below: int
    columns: Mapping[str, int]
    words: Mapping[str, str]
    seen: tuple[str, ...]


def find_heading(
    rows: Sequence[Sequence[str]], joined: frozenset[int], given: Mapping[str, str] | None = None
) -> Heading | None:
    """Return the heading among the first rows, or None where no row tells a single column.

    Args:
        rows: the sheet's texts, merged cells filled.
        joined: rows (from 0) that hang together with the next one by merged cells: a heading may go on there.
        given: field → the heading's words, as a clerk named them; they go before what the words would say.
    """
    best: Heading | None = None
    for first in range(min(HEAD_ROWS, len(rows))):
        last = first
        while True:
            heading = _read(rows[first : last + 1], last + 1, given or {})
            if best is None or len(heading.columns) > len(best.columns):
                best = heading
            if last not in joined or last - first + 1 >= _DEEPEST or last + 1 >= len(rows):
                break
            last += 1
    return best if best is not None and best.columns else None


def _read(rows: Sequence[Sequence[str]], below: int, given: Mapping[str, str]) -> Heading:
    rows = [row for row in rows if len({_squeezed(cell) for cell in row} - {""}) > 1]  # a title heads no column
    labels: dict[int, tuple[str, ...]] = {}
    for column in range(max(map(len, rows), default=0)):
        parts = dict.fromkeys(_squeezed(row[column]) for row in rows if column < len(row))
        told = tuple(part for part in parts if part)
        if told and max(map(len, told)) <= _LONGEST:
            labels[column] = told
    columns: dict[str, int] = {}
    for field, words in given.items():
        wanted = _squeezed(words)
        found = [at for at, told in labels.items() if wanted in (*told, "".join(told))]
        if found:
            columns[field] = found[0]
    for at, told in labels.items():
        name = _field(told)
        if name and name not in columns and name not in given and at not in columns.values():
            columns[name] = at
    seen = tuple(dict.fromkeys("·".join(told) for told in labels.values()))
    return Heading(below, columns, {name: "·".join(labels[at]) for name, at in columns.items()}, seen)


def _field(told: tuple[str, ...]) -> str | None:
    """What a column holds; the lowest row of the heading says it more exactly than those above."""
    for label in reversed(told):
        if _NOT_UNITS.search(label) or _BARE.search(label):
            return None
        for name, pattern in _WORDS.items():
            if pattern.search(label):
                return name
    return None


def _squeezed(text: str) -> str:
    return "".join(text.split())
