"""Owns hiding what a notice states: its text without the attributions, and who led what, to measure suggestions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.evaluate.gold import LEADING, RESPONSIBLE, GoldNotice, GoldTask, same_role
from qdoc.evaluate.notice import task_label
from qdoc.evaluate.wording import Place, fold

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_ROLE_WORD = re.compile("牵头|负责|责任|配合|参与|参加|主办|协办|承办|会办|分工|起草")
_LABELLED = re.compile(r"(?:牵头|责任|配合|负责|参加|承办|主办|协办)(?:单位|部门)\s*[:：][^。\n（(]*")


@dataclass(frozen=True, slots=True)
class HiddenTask:
    """A task in the text without attributions, and the names (folded) any of which leads it."""

    label: str
    span: Place
    leads: frozenset[str]


@dataclass(frozen=True, slots=True)
class HiddenNotice:
    """The text without its attributions, the tasks whose leads are now unsaid, and the units that the notice knew."""

    text: str
    tasks: tuple[HiddenTask, ...]
    units: tuple[str, ...]


def hide_attributions(gold: GoldNotice, text: str, part: int = 0, parts: int = 1) -> HiddenNotice | None:
    """Return ``text`` without its stated attributions; None where units stand outside the items.

    Taken out are the brackets that name a unit of their task with a word of responsibility (or begin with the unit),
    and lines like 责任单位：…. A task that still names one of its leads elsewhere is not asked.

    With ``parts`` only every so many-th task, from ``part`` on, is hidden and asked: what the notice says of the other
    tasks can then be used.
    """
    if any(task.units is None for task in gold.tasks):
        return None
    cuts = _joined(sorted(cut for task in gold.tasks[part::parts] for cut in _attributions(text, task)))
    kept, last = [], 0
    for start, end in cuts:
        kept.append(text[last:start])
        last = end
    hidden = "".join((*kept, text[last:]))
    asked = []
    for task in gold.tasks[part::parts]:
        leads = _leads(task)
        span = (_moved(task.span[0], cuts), _moved(task.span[1], cuts))
        if leads and not any(name in hidden[span[0] : span[1]] for name in leads):
            asked.append(HiddenTask(task_label(task), span, leads))
    units = {unit.full for task in gold.tasks for unit in task.units or () if not unit.group}
    return HiddenNotice(hidden, tuple(asked), tuple(sorted(units)))


def _attributions(text: str, task: GoldTask) -> Iterator[Place]:
    start, end = task.span
    names = [unit.printed for unit in task.units or () if not unit.prose]
    found = []
    opened: list[int] = []
    for at in range(start, end):
        if text[at] in _OPEN:
            opened.append(at)
        elif text[at] in _CLOSE and opened:
            first = opened.pop()
            inside = text[first + 1 : at]
            named = not opened and any(name in inside for name in names)
            if named and (_ROLE_WORD.search(inside) or inside.startswith(tuple(names))):
                found.append((first, at + 1))
    for match in _LABELLED.finditer(text[start:end]):
        first = start + match.start()
        if not any(cut[0] <= first < cut[1] for cut in found):
            found.append((first, start + match.end()))
    yield from found


def _joined(cuts: list[Place]) -> list[Place]:
    joined: list[Place] = []
    for start, end in cuts:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _moved(place: int, cuts: list[Place]) -> int:
    return place - sum(min(place, end) - start for start, end in cuts if start < place)


def _leads(task: GoldTask) -> frozenset[str]:
    for role in (LEADING, RESPONSIBLE):
        units = [unit for unit in task.units or () if same_role(unit.role) == role and not unit.group]
        if units:
            return frozenset(fold(name) for unit in units for name in (unit.printed, unit.full))
    return frozenset()
