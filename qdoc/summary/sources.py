"""Owns the list of where every number of the summary is from: counted from which rows, or standing in which cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qdoc.summary.layout import Place, places
from qdoc.summary.pieces import UNIT_KEY, Cell, Figure
from qdoc.summary.values import Summary, Tally

FIELD_NAMES = {
    "plan_title": "方案名称", "notice_title": "通知名称", "document_number": "发文字号", "theme": "主题",
    "number": "任务编号", "task": "任务", "text": "具体事项", "lead": "牵头单位", "responsible": "责任单位",
    "support": "配合单位", "metric": "量化指标", "deadline": "完成时限", "place": "原文位置", "status": "办理状态",
    "actual": "完成数值", "progress": "进展情况", "problem": "存在问题", "carry_over": "是否结转",
    "summary_wording": "总结用语", "remark": "备注", "next_step": "下一步（填报记录）", "unit": "单位名称",
    "earlier_problem": "存在问题（填报记录）",
}  # fmt: skip
_MOST_RANGES, _MOST_PLACES = 24, 3


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of 数据来源: the numbers, what they are, where they stand, and where they are from."""

    numbers: str
    what: str
    where: str
    source: str


def sources(summary: Summary) -> tuple[tuple[SourceLine, ...], tuple[SourceLine, ...]]:
    """Return the lines of counted figures and those of numbers quoted from cells; together every number printed.

    The counts of a theme or a unit share one line, so do a chart's and those that one row's cells hold.
    """
    serials = {item.row_key: item.serial for item in summary.items}
    met = tuple(places(summary))
    where: dict[str, list[str]] = {}
    for place in met:
        for piece in place.pieces:
            if isinstance(piece, Figure):
                where.setdefault(piece.key, []).append(place.name)
    tallied: set[str] = set()
    tables = []
    for name, tallies in (("分主题完成情况表", summary.by_theme), ("分单位完成情况表", summary.by_department)):
        for tally in tallies:
            tables.append(_tally(tally, name, serials))
            tallied |= {
                one.key for one in (tally.total, tally.done, tally.rate, *(each.count for each in tally.counts))
            }
            tallied |= {tally.suggested.key} if tally.suggested else set()
    seen: set[str] = set()
    prose = []
    for place in met:
        for piece in place.pieces:
            if isinstance(piece, Figure) and piece.key not in seen and piece.key not in tallied:
                seen.add(piece.key)
                prose.append(SourceLine(piece.text, piece.what, _where(where[piece.key]), _from(piece, serials)))
    return (*prose, *tables), tuple(_quoted(met, serials))


def _tally(tally: Tally, place: str, serials: dict[str, int]) -> SourceLine:
    counted = "、".join(f"{one.status}{one.count.text}" for one in tally.counts)
    guess = f"；建议待确认{tally.suggested.text}" if tally.suggested else ""
    numbers = f"{tally.total.text}；{tally.done.text}；{tally.rate.text}；{counted}{guess}"
    return SourceLine(
        numbers,
        f"{tally.total.what.removesuffix('的事项数')}的合计、办结、办结率和各办理状态",
        place,
        _from(tally.total, serials),
    )


def _from(figure: Figure, serials: dict[str, int]) -> str:
    rows = rows_in_words(figure.rows, serials)
    return f"{figure.source}（{rows}）" if rows else figure.source


def rows_in_words(keys: Iterable[str], serials: dict[str, int]) -> str:
    """Rows by their serial number in 完成情况对账表: 第1—3、5行; the whole ledger is 全部行."""
    found = sorted({serials[key] for key in keys if key in serials})
    if not found:
        return ""
    if len(found) == len(serials):
        return "全部行"
    ranges: list[list[int]] = []
    for each in found:
        if ranges and ranges[-1][1] == each - 1:
            ranges[-1][1] = each
        elif len(ranges) < _MOST_RANGES:
            ranges.append([each, each])
        else:
            break
    words = "、".join(str(a) if a == b else f"{a}—{b}" for a, b in ranges)
    return f"第{words}行" if ranges[-1][1] == found[-1] else f"第{words}行等，共{len(found)}行"


def _where(names: Sequence[str]) -> str:
    each = list(dict.fromkeys(names))
    return "；".join(each[:_MOST_PLACES]) + (f"等{len(each)}处" if len(each) > _MOST_PLACES else "")


def _quoted(met: Sequence[Place], serials: dict[str, int]) -> Iterable[SourceLine]:
    """Numbers that stand in quoted cells, a line for each row of the ledger; the head's and units' names first."""
    rows: dict[str, dict[str, list[str]]] = {}
    where: dict[str, list[str]] = {}
    for place in met:
        for piece in place.pieces:
            if isinstance(piece, Cell) and (inside := piece.digits):
                key = "" if piece.row_key.startswith(UNIT_KEY) else piece.row_key
                known = rows.setdefault(key, {}).setdefault(piece.field, [])
                known += [number for number in inside if number not in known]
                where.setdefault(key, []).append(place.name)
    for key in sorted(rows, key=lambda one: serials.get(one, 0)):
        numbers = "；".join(f"{FIELD_NAMES[field]} {'、'.join(each)}" for field, each in rows[key].items())
        source = f"第{serials[key]}行" if key in serials else "通知信息、单位名称"
        yield SourceLine(numbers, "引自台账原文", _where(where[key]), source)
