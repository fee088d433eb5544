"""Owns what kind of document this is: its 文种 by the title, and which way it goes (up, down, sideways)."""

from __future__ import annotations

import re

from qdoc.model import Notice

# 《党政机关公文处理工作条例》 8: the fifteen kinds
GENRES = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见",
    "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)  # fmt: skip
UPWARD = ("请示", "报告")
"""Kinds that go to a superior body (条例 8)."""
# what offices write and issue under a 通知, though it is no kind of document
NO_GENRE = (
    "要点", "方案", "计划", "总结", "责任书", "办法", "措施", "规定", "细则", "清单", "规划", "预案", "安排",
)  # fmt: skip
_BESIDE = re.compile(r"(?:单|书|表|总结|一览|回执|台账)(?:[（(][^（）()]*[）)])?$")
"""What offices write beside official documents: forms, letters, summaries, tables."""
_SPOKEN_TITLE = re.compile(r"^[^。；：，]{0,40}(?:政府工作报告|上的讲话|致辞)(?:[（(][^（）()]*[）)])?$")
_SPOKEN_TO = re.compile(r"(?:各位|尊敬的)[^。，；]{0,20}(?:代表|委员|来宾|领导|同志)[^。，；]{0,12}[：:！]")
_TOP = 12  # lines
_TITLE_LINES = 2  # a title may stand in two lines
_END = re.compile(rf"(?P<genre>{'|'.join(GENRES)})(?:[（(][^（）()]{{1,12}}[）)])?$")
_OTHER = re.compile(rf"(?P<kind>{'|'.join(NO_GENRE)})(?:[（(][^（）()]{{1,16}}[）)])?$")


def genre_of(notice: Notice) -> str:
    """Return the document's 文种 by its title ("" where it has no title or the title names none)."""
    found = _END.search((notice.letterhead.title or "").strip())
    return "" if found is None else found["genre"]


def is_beside(notice: Notice) -> bool:
    """Whether it is a form, letter, summary or table: no official document and no plan, whatever numbers it bears."""
    lines = [line for line in notice.source.text.split("\n", 12) if line.strip()][:_TITLE_LINES]
    titles = ("".join(title.split()) for title in (notice.letterhead.title or "", *lines))
    return not genre_of(notice) and any(_BESIDE.search(title) for title in titles)


def is_speech(notice: Notice) -> bool:
    """Whether it is spoken to an assembly, as a government's yearly report is: no policy document, of a known year."""
    lines = [line for line in notice.source.text[:2_000].split("\n") if line.strip()][:_TOP]
    return any(_SPOKEN_TITLE.search(line.strip()) or _SPOKEN_TO.fullmatch(line.strip()) for line in lines)


def other_kind(title: str) -> str:
    """Return the word of a title that names no 文种 (要点, 方案 …); "" for others."""
    found = _OTHER.search(title.strip())
    return "" if found is None else found["kind"]
