"""Owns the scoring of one notice: every field of the gold against the plan that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qdoc.evaluate.forms import form_of
from qdoc.evaluate.gold import GoldNotice, GoldTask
from qdoc.evaluate.pairing import pair_tasks, rows_of
from qdoc.evaluate.structure import score_cuts, score_letterhead, score_quotes, score_themes
from qdoc.evaluate.tally import FIELDS, Count, Miss, Tally
from qdoc.evaluate.values import score_deadlines, score_metrics, score_units
from qdoc.evaluate.wording import fold, overlap
from qdoc.model import Basis, Plan

_DUTY = 0.3  # a duty of the preamble may be read as a task: from this overlap on it is not too much


@dataclass(frozen=True, slots=True)
class NoticeScore:
    """What a notice scored: a tally for each field that its gold speaks of, and every disagreement.

    ``forms``: how many of the required units were read and missed, by the form in which they are printed.
    ``cut_tasks``, ``exact`` and ``within``: how many tasks an expert cut, and in how many the number of obligations
    is the expert's, or lies where experts differ.
    """

    notice: str
    tallies: Mapping[str, Tally]
    misses: tuple[Miss, ...]
    forms: Mapping[str, Tally]
    cut_tasks: int = 0
    exact: int = 0
    within: int = 0


def score_notice(gold: GoldNotice, plan: Plan, text: str) -> NoticeScore:
    """Return how well ``plan``, read from ``text``, agrees with ``gold``.

    A gold task that was not read counts all its values as missed; a task read too much counts its stated units as
    too much. Suggested and inherited values are neither asked nor wrong here.
    """
    counts = {name: Count(gold.id, name) for name in FIELDS}
    forms: dict[str, Tally] = {}
    spans = [(task.start, task.end) for task in plan.tasks]
    rows = rows_of(gold.tasks, spans)
    pairs = pair_tasks([row.span for row in rows], spans)
    for index, row in enumerate(rows):
        read = plan.tasks[pairs[index]] if index in pairs else None
        where = task_label(row)
        if read is not None:
            counts["tasks"].right += row.required
        elif row.required:
            counts["tasks"].miss(where, "漏任务")
        for unit, found in score_units(row, read, counts["units"], where, gold.standing):
            form = form_of(text, row.span, unit.printed)
            forms[form] = forms.get(form, Tally()) + Tally(right=found, missed=not found)
        score_metrics(text, row, read, counts["metrics"], counts["metric_places"], where)
        score_deadlines(text, row, read, counts["deadlines"], where)
    _too_many(gold, plan, set(pairs.values()), counts)
    score_themes(gold, plan, counts["themes"])
    score_letterhead(gold, plan.letterhead, counts["letterhead"])
    score_quotes(text, plan, counts["quotes"])
    exact, within = score_cuts(gold.cuts, plan, text, counts["segments"])
    asked = [count for name, count in counts.items() if name in gold.asked]
    return NoticeScore(
        gold.id,
        {count.field: count.tally() for count in asked},
        tuple(miss for count in asked for miss in count.misses),
        forms if "units" in gold.asked else {},
        len(gold.cuts),
        exact,
        within,
    )


def task_label(task: GoldTask) -> str:
    """Return how a task is named in a list of misses: its number and the start of its title."""
    title = task.title if len(task.title) <= 12 else task.title[:12] + "…"
    return f"{task.number}{'' if fold(task.number) and title.startswith(task.number) else title}"


def _too_many(gold: GoldNotice, plan: Plan, paired: set[int], counts: Mapping[str, Count]) -> None:
    for index, task in enumerate(plan.tasks):
        tolerated = any(overlap(duty, (task.start, task.end)) > _DUTY for duty in gold.duties) or any(
            start <= task.start < end for start, end in gold.ignored
        )
        if index not in paired and not tolerated:
            counts["tasks"].surplus(f"{task.number or ''}{(task.title or '')[:12]}", "多任务")
            counts["units"].extra += sum(one.basis is Basis.STATED for one in task.assignments)
