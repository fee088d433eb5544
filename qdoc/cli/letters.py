"""Owns ``qdoc letters``: the letters anew from a ledger that the clerk has corrected, or from plan.json."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.confirming import by_option
from qdoc.cli.files import folder_of, force_option
from qdoc.cli.wishes import Wishes, letter_options
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from qdoc.cli.confirming import Decisions
    from qdoc.model import Diagnostic, Ledger


@click.command(name="letters", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx或plan.json")
@click.option("-o", "--out", required=True, metavar="文件夹", help="写到哪个文件夹；没有就新建。")
@letter_options
@by_option
@force_option
def command(ledger: str, out: str, wishes: Wishes, by: str, force: bool) -> int:
    """按改好的台账重出各单位的文件；台账本身不动。

    台账里确认过的单位记进台账旁边的 确认.json，以后再运行、下一年再用都不必重新确认。
    单位、时限、指标都以台账为准。也可以给 plan.json：按通知原文出，台账里改过的不算。
    有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.cli.confirming import keep_decisions
    from qdoc.cli.earlier import earlier_files
    from qdoc.cli.making import check_kind, find_own, keep_manifest, make_files, prove_letters
    from qdoc.cli.outcome import show_batch, show_kept, show_own, show_proof
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.terminal import Steps, screen
    from qdoc.letters import letter_findings, make_letters
    from qdoc.store import Folder

    with Steps() as steps:
        office, styles = find_own(wishes, *folder_of(ledger), Path(out))
        steps.begin("读台账")
        record, decisions, doubts = _record(ledger)
        letters = make_letters(record, office)
        proof = prove_letters(record, letters, office)
        made = make_files(record, letters, wishes, office, styles, steps)
        steps.begin("存文件")
        with Folder(out) as folder:
            handed_out, copy = keep_manifest(folder)
            files = made.files | copy
            earlier = earlier_files(folder.path, files, wishes.kinds, made.folders)
            folder.write(files, overwrite=force, expect=handed_out)
        kept, unkept = keep_decisions(decisions, record, who=by, when=wishes.date)
    console = screen()
    own = (*styles.diagnostics, *(office.diagnostics if office else ()), *letter_findings(record, office))
    found = (*check_kind(wishes, record.head), *doubts, *own, *unkept, *record.diagnostics)
    show_findings(console, found)
    show_batch(console, Path(out), files, made, earlier)
    for path in kept:
        show_kept(console, "确认过的单位已记进", path)
    show_own(console, office, styles)
    show_proof(console, proof)
    return EXIT_FINDINGS if proof.unassigned or needs_looking(found) else EXIT_DONE


def _record(name: str) -> tuple[Ledger, Decisions | None, tuple[Diagnostic, ...]]:
    """Return the ledger in ``name``, the decisions beside it, and what is to be said of where it came from.

    A plan.json gives the ledger that ``qdoc run`` makes of it where there is none; a ledger beside it is not read.
    """
    from qdoc.cli.confirming import decisions_beside
    from qdoc.cli.files import read_ledger_file

    path = Path(name)
    if path.suffix.lower() != ".json" or path.is_dir():
        returned = read_ledger_file(name)
        return returned.ledger, decisions_beside(name, returned), ()
    import hashlib

    from qdoc.cli.reading import read_input
    from qdoc.errors import InputRefused
    from qdoc.ledger import build_ledger
    from qdoc.model import Diagnostic, Severity
    from qdoc.read.limits import MAX_FILE_BYTES
    from qdoc.store import decode_plan

    try:
        data = read_input(name, limit=MAX_FILE_BYTES)
    except FileNotFoundError:
        hint = "请检查路径；plan.json 由 qdoc run 或 qdoc parse --json 生成"
        raise InputRefused("找不到这个文件", file=name, hint=hint) from None
    ledger = build_ledger(decode_plan(data, name), hashlib.sha256(data).hexdigest())
    beside = path.parent / "台账.xlsx"
    if not beside.is_file():
        return ledger, None, ()
    message = f"旁边的 {beside.name} 没有用：里面改过、确认过的，这次的文件里都没有"
    return (
        ledger,
        None,
        (Diagnostic("K003", Severity.WARNING, message, hint="要按台账出，请把命令里的 plan.json 换成它"),),
    )
