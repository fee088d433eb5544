"""Owns the nouns of taking a summary back: what a clerk did to a paragraph, and what was done with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What happened to a paragraph; ``label`` is what the clerk reads."""

    SENTENCE = "sentence"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    RESTORED = "restored"
    REVERTED = "reverted"
    SPLIT = "split"
    MERGED = "merged"
    COPIED = "copied"
    MOVED = "moved"
    CONFLICT = "conflict"
    OWN_LINE = "own_line"
    TABLE = "table"
    OUTSIDE = "outside"
    REMARK = "remark"

    @property
    def label(self) -> str:
        """What was done, in the clerk's words."""
        return _LABELS[self.value]

    @property
    def to_look_at(self) -> bool:
        """Whether a person must look at it, because what stands in the file was not kept as it stands there."""
        return self in _TO_LOOK_AT


_LABELS = {
    "sentence": "改了事项的完成情况，已写进台账“总结用语”",
    "reworded": "改写的段落，已记入台账“总结文字”",
    "added": "增加的段落，已记入台账“总结文字”",
    "removed": "删去的段落，以后生成时不再印出",
    "restored": "不能删去或改没的内容，以后生成时仍照印",
    "reverted": "改回了台账给出的文字，不再另记",
    "split": "一段分成了几段，后面的作为增加的段落记下",
    "merged": "并到别的段落里的，不再单独成段",
    "copied": "复制出来的段落，作为增加的段落记下",
    "moved": "换了次序的段落，次序没有记（重新生成时仍按台账的次序）",
    "conflict": "同一句在文中两处改得不一样，以前一处为准",
    "own_line": "标题、说明等由程序印出的文字，改动没有记",
    "table": "表格由台账生成，改动没有记",
    "outside": "文本框、脚注里的文字没有记",
    "remark": "删去的待核提示，问题还在的话以后仍会印出",
}
_TO_LOOK_AT = {Change.RESTORED, Change.MOVED, Change.CONFLICT, Change.OWN_LINE, Change.TABLE, Change.OUTSIDE}


@dataclass(frozen=True, slots=True)
class SummaryChange:
    """One change: its kind, the passage's slot, where it stands, the words before and after, the row concerned."""

    kind: Change
    slot: str
    place: str
    before: str
    after: str
    row_key: str = ""
