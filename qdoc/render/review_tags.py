"""Owns what 审阅.html has to say: a plan's tags in reading order, each with the places of the source it points at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qdoc.ledger.build import STRENGTHS
from qdoc.model import (
    Assignment,
    Basis,
    Citation,
    Comparator,
    Deadline,
    Diagnostic,
    Evidence,
    FieldPlace,
    Ledger,
    LedgerRow,
    Metric,
    Obligation,
    Plan,
    Role,
    Severity,
    Suggestion,
    Task,
    Theme,
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
_COMPARED = {
    Comparator.EQ: "＝",
    Comparator.COUNT: "＝",
    Comparator.APPROX: "约",
    Comparator.GE: "≥",
    Comparator.GT: "＞",
    Comparator.LE: "≤",
    Comparator.LT: "＜",
    Comparator.BETWEEN: "＝",
    Comparator.GROWTH: "增长",
    Comparator.CHANGE_TO: "变为",
    Comparator.RAISE: "提高",
    Comparator.LOWER: "降低",
    Comparator.FULL: "全覆盖",
}
_SHOWN_ALTERNATIVES = 3

_Rows = dict[tuple[int | None, int | None], LedgerRow]


@dataclass(frozen=True, slots=True)
class Tag:
    """One thing read from the notice; ``places`` are spans of the source, empty where nothing in it is meant.

    ``kind`` is what the page filters by: head theme task obligation unit metric deadline citation review info.
    """

    kind: str
    label: str
    value: str
    places: tuple[tuple[int, int], ...] = ()
    basis: Basis | None = None
    note: str = ""
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One task (or the letterhead, or what concerns the whole file) with its tags."""

    head: Tag
    tags: tuple[Tag, ...]


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
    rows: _Rows = {(row.start, row.end): row for row in (ledger.rows if ledger else ()) if row.start is not None}
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
        heads = tuple(_theme_tag(themes[name]) for name in names if name not in shown)
        shown.update(names)
        groups.append(Group(heads, tuple(grouped)))
    return tuple(groups)


def _path(theme: str | None, themes: dict[str, Theme]) -> tuple[str, ...]:
    path: list[str] = []
    while theme is not None and theme in themes and theme not in path:
        path.append(theme)
        theme = themes[theme].parent
    return tuple(reversed(path))


def _theme_tag(theme: Theme) -> Tag:
    return Tag("theme", "主题", f"{theme.number or ''}{theme.heading}", ((theme.heading_start, theme.heading_end),))


def _front(plan: Plan, homeless: list[Diagnostic]) -> tuple[Card, ...]:
    cards = []
    if homeless:
        cards.append(Card(Tag("head", "", "整份文件"), tuple(map(_diagnostic_tag, homeless))))
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
    tags: list[Tag] = [_unit_tag(one, spans, whole) for one in _by_role(task.assignments)]
    tags += _alternatives(task, spans, whole)
    for order, item in enumerate(task.obligations, 1):
        row = rows.get((item.start, item.end))
        tags.append(_obligation_tag(item, order))
        if row is not None:
            tags += _confirmed(row)
        if not _led(item, task, row):
            tags.append(Tag("review", UNASSIGNED, "没有牵头或责任单位", (spans[item.id],), grave=True))
    tags += [_metric_tag(one) for one in task.metrics]
    tags += [_deadline_tag(one, spans, whole) for one in task.deadlines]
    tags += [Tag("citation", "依据", _citation(c), ((c.start, c.end),), Basis.STATED) for c in task.citations]
    tags += map(_diagnostic_tag, diagnostics)
    return Card(head, tuple(tags))


def _by_role(assignments: Iterable[Assignment]) -> list[Assignment]:
    return sorted(assignments, key=lambda one: list(Role).index(one.role))


def _led(item: Obligation, task: Task, row: LedgerRow | None) -> bool:
    if row is not None:
        return bool(row.lead.value or row.responsible.value)
    return any(
        one.role.leads and not one.person and (not one.obligations or item.id in one.obligations)
        for one in task.assignments
    )


