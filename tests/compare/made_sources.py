"""Owns what made pairs are made from: the tasks of notices, without numbers and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qdoc.model import Plan, SegmentRole

_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
_LIST = re.compile(  # lists inside a task are read as tasks of their own, or take in what follows
    r"[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+条|[一二三四五六七八九十]是|——|\d[.．、](?!\d)|：[。；]"
)
_SHORTEST, _LONGEST = 40, 900


@dataclass(frozen=True, slots=True)
class Source:
    """A task as a made plan takes it: heading (may be empty) and sentences, without number and units."""

    title: str
    sentences: tuple[str, ...]


def source_tasks(plan: Plan, text: str) -> list[Source]:
    """The tasks of a notice that a made plan can use: running text of a sensible length."""
    found = []
    for task in plan.tasks:
        title = body = ""
        for segment in task.segments:
            said = text[segment.start : segment.end]
            if segment.role is SegmentRole.HEADING:
                title += said
            elif segment.role is not SegmentRole.RESPONSIBILITY:
                body += said
        title = re.sub(r"\s", "", title.removeprefix(task.number or "")).rstrip("。.：:；")
        body = re.sub(r"\s|[（(][^（）()]*(?:负责|牵头|配合)[^（）()]*[）)]", "", body.removeprefix(task.number or ""))
        sentences = [s if s[-1] in "。；;" else s + "。" for s in _SENTENCE.findall(body) if len(s) > 4]
        if _SHORTEST <= sum(map(len, sentences)) <= _LONGEST and len(title) <= 40 and not _LIST.search(title + body):
            found.append(Source(title, tuple(s.replace(";", "；") for s in sentences)))
    return found


def pooled(documents: Iterable[Sequence[Source]], size: int) -> list[Source]:
    """Sources of several documents in their order, each once, at most ``size``."""
    return list(dict.fromkeys(one for document in documents for one in document))[:size]
