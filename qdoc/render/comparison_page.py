"""Owns 对照.html: one self-contained page with both years side by side, lines between them, filters and search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from qdoc.compare.diff import Change, ChangeKind, PlanDiff, Side
from qdoc.render.comparison_page_script import SCRIPT
from qdoc.render.comparison_page_style import STYLE
from qdoc.render.comparison_rows import ComparedRow, compared_rows, counts_of, statistics, year_names
from qdoc.render.comparison_tasks import TaskLine
from qdoc.render.page_frame import framed
from qdoc.render.review_source import plain, safe

Span = tuple[int, int]
Units = Mapping[str, Sequence[str]]


def comparison_html(
    diff: PlanDiff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    *,
    units: tuple[Units, Units] = ({}, {}),
    quote: Callable[[str], str] = str,
    rows: Sequence[ComparedRow] | None = None,
) -> bytes:
    """Return 对照.html as UTF-8 bytes.

    Args:
        diff: the comparison.
        before: task id → wording, of the earlier year.
        after: the same of the later year.
        units: task id → the units that answer for it or support it, to filter by, of both years.
        quote: how a quotation prints; sign by sign (a fold of widths), so that places hold.
        rows: ``compared_rows`` of the same, where they are at hand.

    The page loads nothing and nothing of the documents can run in it: all text is escaped, and only the style sheet
    and the script whose hashes its policy names count. Same arguments, same bytes.
    """
    rows = rows or compared_rows(diff, before, after, quote)
    names = year_names(diff)
    title = f"{'、'.join(names)}工作要点对照"
    places = _places(diff)
    wordings = {"before": before, "after": after}
    body = "".join(
        [
            f"<header><h1>{safe(title)}</h1>",
            f'<p class="about">上年：{safe(_named(diff.before))}　今年：{safe(_named(diff.after))}<br>',
            f"{safe(statistics(diff))}</p>",
            *_filters(diff, units),
            '</header><main><div class="heads">',
            f"<span>{safe(names[0])}</span><span></span>",
            f"<span>{safe(names[1])}</span><span>变化</span></div>",
            *(_row_html(row, places, wordings, units, quote) for row in rows),
            "</main>",
        ]
    )
    return framed(title, STYLE, SCRIPT, body)


def _named(side: Side) -> str:
    return f"{side.title or side.name}（{len(side.tasks)}项）"


def _filters(diff: PlanDiff, units: tuple[Units, Units]) -> Iterator[str]:
    yield f'<nav aria-label="筛选"><button data-k="" aria-pressed="true">全部<b>{len(diff.changes)}</b></button>'
    for kind, count in counts_of(diff).items():
        yield f'<button data-k="{kind}" aria-pressed="false">{kind.label}<b>{count}</b></button>'
    if review := sum(change.review for change in diff.changes):
        yield f'<button data-k="review" aria-pressed="false">待核<b>{review}</b></button>'
    yield '<select id="unit" aria-label="看哪个单位"><option value="">全部单位</option>'
    for name in sorted({name for side in units for names in side.values() for name in names}):
        yield f"<option>{plain(name)}</option>"
    yield '</select><input id="find" type="search" placeholder="查找文字（按 / ）" aria-label="查找文字">'
    yield '<span id="shown" role="status"></span></nav>'


def _places(diff: PlanDiff) -> dict[str, int]:
    """Task id → where it begins in its year's text; ids of the two years may be the same, so the side goes with it."""
    sides = (("before", diff.before), ("after", diff.after))
    return {f"{name}/{task.id}": task.start for name, side in sides for task in side.tasks}


