"""Owns completing gold that a person wrote without counting characters: tasks are found by number and title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_DEADLINE_KIND = "date"


def located(data: Mapping[str, Any], text: str, name: str) -> dict[str, Any]:
    """Return an annotated notice with what its writer left out.

    ``id`` is ``name`` where there is none; a task without ``span`` begins where its number and title stand (in order)
    and ends before the next task or, the last one, at the end of its paragraph; a time limit may give its words as
    ``wording`` and its day as ``on``; the letterhead's day may be called ``dated``. Raises ValueError for a task
    whose number and title do not stand in ``text``.
    """
    tasks = [dict(task) for task in data["tasks"]]
    starts = []
    at = 0
    for task in tasks:
        at = int(task["span"][0]) if "span" in task else _find(task, text, at)
        starts.append(at)
        at += 1
    for index, task in enumerate(tasks):
        if "span" not in task:
            last = index + 1 == len(tasks)
            end = text.find("\n", starts[index]) if last else starts[index + 1]
            end = len(text) if end < 0 else end
            task["span"] = [starts[index], starts[index] + len(text[starts[index] : end].rstrip())]
        task["deadlines"] = [_deadline(one) for one in task.get("deadlines", ())]
        task.setdefault("assignments", [])
        task.setdefault("metrics", [])
    head = dict(data["letterhead"])
    head.setdefault("date", head.get("dated"))
    return {"id": name, "themes": [], **data, "letterhead": head, "tasks": tasks}


def _find(task: Mapping[str, Any], text: str, after: int) -> int:
    printed = f"{task.get('number') or ''}{task.get('title') or ''}"
    spaced = r"\s*".join(map(re.escape, "".join(printed.split())))
    found = re.compile(rf"^[ \t　]*({spaced})", re.MULTILINE).search(text, after) if printed else None
    if found is None:
        raise ValueError(f"正文里找不到任务“{printed}”")
    return found.start(1)


def _deadline(one: Mapping[str, Any]) -> dict[str, Any]:
    day = {} if "latest" in one or "on" not in one else {"latest": one["on"]}
    return {"kind": _DEADLINE_KIND, "quote": one.get("wording", ""), **one, **day}
