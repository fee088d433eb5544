"""Owns what a comparison reads of a task: its words without number and units, its sentences, and what else names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qdoc.model import Basis, Plan, SegmentRole, Task
from qdoc.parse.punctuation import fold

DECIDED = (Basis.STATED, Basis.CONFIRMED)
_UNSPOKEN = (SegmentRole.RESPONSIBILITY, SegmentRole.SEPARATOR)
_MOST_SENTENCES = 60
_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]*")
_BLANK = re.compile(r"\s+")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class TaskText:
    """What alignment looks at.

    ``whole``: the wording without number and units; ``sentences``: it cut at full stops, without the heading;
    ``title``: the heading; ``units``: keys of the decided units; ``names``: titles of the documents it cites.
    """

    whole: str
    sentences: tuple[str, ...]
    title: str = ""
    units: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text at full stops and semicolons; of a very long one neighbours are joined (votes cost their product)."""
    found: list[str] = []
    for piece in _SENTENCE.findall(text):
        piece = _BLANK.sub("", piece).rstrip("。；;")
        if found and len(piece) < _SHORTEST:
            found[-1] += piece
        elif piece:
            found.append(piece)
    size = -(-len(found) // _MOST_SENTENCES) or 1
    return tuple("".join(found[at : at + size]) for at in range(0, len(found), size))


def task_words(task: Task, text: str | None) -> str:
    """The printed words of the task; what can be put together of its parts where they are not at hand."""
    if text is not None:
        return text[task.start : task.end]
    return task.text or "".join([task.title or "", *(f"\n{one.text}" for one in task.obligations)])


def task_text(task: Task, text: str | None = None) -> TaskText:
    """Read a task for comparison; ``text`` is the source where it is at hand."""
    words = task_words(task, text)
    whole_at = task.start if text is not None or task.text else None
    title = body = ""
    if whole_at is not None and task.segments:
        for segment in task.segments:
            said = words[segment.start - whole_at : segment.end - whole_at]
            if segment.role is SegmentRole.HEADING:
                title += said
            elif segment.role not in _UNSPOKEN:
                body += said
            elif body and body[-1] not in "。；;\n":
                body += "。"  # units between two sentences part them
    else:
        title, body = task.title or "", words.removeprefix(task.title or "")
    number = task.number or ""
    title, body = fold(title).strip(), fold(body).strip()
    if number:
        title, body = title.removeprefix(fold(number)).strip(), body if title else body.removeprefix(fold(number))
    return TaskText(
        (title + body).strip() or fold(words).strip(),
        sentences(body) or (title,),
        title.rstrip("。.：:"),
        frozenset(unit_keys(task)),
        frozenset(one.title for one in task.citations),
    )


def unit_keys(task: Task) -> Sequence[str]:
    """Register keys (else names) of the decided units of a task."""
    return [
        one.key or one.canonical or one.department
        for one in task.assignments
        if one.basis in DECIDED and not one.person
    ]


def task_texts(plan: Plan, text: str | None) -> list[TaskText]:
    """Read all tasks of a plan for comparison."""
    return [task_text(task, text) for task in plan.tasks]
