"""Owns what is said of rows that are not done: each with its reason, who did not return, what goes on next year."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.model.gap import gap
from qdoc.summary.book import Book, bare, joined, names, said, sentence_end, status_of, task_of, units_of
from qdoc.summary.days import day_words, period_words
from qdoc.summary.pieces import Cell, Figure, Passage, Piece, row_mark
from qdoc.summary.values import Missing, SummaryItem

MOST_NAMED = 20
"""Tasks of undecided rows that are named; each of their rows stands among the open ones."""
_YES = frozenset({"是", "结转", "√", "✓"})


def unfinished(book: Book, items: Sequence[SummaryItem]) -> tuple[Passage, ...]:
    """Every row that is not done, with its reason; none of these paragraphs can be left out."""
    if not items:
        return ()
    rows = tuple(item.row_key for item in items)
    count = book.count("rows_open", rows, "尚未办结的事项数", "台账“办理状态”栏和“办理记录”，办结以外的行")
    first = Passage("unfinished_0", ("下列", count, "条事项尚未办结或没有填报办理状态。"), required=True)
    return (first, *(Passage(open_slot(item), _open(book, item), required=True) for item in items))


def _open(book: Book, item: SummaryItem) -> tuple[Piece, ...]:
    pieces: list[Piece] = [*task_of(item)]
    if item.task.strip():
        pieces += ["：", said(bare(item.text), item.row_key, "text")]
    pieces += [*units_of(item), "。办理状态：", status_of(item)]
    if item.metric and item.actual:
        pieces += ["，完成数值", said(item.actual, item.row_key, "actual")]
    if item.extended_to:
        key = f"ext_{row_mark(item.row_key)}"
        day = Figure(
            key, day_words(item.extended_to), "批准延期到的日期", (item.row_key,), "“办理记录”中决定为同意的延期申请"
        )
        pieces += ["，经批准延期至", book.put(day), "，后又调整" if item.overtaken else ""]
    if item.extension_asked:
        pieces.append("，已申请延期，尚未批复")
    pieces.append("。原因：")
    if item.reason:
        return joined([*pieces, Cell(item.row_key, "problem", item.reason), sentence_end(item.reason)])
    return joined([*pieces, gap("未完成原因")])


def problems(book: Book, items: Sequence[SummaryItem], missing: Sequence[Missing]) -> tuple[Passage, ...]:
    """Problems that finished rows report, earlier ones of open rows, and the units that did not return, by period."""
    made = [
        Passage(
            _slot("problem", item),
            joined(
                [
                    *task_of(item),
                    *units_of(item),
                    "：",
                    Cell(item.row_key, "problem", item.reason),
                    sentence_end(item.reason),
                ]
            ),
        )
        for item in items
        if item.finished and item.reason
    ]
    made += [Passage(_slot("earlier", item), _earlier(book, item)) for item in items if item.earlier_problem]
    return (*made, *(_missing(book, one) for one in missing if one.units))


def _earlier(book: Book, item: SummaryItem) -> tuple[Piece, ...]:
    """A problem that the lead told in an earlier period and did not take back since."""
    told = Cell(item.row_key, "earlier_problem", item.earlier_problem)
    when = period_piece(book, item.earlier_period)
    return joined([*task_of(item), *units_of(item), "：", when, "反映：", told, sentence_end(item.earlier_problem)])


def _missing(book: Book, one: Missing) -> Passage:
    mark = one.period.replace("-", "")
    source = "各单位应报的填报期与台账“填报记录”比对"
    when = period_piece(book, one.period)
    count = book.count(f"missing_{mark}", (), f"{when.text}没有报送进展的单位数", source, len(one.units))
    words = joined([when, "，以下", count, "个单位未报送进展：", *names(one.units), "。"])
    return Passage(f"missing_{mark}", words, required=True)


def period_piece(book: Book, period: str) -> Figure:
    """A period as it prints: 2026Q1 → 2026年第一季度, a day → 截至2026年5月20日."""
    mark = period.replace("-", "")
    return book.put(Figure(f"period_{mark}", period_words(period), "填报期", (), "台账“填报记录”的填报期"))


def next_year(book: Book, carried: Sequence[SummaryItem], undecided: Sequence[SummaryItem]) -> tuple[Passage, ...]:
    """What the clerk carries over, with the next step that its lead named, and what nobody has decided."""
    made: list[Passage] = []
    if carried:
        rows = tuple(item.row_key for item in carried)
        count = book.count("rows_carried", rows, "结转下年的事项数", "台账“是否结转”栏")
        made.append(Passage("next_0", ("结转下年、继续办理的事项", count, "条：")))
        made += [Passage(_slot("carry", item), _carried(item)) for item in carried]
    if undecided:
        rows = tuple(item.row_key for item in undecided)
        count = book.count("rows_undecided", rows, "没有注明是否结转的未办结事项数", "台账“是否结转”栏为空的未办结行")
        pieces: list[Piece] = ["【待补：下列", count, "条未办结事项是否结转下年】"]
        tasks = {(item.number, item.task or item.text): task_of(item) for item in reversed(undecided)}  # each once
        for at, task in enumerate(list(tasks.values())[::-1][:MOST_NAMED]):
            pieces += ["；" if at else "", *task]
        pieces.append("等" if len(tasks) > MOST_NAMED else "")
        made.append(Passage("next_undecided", joined([*pieces, "。"]), required=True))
    return tuple(made)


def _carried(item: SummaryItem) -> tuple[Piece, ...]:
    pieces: list[Piece] = [*task_of(item)]
    if item.task.strip():
        pieces += ["：", said(bare(item.text), item.row_key, "text")]
    pieces += [*units_of(item), "。"]
    if item.carry_over not in _YES:
        pieces += [Cell(item.row_key, "carry_over", item.carry_over), sentence_end(item.carry_over)]
    if item.next_step:
        pieces += ["下一步：", Cell(item.row_key, "next_step", item.next_step), sentence_end(item.next_step)]
    return joined(pieces)


def open_slot(item: SummaryItem) -> str:
    """What names the paragraph of a row that is not done."""
    return _slot("unfinished", item)


def _slot(kind: str, item: SummaryItem) -> str:
    return f"{kind}_{row_mark(item.row_key)}"
