"""Owns what the terminal says after writing: the files, what is missing, what a merge kept, old letters, the proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging

if TYPE_CHECKING:
    from qdoc.cli.earlier import Earlier
    from qdoc.cli.making import Made
    from qdoc.cli.missing import Missing
    from qdoc.cli.styles import OfficeTemplates
    from qdoc.ledger import MergeChange
    from qdoc.letters import Proof
    from qdoc.model import Office
    from qdoc.render.manifest_sheet import Delivery

_SHOWN = 8
_SELECTED, _LEADING = "催办单", "督办单"  # kinds that do not print all items of a unit
_TELLING = ("kept", "own", "deleted", "added", "retired", "dropped")


def show_files(console: Console, folder: Path, files: Iterable[str]) -> None:
    """Print what was written: the files in the folder itself side by side, folders as one line each."""
    alone: list[str] = []
    inside: dict[str, list[PurePosixPath]] = {}
    for name in files:
        path = PurePosixPath(name)
        if len(path.parts) > 1:
            inside.setdefault(path.parts[0], []).append(path)
        else:
            alone.append(one_line(name))
    console.print()
    console.print(Text(f"已写到 {one_line(str(folder))}", style="bold"))
    if alone:
        console.print(hanging(Text("  "), "、".join(alone), console.width))
    for name, paths in inside.items():
        console.print(hanging(Text(f"  {one_line(name)}/　"), _contents(paths), console.width))


def _contents(paths: list[PurePosixPath]) -> str:
    """55 个单位各一个文件夹（任务交办单 55 份、责任书 31 份）, or the names of a few files."""
    folders = {path.parts[1] for path in paths if len(path.parts) > 2}
    if not folders:
        names = "、".join(one_line(path.name) for path in paths[:_SHOWN])
        return names + (f" 等 {len(paths)} 份" if len(paths) > _SHOWN else "")
    kinds: dict[str, int] = {}
    for path in paths:
        kind = path.stem.removeprefix(path.parts[1])
        kinds[kind] = kinds.get(kind, 0) + 1
    counted = "、".join(f"{one_line(kind)} {count} 份" for kind, count in kinds.items())
    return f"{len(folders)} 个单位，每个单位一个文件夹：{counted}"


def show_batch(
    console: Console, folder: Path, files: Iterable[str], made: Made, earlier: Earlier, sentences: Iterable[str] = ()
) -> None:
    """Print what a batch of letters wrote, which kinds no unit needed, what is missing, and what was there before.

    ``sentences``: what a clerk must know of the manifest (numbers that changed, entries that could not be kept).
    """
    show_files(console, folder, files)
    for kind, count in made.counts.items():
        if not count:
            console.print(hanging(Text("  "), f"{one_line(kind)}：没有单位需要，一份也没有写", console.width, "yellow"))
    for name in made.kept:
        console.print(hanging(Text("  "), f"{name} 内容没有变，没有重写，日期照旧", console.width, "dim"))
    for told in sentences:
        console.print(hanging(Text("  "), one_line(told), console.width, "yellow"))
    show_missing(console, made.missing)
    show_earlier(console, earlier)


def show_own(console: Console, office: Office | None, styles: OfficeTemplates, names: Iterable[str]) -> None:
    """Print which settings and which of the office's templates (``names``: those filled) were used, if any."""
    from qdoc.cli.styles import show_templates

    used = [name for name in names if name in styles.compiled]
    if office is not None or used:
        console.print()
    if office is not None:
        show_kept(console, "用了本单位的设置", Path(office.source))
    if used:
        show_templates(console, styles, *used)


def show_missing(console: Console, missing: Iterable[Missing]) -> None:
    """Print what the letters print as 【待补】, each value once, with the way to give it."""
    lacks = list(missing)
    if lacks:
        console.print()
        told = f"有 {len(lacks)} 项没有填，文件里印作【待补】；填进 单位信息.xlsx，或写选项，再出一次："
        console.print(hanging(Text(), told, console.width, "yellow"))
        for one in lacks[:_SHOWN]:
            console.print(hanging(Text("  "), one_line(one.sentence), console.width))
        if len(lacks) > _SHOWN:
            console.print(Text(f"  另有 {len(lacks) - _SHOWN} 项", style="dim"))


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


def show_earlier(console: Console, earlier: Earlier) -> None:
    """Name the files of an earlier run that this one did not make, and count those of kinds not asked for."""
    stale = earlier.stale
    if stale:
        console.print()
        told = f"以下 {len(stale)} 份不是这次生成的，可能已不适用；没有删除，请自行处理："
        console.print(hanging(Text(), told, console.width, "yellow"))
        for name in stale[:_SHOWN]:
            console.print(Text(f"  {one_line(name)}"))
        if len(stale) > _SHOWN:
            folders = dict.fromkeys(f"{one_line(PurePosixPath(name).parts[0])}/" for name in stale[_SHOWN:])
            console.print(Text(f"  另有 {len(stale) - _SHOWN} 份，在 {'、'.join(folders)}", style="dim"))
    if earlier.others:
        console.print()
        counted = "、".join(f"{kind} {count} 份" for kind, count in earlier.others.items())
        console.print(hanging(Text(), f"以前生成的还在，这次没有重出：{counted}。", console.width, "dim"))


def show_proof(console: Console, proof: Proof, made: Made, against: str = "台账") -> None:
    """Print the line that says that the documents made and the ledger (``against``: 台账 or 计划) agree."""
    console.print()
    style = "yellow" if proof.unassigned else "green"
    told = proof_sentence(proof, made.deliveries, against)
    console.print(hanging(Text(), one_line(told), console.width, style))


def proof_sentence(proof: Proof, deliveries: Iterable[Delivery], against: str = "台账") -> str:
    """Return the proof in a sentence: the rows of ``against``, then of each kind made what stands in its documents."""
    assigned, waiting = proof.rows - len(proof.unassigned), len(proof.unassigned)
    rows = f"{against} {proof.rows} 条事项，{assigned} 条有牵头或责任单位，"
    parts = [f"核对通过：{rows}{f'{waiting} 条待指定' if waiting else '没有待指定'}"]
    kinds: dict[str, list[Delivery]] = {}
    for one in deliveries:
        kinds.setdefault(one.kind, []).append(one)
    for kind, files in kinds.items():
        lead, support = sum(one.lead or 0 for one in files), sum(one.support or 0 for one in files)
        if kind == _SELECTED:
            parts.append(f"{kind} {len(files)} 份，只列逾期和临近时限的 {lead} 条")
        elif kind == _LEADING:
            parts.append(f"{kind} {len(files)} 份，列牵头（责任）{lead} 条，与{against}逐条一致")
        else:
            parts.append(f"{kind} {len(files)} 份，列牵头（责任）{lead} 条、配合 {support} 条，与{against}逐条一致")
    if proof.removed:
        parts.append(f"另有 {proof.removed} 条由您删除，未列入")
    return "；".join(parts)


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
    told = "，".join(f"{one_line(name)} {number}" for name, number in parts.items())
    console.print(Text(f"{one_line(title)}：{told}"))


def show_gaps(console: Console, gaps: Mapping[str, str]) -> None:
    """Name what a document prints as 【待补】 and the option that fills each: ``gaps`` is value → option."""
    if gaps:
        told = "、".join(f"{name}（{option}）" for name, option in gaps.items())
        console.print(hanging(Text(), f"没有填、印作【待补】的：{told}", console.width, "yellow"))
