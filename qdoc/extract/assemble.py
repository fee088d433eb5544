"""Owns the order of extraction: Notice → zones → obligations → assignments → metrics → deadlines → citations → Plan.

Postconditions: every task of the notice is in the plan, in its order, with segments that tile it; every STATED value
has ``text[start:end] == quote``; suggestions never carry a place in the text.
"""

from __future__ import annotations

from bisect import bisect_right

from qdoc.extract.citations import find_citations
from qdoc.extract.context import PlanContext, plan_contexts
from qdoc.extract.damage import damage
from qdoc.extract.deadlines import default_deadline, find_deadlines
from qdoc.extract.departments import StatedZone, UnitReader, assignments_of
from qdoc.extract.inherited import Inheritance, inheritance_of, unit_heading
from qdoc.extract.metrics import find_metrics, read_metrics
from qdoc.extract.obligations import segment_task
from qdoc.extract.precedents import Precedent, task_precedents
from qdoc.extract.prose import prose_assignments
from qdoc.extract.review import unit_diagnostics
from qdoc.extract.suggest import SOURCES, Suggester
from qdoc.lexicon import Lexicon
from qdoc.model import Assignment, Basis, BlockKind, Diagnostic, Notice, OutlineTask, Plan, Role, Span, Task


def extract(
    notice: Notice,
    lexicon: Lexicon,
    *,
    suggest: bool = True,
    history: tuple[Precedent, ...] = (),
    use: frozenset[str] = SOURCES,
) -> Plan:
    """Read units, obligations, metrics, time limits and citations from every task of ``notice``.

    Args:
        notice: what the parser gave.
        lexicon: the register of units; the office's own one bounds suggestions.
        suggest: whether to name units for what the notice leaves open.
        history: what earlier notices and ledgers say about the like (``precedents_of``).
        use: what suggestions may rest on, of ``suggest.SOURCES``; less of it shows what each part adds.

    Returns the plan with the parser's diagnostics followed by those of extraction. Raises nothing: problems of the
    document are diagnostics.
    """
    text = notice.source.text
    contexts = plan_contexts(notice)
    readers = [UnitReader(text, lexicon, context) for context in contexts]
    inherited = [inheritance_of(notice, index, reader) for index, reader in enumerate(readers)]
    page_marks = [Span(b.start, b.end) for b in notice.source.blocks if b.kind is BlockKind.BOILERPLATE]
    tasks: list[Task] = []
    problems: list[Diagnostic] = []
    for outline in notice.tasks:
        index = outline.plan if 0 <= outline.plan < len(contexts) else 0
        silent = tuple([s for s in page_marks if s.start < outline.end and s.end > outline.start])
        task, found = _task(text, outline, contexts[index], readers[index], inherited[index], silent)
        tasks.append(task)
        problems += found
    if suggest:
        tasks = _suggested(notice, lexicon, contexts, tasks, history, use)
    assignments = tuple(a for task in tasks for a in task.assignments)
    said = unit_diagnostics(assignments, contexts[0], readers[0])
    diagnostics = (*notice.source.diagnostics, *notice.diagnostics, *damage(text), *problems, *said)
    return Plan(
        source=notice.source.origin,
        letterhead=notice.letterhead,
        plans=notice.plans,
        themes=notice.themes,
        tasks=tuple(tasks),
        diagnostics=diagnostics,
    )


def _suggested(
    notice: Notice,
    lexicon: Lexicon,
    contexts: tuple[PlanContext, ...],
    tasks: list[Task],
    history: tuple[Precedent, ...],
    use: frozenset[str],
) -> list[Task]:
    """The tasks with suggestions; what the notice states for some of them is evidence for the others."""
    stated = [p for t in tasks for p in task_precedents(t, "本通知", contexts[0].year)]
    head = notice.letterhead
    suggesters = [
        Suggester(lexicon, c, addressees=head.addressees, history=history, stated=stated, use=use) for c in contexts
    ]
    for index, suggester in enumerate(suggesters):
        suggester.learn(notice.source.text, [t for t in tasks if t.plan == index or len(suggesters) == 1])
    return [
        suggesters[task.plan if 0 <= task.plan < len(contexts) else 0].complete(notice.source.text, task, outline)
        for task, outline in zip(tasks, notice.tasks, strict=True)
    ]


def _task(
    text: str,
    outline: OutlineTask,
    context: PlanContext,
    reader: UnitReader,
    inherited: Inheritance,
    silent: tuple[Span, ...],
) -> tuple[Task, tuple[Diagnostic, ...]]:
    stated = _own(inherited.stated, outline)
    spans = tuple(each.zone.span for each in stated)
    metrics = read_metrics(text, outline, (*spans, *silent))
    segments, obligations = segment_task(text, outline, spans, silent, metrics)
    assignments = assignments_of(stated, outline.start, obligations)
    heading = unit_heading(text, outline, obligations, reader)
    if heading is not None:
        assignments = (heading, *assignments)
    taken: set[str] = set()
    for one in assignments:
        if not one.person and one.role is not Role.SUPPORT:
            taken.update(one.obligations)
    if len(taken) < len(obligations) or not obligations:
        assignments += prose_assignments(text, outline, obligations, reader, spans, frozenset(taken))
    assignments = (*assignments, *_inherit(assignments, inherited, outline, obligations))
    deadlines, problems = find_deadlines(text, outline.start, outline.end, obligations, spans, context)
    if not deadlines and (common := inherited.deadline(obligations)):
        deadlines = (common,)
    covered = {one for deadline in deadlines for one in deadline.obligations or [o.id for o in obligations]}
    rest = tuple(o for o in obligations if o.id not in covered)
    if (rest or not deadlines) and (default := default_deadline(context, rest)):
        deadlines = (*deadlines, default)
    task = Task(
        id=outline.id,
        plan=outline.plan,
        theme=outline.theme,
        number=outline.number,
        title=outline.title,
        start=outline.start,
        end=outline.end,
        segments=segments,
        obligations=obligations,
        assignments=assignments,
        metrics=find_metrics(text, outline, obligations, (*spans, *silent), context.base_year, metrics),
        deadlines=deadlines,
        citations=find_citations(text, outline.start, outline.end),
        text=text[outline.start : outline.end],
    )
    return task, problems


def _own(stated: tuple[StatedZone, ...], outline: OutlineTask) -> tuple[StatedZone, ...]:
    """The zones inside the task (``stated`` is in order)."""
    first = bisect_right(stated, outline.start - 1, key=lambda each: each.zone.start)
    out = []
    for each in stated[first:]:
        if each.zone.start >= outline.end:
            break
        if each.zone.end <= outline.end:
            out.append(each)
    return tuple(out)


def _inherit(
    own: tuple[Assignment, ...], inherited: Inheritance, outline: OutlineTask, obligations: tuple[object, ...]
) -> tuple[Assignment, ...]:
    """What a theme's head or a rule for all tasks says, for a task that does not say it itself."""
    del obligations
    standing = inherited.standing_for(outline)
    from_theme = inherited.theme_units(outline.theme) if not own else ()
    named = {a.department for a in own}
    return tuple(a for a in (*from_theme, *standing) if a.department not in named and a.basis is Basis.INHERITED)
