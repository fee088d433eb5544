"""Owns the order of 审阅.html's right side: a plan's tags on cards, one a task, under their themes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qdoc.ledger import row_keys
from qdoc.model import (
    Assignment,
    Basis,
    Diagnostic,
    FieldPlace,
    Ledger,
    LedgerRow,
    Obligation,
    Plan,
    Role,
    Task,
    Theme,
)
from qdoc.render.review_tags import (
    Tag,
    alternative_tags,
    citation_tag,
    confirmed_tags,
    deadline_tag,
    diagnostic_tag,
    metric_tag,
    obligation_tag,
    theme_tag,
    unit_tag,
)

UNASSIGNED = "待指定"
_LETTERHEAD = {
    "title": "标题",
    "issuer": "发文机关",
    "document_number": "发文字号",
    "addressees": "主送机关",
    "signatory": "署名",
    "dated": "成文日期",
    "issued_on": "印发日期",
    "cc": "抄送",
    "annexes": "附件",
}

_Rows = dict[str, LedgerRow]  # by the id of the obligation


@dataclass(frozen=True, slots=True)
class Card:
    """One task (its id in ``task``), or the letterhead, or what concerns the whole file, with its tags."""

    head: Tag
    tags: tuple[Tag, ...]
    task: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The cards under one theme; ``path`` are the headings above them, outermost first."""

    path: tuple[Tag, ...]
    cards: tuple[Card, ...]


def make_groups(plan: Plan, ledger: Ledger | None = None) -> tuple[Group, ...]:
    """Return everything the page shows, in the order of the source.

    Args:
        plan: what was extracted.
        ledger: the clerk's record, where there is one: its confirmed values are shown as 已确认.

    Every assignment, metric, deadline, citation, obligation and diagnostic of the plan is in exactly one card.
    """
    themes = {theme.id: theme for theme in plan.themes}
    by_key = {row.key: row for row in (ledger.rows if ledger else ())}
    rows: _Rows = {name: by_key[key] for name, key in row_keys(plan).items() if key in by_key}
    homeless = list(plan.diagnostics)
    groups: list[Group] = []
    shown: set[str] = set()
    path: tuple[str, ...] = ()
    cards: list[Card] = []
    made: list[tuple[tuple[str, ...], list[Card]]] = []
    for task in plan.tasks:
        mine = [d for d in homeless if d.start is not None and task.start <= d.start < task.end]
        homeless = [d for d in homeless if d not in mine]
        here = _path(task.theme, themes)
        if not made or here != path:
            path, cards = here, []
            made.append((path, cards))
        cards.append(_task_card(task, mine, rows))
    front = _front(plan, homeless)
    if front:
        groups.append(Group((), front))
    for names, grouped in made:
        heads = tuple(theme_tag(themes[name]) for name in names if name not in shown)
        shown.update(names)
        groups.append(Group(heads, tuple(grouped)))
    return tuple(groups)


def _path(theme: str | None, themes: dict[str, Theme]) -> tuple[str, ...]:
    path: list[str] = []
    while theme is not None and theme in themes and theme not in path:
        path.append(theme)
        theme = themes[theme].parent
    return tuple(reversed(path))


def _front(plan: Plan, homeless: list[Diagnostic]) -> tuple[Card, ...]:
    cards = []
    if homeless:
        cards.append(Card(Tag("head", "", "整份文件"), tuple(map(diagnostic_tag, homeless))))
    by_field: dict[str, list[FieldPlace]] = {}
    for place in plan.letterhead.places:
        by_field.setdefault(place.field, []).append(place)
    if by_field:
        cards.append(Card(Tag("head", "", "文头"), tuple(map(_letterhead_tag, by_field.values()))))
    return tuple(cards)


def _letterhead_tag(places: list[FieldPlace]) -> Tag:
    label = _LETTERHEAD.get(places[0].field, places[0].field)
    value = "、".join(one.quote for one in places)
    return Tag("head", label, value, tuple((one.start, one.end) for one in places), Basis.STATED)


def _task_card(task: Task, diagnostics: list[Diagnostic], rows: _Rows) -> Card:
    heading = task.title or (task.obligations[0].text if task.obligations else "")
    head = Tag("task", task.number or "", heading, ((task.start, task.end),))
    spans = {item.id: (item.start, item.end) for item in task.obligations}
    whole = (task.start, task.end)
    tags: list[Tag] = [unit_tag(one, spans, whole) for one in _by_role(task.assignments)]
    tags += alternative_tags(task, spans, whole)
    tags += _unassigned(task, rows)
    for order, item in enumerate(task.obligations, 1):
        row = rows.get(item.id)
        tags.append(obligation_tag(item, order))
        if row is not None:
            tags += confirmed_tags(row)
    tags += [metric_tag(one) for one in task.metrics]
    tags += [deadline_tag(one, spans, whole) for one in task.deadlines]
    tags += map(citation_tag, task.citations)
    tags += map(diagnostic_tag, diagnostics)
    return Card(head, tuple(tags), task.id)


def _by_role(assignments: Iterable[Assignment]) -> list[Assignment]:
    return sorted(assignments, key=lambda one: list(Role).index(one.role))


def _unassigned(task: Task, rows: _Rows) -> list[Tag]:
    """One tag for all obligations of the task that nobody answers for, if there are any."""
    open_ones = [
        (order, item) for order, item in enumerate(task.obligations, 1) if not _led(item, task, rows.get(item.id))
    ]
    if not open_ones:
        return []
    which = "各项" if len(open_ones) == len(task.obligations) else f"第 {'、'.join(str(n) for n, _ in open_ones)} 项"
    places = tuple((item.start, item.end) for _, item in open_ones)
    return [Tag("review", UNASSIGNED, f"{which}没有牵头或责任单位", places)]


def _led(item: Obligation, task: Task, row: LedgerRow | None) -> bool:
    if row is not None:
        return bool(row.lead.value or row.responsible.value)
    return any(
        one.role.leads and not one.person and (not one.obligations or item.id in one.obligations)
        for one in task.assignments
    )
