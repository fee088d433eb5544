"""Owns what the parser tells the clerk: gaps and repeats in the numbering, guesses, what it left alone (codes P1xx)."""

from __future__ import annotations

from qdoc.model import Diagnostic, IssuedPlan, Severity
from qdoc.parse.layers import Layers
from qdoc.parse.numbering import Mark
from qdoc.parse.outline import Outline
from qdoc.parse.view import View


def diagnose(view: View, layers: Layers, plans: tuple[IssuedPlan, ...], out: Outline) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order of the text; those about the whole document come first."""
    notes: list[Diagnostic] = []
    if not out.tasks:
        notes.append(
            Diagnostic(
                "P103",
                Severity.REVIEW,
                "没有找到任务：文中没有可以认出的编号事项、责任表格或带小标题的段落",
                hint="请核对文件是否完整；全文已按段落保留，可在台账中自行添加事项",
            )
        )
    for index, plan in enumerate(plans):
        if plan.year is None and any(t.plan == index for t in out.tasks):
            notes.append(
                Diagnostic(
                    "P104",
                    Severity.INFO,
                    "标题中没有年份，任务编号以 0000 开头",
                    plan.start,
                    plan.start,
                    "需要年度时，请在命令中指明或在台账中填写",
                )
            )
    notes.extend(_numbering(view, out.accepted))
    for start, end in out.flattened:
        notes.append(
            Diagnostic(
                "P105",
                Severity.REVIEW,
                "表格在复制时并成了一行，已按重复出现的末列内容分行",
                start,
                end,
                "请对照原表核对每一行的起止和所属单位",
            )
        )
    for start, end in out.tables:
        notes.append(
            Diagnostic(
                "P108",
                Severity.REVIEW,
                "正文之外另有一张责任分工表，任务以正文为准，表格各行没有另立任务",
                start,
                end,
                "请核对表格与正文是否一致；表中独有的事项请在台账中补充",
            )
        )
    for start, end in out.plain:
        if any(start <= t.start < end for t in out.tasks):
            notes.append(
                Diagnostic(
                    "P106", Severity.REVIEW, "全文没有编号，任务按段落划分", start, end, "请核对每段是否各为一项任务"
                )
            )
    if out.demands:
        notes.append(
            Diagnostic(
                "P109",
                Severity.REVIEW,
                f"印发通知的正文另有 {len(out.demands)} 项编号的要求，任务以所附文件为准，这些要求没有另立任务",
                out.demands[0][0],
                out.demands[-1][1],
                "请核对其中是否有需要分办的事项；需要时请在台账中补充",
            )
        )
    if layers.issuance is not None and len(layers.plans) > 1:
        first = layers.plans[0]
        notes.append(
            Diagnostic(
                "P107",
                Severity.INFO,
                f"一份通知印发了 {len(layers.plans)} 个文件，任务分别记在各自名下",
                first.start,
                first.start,
            )
        )
    return tuple(sorted(notes, key=lambda n: (n.start is not None, n.start or 0, n.code)))


def _numbering(view: View, accepted: list[Mark]) -> list[Diagnostic]:
    notes: list[Diagnostic] = []
    scope: dict[int, Mark] = {}
    run: dict[int, int] = {}
    for mark in accepted:
        last = scope.get(mark.rank)
        printed = view.text[mark.start : mark.end]
        expected = last.value + 1 if last is not None else None
        if last is not None and mark.value == last.value:
            notes.append(
                Diagnostic(
                    "P102",
                    Severity.REVIEW,
                    f"编号“{printed}”重复出现",
                    mark.start,
                    mark.end,
                    "两项都已保留，请核对原文编号",
                )
            )
        elif (expected is not None and mark.value not in (1, expected)) or (
            expected is None and mark.value not in (1, run.get(mark.rank, 0) + 1)
        ):
            notes.append(
                Diagnostic(
                    "P101",
                    Severity.REVIEW,
                    f"编号“{printed}”与前一项不连续",
                    mark.start,
                    mark.end,
                    "请核对是否缺项或编号有误",
                )
            )
        for rank in [r for r in scope if r > mark.rank]:
            del scope[rank]
        scope[mark.rank] = mark
        run[mark.rank] = mark.value
    return notes
