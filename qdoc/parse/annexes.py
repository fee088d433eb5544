"""Owns annexes: how a notice lists them, and which of them hold the tasks that the notice itself only announces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from qdoc.model import BlockKind
from qdoc.parse.attribution import closing_brackets, ends_attributed
from qdoc.parse.layers import Layers, PlanZone, annex_start
from qdoc.parse.paragraphs import Paragraph
from qdoc.parse.tables import table_between
from qdoc.parse.view import View

_LIST = re.compile(r"附\s*件\s*:\s*")
_NEXT_IN_LIST = re.compile(r"\d{1,2}[.、]")
_ITEM = re.compile(r"(?:\d{1,2}[.、]\s*)?(?P<name>[^\n]{3,100})")
_RUN_TOGETHER = re.compile(r"(?<=[\u4e00-\u9fff)》])(?=\d{1,2}[.、](?:\D|20\d\d))")
_HEADED = re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]{0,2}\s*:?\s*")
_SIGNS = re.compile(r"[\s“”\"'()<>《》·,、:\-—]")
_LONGEST_TITLE = 80
_LEAST_NAMED = 2
_LEAST_IN_A_RUN = 5
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、](?!\d)")


def listed_annexes(view: View) -> list[tuple[int, int]]:
    """Return the names in the list 附件：1.… 2.… that stands below the body, also where they run together."""
    folded = view.folded
    for i, p in enumerate(view.paragraphs):
        found = _LIST.match(folded, p.start, p.end)
        if not found or found.end() == p.end:
            continue
        names: list[tuple[int, int]] = []
        for j, q in enumerate(view.paragraphs[i : i + 15]):
            at = found.end() if j == 0 else q.start
            if j and not _NEXT_IN_LIST.match(folded, at, q.end):
                break
            cuts = [at, *(c.start() for c in _RUN_TOGETHER.finditer(folded, at, min(q.end, at + 300))), q.end]
            for a, b in pairwise(cuts):
                item = _ITEM.match(folded, a, b)
                if item is None:
                    break
                begin, stop = item.span("name")
                while stop > begin and folded[stop - 1] in " 。;":
                    stop -= 1
                names.append((begin, stop))
        return names
    return []


@dataclass(frozen=True, slots=True)
class _Annex:
    start: int
    title: tuple[int, int] | None
    body: int
    end: int


def plans_in_annexes(view: View, layers: Layers, end: int) -> Layers:
    """Return the layers with the annexes as plans, where the notice names no units and its annexes do.

    So stands a short notice (高度重视, 按月报送) before the list or table that allocates the work, or remarks on a
    plan before the plan. Annexes that name nobody (forms, lists of figures) stay annexes.
    """
    if layers.issuance is not None:
        return layers
    own = layers.plans[0]
    if len(closing_brackets(view.folded, own.body, own.end)) >= _LEAST_NAMED or table_between(view, own.body, own.end):
        return layers
    signed = layers.signature
    begin = annex_start(view, own.body, end)
    plans: list[PlanZone] = []
    others: list[tuple[int, int]] = []
    for annex in _annexes(view, begin, end):
        stop = annex.end
        if signed is not None and annex.body < signed.start < stop:
            stop = signed.start
        if _allocates(view, annex.body, stop):
            plans.append(PlanZone(annex.title, annex.start, annex.body, stop))
        else:
            others.append((annex.start, annex.end))
    if not plans:
        return layers
    return Layers((own.start, plans[0].start), tuple(plans), tuple(others), signed)


def _allocates(view: View, start: int, end: int) -> bool:
    """Whether an annex names units behind its items (two, and two in five of them), or is a table that does."""
    if table_between(view, start, end) is not None:
        return True
    paragraphs = view.within(start, end)
    named = sum(ends_attributed(view.folded, p.start, p.end) for p in paragraphs)
    numbered = sum(_NUMBERED.match(view.folded, p.start, p.end) is not None for p in paragraphs)
    if view.run_together or len(paragraphs) < _LEAST_NAMED:
        return len(closing_brackets(view.folded, start, end)) >= _LEAST_IN_A_RUN
    return named >= _LEAST_NAMED and named * 5 >= numbered * 2


def _annexes(view: View, start: int, end: int) -> list[_Annex]:
    """Return the annexes printed behind the notice; each is headed 附件1, or by the title that the list names."""
    folded = view.folded
    listed = listed_annexes(view)
    names = {_SIGNS.sub("", folded[a:b]) for a, b in listed}
    last_listed = max((b for _, b in listed), default=start)
    paragraphs = [p for p in view.within(start, end) if p.start >= last_listed]
    heads: list[tuple[int, tuple[int, int] | None, int]] = []
    for i, p in enumerate(paragraphs):
        headed = _HEADED.match(folded, p.start, p.end)
        if headed is not None and headed.end() == p.end:
            title = _title(folded, paragraphs[i + 1 : i + 2])
            heads.append((p.start, title, title[1] if title else p.end))
        elif headed is not None and _names(folded, headed.end(), p.end, names):
            heads.append((p.start, (headed.end(), p.end), p.end))
        elif _names(folded, p.start, p.end, names) and (not heads or p.start >= heads[-1][2]):
            heads.append((p.start, (p.start, p.end), p.end))
    stops = [*(h[0] for h in heads[1:]), *([end] if heads else [])]
    return [_Annex(at, title, body, stop) for (at, title, body), stop in zip(heads, stops, strict=True)]


def _title(folded: str, following: list[Paragraph]) -> tuple[int, int] | None:
    for p in following:
        line = folded[p.start : p.end]
        if len(line) <= _LONGEST_TITLE and p.kind is not BlockKind.CELL and not re.search(r"[。;:]", line):
            return p.start, p.end
    return None


def _names(folded: str, start: int, end: int, names: set[str]) -> bool:
    """Whether the line is a listed name; the list may add the number of the document to it."""
    line = _SIGNS.sub("", folded[start:end])
    return 6 <= len(line) <= _LONGEST_TITLE and any(name == line or name.startswith(line) for name in names)
