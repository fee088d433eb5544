"""Owns the single tags of 审阅.html: what each says, how it came about, and the places of the source it points at."""

from __future__ import annotations

from collections.abc import Iterator
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
    LedgerRow,
    Metric,
    Obligation,
    Severity,
    Suggestion,
    Task,
    Theme,
)

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
_SHOWN_QUOTES = 4
_LONG_WORD = 6


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


def theme_tag(theme: Theme) -> Tag:
    """A heading above tasks."""
    return Tag("theme", "主题", f"{theme.number or ''}{theme.heading}", ((theme.heading_start, theme.heading_end),))


def _covered(
    ids: tuple[str, ...], spans: dict[str, tuple[int, int]], whole: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    return tuple(spans[name] for name in ids if name in spans) or (whole,)


def unit_tag(one: Assignment, spans: dict[str, tuple[int, int]], whole: tuple[int, int]) -> Tag:
    """A unit with its role, pointing at its name, else at what it was inferred from, else at what it covers."""
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


def alternative_tags(task: Task, spans: dict[str, tuple[int, int]], whole: tuple[int, int]) -> Iterator[Tag]:
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
    by_source: dict[str, list[str]] = {}
    for one in evidence:
        quotes = by_source.setdefault(one.source or "", [])
        if one.quote not in quotes and len(quotes) < _SHOWN_QUOTES:
            quotes.append(one.quote)
    reasons = [
        "".join(f"“{quote}”" for quote in quotes) + (f"（{source}）" if source else "")
        for source, quotes in by_source.items()
    ]
    figure = f"把握 {weight:.2f}" if weight is not None else ""
    return "，".join(filter(None, (figure, f"凭{'、'.join(reasons)}" if reasons else "")))


def _evidence_places(evidence: tuple[Evidence, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((one.start, one.end) for one in evidence if one.start is not None and one.end is not None)


def obligation_tag(item: Obligation, order: int) -> Tag:
    """One thing to be done, with its strength and the words that decided it."""
    words = dict.fromkeys(word if len(word) <= _LONG_WORD else "有指标" for word in item.strength_words)
    note = STRENGTHS[item.strength] + (f"（{'、'.join(words)}）" if words else "")
    return Tag("obligation", f"事项 {order}", item.text, ((item.start, item.end),), Basis.STATED, note)


def confirmed_tags(row: LedgerRow) -> Iterator[Tag]:
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


def metric_tag(one: Metric) -> Tag:
    """A figure or direction, as indicator, comparison and value."""
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


def deadline_tag(one: Deadline, spans: dict[str, tuple[int, int]], whole: tuple[int, int]) -> Tag:
    """A time limit, pointing at its words, else at the rule it follows, else at what it covers."""
    if one.start is not None and one.end is not None:
        places: tuple[tuple[int, int], ...] = ((one.start, one.end),)
    else:
        places = _evidence_places(one.evidence) or _covered(one.obligations, spans, whole)
    note = f"最晚 {one.on}" if one.on else ""
    return Tag("deadline", "时限", one.wording, places, one.basis, note)


def citation_tag(one: Citation) -> Tag:
    """A document that the text names."""
    number = f"（{one.document_number}）" if one.document_number else ""
    value = f"{one.issuer or ''}《{one.title.removeprefix('《').removesuffix('》')}》{number}"
    return Tag("citation", "依据", value, ((one.start, one.end),), Basis.STATED)


def diagnostic_tag(one: Diagnostic) -> Tag:
    """A problem of the document; ``info`` where nobody needs to act."""
    place = ((one.start, one.end),) if one.start is not None and one.end is not None else ()
    note = f"{one.code}　{one.hint}" if one.hint else one.code
    kind = "review" if one.severity is not Severity.INFO else "info"
    return Tag(kind, one.severity.label, one.message, place, note=note)
