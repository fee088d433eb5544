"""Owns what the terminal says after writing: the files, what a merge kept, old letters, and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging

if TYPE_CHECKING:
    from qdoc.ledger import MergeChange
    from qdoc.letters import Proof

_SHOWN = 8
_TELLING = ("kept", "own", "deleted", "added", "retired", "dropped")


def show_files(console: Console, folder: Path, files: Iterable[str]) -> None:
    """Print what was written, a folder of letters as one line."""
    counts: dict[str, list[str]] = {}
    for name in files:
        path = PurePosixPath(name)
        counts.setdefault(str(path.parent) if len(path.parts) > 1 else name, []).append(path.name)
    console.print()
    console.print(Text(f"已写到 {one_line(str(folder))}", style="bold"))
    for name, inside in counts.items():
        if inside == [name]:
            console.print(Text(f"  {one_line(name)}"))
        else:
            console.print(Text(f"  {one_line(name)}/　{len(inside)} 份"))


def show_file(console: Console, path: Path, size: int) -> None:
    """Print the one file that was written."""
    console.print(Text(f"已写好 {one_line(str(path))}（{max(1, round(size / 1024))} KB）", style="bold"))


def show_kept(console: Console, what: str, path: Path) -> None:
    """Print where something was kept beside what was asked for."""
    console.print(Text(f"{what} {one_line(str(path))}"))


def show_changes(console: Console, changes: Iterable[MergeChange]) -> None:
    """Print what merging with the clerk's ledger kept and changed, if anything."""
    told = [one for one in changes if one.kind in _TELLING]
    updated = sum(one.kind == "updated" for one in changes)
    if not told and not updated:
        return
    console.print()
    console.print(Text("与文件夹里原有的台账合并", style="bold"))
    for one in told[:_SHOWN]:
        console.print(hanging(Text("  "), one_line(one.message), console.width))
    if len(told) > _SHOWN:
        console.print(Text(f"  另有 {len(told) - _SHOWN} 处", style="dim"))
    if updated:
        console.print(Text(f"  {updated} 处没有人改过的内容随通知更新", style="dim"))


def show_stale(console: Console, stale: Iterable[str]) -> None:
    """Name the letters of an earlier run that this one did not make."""
    names = list(stale)
    if names:
        console.print()
        told = f"以下 {len(names)} 份不是这次生成的，可能已不适用；没有删除，请自行处理："
        console.print(hanging(Text(), told, console.width, "yellow"))
        for name in names:
            console.print(Text(f"  {one_line(name)}"))


def show_proof(console: Console, proof: Proof) -> None:
    """Print the line that says that the letters and the ledger agree."""
    console.print()
    style = "yellow" if proof.unassigned else "green"
    console.print(hanging(Text(), one_line(proof.sentence), console.width, style))


def show_next(console: Console, folder: Path) -> None:
    """Say what a clerk does next with what was written."""
    at = one_line(str(folder))
    steps = (
        f"下一步：用浏览器打开 {at}/审阅.html 对照原文；在 {at}/台账.xlsx 里改写或确认单位；"
        f"改好后运行 qdoc letters {at}/台账.xlsx -o {at} 重出交办单。"
    )
    console.print()
    console.print(hanging(Text(), steps, console.width))


def show_composed(console: Console, title: str, parts: Mapping[str, int]) -> None:
    """Print a title with counts, such as ``年终总结：18 项任务，已完成 12``."""
    console.print(Text(f"{one_line(title)}：{'，'.join(f'{name} {number}' for name, number in parts.items())}"))
