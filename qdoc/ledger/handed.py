"""Owns what 分发清单.xlsx says, whoever writes or reads it: its sheets and columns, a line, what a clerk wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FILES_SHEET, RETIRED_SHEET, HIDDEN_SHEET = "分发清单", "停用编号", "_qdoc"
DERIVED_SHEETS = ("待补", "待指定", "未展开群组")
UNIT, FILE, KIND, NUMBER = "单位", "文件", "种类", "编号"
LEAD, SUPPORT, PENDING = "牵头（责任）", "配合", "待确认"
CONTACT, PHONE, SIGNED, REMARK, CHECK = "联系人", "电话", "签收（姓名、日期）", "备注", "校验码"
WRITTEN = (UNIT, FILE, KIND, NUMBER, LEAD, SUPPORT, PENDING, CONTACT, PHONE, CHECK)
"""What qdoc writes of a file; the hidden sheet repeats it, so that a clerk's entries can be told."""
ENTERED = (CONTACT, PHONE, SIGNED, REMARK)
"""Where a clerk's entry is kept, beside columns of the clerk's own."""


@dataclass(frozen=True, slots=True)
class HandedLine:
    """A line of the manifest: its texts by column, and as qdoc wrote them ({} where the hidden sheet has no line)."""

    texts: Mapping[str, str]
    written: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.texts.get(column, "")

    def entered(self, column: str) -> str:
        """What a clerk wrote into ``column``; "" where it is empty or as qdoc wrote it."""
        text = self[column]
        return "" if text == self.written.get(column, "") else text


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that came back.

    ``further``: columns that a clerk added. ``retired``: (kind, unit, number) that were given and are not in use.
    ``strays``: what a clerk wrote that no new manifest has a place for, in a clerk's words.
    """

    lines: tuple[HandedLine, ...] = ()
    further: tuple[str, ...] = ()
    retired: tuple[tuple[str, str, str], ...] = ()
    strays: tuple[str, ...] = ()

    def line(self, path: str) -> HandedLine | None:
        """The line of the file ``path``, or None."""
        return next((one for one in self.lines if one[FILE] == path), None)


def digest(rows: Iterable[Sequence[str]]) -> str:
    """A short mark of what ``rows`` say; white space and empty cells count for nothing."""
    texts = ("".join(text.split()) for row in rows for text in row)
    return hashlib.sha256("\n".join(filter(None, texts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
