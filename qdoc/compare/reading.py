"""Owns one side of a comparison: a plan, the text it was read from, and what its ledger says of each task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qdoc.compare.diff import Progress
from qdoc.compare.wording import task_words
from qdoc.model import Plan

LEDGER_TYPE = "application/vnd.qdoc.ledger"
"""Media type of a plan that was put together of a ledger's rows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One year as it was read: its plan, and the source text where there is one (null when only a plan.json came).

    ``progress``: what its ledger says of each task, by id, where a ledger was given.
    """

    plan: Plan
    text: str | None = None
    progress: Mapping[str, tuple[Progress, ...]] | None = None

    def wordings(self) -> dict[str, str]:
        """Task id → what the task says (its number and units included where the source text is at hand)."""
        return {task.id: task_words(task, self.text) for task in self.plan.tasks}