def _covered(
    ids: tuple[str, ...], spans: dict[str, tuple[int, int]], whole: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    return tuple(spans[name] for name in ids if name in spans) or (whole,)


def _unit_tag(one: Assignment, spans: dict[str, tuple[int, int]], whole: tuple[int, int]) -> Tag:
    covered = _covered(one.obligations, spans, whole)
    if one.start is not None and one.end is not None:
        places: tuple[tuple[int, int], ...] = ((one.start, one.end),)
    else:
        places = _evidence_places(one.evidence) or covered
    notes = []
    if one.canonical and one.canonical != one.department:
        notes.append(f"即{one.canonical}")
    if one.obligations and len(spans) > len(one.obligations):
        order = list(spans)
        numbers = "、".join(str(order.index(name) + 1) for name in one.obligations if name in spans)
        notes.append(f"第 {numbers} 项")
    if one.basis is not Basis.STATED:
        notes.append(_because(one.evidence, one.confidence))
    label = "责任人" if one.person else one.role.label.removesuffix("单位") if one.role.leads else "配合"
    return Tag("unit", label, one.department, places, one.basis, "；".join(filter(None, notes)))


def _alternatives(task: Task, spans: dict[str, tuple[int, int]], whole: tuple[int, int]) -> Iterator[Tag]:
    """The best of the ranked suggestions that did not become an assignment."""
    taken = {one.canonical or one.department for one in task.assignments}
    left: dict[str, Suggestion] = {}
    for one in task.suggestions:
        if one.canonical not in taken and one.role.leads:
            left.setdefault(one.canonical, one)
    for one in list(left.values())[:_SHOWN_ALTERNATIVES]:
        note = _because(one.evidence, one.score)
        yield Tag("unit", "备选", one.department, _covered(one.obligations, spans, whole), Basis.SUGGESTED, note)


def _because(evidence: tuple[Evidence, ...], weight: float | None) -> str:
    words = "、".join(f"“{one.quote}”" + (f"（{one.source}）" if one.source else "") for one in evidence[:3])
    figure = f"把握 {weight:.2f}" if weight is not None else ""
    return "，".join(filter(None, (figure, f"凭{words}" if words else "")))


def _evidence_places(evidence: tuple[Evidence, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((one.start, one.end) for one in evidence if one.start is not None and one.end is not None)


def _obligation_tag(item: Obligation, order: int) -> Tag:
    words = f"（{'、'.join(item.strength_words)}）" if item.strength_words else ""
    note = f"{STRENGTHS[item.strength]}{words}"
    return Tag("obligation", f"事项 {order}", item.text, ((item.start, item.end),), Basis.STATED, note)


def _confirmed(row: LedgerRow) -> Iterator[Tag]:
    """What the clerk put into the ledger for this obligation."""
    place = ((row.start, row.end),) if row.start is not None and row.end is not None else ()
    cells = (
        ("unit", "牵头", row.lead),
        ("unit", "责任", row.responsible),
        ("unit", "配合", row.support),
        ("metric", "指标", row.metric),
        ("deadline", "时限", row.deadline),
    )
    for kind, label, cell in cells:
        if cell.basis is Basis.CONFIRMED and cell.value:
            yield Tag(kind, label, cell.value, place, Basis.CONFIRMED, "台账")


def _metric_tag(one: Metric) -> Tag:
    figure = "" if one.value is None or one.comparator is Comparator.FULL else _figure(one.value)
    if figure and one.value_to is not None:
        figure += f"～{_figure(one.value_to)}"
    year = f"（{one.year}年）" if one.year else ""
    measure = f"{_COMPARED[one.comparator]}{figure}{(one.unit or '') if figure else ''}"
    value = " ".join(filter(None, (one.scope, one.indicator, measure))) + year
    notes = []
    if not one.target:
        notes.append("不是目标（背景、补助或标准）")
    if one.baseline:
        notes.append(f"基数：{one.baseline}")
    if one.basis is not Basis.STATED and one.inherited_from:
        notes.append(f"指标沿用“{one.inherited_from}”")
    return Tag("metric", "指标", value, ((one.start, one.end),), one.basis, "；".join(notes))


def _figure(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _deadline_tag(one: Deadline, spans: dict[str, tuple[int, int]], whole: tuple[int, int]) -> Tag:
    if one.start is not None and one.end is not None:
        places: tuple[tuple[int, int], ...] = ((one.start, one.end),)
    else:
        places = _evidence_places(one.evidence) or _covered(one.obligations, spans, whole)
    note = f"最晚 {one.on}" if one.on else ""
    return Tag("deadline", "时限", one.wording, places, one.basis, note)


def _citation(one: Citation) -> str:
    number = f"（{one.document_number}）" if one.document_number else ""
    return f"{one.issuer or ''}《{one.title.removeprefix('《').removesuffix('》')}》{number}"


def _diagnostic_tag(one: Diagnostic) -> Tag:
    place = ((one.start, one.end),) if one.start is not None and one.end is not None else ()
    note = f"{one.code}　{one.hint}" if one.hint else one.code
    kind = "review" if one.severity is not Severity.INFO else "info"
    return Tag(kind, one.severity.label, one.message, place, note=note, grave=one.severity is not Severity.INFO)
