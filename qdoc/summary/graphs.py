"""Owns what the summary's charts show, and the words beside them: only where there is data, each number a figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.newest import period_end, rows_entry, says_something
from qdoc.ledger.status_words import plain
from qdoc.model import Entry, Ledger
from qdoc.summary.book import Book, bare, joined, said, task_of
from qdoc.summary.highlights import reach_figure
from qdoc.summary.open_rows import period_piece
from qdoc.summary.pieces import Cell, Figure, Passage, Piece, short
from qdoc.summary.shares import shares_of
from qdoc.summary.tallies import THEME
from qdoc.summary.values import ChartData, SummaryItem, Tally

MOST_THEMES, MOST_METRICS, MOST_NAMED = 16, 10, 5
_WHOLE = 100
_LABEL = 10  # signs of a category that fit beside a bar
_CUT = re.compile(r"[，,；;。：:（(]")


def theme_chart(book: Book, tallies: Sequence[Tally]) -> tuple[ChartData, ...]:
    """Finished and open rows of each theme; none for a single theme or more than a page holds."""
    if not 1 < len(tallies) <= MOST_THEMES:
        return ()
    done = tuple(tally.done for tally in tallies)
    left = tuple(
        book.count(f"theme_{short(tally.name)}_open", _minus(tally), f"主题“{tally.name}”的事项中尚未办结的", THEME)
        for tally in tallies
    )
    labels = _apart([label(_words(tally)) for tally in tallies])
    return (ChartData("themes", "stacked_bar", "各主题办结情况", "条", labels, (("已办结", done), ("未办结", left))),)


def _words(tally: Tally) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in tally.title)


def _minus(tally: Tally) -> tuple[str, ...]:
    done = set(tally.done.rows)
    return tuple(key for key in tally.total.rows if key not in done)


def by_period(
    book: Book, ledger: Ledger, finishing: Collection[str] = FINISHED
) -> tuple[tuple[Passage, ...], tuple[ChartData, ...]]:
    """How many rows had been reported finished by the end of each period: by their lead's newest return up to then."""
    rows = {row.key: row for row in ledger.rows}
    told = [entry for entry in ledger.entries if entry.leads and says_something(entry) and entry.row_key in rows]
    periods = sorted(
        {entry.period for entry in told if period_end(entry.period)}, key=lambda one: (period_end(one), one)
    )
    if len(periods) < 2:
        return (), ()
    so_far: dict[str, list[Entry]] = {}
    done: dict[str, bool] = {}  # by row, in what its lead returned last: a second leading unit's word is not the row's
    figures: list[Figure] = []
    for period in periods:
        now = [entry for entry in told if entry.period == period]
        for entry in now:
            so_far.setdefault(entry.row_key, []).append(entry)
        for key in {entry.row_key for entry in now}:
            own = rows_entry(rows[key], so_far[key])
            done[key] = own is not None and plain(own.status) in finishing
        finished = tuple(key for key in rows if done.get(key))
        mark = period.replace("-", "")
        source = "台账“填报记录”：该期末各事项牵头单位最近一次填报的办理状态"
        what = f"到{period_piece(book, period).text}末填报办结的事项数"
        figures.append(book.count(f"period_{mark}_done", finished, what, source))
    pieces: list[Piece] = ["按牵头单位各期填报，累计填报办结的事项："]
    for at, (period, figure) in enumerate(zip(periods, figures, strict=True)):
        pieces += ["，" if at else "", period_piece(book, period), figure, "条"]
    labels = tuple(period_piece(book, period).text for period in periods)
    chart = ChartData("periods", "line", "各期累计填报办结情况", "条", labels, (("累计填报办结", tuple(figures)),))
    return (Passage("progress_1", joined([*pieces, "。"])),), (chart,)


def metric_chart(book: Book, metrics: Sequence[SummaryItem]) -> tuple[tuple[Passage, ...], tuple[ChartData, ...]]:
    """Figures in per cent of their targets, the lowest first; what cannot be compared so is named.

    A metric of several figures has a bar for each pair that can be compared. Where there are more bars than fit, only
    those below their targets are drawn; where none is below, there is nothing to compare, and a sentence says so.
    """
    shares = [(item, shares_of(item.metric, item.actual)) for item in metrics if item.actual]
    compared = [(one.share, item, one) for item, mine in shares for one in mine if one.share is not None]
    words = _others(book, [item for item, mine in shares if any(one.share is None for one in mine)])
    if not compared:
        return words, ()
    compared.sort(key=lambda each: (each[0], each[1].serial, each[2].at))
    below = [each for each in compared if each[0] < _WHOLE]
    if not below:
        rows = tuple(dict.fromkeys(item.row_key for _, item, _ in compared))
        what, source = "能折算为目标值百分比的数值个数", "台账“完成数值”与“量化指标”两栏，逐个数比对"
        count = book.count("metric_compared", rows, what, source, len(compared))
        said: tuple[Piece, ...] = ("能折算为目标值百分比的数值", count, "个，均达到或超过目标值，不另列图。")
        return (*words, Passage("metrics_3", said)), ()
    note = ""
    if len(compared) > MOST_METRICS:
        note = "（没有达到目标值的）" if len(below) <= MOST_METRICS else "（没有达到目标值、完成比例最低的）"
        compared = below[:MOST_METRICS]
    figures = tuple(reach_figure(book, item, share, one.at) for share, item, one in compared)
    goal = tuple(book.put(Figure("reach_goal", "100%", "目标值", (), "目标值作100%")) for _ in compared)
    labels = _apart([label(one.target if len(bare(one.target)) > 3 else item.text) for _, item, one in compared])
    series = (("目标值", goal), ("完成值", figures))
    return words, (ChartData("metrics", "bar", f"指标完成值与目标值对比{note}", "%", labels, series),)


def _others(book: Book, items: Sequence[SummaryItem]) -> tuple[Passage, ...]:
    """The metrics whose figures are no share of one target, in words: target and what was reported."""
    if not items:
        return ()
    rows = tuple(item.row_key for item in items)
    source = "台账“量化指标”与“完成数值”两栏，单位不同、数不止一个或属控制、增长类的"
    count = book.count("metric_others", rows, "不能折算为目标值百分比的指标数", source)
    pieces: list[Piece] = ["另有", count, "条指标单位不同或属增长、控制类，不折算百分比："]
    for at, item in enumerate(items[:MOST_NAMED]):
        pieces += ["；" if at else "", *task_of(item), "，目标为", said(bare(item.metric), item.row_key, "metric")]
        pieces += ["，填报", Cell(item.row_key, "actual", item.actual)]
    return (Passage("metrics_2", joined([*pieces, "等，见指标完成情况表。" if len(items) > MOST_NAMED else "。"])),)


def label(words: str) -> str:
    """A category's short name: the first part of its words, cut where they are long."""
    plain = words.strip()
    first = _CUT.split(plain)[0] or plain
    return first if len(first) <= _LABEL else first[: _LABEL - 1] + "…"


def _apart(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels told apart where two are the same."""
    seen: dict[str, int] = {}
    made = []
    for each in labels:
        seen[each] = seen.get(each, 0) + 1
        made.append(each if seen[each] == 1 else f"{each}（{seen[each]}）")
    return tuple(made)


def as_number(figure: Figure) -> float | int:
    """A figure's number for a chart: 18, or 85.7 of 85.7%."""
    number = Decimal(figure.text.rstrip("%"))
    return int(number) if number == number.to_integral_value() else float(number)
