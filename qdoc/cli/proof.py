"""Owns ``qdoc proof``: made Word and Excel files checked as packages and measured as printed, in one table a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_PARTLY_FAILED, EXIT_REFUSED, InputRefused

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.proof.prove import BatchProof
    from qdoc.proof.row import FileProof

_SUFFIXES = (".docx", ".xlsx")
_FEW = 3
_STYLES = {"合格": "green", "不合格": "bold red", "不适用": "dim"}


@click.command(name="proof", options_metavar="[选项]")
@click.argument("outputs", metavar="输出…", nargs=-1, required=True)
@click.option("--双面", "both_sides", is_flag=True, help="双面印刷：版记要落在双数页上。")
@click.option("--all", "everything", is_flag=True, help="文件多时也列出每个文件的全部项目（不写则只列不合格的）。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def command(outputs: tuple[str, ...], both_sides: bool, everything: bool, as_json: bool) -> int:
    """量一量生成的 Word 文件印出来合不合 GB/T 9704—2012，并检查文件内部结构。

    “输出”是文件夹或文件，可以写几个；文件夹里的 .docx 和 .xlsx 都查，只读，不改动。
    量版面要用 LibreOffice；没有它时只查文件结构。从不调用 Word 和 WPS。

    退出码：0 都合格；1 有不合格的；3 读不了或印不出；4 一批中有的读不了或印不出。
    """
    from qdoc.cli.terminal import Steps, screen
    from qdoc.proof.prove import prove

    with Steps() as steps:
        steps.begin("读文件")
        files = _files(outputs)
        batch = prove(files, both_sides=both_sides, say=steps.begin)
    if as_json:
        click.echo(_json(batch))
    else:
        _show(screen(), batch, everything=everything or len(batch.files) <= _FEW)
    refused = [one for one in batch.files if one.refused]
    if refused:
        return EXIT_REFUSED if len(refused) == len(batch.files) else EXIT_PARTLY_FAILED
    return EXIT_DONE if all(one.sound for one in batch.files) else EXIT_FINDINGS


def _files(outputs: tuple[str, ...]) -> dict[str, bytes]:
    """Every .docx and .xlsx named or in a named folder, by its path. Raises InputRefused where there is none."""
    from qdoc.cli.reading import read_input
    from qdoc.read import limits

    paths: dict[str, None] = {}
    for output in outputs:
        path = Path(output)
        if not path.exists():
            raise InputRefused("找不到这个文件或文件夹", file=output, hint="请检查路径")
        inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        found = [one for one in inside if one.suffix.lower() in _SUFFIXES and not one.name.startswith(("~$", "."))]
        if not found:
            raise InputRefused(
                "这里没有 Word 或 Excel 文件", file=output, rule="查 .docx 和 .xlsx", hint="请给出 qdoc 的输出文件夹"
            )
        paths |= dict.fromkeys(map(str, found))
    return {name: read_input(name, limit=limits.MAX_FILE_BYTES) for name in paths}


def _json(batch: BatchProof) -> str:
    import json
    from dataclasses import asdict

    from qdoc.proof.prove import NOT_RUN, ONLY_PACKAGES

    told = {
        "schema": "qdoc-proof/1",
        "note": NOT_RUN if batch.printed else ONLY_PACKAGES,
        "substitutes": dict(batch.substitutes),
        "files": [{**asdict(one), "sound": one.sound} for one in batch.files],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _show(console: Console, batch: BatchProof, *, everything: bool) -> None:
    from rich.text import Text

    from qdoc.proof.fonts import told
    from qdoc.proof.prove import NOT_RUN, ONLY_PACKAGES

    for one in batch.files:
        _show_file(console, one, everything=everything)
    sound = sum(one.sound for one in batch.files)
    pages = sum(one.pages for one in batch.files)
    rows = sum(len(one.rows) for one in batch.files)
    failed = sum(len(one.failed) for one in batch.files)
    faults = sum(len(one.faults) for one in batch.files)
    summary = f"{len(batch.files)} 个文件，{pages} 页，{rows} 项：不合格 {failed} 项，结构问题 {faults} 处；"
    summary += f"{sound} 个文件没有问题。"
    console.print(Text(summary, style="green" if sound == len(batch.files) else "bold"))
    if batch.printed:
        console.print(Text(told(batch.substitutes)))
    console.print(Text(NOT_RUN if batch.printed else ONLY_PACKAGES))


def _show_file(console: Console, one: FileProof, *, everything: bool) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from qdoc.cli.clean import clean

    head = f"{one.pages} 页，版面：{one.profile}" if one.pages else "没有量版面" if one.profile else "只查结构"
    verdict = "没有问题" if one.sound else f"不合格 {len(one.failed)} 项，结构问题 {len(one.faults)} 处"
    if one.refused:
        verdict = "查不了"
    looks = "green" if one.sound else "bold red"
    console.print(Text.assemble((clean(one.name), "bold"), f"（{head}）", (verdict, looks)))
    if one.refused or one.unmade:
        console.print(Text(f"  {clean(one.refused or one.unmade)}"))
    shown = [row for row in one.rows if everything or row in one.failed]
    if shown:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in ("项目", "应为", "实测", "允差", "条款", "结论"):
            table.add_column(heading, overflow="fold", no_wrap=heading == "结论")
        for row in shown:
            cells = (row.name, row.expected, row.measured, row.tolerance, row.clause)
            table.add_row(*(Text(clean(cell)) for cell in cells), Text(row.verdict, style=_STYLES[row.verdict]))
        console.print(table)
    for fault in one.faults:
        console.print(Text(f"  结构：{clean(fault)}", style="red"))