def _row_html(
    row: ComparedRow,
    places: Mapping[str, int],
    wordings: Mapping[str, Mapping[str, str]],
    units: tuple[Units, Units],
    quote: Callable[[str], str],
) -> str:
    change = row.change
    kinds = " ".join([*change.kinds, *(["review"] if change.review else [])])
    own = zip(units, (change.before, change.after), strict=True)
    named = dict.fromkeys(name for side, keys in own for key in keys for name in side.get(key, ()))
    sides = []
    for name, lines in (("before", row.before), ("after", row.after)):
        spans = [one.before_span if name == "before" else one.after_span for one in change.details]
        cards = [
            _card(line, name, wordings[name][line.id], places[f"{name}/{line.id}"], spans, quote) for line in lines
        ]
        empty = "今年没有列入" if name == "after" else "上年没有"
        sides.append(f'<div class="side {name}">{"".join(cards) or f"""<div class="card none">{empty}</div>"""}')
    done = "".join(f'<div class="done">上年完成：{safe(line)}</div>' for line in row.progress)
    return (
        f'<section class="row{" doubt" if change.review else ""}" id="g{row.number}" data-k="{kinds}" '
        f'data-u="{plain("|".join(named))}"><div class="own">{sides[0]}</div>{done}</div>'
        f"{_lines(change)}{sides[1]}</div>"
        f'<div class="what">{"".join(_what(row))}</div></section>\n'
    )


def _card(
    line: TaskLine, side: str, words: str, start: int, spans: Sequence[Span | None], quote: Callable[[str], str]
) -> str:
    """A task with its anchor (``b`` or ``a`` and its mark); of the words behind its heading what changed is marked."""
    shown = quote(words)
    behind = max(0, shown.find(line.body))
    at = start + behind if len(shown) == len(words) else None
    inside = [
        (max(0, a - at), b - at) for a, b in filter(None, spans) if at is not None and at < b <= start + len(words)
    ]
    anchor = plain(f"{side[0]}-{line.mark}")
    told = _marked(shown[behind:].rstrip(), inside)
    return f'<div class="card" id="{anchor}"><a href="#{anchor}">{safe(line.label)}</a><p>{told}</p></div>'


def _marked(shown: str, spans: Sequence[Span]) -> str:
    """The words with ``spans`` marked; where spans lie over each other they are one."""
    cuts = sorted({0, len(shown), *(min(at, len(shown)) for span in spans for at in span)})
    pieces = []
    for a, b in pairwise(cuts):
        piece = safe(shown[a:b])
        pieces.append(f"<mark>{piece}</mark>" if any(x <= a and b <= y for x, y in spans) else piece)
    return "".join(pieces)


def _lines(change: Change) -> str:
    """The connectors, from each task of the one side to each of the other; a side's cards are of one height."""
    left, right = len(change.before), len(change.after)
    curves = [
        f"M0 {_at(i, left)}C20 {_at(i, left)} 24 {_at(j, right)} 44 {_at(j, right)}"
        for i in range(left)
        for j in range(right)
    ]
    paths = "".join(f'<path d="{curve}"/>' for curve in curves)
    return f'<div><svg viewBox="0 0 44 100" preserveAspectRatio="none" aria-hidden="true">{paths}</svg></div>'


def _at(index: int, count: int) -> str:
    return f"{(index + 0.5) / count * 100:.4g}"


def _what(row: ComparedRow) -> Iterator[str]:
    change = row.change
    yield f'<a class="note" href="#g{row.number}">第{row.number}组</a> '
    for kind, label in zip(change.kinds, row.kinds, strict=True):
        yield f'<span class="pill {kind}">{label}</span>'
    if row.standing:
        yield f'<span class="pill{" review" if change.review else ""}">{row.standing}</span>'
    if row.runner_up:
        yield f'<div class="note">次选：{safe(row.runner_up)}</div>'
    if row.points:
        yield "<dl>"
        for point in row.points:
            quiet = ' class="note"' if point.kind in (None, ChangeKind.REWORDED) else ""
            yield f"<dt{quiet}>{safe(point.what)}</dt><dd{quiet}>"
            if point.kind is None:
                yield f"{safe(point.before)} → {safe(point.after)}</dd>"
            else:
                yield f'<span class="o">{safe(point.before)}</span> → <span class="n">{safe(point.after)}</span></dd>'
        yield "</dl>"
