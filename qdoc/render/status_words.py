"""Owns the words that 办理情况一览 and 督查通报 share: counts, units, items, who handed in nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qdoc.asking import period_name
from qdoc.ledger.units import UNASSIGNED
from qdoc.render.letter_fields import NOTHING, SUGGESTED_MARK, LetterOptions
from qdoc.status import ItemStatus, Judgement, PeriodReturns, StatusReport, Tally
from qdoc.status.conventions import RED

_OWN_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])\s*")
NO_STATUS = "单位已交表、办理状态没有填"
UNPROVEN = "核查未通过"
REFUSED = f"{UNPROVEN}、退回重办"
MISSED, FIGURELESS = "报完成、数值没有达到指标", "报完成、没有填完成数值"


def tally_fields(tally: Tally, name: str) -> dict[str, str]:
    """The fields of a line of counts."""
    counts = {each.value: str(tally.count(each)) for each in Judgement}
    rate = f"{tally.rate:f}%" if tally.rate is not None else NOTHING
    more = {"红灯": str(tally.light(RED)), "逾期": str(tally.overdue), "达到占比": rate}
    return {"名称": name, "合计": str(tally.total), **counts, **more}


def unit_name(tally: Tally) -> str:
    """A unit as it prints: with how many of its items rest on a suggestion."""
    return f"{tally.name}（{tally.suggested}条{SUGGESTED_MARK}）" if tally.suggested else tally.name


def units_line(item: ItemStatus, most: int = 0) -> str:
    """The units that lead or answer for an item, suggested ones marked; 待指定 where there are none.

    ``most``: how many are named before they are only counted (0: all are named).
    """
    names = [f"{unit}（{SUGGESTED_MARK}）" if unit in item.suggested else unit for unit in item.units]
    if most and len(names) > most:
        return f"{'、'.join(names[:most])}等{len(names)}个单位"
    return "、".join(names) or UNASSIGNED


def theme_name(tally: Tally, options: LetterOptions) -> str:
    """A theme without its printed number."""
    return _OWN_NUMBER.sub("", options.quote(tally.name))


def cut(text: str, most: int) -> str:
    """A text of at most ``most`` characters, … where it was longer."""
    return text if len(text) <= most else text[: most - 1] + "…"


def lights_line(report: StatusReport) -> str:
    """The items by colour, with those that show no light: 红9、黄2、绿10，不亮灯54."""
    shown = "、".join(f"{colour}{report.total.light(colour)}" for colour, _ in report.rules.lights.colours)
    dark = report.total.light("")
    return f"{shown}，不亮灯{dark}" if dark else shown


def silent_line(report: StatusReport, most: int) -> str:
    """Who has not reported: how many items, which units with how many each, and why the rest count as 未填报."""
    rows = report.unreported
    if not rows:
        return "台账所列事项均已填报。" + absent_line(report, most)
    names = [f"{one.unit}{one.unreported}条" for one in report.silent[:most]]
    more = f"等{len(report.silent)}个单位" if len(report.silent) > most else ""
    adrift = sum(not item.units for item in rows)
    told = [f"涉及{'、'.join(names)}{more}"] if names else []
    told += [f"待指定单位的{adrift}条"] if adrift else []
    if report.incomplete:
        other = "另" if told else ""
        told.append(f"{other}{len(report.incomplete)}条{NO_STATUS}（{_serials(report.incomplete)}）")
    return f"{len(rows)}条事项没有填报：{'；'.join(told)}。" + absent_line(report, most)


def absent_line(report: StatusReport, most: int = 0) -> str:
    """Who handed in nothing for the last period that was collected, leading and supporting units apart; "" nobody.

    ``most``: how many of each are named before they are only counted (0: all are named).
    """
    if report.absent is None:
        return ""
    told = []
    for name, units in zip(("牵头（责任）单位", "配合单位"), report.absent_units, strict=True):
        more = "等" if most and len(units) > most else ""
        if units:
            told.append(f"{name}{len(units)}个（{'、'.join(units[: most or None])}{more}）")
    return f"{period_name(report.absent.period)}没有交表：{'；'.join(told)}。"


def refused_line(report: StatusReport) -> str:
    """Which items a 核查意见 sent back, by 台账序号; "" where there are none."""
    found = report.sent_back
    return f"{REFUSED}的{len(found)}条（{_serials(found)}）。" if found else ""


def unproven_line(report: StatusReport) -> str:
    """Which items are reported finished against or without their figure, by 台账序号; "" where there are none."""
    missed = [item for item in report.unproven if item.overclaimed]
    bare = [item for item in report.unproven if item.figureless]
    told = [
        f"{what}的{len(found)}条（{_serials(found)}）"
        for what, found in ((MISSED, missed), (FIGURELESS, bare))
        if found
    ]
    return f"{'；'.join(told)}：均不计入达到占比。" if told else ""


def _serials(items: Sequence[ItemStatus]) -> str:
    return f"台账第{serial_ranges([item.serial for item in items])}条"


def missing_line(returns: PeriodReturns, most: int) -> str:
    """Who has returned nothing for the period, by name, and how many answered only some of their items."""
    missing, name = returns.missing, period_name(returns.period)
    told = f"{name}填报：{len(returns.units)}个单位中交了{len(returns.returned)}个"
    more = f"等{len(missing)}个单位" if len(missing) > most else ""
    told += f"，没有交的：{'、'.join(one.unit for one in missing[:most])}{more}" if missing else ""
    return f"{told}；没有填全的{len(returns.partly)}个。" if returns.partly else f"{told}。"


def item_name(item: ItemStatus, options: LetterOptions, most: int = 0) -> str:
    """The task's number and the item's words, cut to ``most`` characters with … (0: not cut)."""
    number = item.number if item.number and not item.number.isdigit() else f"{item.number}." if item.number else ""
    words = options.quote(item.text).rstrip("。；;，,、")
    return number + (cut(words, most) if most else words)


def standing(item: ItemStatus, name: str) -> str:
    """Where an item stands in few words: 逾期107天，75.0%（应100.0%）."""
    parts = [f"逾期{-(item.days or 0)}天"] if item.overdue else [name]
    parts += [UNPROVEN] if item.sent_back else []
    if item.share is not None and item.expected is not None:
        parts.append(f"{item.share:f}%（应{item.expected:f}%）")
    elif item.actual:
        parts.append(f"数值{item.actual}")
    elif not item.sent_back:
        parts.append(item.status or Judgement.UNREPORTED.value)
    return "，".join(dict.fromkeys(parts))


def serial_ranges(serials: list[int]) -> str:
    """Return row numbers, given in order, as they print: 1、3～5、9.

    Runs of three and more are joined (between numbers by 浪纹线, GB/T 15834—2011).
    """
    parts: list[list[int]] = []
    for serial in serials:
        if parts and serial == parts[-1][-1] + 1:
            parts[-1].append(serial)
        else:
            parts.append([serial])
    shown = (f"{part[0]}～{part[-1]}" if len(part) > 2 else "、".join(map(str, part)) for part in parts)
    return "、".join(shown)
