"""Owns the rows behind each number of 督查通报: a workbook beside it, for who checks the draft."""

from __future__ import annotations

from collections.abc import Iterable

from qdoc.ledger.units import UNASSIGNED
from qdoc.render.letter_fields import LetterOptions
from qdoc.render.status_words import FIGURELESS, MISSED, NO_STATUS, REFUSED, serial_ranges, theme_name
from qdoc.render.table_book import Table, tables_xlsx
from qdoc.render.template_values import chinese_date
from qdoc.status import ItemStatus, Judgement, StatusReport
from qdoc.status.values import BAD, GOOD

SOURCES = "数据来源"
_COLUMNS = (("项目", 48.0), ("条数", 8.0), ("台账序号", 84.0))
_NOTE = "核稿用，不随通报印发。台账序号为台账“序号”一栏；几个单位共同牵头或负责的事项，各单位分别计入。"


def sources_xlsx(report: StatusReport, options: LetterOptions) -> bytes:
    """Return the workbook of every number that ``bulletin_docx`` prints of ``report``, with the rows it counts.

    The same report gives the same bytes.
    """
    title = f"督查通报{SOURCES}（截至{chinese_date(report.as_of.isoformat())}）"
    lines = tuple((one["项目"], int(one["条数"]), one["台账序号"]) for one in sources(report, options))
    note = "\n".join((_NOTE, *report.rules.sentences))
    return tables_xlsx(title, (Table(SOURCES, title, note, _COLUMNS, lines, frozenset({"条数"})),))


def sources(report: StatusReport, options: LetterOptions) -> Iterable[dict[str, str]]:
    """Yield each number of 督查通报 with the rows that it counts: 项目, 条数, 台账序号."""
    items = report.items
    yield _source("事项总数", items, serials="全部")
    for each in Judgement:
        yield from _some(report.rules.name(each), [item for item in items if item.judgement is each])
    for colour, meaning in report.rules.lights.colours:
        yield from _some(f"{colour}灯（{meaning}）", [item for item in items if item.light == colour])
    yield from _some("逾期", list(report.overdue))
    yield from _some(UNASSIGNED, [item for item in items if not item.units])
    yield from _some(NO_STATUS, list(report.incomplete))
    yield from _some(REFUSED, list(report.sent_back))
    yield from _some("达到序时进度及以上", _reached(items))
    yield from _some(MISSED, [item for item in items if item.overclaimed])
    yield from _some(FIGURELESS, [item for item in items if item.figureless])
    for theme in report.themes:
        mine = [item for item in items if item.theme == theme.name]
        yield _source(f"主题：{theme_name(theme, options)}", mine)
    by_key = {item.row_key: item for item in items}
    for one in report.units:
        mine = [by_key[key] for key in one.rows]
        for judgement in (*GOOD, *BAD, Judgement.UNREPORTED):
            name = f"{one.unit}：{report.rules.name(judgement)}"
            yield from _some(name, [item for item in mine if item.judgement is judgement])
        yield from _some(f"{one.unit}：报完成、数值没有达到或没有填", [item for item in mine if item.unproven])


def _reached(items: Iterable[ItemStatus]) -> list[ItemStatus]:
    return [item for item in items if item.judgement in GOOD and not item.unproven]


def _some(name: str, items: list[ItemStatus]) -> Iterable[dict[str, str]]:
    if items:
        yield _source(name, items)


def _source(name: str, items: Iterable[ItemStatus], serials: str = "") -> dict[str, str]:
    found = sorted(item.serial for item in items)
    return {"项目": name, "条数": str(len(found)), "台账序号": serials or serial_ranges(found)}
