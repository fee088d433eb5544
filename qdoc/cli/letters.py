"""Owns ``qdoc letters``: the letters anew from a ledger that the clerk has corrected."""

from __future__ import annotations

from pathlib import Path

import click

from qdoc.cli.confirming import by_option
from qdoc.cli.files import force_option
from qdoc.cli.wishes import Wishes, letter_options
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS


@click.command(name="letters", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@click.option("-o", "--out", required=True, metavar="文件夹", help="写到哪个文件夹；没有就新建。")
@letter_options
@by_option
@force_option
def command(ledger: str, out: str, wishes: Wishes, by: str, force: bool) -> int:
    """按改好的台账重出交办单或责任书；台账本身不动。

    台账里确认过的单位记进台账旁边的 确认.json，以后再运行、下一年再用都不必重新确认。
    单位、时限、指标都以台账为准。有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.cli.confirming import decisions_beside, keep_decisions
    from qdoc.cli.files import read_ledger_file
    from qdoc.cli.making import check_kind, letter_files, prove_letters, stale_letters
    from qdoc.cli.outcome import show_files, show_kept, show_proof, show_stale
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.terminal import Steps, screen
    from qdoc.letters import make_letters
    from qdoc.store import write_files

    with Steps() as steps:
        steps.begin("读台账")
        returned = read_ledger_file(ledger)
        record = returned.ledger
        decisions = decisions_beside(ledger, returned)
        letters = make_letters(record)
        proof = prove_letters(record, letters)
        files = letter_files(letters, wishes, steps)
        steps.begin("存文件")
        stale = stale_letters(Path(out), files)
        write_files(out, files, overwrite=force)
        kept, unkept = keep_decisions(decisions, record, who=by, when=wishes.date)
    console = screen()
    found = (*check_kind(wishes, record.head), *unkept, *record.diagnostics)
    show_findings(console, found)
    show_files(console, Path(out), files)
    for path in kept:
        show_kept(console, "确认过的单位已记进", path)
    show_stale(console, stale)
    show_proof(console, proof)
    return EXIT_FINDINGS if proof.unassigned or needs_looking(found) else EXIT_DONE
