"""Owns how a task of a comparison is named and quoted for people: a mark of its own within its year, its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qdoc.compare.diff import Side
from qdoc.ledger.place import task_label

_DOTS = "、.．。 "
_HEAD = 24  # characters of a task without a title that name it
_INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as it is shown: ``mark`` names it within its year (its number, with #n where that is not its own).

    ``label``: number and title; ``title``: that without the number; ``body``: the words behind them (all, where
    the title is too long to be shown).
    """

    id: str
    mark: str
    label: str
    title: str
    words: str
    body: str


def task_lines(side: Side, words: Mapping[str, str], quote: Callable[[str], str] = str) -> dict[str, TaskLine]:
    """Task id → how it is shown; the marks of a side are all different."""
    numbers = Counter((task.number or "").strip(_DOTS) for task in side.tasks)
    found = {}
    for at, task in enumerate(side.tasks, 1):
        number = (task.number or "").strip(_DOTS)
        mark = number if number and numbers[number] == 1 else f"{number}#{at}"
        said = words[task.id].strip()
        behind = said.removeprefix(task.number or "").lstrip()
        title = task_label("", task.title or behind[:_HEAD])
        told = (task.title or "") if title == task.title else ""  # of a longer one the words go on in the body
        body = behind.removeprefix(told).strip("。.：: \n　") or behind
        shown = map(quote, ((task.number or "") + title, title, said, body))
        found[task.id] = TaskLine(task.id, mark, *shown)
    return found


def quoted(text: str, quote: Callable[[str], str] = str, most: int = 0) -> str:
    """A quotation in quotation marks: those inside it single (GB/T 15834—2011), no stop at its end.

    Longer than ``most`` characters (0: any) it ends in ……
    """
    clean = quote(" ".join(text.split())).rstrip("，,；;。.、 ")
    if most and len(clean) > most:
        clean = clean[: most - 2].rstrip("，；。、") + "……"
    return f"“{clean.translate(_INNER)}”"
