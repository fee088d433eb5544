"""Owns what the terminal, and ``--json``, say of a collection: who is in, what was refused and why, whom to chase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text

from qdoc.asking import period_name
from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging
from qdoc.returns.collect_values import Collected, Fate, Passed, Point, Told
from qdoc.returns.form_values import SPOILED

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.cli.summaries import TakenBack
    from qdoc.returns.collect_proof import CollectProof
    from qdoc.returns.slips import SlipResult

_SHOWN = 12
_WHY_OTHER = "（按任务填的一格记到它的每条事项；配合单位填的、与原来相同的不改进展栏）"
_SCHEMA = "qdoc.collected/1"


def show_collected(
    console: Console,
    collected: Collected,
    slips: Sequence[SlipResult],
    passed: Sequence[Passed],
    proof: CollectProof,
    ledger: Path,
    written: Sequence[str],
    summaries: Sequence[TakenBack] = (),
    *,
    dry_run: bool,
) -> None:
    """Print the report: the count of units first, then every cell that was refused, then the lists, then the proof."""
    if summaries:
        from qdoc.cli.summaries_shown import show_summaries

        show_summaries(console, summaries)
    lists, arrived = collected.lists, collected.arrived
    if collected.period:
        lacking = f"，缺 {len(lists.missing)} 份：{'、'.join(lists.missing)}" if lists.missing else "，收齐了"
        head = f"{period_name(collected.period)}：{len(collected.expected)} 个单位中收到 {len(arrived)} 个{lacking}"
        console.print(hanging(Text(), one_line(head), console.width, "bold"))
    _lines(console, "交办单回执", map(_slip, slips))
    _show_refused(console, collected)
    changed = [f"{one.file}　{_cell(one)}：{one.why}。{one.hint}" for one in collected.of(Fate.CHANGED)]
    _lines(console, "印好的格被改动，没有采用", changed, "red", every=True)
    _lines(console, "没有读的文件", [f"{one.file}：{one.why}。{one.hint}" for one in passed], "yellow")
    _units(console, f"迟报，应报日 {collected.due}", [f"{unit}（{day}）" for unit, day in lists.late], "yellow")
    _units(console, "没写填报日期，不知是否迟报", lists.undated)
    _units(console, "交来的是空表，不算已报", lists.empty, "yellow")
    _lines(console, "报完成、数值没有达标", map(_point, lists.over_claims), "red")
    _lines(console, "报完成、没填数值", map(_point, lists.without_figure), "yellow")
    _lines(console, "数值不是一个数，或是负数、约数、像填错的，按原话登记，请核对", map(_point, lists.unsure), "yellow")
    _lines(console, "状态不在列表里，按原话登记", map(_point, lists.outside), "yellow")
    _lines(console, "各单位说法不一，没有合并", lists.disagree, "yellow")
    _lines(console, "与上一期一字不差", map(_point, lists.unchanged))
    _lines(console, "旧表，以新的为准", _files_of(collected.of(Fate.OLDER)))
    _lines(console, "读的时候认出的", [f"{one.file}：{note}" for one in collected.received for note in one.notes])
    kept = [one.message for one in collected.changes if one.kind == "kept"]
    _lines(console, "您自己填过的，没有改", kept)
    cleared = [f"{one.message}（新填的表这一格空着）" for one in collected.cleared]
    _lines(console, "台账原有、这次变空的，请核对", cleared, "yellow")
    drawn = sum(one.kind == "drawn" for one in collected.changes)
    console.print()
    if collected.period:
        console.print(hanging(Text(), proof.sentence, console.width, "green"))
    if written:
        what = f"：登记的是表里的格，台账进展栏随之更新 {drawn} 格{_WHY_OTHER}" if collected.period else ""
        told = f"已写 {ledger}{what}；原台账存为 {written[1]}，原件 {len(written) - 2} 份存在“回执存档”"
    elif dry_run:
        told = "只看结果（--dry-run），没有写任何文件"
    else:
        told = "没有新的内容，台账没有动"
    console.print(hanging(Text(), one_line(told), console.width))
    if lists.missing:
        told = "下一步：缺报的单位请打电话或发函催（qdoc remind 只催事项，不催填报表）；空表可用 qdoc forms --unit 重出"
        console.print(hanging(Text(), told, console.width))
        told = "没读入的格，请单位改好再发，用同一条命令再收一次"
        console.print(hanging(Text(), told, console.width))
    if summaries and written:
        told = "下一步：用 qdoc summary 重新生成，您的文字照印，数字按台账重算"
        console.print(hanging(Text(), told, console.width))


def _slip(one: SlipResult) -> str:
    acts = [f"{kind.label} {count} 条" for kind, count in Counter(event.kind for event in one.events).items()]
    told = "、".join(acts) or ("没有新的内容" if not one.refused else "没有登记")
    return "；".join([f"{one.slip.name}　{one.unit}：{told}", *(f"{why}。{hint}" for why, hint in one.refused)])


def _show_refused(console: Console, collected: Collected) -> None:
    """Refused cells by file; those of one reason together, a file refused whole in one line."""
    refused = collected.of(Fate.REFUSED)
    if not refused:
        return
    groups: dict[tuple[str, str, str], list[Told]] = {}
    for one in refused:
        groups.setdefault((one.file, one.why, one.hint), []).append(one)
    whole = {one.file for one in collected.received if one.why}
    listed = []
    for (file, why, hint), cells in groups.items():
        named = f"{len(cells)} 格" if file in whole else "、".join(map(_cell, cells[:_SHOWN]))
        more = f" 等 {len(cells)} 格" if file not in whole and len(cells) > _SHOWN else ""
        listed.append(f"{file}　{named}{more}：{why}。{hint}")
    _lines(console, f"没有读入 {len(refused)} 格", listed, "red", every=True)


def _cell(one: Told) -> str:
    text = "" if one.answer.text == SPOILED else f"“{one_line(one.answer.text, 16)}”"
    return f"{one.answer.place}{'' if one.answer.name in one.answer.place else one.answer.name}{text}"


def _files_of(told: Iterable[Told]) -> list[str]:
    counts: dict[tuple[str, str], int] = {}
    for one in told:
        counts[one.file, one.why] = counts.get((one.file, one.why), 0) + 1
    return [f"{file}：{count} 格，{why}" for (file, why), count in counts.items()]


def _point(one: Point) -> str:
    return f"{one.unit}　{one.task}：{one.what}"


def _units(console: Console, title: str, units: Sequence[str], style: str = "") -> None:
    """Units in running text: all of them are named."""
    if units:
        console.print()
        head = Text(f"{title}（{len(units)}）：", style=f"bold {style}".strip())
        console.print(hanging(head, one_line("、".join(units)), console.width))


def _lines(console: Console, title: str, lines: Iterable[str], style: str = "", *, every: bool = False) -> None:
    told = list(lines)
    if not told:
        return
    console.print()
    console.print(Text(title if every else f"{title}（{len(told)}）", style=f"bold {style}".strip()))
    for line in told if every else told[:_SHOWN]:
        console.print(hanging(Text("  "), one_line(line), console.width))
    if not every and len(told) > _SHOWN:
        console.print(Text(f"  另有 {len(told) - _SHOWN} 条，--json 里都有", style="dim"))


def collected_json(
    collected: Collected,
    slips: Sequence[SlipResult],
    passed: Sequence[Passed],
    proof: CollectProof,
    written: Sequence[str],
    summaries: Sequence[TakenBack] = (),
) -> str:
    """Return the whole result as JSON: files, refused cells, lists and proof; nothing is cut."""
    import json

    from qdoc.cli.summaries_shown import summaries_json

    files = [
        {
            "file": one.file, "sha256": one.sha256, "unit": one.unit, "filled_by": one.filled_by,
            "filled_on": one.filled_on, "refused": one.why, "notes": list(one.notes),
            "cells": {fate.name.lower(): one.counts[fate] for fate in Fate},
        }
        for one in collected.received
    ]  # fmt: skip
    result: dict[str, Any] = {
        "schema": _SCHEMA,
        "period": collected.period,
        "expected": list(collected.expected),
        "due": collected.due,
        "arrived": list(collected.arrived),
        "files": files,
        "slips": [
            {
                "file": one.slip.name,
                "sha256": one.slip.sha256,
                "unit": one.unit,
                "events": [asdict(event) for event in one.events],
                "refused": [{"why": why, "next": hint} for why, hint in one.refused],
            }
            for one in slips
        ],
        "summaries": summaries_json(summaries),
        "not_read": [asdict(one) for one in passed],
        "refused": [_told_json(one) for one in collected.of(Fate.REFUSED)],
        "changed": [_told_json(one) for one in collected.of(Fate.CHANGED)],
        "older": [_told_json(one) for one in collected.of(Fate.OLDER)],
        "lists": asdict(collected.lists),
        "cleared": [one.message for one in collected.cleared],
        "kept": [one.message for one in collected.changes if one.kind == "kept"],
        "proof": {**asdict(proof), "holds": proof.holds, "sentence": proof.sentence},
        "written": list(written),
    }
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _told_json(one: Told) -> dict[str, str]:
    text = "" if one.answer.text == SPOILED else one.answer.text
    return {
        "file": one.file, "unit": one.unit, "cell": one.answer.place, "field": one.answer.name, "text": text,
        "why": one.why, "next": one.hint,
    }  # fmt: skip
