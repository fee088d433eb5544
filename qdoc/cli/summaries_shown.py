"""Owns what the terminal, and ``--json``, say of a year-end summary that came back: what was kept, what fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.text import Text

from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging
from qdoc.returns.summary_numbers import Doubt
from qdoc.returns.summary_values import Change, SummaryChange

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.cli.summaries import TakenBack

_SHOWN = 12
_AROUND = 8  # signs shown on either side of what differs
_LONGEST = 60
_HINTS = {
    Change.RESTORED: "原因要改的，请改台账的“存在问题”；办结了的，请改“办理状态”",
    Change.OWN_LINE: "标题里的单位、日期用 qdoc summary 的 --office、--date 给出；版式用 --templates",
    Change.OUTSIDE: "要留的话，请移到正文里再收一次",
}
_NUMBER_HINTS = {
    Doubt.DIFFERS: "台账对的，不必改：重新生成时印台账的数；文中对的，请改台账",
    Doubt.HERS: "请核对；对的话不必再动，以后以“总结用语”为准",
    Doubt.UNSOURCED: "请核对；这些数照您写的印，不会随台账变",
}


def show_summaries(console: Console, taken: Sequence[TakenBack]) -> None:
    """Print, for each file, how many numbers are proved, then what the clerk changed, then each number that fails."""
    for one in taken:
        edits = one.edits
        doubts = len(edits.numbers)
        verdict = f"{edits.proved + doubts} 个数核对过，{'全部与台账一致' if not doubts else f'{doubts} 个要核对'}"
        words = "文字没有改动" if not edits.changes else f"改动 {len(edits.changes)} 处"
        head = f"{one.document.name}（年终总结）：{words}；{verdict}"
        console.print(hanging(Text(), one_line(head), console.width, "bold"))
        for note in edits.notes:
            console.print(hanging(Text("  "), one_line(note), console.width, "yellow"))
        for kind in Change:
            found = [change for change in edits.changes if change.kind is kind]
            _block(console, kind.label, map(_change, found), _HINTS.get(kind, ""), "yellow" if kind.to_look_at else "")
        for doubt in Doubt:
            messages = [finding.message for finding in edits.numbers if finding.doubt is doubt]
            _block(console, doubt.label, messages, _NUMBER_HINTS.get(doubt, ""), "red")


def summaries_json(taken: Sequence[TakenBack]) -> list[dict[str, Any]]:
    """Return what became of each file, nothing cut: every change with its words, every number that is not proved."""
    return [
        {
            "file": one.document.name,
            "sha256": one.document.sha256,
            "changed": one.changed,
            "notes": list(one.edits.notes),
            "changes": [
                {**asdict(change), "what": change.kind.label, "look_at": change.kind.to_look_at}
                for change in one.edits.changes
            ],
            "proved": one.edits.proved,
            "numbers": [{**asdict(finding), "message": finding.message} for finding in one.edits.numbers],
        }
        for one in taken
    ]


def _block(console: Console, title: str, lines: Sequence[str] | map[str], hint: str, style: str) -> None:
    told = list(lines)
    if not told:
        return
    console.print(Text(f"  {title}（{len(told)}）", style=f"bold {style}".strip()))
    for line in told[:_SHOWN]:
        console.print(hanging(Text("    "), one_line(line), console.width))
    if len(told) > _SHOWN:
        console.print(Text(f"    另有 {len(told) - _SHOWN} 处，--json 里都有", style="dim"))
    if hint:
        console.print(hanging(Text("    "), hint, console.width, "dim"))


def _change(change: SummaryChange) -> str:
    where = f"{change.place}：" if change.place else ""
    if change.kind is Change.MOVED or not change.after:
        return f"{where}“{_cut(change.before)}”"
    if not change.before:
        return f"{where}“{_cut(change.after)}”"
    before, after = _difference(change.before, change.after)
    return f"{where}“{before}” → “{after}”"


def _difference(before: str, after: str) -> tuple[str, str]:
    """The two texts from where they part to where they meet again, with some words around."""
    start = next(
        (at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    tail = 0
    while tail < min(len(before), len(after)) - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    first, last = max(0, start - _AROUND), max(0, tail - _AROUND)
    return tuple(  # type: ignore[return-value]  # two in, two out
        f"{'…' if first else ''}{_cut(text[first : len(text) - last])}{'…' if last else ''}" for text in (before, after)
    )


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"
