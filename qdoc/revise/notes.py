"""Owns what a revision says beside the marks: where a deleted task went, where an inserted one came from."""

from __future__ import annotations

from qdoc.compare.diff import Change, ChangeKind, PlanDiff, Side
from qdoc.ledger.place import task_label
from qdoc.revise.order import Stretch


class Notes:
    """Looks up the change that a task of either year stands in, and words it for the reader of the document."""

    def __init__(self, diff: PlanDiff) -> None:
        self._before, self._after = _labels(diff.before), _labels(diff.after)
        self._old = {key: change for change in diff.changes for key in change.before}
        self._new = {key: change for change in diff.changes for key in change.after}

    def of(self, stretch: Stretch) -> str:
        """What a reader cannot see from the marks of a stretch; empty where there is nothing."""
        if stretch.old and stretch.new:
            return self._in_place(stretch)
        unit = (stretch.old or stretch.new)[0]
        if not unit.task or unit.key is None:
            return ""
        change = (self._old if stretch.old else self._new).get(unit.key)
        if change is None:
            return ""
        words = self._gone(change) if stretch.old else self._come(change)
        return words + _doubt(change)

    def _gone(self, change: Change) -> str:
        if not change.after:
            return "取消：今年未再列入。"
        there = _named(self._after, change.after)
        if ChangeKind.MERGED in change.kinds:
            return f"并入今年{there}。"
        return f"移至今年{there}（{_kinds(change)}）。"

    def _come(self, change: Change) -> str:
        if not change.before:
            return "新增：上年没有。"
        there = _named(self._before, change.before)
        if ChangeKind.SPLIT in change.kinds:
            return f"由上年{there}拆出。"
        return f"由上年{there}移来（{_kinds(change)}）。"

    def _in_place(self, stretch: Stretch) -> str:
        changes = {self._new[u.key].after: self._new[u.key] for u in stretch.new if u.key in self._new}
        found = []
        for change in changes.values():
            if len(change.before) + len(change.after) > 2:
                sides = _named(self._before, change.before), _named(self._after, change.after)
                kinds = (ChangeKind.SPLIT, "拆分为"), (ChangeKind.MERGED, "合并为")
                words = next((word for kind, word in kinds if kind in change.kinds), "调整为")
                found.append(f"上年{sides[0]}{words}今年{sides[1]}。{_doubt(change)}")
            elif change.review:
                found.append(_doubt(change))
        return "".join(found)


def _labels(side: Side) -> dict[str, str]:
    return {task.id: f"“{task_label(task.number or '', task.title or '')}”" for task in side.tasks}


def _named(labels: dict[str, str], keys: tuple[str, ...]) -> str:
    return "、".join(labels[key] for key in keys)


def _kinds(change: Change) -> str:
    """What became of it beside the move, in the words of the comparison."""
    others = [kind.label for kind in change.kinds if kind is not ChangeKind.MOVED]
    return "、".join(others) or ChangeKind.CARRIED.label


def _doubt(change: Change) -> str:
    return "对应关系待核。" if change.review else ""
