"""Owns the clerk's corrections of a comparison: which tasks a person said belong together, found again by their words.

A decision names tasks by id and by a hash of their words, so that it survives renumbering and another reading of the
same notice; where the words are no longer there it is not applied, and said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qdoc.compare.align import Fixed
from qdoc.compare.wording import task_words
from qdoc.ledger.key import text_hash
from qdoc.model import Plan, Task

_MARK = "#"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of these tasks (keys as ``task_key`` gives them).

    ``together``: they belong together, exactly these; with nothing on one side the others are new, or dropped.
    Otherwise none of ``before`` became any of ``after``. ``by``, ``on``: who and when, as the person wrote it.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    together: bool = True
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that could not be applied, and why, in Chinese."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Decisions as positions for ``compare_plans``, and those that did not fit."""

    fixed: Fixed
    stale: tuple[Stale, ...] = ()


def task_key(task: Task, text: str | None = None) -> str:
    """The key of a task in a decision: its id and a hash of its words without the number; ``text``: its source."""
    words = task_words(task, text).strip().removeprefix(task.number or "")
    return f"{task.id}{_MARK}{text_hash(words)}"


def place_decisions(
    decisions: Sequence[Decision], before: Plan, after: Plan, texts: tuple[str | None, str | None] = (None, None)
) -> Placed:
    """Find the tasks of each decision in the two plans.

    A task is found by its words, among equal words by its id; a bare id (without a hash) is taken at its word. Of two
    decisions on one task the later counts, and the earlier is returned as stale.
    """
    sides = (_Index(before, texts[0]), _Index(after, texts[1]))
    stale: list[Stale] = []
    groups: list[tuple[Decision, tuple[int, ...], tuple[int, ...]]] = []
    cuts: set[tuple[int, int]] = set()
    for decision in decisions:
        left, right = sides[0].places(decision.before), sides[1].places(decision.after)
        lost = [key for key, at in {**left, **right}.items() if at is None]
        if lost or not (left or right):
            names = "、".join(key.partition(_MARK)[0] for key in lost) or "（空）"
            stale.append(Stale(decision, f"没有找到任务 {names}，或它的文字已经改动，这条人工对应没有采用"))
            continue
        one = tuple(sorted({at for at in left.values() if at is not None}))
        other = tuple(sorted({at for at in right.values() if at is not None}))
        if not decision.together:
            cuts |= {(i, j) for i in one for j in other}
            continue
        clash = [known for known in groups if {*known[1]} & {*one} or {*known[2]} & {*other}]
        stale += [Stale(known[0], "后面又有一条对应涉及同一任务，以后一条为准") for known in clash]
        groups = [*(known for known in groups if known not in clash), (decision, one, other)]
    exact = tuple((left, right) for _, left, right in groups)
    return Placed(Fixed(exact, frozenset(cuts)), tuple(stale))


class _Index:
    """The tasks of a plan by their words and by id."""

    def __init__(self, plan: Plan, text: str | None) -> None:
        self._ids = {task.id: at for at, task in enumerate(plan.tasks)}
        self._words: dict[str, list[int]] = {}
        for at, task in enumerate(plan.tasks):
            self._words.setdefault(task_key(task, text).partition(_MARK)[2], []).append(at)

    def places(self, keys: Sequence[str]) -> dict[str, int | None]:
        """Key → its place in the plan, None where it is not there."""
        return {key: self._find(key) for key in keys}

    def _find(self, key: str) -> int | None:
        name, _, words = key.partition(_MARK)
        if not words:
            return self._ids.get(name)
        places = self._words.get(words, [])
        own = self._ids.get(name)
        return own if own in places else places[0] if len(places) == 1 else None
