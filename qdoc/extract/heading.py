"""Owns deciding where a task's heading (number and title) ends and its running text begins."""

from __future__ import annotations

import re

from qdoc.model import OutlineTask

LONGEST_HEADING = 32
LONGEST_HALF = 6  # 加强领导，落实责任: two halves of one length are still a heading
_FIGURE = re.compile(r"\d(?:年|月|个|家|项|万|亿|%|％|户|所|座)")
_CLOSING = re.compile(r"[。．：:！!；;]?[ 　\t]*(?:\r?\n\s*)?")
_COMMA = re.compile(r"[，,；;。]")
_NUMBER = re.compile(
    r"[\s　]*(?:[（(]?[一二三四五六七八九十百\d]{1,4}[）)、．.]?|第[一二三四五六七八九十百\d]+[条项])[\s　]*"
)


def heading_end(text: str, task: OutlineTask, zones: list[tuple[int, int]]) -> int:
    """Where the heading ends (its full stop or line end included).

    A title is a heading when it is short, no sentence of several clauses, and words follow it outside the ``zones``.
    Otherwise only the printed number is the heading, and the title is running text that obliges.
    """
    title_end = task.title_end if task.start <= task.title_start < task.title_end <= task.end else 0
    if title_end and _reads_as_heading(text, task, title_end):
        closing = _CLOSING.match(text, title_end, task.end)
        end = closing.end() if closing else title_end
        if _words_after(text, end, task.end, zones):
            return end
    return _number_end(text, task)


def _reads_as_heading(text: str, task: OutlineTask, title_end: int) -> bool:
    title = text[task.title_start : title_end]
    if len(title) > LONGEST_HEADING:
        return "\n" in text[title_end : title_end + 4] and not _COMMA.search(title)
    after = text[title_end : title_end + 1]
    if after in ("，", ",", "、"):
        return False
    parts = _COMMA.split(title.rstrip("。；;"))
    if len(parts) == 1:
        return not _FIGURE.search(title)
    return len(parts) == 2 and len(parts[0]) == len(parts[1]) <= LONGEST_HALF


def _words_after(text: str, start: int, end: int, zones: list[tuple[int, int]]) -> bool:
    at = start
    for first, last in zones:
        if last <= at:
            continue
        if text[at:first].strip(" \r\n\t　。；;，,"):
            return True
        at = max(at, last)
    return bool(text[at:end].strip(" \r\n\t　。；;，,"))


def _number_end(text: str, task: OutlineTask) -> int:
    """The end of the printed number, blanks behind it included; the task's start where none is printed."""
    if not task.number:
        return task.start
    if task.start < task.title_start <= task.end and len(text[task.start : task.title_start].strip()) <= 8:
        return task.title_start
    stripped = task.number.strip()
    at = text.find(stripped, task.start, min(task.end, task.start + len(stripped) + 6))
    if at < 0 or text[task.start : at].strip():
        match = _NUMBER.match(text, task.start, task.end)
        return match.end() if match else task.start
    at += len(stripped)
    while at < task.end and text[at] in " \t　、．":
        at += 1
    return at
