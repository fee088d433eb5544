"""Owns what the clerk does to the year-end summary in Word: a sentence reworded, a paragraph added, a number wrong."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from .forms import W, document_of, save_word, text_of

TASK = "12.整治重点消费品质量问题"
OLD_WORDS, NEW_WORDS = "，已逐项对账。", "，市民热线这一类投诉明显减少。"
ADDED = "全区质量工作得到企业和居民认可，下一年接着从群众反映集中的问题做起。"
MISTYPED = "95"
DROPPED = "13.消除燃气使用隐患：力争年底前完成1200户"


def edit_summary(path: Path, out: Path) -> None:
    """Write ``out``: the summary as the clerk leaves it; one unfinished item is deleted, which nobody may."""
    root = document_of(path)
    _text_in(_paragraph(root, TASK), OLD_WORDS, NEW_WORDS)
    counts = _paragraph(root, "截至2026年12月31日")
    marked = next(each for each in counts.iter(f"{W}t") if (each.getprevious() is None) and each.text == _done(counts))
    marked.text = MISTYPED
    added = copy.deepcopy(_paragraph(root, TASK))
    for each in list(added):
        if each.tag != f"{W}pPr":
            added.remove(each)
    run = added.makeelement(f"{W}r")
    text = run.makeelement(f"{W}t")
    text.text = ADDED
    run.append(text)
    added.append(run)
    counts.addnext(added)
    gone = _paragraph(root, DROPPED)
    gone.getparent().remove(gone)
    save_word(path, root, out)


def _paragraph(root: Any, start: str) -> Any:
    return next(each for each in root.iter(f"{W}p") if text_of(each).startswith(start))


def _done(paragraph: Any) -> str:
    texts = [each.text for each in paragraph.iter(f"{W}t")]
    return str(texts[texts.index("已完成") + 1])


def _text_in(paragraph: Any, old: str, new: str) -> None:
    for each in paragraph.iter(f"{W}t"):
        each.text = (each.text or "").replace(old, new)
