"""Owns 年度脉络.html: one self-contained page of every thread over the years, figures drawn as lines, with filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from qdoc.compare.diff import ChangeKind
from qdoc.compare.lineage import Lineage
from qdoc.compare.series import Series
from qdoc.render.comparison_page_script import SCRIPT
from qdoc.render.comparison_page_style import STYLE
from qdoc.render.page_frame import framed
from qdoc.render.review_source import plain, safe
from qdoc.render.trend_rows import ThreadRow, figure_words, summary_words, thread_rows, year_names

_OWN = """
.thread h2{margin:0 0 6px;font:600 15px/1.5 var(--sans)}
.row.thread{display:block}
.years{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:0 10px}
.years>div{min-width:0}
.y{color:var(--soft);font-weight:600;font-size:12px}
.step{min-height:26px}
.who{font-size:12.5px;color:#94590a}
.figures{display:flex;flex-wrap:wrap;gap:8px 22px;margin-top:8px}
figure{margin:0;width:250px}
figcaption{font-size:12.5px;overflow-wrap:anywhere}
figure svg{height:76px}
figure svg path{stroke:#2f5d8a}
figure circle{fill:#2f5d8a}
figure text{font:11px var(--sans);fill:var(--ink);text-anchor:middle}
.same{margin:6px 0 0;color:var(--soft);font-size:12.5px}
@media screen and (max-width:980px){.years{grid-auto-flow:row}}
@media print{.row.thread{display:block}}
"""
_WIDTH, _HEIGHT, _EDGE = 250, 76, 34


def trend_html(lineage: Lineage, words: Sequence[Mapping[str, str]], *, quote: Callable[[str], str] = str) -> bytes:
    """Return 年度脉络.html as UTF-8 bytes.

    Args:
        lineage: the years.
        words: task id → wording, a mapping a year.
        quote: how a quotation prints.

    The page loads nothing and nothing of the documents can run in it; the same arguments give the same bytes.
    """
    rows, names = thread_rows(lineage, words, quote), year_names(lineage)
    title = f"{names[0]}至{names[-1]}工作要点年度脉络"
    body = "".join(
        [
            f'<header><h1>{safe(title)}</h1><p class="about">{safe(summary_words(lineage))}</p>',
            *_filters(lineage),
            "</header><main>",
            *(_row(row, names) for row in rows),
            "</main>",
        ]
    )
    return framed(title, STYLE + _OWN, SCRIPT, body)


def _filters(lineage: Lineage) -> Iterator[str]:
    kinds = [{kind for step in thread.steps for kind in step.kinds} for thread in lineage.threads]
    yield f'<nav aria-label="筛选"><button data-k="" aria-pressed="true">全部<b>{len(kinds)}</b></button>'
    drawn = sum(any(one.drawn for one in thread.series) for thread in lineage.threads)
    yield f'<button data-k="figures" aria-pressed="false">指标有变化<b>{drawn}</b></button>'
    again = sum(any(step.resumed for step in thread.steps) for thread in lineage.threads)
    if again:
        yield f'<button data-k="resumed" aria-pressed="false">又列入<b>{again}</b></button>'
    for kind in ChangeKind:
        count = sum(kind in own for own in kinds)
        if count and kind is not ChangeKind.CARRIED:
            yield f'<button data-k="{kind}" aria-pressed="false">{kind.label}<b>{count}</b></button>'
    yield '<select id="unit" aria-label="看哪个单位"><option value="">全部单位</option>'
    for name in sorted({name for thread in lineage.threads for own in thread.units for name in own}):
        yield f"<option>{plain(name)}</option>"
    yield '</select><input id="find" type="search" placeholder="查找文字（按 / ）" aria-label="查找文字">'
    yield '<span id="shown" role="status"></span></nav>'


def _row(row: ThreadRow, names: Sequence[str]) -> str:
    thread = row.thread
    kinds = {str(kind): None for step in thread.steps for kind in step.kinds}
    if any(one.drawn for one in thread.series):
        kinds["figures"] = None
    if any(step.resumed for step in thread.steps):
        kinds["resumed"] = None
    units = dict.fromkeys(name for own in thread.units for name in own)
    hands = "".join(f'<p class="who">{safe(line)}</p>' for line in row.hands)
    return (
        f'<section class="row thread" id="g{row.number}" data-k="{" ".join(kinds)}" data-u="{plain("|".join(units))}">'
        f'<h2><a class="note" href="#g{row.number}">{row.number}</a> {safe(row.name)}</h2>'
        f'<div class="years">{"".join(_years(row, names))}</div>{hands}{_figures(thread.series, names)}</section>\n'
    )


def _years(row: ThreadRow, names: Sequence[str]) -> Iterator[str]:
    for year, (name, tasks) in enumerate(zip(names, row.tasks, strict=True)):
        step = row.thread.steps[year - 1] if year else None
        told = ""
        if step is not None and row.steps[year - 1]:
            kinds = (
                "" if step.resumed else "".join(f'<span class="pill {kind}">{kind.label}</span>' for kind in step.kinds)
            )
            told = '<span class="pill added">又列入</span>' if step.resumed else kinds
            told += '<span class="pill review">待核</span>' if step.review else ""
        cards = "".join(f'<div class="card"><b>{safe(line.label)}</b><p>{safe(line.body)}</p></div>' for line in tasks)
        empty = '<div class="card none">没有列入</div>'
        who = f'<div class="who">{safe(row.units[year])}</div>' if tasks else ""
        head = f'<div class="y">{safe(name)}</div><div class="step">{told}</div>'
        yield f"<div>{head}{cards or empty}{who}</div>"


def _figures(series: Sequence[Series], names: Sequence[str]) -> str:
    drawn = "".join(_chart(one, names) for one in series if one.drawn)
    others = [one for one in series if not one.drawn and any(point for point in one.points)]
    told = "；".join(f"{one.name}　{_spoken(one, names)}" for one in others)
    return (f'<div class="figures">{drawn}</div>' if drawn else "") + (
        f'<p class="same">{safe(told)}</p>' if told else ""
    )


def _spoken(one: Series, names: Sequence[str]) -> str:
    """A series in words; one that stayed as it was in a few."""
    said = [(name, figure_words(point)) for name, point in zip(names, one.points, strict=True) if point]
    if len(said) == len(names) and len({words for _, words in said}) == 1:
        return f"历年都是{said[0][1]}"
    return "，".join(f"{name}{words}" for name, words in said)


def _chart(one: Series, names: Sequence[str]) -> str:
    """A line over the years; the figure stands over each mark, a year without one leaves a gap."""
    known = [value for value in one.values if value is not None]
    low, high = min(known), max(known)
    step = (_WIDTH - 2 * _EDGE) / max(1, len(names) - 1)
    marks, path, before = [], "", False
    for at, (value, point) in enumerate(zip(one.values, one.points, strict=True)):
        x = _EDGE + at * step
        marks.append(f'<text x="{x:g}" y="{_HEIGHT - 3}">{safe(names[at])}</text>')
        if value is None:
            before = False
            continue
        y = 52 - (value - low) / (high - low) * 32
        path += f"{'L' if before else 'M'}{x:g} {y:g}"
        before = True
        marks.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="3"><title>{plain(point.quote if point else "")}</title></circle>'
        )
        marks.append(f'<text x="{x:g}" y="{y - 7:g}">{value:g}</text>')
    name = f"{one.name}（{one.unit}）" if one.unit else one.name
    return (
        f'<figure><figcaption>{safe(name)}</figcaption><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{plain(name)}"><path d="{path}"/>{"".join(marks)}</svg></figure>'
    )
