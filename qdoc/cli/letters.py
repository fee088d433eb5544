"""Owns ``qdoc letters``: the letters anew from a ledger that the clerk has corrected, or from plan.json."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.confirming import by_option
from qdoc.cli.files import folder_of, force_option
from qdoc.cli.wishes import LETTER, Wishes, letter_options
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from qdoc.cli.confirming import Decisions
    from qdoc.model import AssignmentLetter, Diagnostic, Ledger

_FOLLOW_UP = "督办单"


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
    分发清单列出文件夹里仍有效的全部文件，以前命令出的也在内，填过的签收、备注照留；编号照它里面的原号，新增的
    单位往后编，不再出的号空着。任务分解表只在出任务交办单、内容又有变化时重写；只改它的日期请用 qdoc allocation。
    有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.cli.concerns import ledger_findings, office_findings
    from qdoc.cli.confirming import keep_decisions
    from qdoc.cli.earlier import earlier_files
    from qdoc.cli.handing import hand_out, handed_out
    from qdoc.cli.making import check_kind, find_own, make_files, prove_letters
    from qdoc.cli.outcome import show_batch, show_kept, show_own, show_proof
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.terminal import Steps, screen
    from qdoc.letters import letter_findings, make_letters
    from qdoc.store import Folder

    with Steps() as steps:
        office, styles = find_own(wishes, *folder_of(ledger), Path(out))
        steps.begin("读台账")
        source = _record(ledger)
        record = source.ledger
        letters = make_letters(record, office)
        proof = prove_letters(record, letters, office)
        target = Folder(out)
        handed = handed_out(target)
        made = make_files(
            record, letters, wishes, office, styles, steps, handed, target if LETTER in wishes.kinds else None
        )
        steps.begin("存文件")
        with target as folder:
            handing = hand_out(handed, made, folder, record, letters, office)
            files = made.files | handing.files
            earlier = earlier_files(folder.path, files, made.documents, made.folders)
            folder.write(files, overwrite=force, expect=handing.expect)
        kept, unkept = keep_decisions(source.decisions, record, who=by, when=wishes.date)
    console = screen()
    own = (*styles.diagnostics, *office_findings(office, record, wishes), *letter_findings(record, office))
    found = (*check_kind(wishes, record.head), *source.doubts, *own, *unkept, *ledger_findings(record))
    show_findings(console, found)
    show_batch(
        console,
        Path(out),
        files,
        made,
        earlier,
        (*handing.sentences, *left_out(letters, wishes.kinds), *filter(None, [source.stale])),
    )
    for path in kept:
        show_kept(console, "确认过的单位已记进", path)
    show_own(console, office, styles, made.templates)
    show_proof(console, proof, made, source.name)
    return EXIT_FINDINGS if proof.unassigned or needs_looking(found) else EXIT_DONE


def left_out(letters: Iterable[AssignmentLetter], kinds: Collection[str]) -> tuple[str, ...]:
    """What a clerk must know of the items that 督办单 do not list: those that are finished."""
    letters = tuple(letters)
    done = {item.row_key for letter in letters for item in letter.lead_items if item.finished}
    if _FOLLOW_UP not in kinds or not done:
        return ()
    units = sum(bool(one.lead_items) and all(item.finished for item in one.lead_items) for one in letters)
    without = f"，{units} 个单位因此没有督办单" if units else ""
    return (f"已完成、已办结或已销号的 {len(done)} 条没有列入督办单{without}",)


@dataclass(frozen=True, slots=True)
class _Source:
    """A ledger, the decisions beside it, and what is to be said of where it came from (``name``: 台账 or 计划)."""

    name: str
    ledger: Ledger
    decisions: Decisions | None = None
    doubts: tuple[Diagnostic, ...] = ()
    stale: str = ""


def _record(name: str) -> _Source:
    """Return the ledger in ``name``.

    A plan.json gives the ledger that ``qdoc run`` makes of it where there is none; a ledger beside it is not read.
    """
    from qdoc.cli.concerns import stale_sheet
    from qdoc.cli.confirming import decisions_beside
    from qdoc.cli.files import read_ledger_file

    path = Path(name)
    if path.suffix.lower() != ".json" or path.is_dir():
        returned = read_ledger_file(name)
        return _Source("台账", returned.ledger, decisions_beside(name, returned), stale=stale_sheet(returned))
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
        return _Source("计划", ledger)
    message = f"旁边的 {beside.name} 没有用：里面改过、确认过的，这次的文件里都没有"
    hint = "要按台账出，请把命令里的 plan.json 换成它"
    return _Source("计划", ledger, doubts=(Diagnostic("K003", Severity.WARNING, message, hint=hint),))
