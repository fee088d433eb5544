"""Owns the way from a plan to a fresh ledger: one row an obligation, the basis of every field beside it."""

from __future__ import annotations

from qdoc.ledger.cells import deadline_cell, metric_cell, people_note
from qdoc.ledger.key import KeyMaker
from qdoc.ledger.place import Places
from qdoc.ledger.roles import unit_cells
from qdoc.ledger.units import UnitNames, is_unassigned
from qdoc.ledger.wording import Wordings
from qdoc.model import (
    Basis,
    Diagnostic,
    Ledger,
    LedgerHead,
    LedgerRow,
    Obligation,
    Plan,
    Severity,
    Task,
)

_LONGEST_TITLE = 400  # real titles end below 300
STRENGTHS = {4: "刚性", 3: "交付", 2: "推进", 1: "探索", 0: "鼓励"}


def build_ledger(plan: Plan, plan_sha256: str = "", text: str | None = None) -> Ledger:
    """Return the ledger of ``plan``: one row for each obligation, in the order of the notice.

    A task in which no obligation was found becomes one row with its title, so that nothing of the notice is lost.
    ``plan_sha256`` (of the plan.json bytes) goes into the head; a row says the obligation together with its adjuncts
    and purposes, from the source ``text`` or the words that each task carries. The diagnostics name what needs a
    human: rows that nobody answers for (L001), rows that rest on a suggestion (L002), tasks without obligations (L003),
    rows with several deadlines (L004).
    """
    names, keys, places = UnitNames(plan), KeyMaker(), Places(plan)
    rows: list[LedgerRow] = []
    bare: list[Diagnostic] = []
    for task in plan.tasks:
        obligations = task.obligations
        if not obligations:
            obligations = (_whole_task(task),)
            place = places.place(task, 0, 1)
            message = f"{place} 没有识别出具体事项，台账以任务标题列为一行"
            bare.append(Diagnostic("L003", Severity.REVIEW, message, task.start, task.end, "请在台账中补写具体事项"))
        wordings = Wordings(task, text)
        for index, obligation in enumerate(obligations):
            place = places.place(task, index, len(obligations))
            named = (keys.make(obligation.text), places.theme(task), place)
            rows.append(_row(task, obligation, names, wordings, named, first=index == 0))
    ledger = tuple(rows)
    return Ledger(_head(plan, plan_sha256), ledger, (*findings(ledger), *bare))


def row_keys(plan: Plan) -> dict[str, str]:
    """Return for every obligation of ``plan`` (by id) the key of its ledger row, whatever the clerk did there."""
    keys = KeyMaker()
    found: dict[str, str] = {}
    for task in plan.tasks:
        for obligation in task.obligations or (_whole_task(task),):
            found[obligation.id] = keys.make(obligation.text)
    return found


_Named = tuple[str, str, str]  # a row's key, theme and place


def _row(
    task: Task, obligation: Obligation, names: UnitNames, wordings: Wordings, named: _Named, *, first: bool
) -> LedgerRow:
    key, theme, place = named
    units = unit_cells(task, obligation, names)
    deadline, last_day = deadline_cell(task, obligation)
    text, start, end = wordings.of(obligation)
    return LedgerRow(
        key=key,
        task_id=task.id,
        theme=theme,
        number=task.number or "",
        task=_short(task.title or ""),
        text=text,
        strength=STRENGTHS.get(obligation.strength, "") if task.obligations else "",
        lead=units.lead,
        responsible=units.responsible,
        support=units.support,
        metric=metric_cell(task, obligation, first=first),
        deadline=deadline,
        deadline_on=last_day,
        start=start,
        end=end if task.obligations else obligation.end,
        alternatives=units.alternatives,
        remark=people_note(task, obligation),
        place=place,
    )


def _short(title: str) -> str:
    """The title as every row repeats it: a paragraph that was read as one title is cut, its words stand in the rows."""
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE] + "…"


def _whole_task(task: Task) -> Obligation:
    text = task.title or task.number or "（原文未列具体事项）"
    return Obligation(f"{task.id}/o1", text, task.start, task.end, 2)


def _head(plan: Plan, plan_sha256: str) -> LedgerHead:
    letterhead = plan.letterhead
    first = plan.plans[0] if plan.plans else None
    return LedgerHead(
        notice_title=letterhead.title,
        plan_title=first.title if first else None,
        issuer=letterhead.issuer,
        document_number=letterhead.document_number,
        dated=letterhead.dated,
        year=first.year if first else None,
        source_name=plan.source.name,
        source_sha256=plan.source.sha256,
        plan_sha256=plan_sha256,
    )


def findings(rows: tuple[LedgerRow, ...]) -> tuple[Diagnostic, ...]:
    """Return what of these rows needs a human: nobody answers (L001), a suggestion (L002), several deadlines (L004)."""
    found: list[Diagnostic] = []
    nobody = [row for row in rows if is_unassigned(row)]
    if nobody:
        message = f"{len(nobody)} 条事项原文没有写明牵头或责任单位，列为“待指定”"
        hint = "请在台账“牵头单位”或“责任单位”一栏填写"
        found.append(Diagnostic("L001", Severity.REVIEW, message, nobody[0].start, nobody[0].end, hint))
    guessed = [row for row in rows if Basis.SUGGESTED in (row.lead.basis, row.responsible.basis, row.support.basis)]
    if guessed:
        message = f"{len(guessed)} 条事项的单位是程序建议，不是原文规定"
        hint = "请逐行核对：同意的在“确认”一栏选“是”，不同意的直接改写单位"
        found.append(Diagnostic("L002", Severity.REVIEW, message, guessed[0].start, guessed[0].end, hint))
    several = [row for row in rows if "；" in row.deadline.value and row.deadline_on]
    if several:
        message = f"{len(several)} 条事项写了不止一个时限，截止日按最晚的算"
        hint = "请在台账“完成时限”“截止日”两栏核对：分步完成的可以不改，同一件事写了两个时限的请定一个"
        found.append(Diagnostic("L004", Severity.REVIEW, message, several[0].start, several[0].end, hint))
    return tuple(found)
