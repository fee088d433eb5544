"""Owns where the clerk's own wording goes in the summary: chapter by chapter, and what is said of wording left over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qdoc.model import Diagnostic, Ledger, Severity
from qdoc.summary.pieces import Figure, Passage
from qdoc.summary.values import Chapter
from qdoc.summary.worded import make_wording

Told = dict[str, tuple[Passage, ...]]


def worded(
    ledger: Ledger, told: Told, chapters: Sequence[Chapter], known: Mapping[str, Figure]
) -> tuple[Told, tuple[Chapter, ...], tuple[Diagnostic, ...]]:
    """Return the passages with the clerk's wording in them; S011 names wording whose place is gone."""
    tasks = [task.passage for chapter in chapters for task in chapter.tasks]
    wording = make_wording(ledger, (*(one for passages in told.values() for one in passages), *tasks), known)
    fresh = {name: wording.apply(passages) for name, passages in told.items()}
    woven = tuple(
        replace(chapter, tasks=tuple(replace(task, passages=wording.apply(task.passages)) for task in chapter.tasks))
        for chapter in chapters
    )
    left = wording.left
    if not left:
        return fresh, woven, ()
    names = "、".join(f"“{edit.text[:12]}…”" for edit in left[:5])
    message = f"您改写或添加的 {len(left)} 段没有印出，对应的事项已办结或已移出台账：{names}"
    hint = "请核对台账“总结文字”；不再需要的可删去该行"
    return fresh, woven, (Diagnostic("S011", Severity.REVIEW, message, hint=hint),)
