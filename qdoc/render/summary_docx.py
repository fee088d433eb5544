"""Owns 年终总结.docx: a Summary as text, tables of counts, charts and the landscape annexes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from qdoc.errors import LimitExceeded, TemplateRefused
from qdoc.model.gap import gap
from qdoc.render.notice_title import break_title
from qdoc.render.summary_charts import drawn
from qdoc.render.summary_fields import FIELDS
from qdoc.render.summary_rows import item_row, raw_returns, reconciled, source_rows
from qdoc.render.summary_runs import Marks, Words, printed
from qdoc.render.summary_seal import sealed
from qdoc.render.template_limits import MAX_TEXT, TooMuch
from qdoc.render.templates import Template
from qdoc.resources import template
from qdoc.summary import Cell, Chapter, Figure, Piece, Summary, SummaryItem, Tally, TaskReport
from qdoc.summary.book import SUGGESTED, joined
from qdoc.summary.build import KIND
from qdoc.summary.sources import sources

__all__ = ["FIELDS", "TEMPLATE", "summary_docx"]

_SCOPE = "数据口径："
_PROMISED = 5_000  # rows of a ledger that one document holds, with words of usual length
TEMPLATE = "年终总结.docx"
_NUMERALS = "一二三四五六七八九十"
_TITLE_CHARACTERS = 20  # 2号 characters in 156 mm
_SECTIONS = {
    "总体": "overview", "分主题": "chapters", "分单位": "units", "亮点": "highlights", "未完成": "unfinished",
    "问题": "problems", "下年": "next",
}  # fmt: skip


def summary_docx(
    summary: Summary,
    *,
    quote: Callable[[str], str] = str,
    office: str = "",
    dated: str = "",
    style: bytes | None = None,
) -> bytes:
    """Fill the year-end summary.

    Args:
        summary: what the ledger says.
        quote: how words of the notice print (full-width punctuation by the 1:1 folded view, or as they are).
        office: who writes the summary; 【待补】 without it (the notice's issuer is not assumed).
        dated: its date, as printed; 【待补】 without it.
        style: an office's own template; the shipped one without it.

    Returns:
        A .docx file with the bookmarks that ``qdoc.summary.pieces`` names; the same input gives the same bytes.

    Raises:
        TemplateRefused: the office's template has errors.
        LimitExceeded: the ledger is longer than one document can hold (some 6,000 rows).
    """
    data = template(TEMPLATE).read_bytes() if style is None else style
    filled = Template(sealed(data, summary), TEMPLATE, FIELDS)
    try:
        return filled.render(_context(summary, quote, office, dated, own=style is not None))
    except TemplateRefused as refused:
        if isinstance(refused.__cause__, TooMuch) and (style is None or len(summary.items) > _PROMISED):
            raise _too_long(len(summary.items)) from refused
        raise


def _too_long(rows: int) -> LimitExceeded:
    return LimitExceeded(
        f"台账有 {rows:,} 条事项，一份总结写不下",
        rule=f"一份总结写 {_PROMISED:,} 条以内的台账；填出的文字（连格式）至多 {MAX_TEXT // 10_000:,} 万个字符",
        hint="请按主题或按单位把台账拆成几本，各做一份总结",
    )


def _context(summary: Summary, quote: Callable[[str], str], office: str, dated: str, *, own: bool) -> dict[str, object]:
    quote = cache(quote)  # the same words stand in several places
    marks = Marks(quote)
    rows = {item.row_key: item_row(item, quote) for item in summary.items}
    titles = {section.name: section.title for section in summary.sections}
    told = {section.name: printed(marks, section.passages) for section in summary.sections}
    counted, quoted = sources(summary)
    returned = raw_returns(summary)

    def listed(items: tuple[SummaryItem, ...]) -> list[dict[str, object]]:
        return [{**rows[item.row_key], "序号": str(n)} for n, item in enumerate(items, 1)]

    def tabled(items: tuple[SummaryItem, ...]) -> list[dict[str, object]]:
        return listed(items) if own else []  # the shipped template prints paragraphs of them

    notes = printed(marks, summary.notes)
    return {
        "标题": Words(marks, _title(summary)),
        "编制单位": office or gap("编制单位"),
        "成文日期": dated or gap("成文日期"),
        "节": {name: titles.get(key, "") for name, key in _SECTIONS.items()},
        "总体情况": told["overview"],
        "概况": printed(marks, summary.overview),
        "进度": printed(marks, summary.progress),
        "指标情况": printed(marks, summary.measures),
        "图表": drawn(summary),
        "按主题": [_tally(marks, tally) for tally in summary.by_theme],
        "按单位": [_tally(marks, tally) for tally in summary.by_department],
        "单位说明": _unit_note(summary),
        "分主题": [_chapter(marks, number, chapter) for number, chapter in enumerate(summary.chapters, 1)],
        "分单位情况": told.get("units", []),
        "亮点": told.get("highlights", []),
        "未完成情况": told.get("unfinished", []),
        "未完成": tabled(summary.unfinished),
        "存在问题": told.get("problems", []),
        "问题": tabled(summary.problems),
        "下年打算": told.get("next", []),
        "结转": tabled(summary.carry_over),
        "未定结转": tabled(summary.undecided),
        "附注": notes,
        "数据口径": "".join(note.removeprefix(_SCOPE) for note in map(str, notes) if note.startswith(_SCOPE)),
        "待核": [note.removeprefix("待核：") for note in map(str, notes) if not note.startswith(_SCOPE)],
        "附件": _annexes(summary, bool(returned)),
        "指标": listed(summary.metrics),
        "对账": reconciled(summary, rows, marks),  # after the lists: it gives the rows their bookmarks
        "填报": returned,
        "统计来源": source_rows(counted),
        "引用来源": source_rows(quoted, len(counted) + 1),
        "标注说明": f"注：标有“{SUGGESTED[1:-1]}”的责任单位是程序按职责提出的建议，不是通知或本单位确定的分工；"
        "“指标对照”由台账“量化指标”与“完成数值”两栏的数字逐项比对得出，不能直接比对的写“需核对”。",
    }


def _annexes(summary: Summary, returned: bool) -> dict[str, str]:
    """The annexes that there are, numbered in their order."""
    there = {"对账": True, "指标": bool(summary.metrics), "填报": returned, "来源": True}
    found: dict[str, str] = {}
    for name, is_there in there.items():
        found[name] = f"附件{sum(map(bool, found.values())) + 1}" if is_there else ""
    return found


def _title(summary: Summary) -> tuple[Piece, ...]:
    """A long title breaks before its last words, by sense."""
    first = summary.title[0]
    words = "".join(piece if isinstance(piece, str) else piece.text for piece in summary.title)
    if not isinstance(first, Cell) or len(words) <= _TITLE_CHARACTERS:
        return summary.title
    if len(first.text) <= _TITLE_CHARACTERS:
        return (first, "\n" + KIND)
    broken = break_title(words, ())
    name = broken.removesuffix(KIND)
    if name == broken:
        return summary.title
    return (Cell(first.row_key, first.field, name.rstrip("\n")), ("\n" if name.endswith("\n") else "") + KIND)


def _chapter(marks: Marks, number: int, chapter: Chapter) -> dict[str, object]:
    return {
        "标题": Words(marks, (f"（{_numeral(number)}）", *chapter.heading)),
        "任务": [_report(marks, task) for task in chapter.tasks],
    }


def _report(marks: Marks, task: TaskReport) -> dict[str, object]:
    return {
        "标题": Words(marks, task.head),
        "单位": Words(marks, tuple(task.units[1:-1]) if len(task.units) > 2 else task.units),
        "内容": Words(marks, task.body),
        "待补": Words(marks, task.gap),
        "段落": printed(marks, task.passages),
    }


def _numeral(number: int) -> str:
    if number <= 10:
        return _NUMERALS[number - 1]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{_NUMERALS[hundreds - 1]}百" + ("零" if not tens and ones else "") if hundreds else ""
    middle = f"{_NUMERALS[tens - 1] if tens > 1 or hundreds else ''}十" if tens else ""
    return head + middle + (_NUMERALS[ones - 1] if ones else "")


def _tally(marks: Marks, tally: Tally) -> dict[str, object]:
    guessed: tuple[Piece, ...] = ("（其中", tally.suggested, "条为建议，待确认）") if tally.suggested else ()
    counts: list[str | Figure] = []
    for at, one in enumerate(tally.counts):
        counts += ["、" if at else "", one.status, one.count]
    return {
        "名称": Words(marks, (*tally.title, *guessed)),
        "合计": Words(marks, (tally.total,)),
        "办结": Words(marks, (tally.done,)),
        "办结率": Words(marks, (tally.rate,)),
        "各状态": Words(marks, joined(counts)),
    }


def _unit_note(summary: Summary) -> str:
    if sum(int(tally.total.text) for tally in summary.by_department) == len(summary.items):
        return "注：按牵头单位（未写牵头单位的按责任单位）统计。"
    return "注：按牵头单位和责任单位统计，几个单位共同牵头或负责的事项分别计入，故各单位之和多于事项总数。"
