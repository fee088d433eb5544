"""Owns the annexes written behind a draft: a line 附件 or 附件1 of its own begins one, its title follows (7.3.7)."""

from __future__ import annotations

import re

from qdoc.draft.plan_text import read_plan
from qdoc.draft.values import AnnexText
from qdoc.model import Diagnostic, Severity
from qdoc.model.gap import gap

_LABEL = re.compile(r"^\s*(?:#+\s*)?附\s*件\s*(\d{0,2})\s*[：:]?\s*$")


def split_annexes(lines: list[str]) -> tuple[list[str], tuple[AnnexText, ...]]:
    """Part a draft's lines into the text itself and its annexes; a text that begins with 附件 is that annex alone."""
    starts = [number for number, line in enumerate(lines) if _LABEL.match(line)]
    if starts and not any(line.strip() for line in lines[: starts[0]]):
        first = starts.pop(0)
        lines = lines[first + 1 :]
        starts = [start - first - 1 for start in starts]
    if not starts:
        return lines, ()
    annexes = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = _LABEL.match(lines[start])
        title, paragraphs = read_plan(lines[start + 1 : end])
        annexes.append(AnnexText(f"附件{found[1] if found else ''}", title or gap("附件标题"), paragraphs))
    return lines[: starts[0]], tuple(annexes)


def unlisted(annexes: tuple[AnnexText, ...], listed: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """D008 for every annex whose title is not in 附件说明: number and title must agree (7.3.7)."""
    return tuple(
        Diagnostic("D008", Severity.WARNING, f"{annex.label}的标题“{annex.title}”与附件说明不一致", hint="两处应当相同")
        for annex in annexes
        if annex.title not in listed
    )
