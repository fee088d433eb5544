"""Owns ``qdoc record``: an act in the life of items (签收, 异议, 延期, 核查, 佐证, 办结, 销号) into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.choosing import OpenedLedger, row_options
from qdoc.cli.settings_file import settings_option
from qdoc.cli.wishes import read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, UsageError
from qdoc.model import EventKind
from qdoc.model.office import same_name

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.ledger.acts import Applied
    from qdoc.model import Diagnostic, Event, Ledger, LedgerRow, Office

_KINDS = {kind.label: kind for kind in EventKind if kind not in (EventKind.AMENDMENT, EventKind.CORRECTION)}
_BY_UNIT = (EventKind.RECEIPT, EventKind.OBJECTION, EventKind.EXTENSION)
_DECIDED = (EventKind.OBJECTION, EventKind.EXTENSION, EventKind.REVIEW)
_DECISIONS = ("同意", "不同意")
_SHOWN = 12


def _read_kind(_ctx: click.Context, _parameter: click.Parameter, value: str) -> EventKind:
    """The kind of act that a clerk calls ``value``."""
    if value == EventKind.AMENDMENT.label:
        raise click.BadParameter("时限、单位、指标的调整请用 qdoc amend。")
    if value not in _KINDS:
        raise click.BadParameter(f"“{value}”不在可选的值里：{'、'.join(_KINDS)}。")
    return _KINDS[value]


@click.command(name="record", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@click.option("--kind", metavar="种类", required=True, callback=_read_kind, help=f"登记哪一种：{'、'.join(_KINDS)}。")
@row_options
@click.option(
    "--unit",
    metavar="单位",
    default="",
    help="哪个单位签收、提出的；不写 --row 时只登记它的事项：牵头或负责的，没有就是配合的。",
)
@click.option("--by", metavar="姓名", default="", help="经办人；办结、销号、核查意见和各项决定必须写明。")
@click.option("--on", "day", metavar="年-月-日", callback=read_day_option, help="哪一天的事；不写则空着。")
@click.option("--text", metavar="文字", default="", help="理由、意见或说明。")
@click.option("--until", metavar="年-月-日", callback=read_day_option, help="延期申请：申请延到哪一天。")
@click.option(
    "--decision",
    metavar="同意|不同意",
    type=click.Choice(_DECISIONS),
    help="对异议、延期申请的决定，或核查结论；同意延期就改台账的时限，核查不同意就退回重办。",
)
@click.option(
    "--file", "proofs", metavar="文件", multiple=True, help="佐证文件：登记文件名和校验值，不拷贝；佐证可写多次。"
)
@click.option("--dry-run", is_flag=True, help="只看能不能登记，不写台账。")
@settings_option
def command(
    ledger: str,
    kind: EventKind,
    rows: tuple[str, ...],
    tasks: tuple[str, ...],
    unit: str,
    by: str,
    day: str | None,
    text: str,
    until: str | None,
    decision: str | None,
    proofs: tuple[str, ...],
    dry_run: bool,
    settings: str | None,
) -> int:
    """把事项办理中的一件事登记进台账的“办理记录”：签收、异议、延期申请、核查意见、佐证、办结、销号。

    选中的各条要么全部登记，要么一条也不登记，不合适的逐条说明。对异议、延期申请的决定用同一种类加 --decision；
    办结、销号只由写明姓名的人作出。写之前在“台账备份”里留一份；台账读过以后又被改动的，不写。
    有要看的地方，退出码是 1；有不合适的，是 3。
    """
    from qdoc.cli.choosing import called_unit, chosen_rows, open_to_write, refuse_acts
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.terminal import Steps
    from qdoc.cli.writing_back import write_back
    from qdoc.ledger.acts import apply_events
    from qdoc.ledger.choose import Wanted
    from qdoc.ledger.directory import Directory

    _check(kind, unit, until, decision, proofs)
    with Steps() as steps:
        steps.begin("读台账")
        opened = open_to_write(ledger)
        office = find_settings(settings, opened.path.parent)
        unit, called = called_unit(opened, unit, office)
        chosen = chosen_rows(opened, Wanted(rows, tasks, unit), office)
        named = Directory(opened.ledger, office).unit(unit) if unit else ""
        events = _events(chosen, kind, (named, by.strip(), day or "", text.strip()), until, decision, proofs)
        applied = apply_events(opened.ledger, events)
        refuse_acts(opened, applied.refused, len(chosen), kind.label)
        written: tuple[str, ...] = ()
        if applied.new and not dry_run:
            steps.begin("写台账")
            written = write_back(opened.path, opened.before, applied.ledger, day=day or "")
    strangers = _strangers(opened.ledger, chosen, unit, office) if rows and kind in _BY_UNIT else ()
    found = (*called, *strangers)
    _show(opened, applied, kind, found, written, office, dry_run=dry_run)
    return EXIT_FINDINGS if strangers else EXIT_DONE


def _check(kind: EventKind, unit: str, until: str | None, decision: str | None, proofs: tuple[str, ...]) -> None:
    """Raise UsageError for options that do not go with the kind of act."""
    if kind in _BY_UNIT and not decision and not unit:
        raise UsageError(f"{kind.label}没有写明是哪个单位的", hint="请加 --unit 单位")
    if until and kind is not EventKind.EXTENSION:
        raise UsageError(f"--until 只用于延期申请，不用于{kind.label}", hint="要改时限请用 qdoc amend")
    if kind is EventKind.EXTENSION and not decision and not until:
        raise UsageError("延期申请没有写明延到哪一天", hint="请加 --until 2026-12-31")
    if decision and kind not in _DECIDED:
        hint = f"--decision 用于{'、'.join(each.label for each in _DECIDED)}"
        raise UsageError(f"{kind.label}没有同意不同意", hint=hint)
    if kind is EventKind.PROOF and not proofs:
        raise UsageError("没有写明佐证文件", hint="请加 --file 文件，可写多次")
    if len(proofs) > 1 and kind is not EventKind.PROOF:
        raise UsageError(f"{kind.label}只能附一份文件", hint="其余的请用 --kind 佐证 另行登记")


def _events(
    chosen: Sequence[LedgerRow],
    kind: EventKind,
    told: tuple[str, str, str, str],
    until: str | None,
    decision: str | None,
    proofs: tuple[str, ...],
) -> list[Event]:
    """The acts to register, a row and a file each; ``told``: unit, person, day, words."""
    from qdoc.model import Event

    unit, by, day, text = told
    files = [_proof(Path(name)) for name in proofs] or [("", "")]
    return [
        Event(
            row.key,
            kind,
            on=day,
            by=by,
            unit=unit,
            text=text,
            after=until or "",
            decision=decision or "",
            file=name,
            sha256=sha256,
        )
        for row in chosen
        for name, sha256 in files
    ]


def _proof(path: Path) -> tuple[str, str]:
    """Name and SHA-256 of a file as it is now. Raises UsageError where it is none."""
    import hashlib

    if not path.is_file():
        raise UsageError("找不到这份佐证文件", file=str(path), hint="请检查路径；要登记的是文件，不是文件夹")
    with path.open("rb") as stream:
        return path.name, hashlib.file_digest(stream, "sha256").hexdigest()


def _strangers(ledger: Ledger, chosen: Sequence[LedgerRow], unit: str, office: Office | None) -> Sequence[Diagnostic]:
    """The finding that rows named by 序号 do not name the unit whose act it is (K010)."""
    from qdoc.ledger.choose import unit_rows
    from qdoc.model import Diagnostic, Severity

    mine = set().union(*unit_rows(ledger, unit, office)) if unit else {row.key for row in chosen}
    others = [row for row in chosen if row.key not in mine]
    if not others:
        return ()
    places = "；".join(row.place or row.text[:20] for row in others[:_SHOWN])
    message = f"{len(others)} 条事项没有写 {unit}，照您说的登记：{places}"
    hint = "单位写错了的，在“办理记录”里删去这一行；各街道一类的群组，请在 单位信息.xlsx 写明成员"
    return (Diagnostic("K010", Severity.WARNING, message, hint=hint),)


def _show(
    opened: OpenedLedger,
    applied: Applied,
    kind: EventKind,
    found: Sequence[Diagnostic],
    written: Sequence[str],
    office: Office | None,
    *,
    dry_run: bool,
) -> None:
    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.overview import show_findings
    from qdoc.cli.terminal import hanging, screen
    from qdoc.ledger.choose import row_words
    from qdoc.ledger.state import states
    from qdoc.model import Severity

    console = screen()
    rows, stand = {row.key: row for row in applied.ledger.rows}, states(applied.ledger)
    told: dict[str, list[Event]] = {}
    for event in applied.new:
        told.setdefault(event.row_key, []).append(event)
    decided = next((event.decision for event in applied.new if event.decision), "")
    if told:
        console.print(Text(f"{kind.label}{f'（{decided}）' if decided else ''} {len(told)} 条", style="bold"))
    for key, events in list(told.items())[:_SHOWN]:
        row = rows[key]
        files = "、".join(event.file for event in events if event.file)
        words = [row_words(row, opened.serials), f"现为{stand[key]}", files]
        if decided == "同意" and kind is EventKind.EXTENSION:
            words.append(f"完成时限由“{events[-1].before}”改为“{row.deadline.value}”")
        console.print(hanging(Text("  "), one_line("　".join(filter(None, words))), console.width))
    if len(told) > _SHOWN:
        console.print(Text(f"  另有 {len(told) - _SHOWN} 条", style="dim"))
    if applied.known:
        known = f"{len(applied.known)} 处与已登记的完全一样，没有重复登记；确是另一次的，请用 --on 写明日期"
        if kind is EventKind.RECEIPT:
            known = _received(applied)
        console.print(hanging(Text(), known, console.width, "yellow"))
    for one in found:
        if one.severity is Severity.INFO:
            console.print(hanging(Text(), one_line(one.message), console.width, "dim"))
    if graver := [one for one in found if one.severity is not Severity.INFO]:
        show_findings(console, graver)
    if decided == "同意" and kind is EventKind.EXTENSION:
        _show_documents(console, opened, applied, office)
    for line in (*_after(kind, decided, applied, opened), _written(opened, written, dry_run=dry_run)):
        console.print(hanging(Text(), one_line(line), console.width))


def _received(applied: Applied) -> str:
    """What was said before of the receipts that are no news."""
    mine = {(event.row_key, same_name(event.unit)) for event in applied.known}
    days = sorted(
        event.on or "没有写日期"
        for event in applied.ledger.events
        if event.kind is EventKind.RECEIPT and (event.row_key, same_name(event.unit)) in mine
    )
    when = "、".join(dict.fromkeys(days))
    return f"{len(applied.known)} 条这个单位已经签收过（{when}），没有再登记；日期登记错的，在“办理记录”里改"


def _show_documents(console: Console, opened: OpenedLedger, applied: Applied, office: Office | None) -> None:
    """Print the documents whose deadline an agreed extension changed."""
    from qdoc.cli.amended import Papers, find_manifest, show_documents
    from qdoc.ledger.amend import Amendment
    from qdoc.render.letter_fields import LetterOptions

    extension = Amendment(0, "", "", "", applied.new)
    manifest = find_manifest((opened.path.parent,))
    papers = Papers(applied.ledger, extension, opened.path, manifest, office, LetterOptions())
    show_documents(console, papers, "同意的延期")


def _written(opened: OpenedLedger, written: Sequence[str], *, dry_run: bool) -> str:
    if written:
        return f"已写 {opened.path} 的“办理记录”；原台账存为 {written[1]}"
    return "只看结果（--dry-run），没有写任何文件" if dry_run else "没有新的内容，台账没有动"


def _after(kind: EventKind, decided: str, applied: Applied, opened: OpenedLedger) -> list[str]:
    """What a clerk does next after such an act."""
    if not applied.new:
        return []
    if kind is EventKind.PROOF:
        return ["佐证只登记了文件名和校验值（SHA-256），文件没有拷贝，请自行存好；文件改动过，校验值就对不上"]
    if kind is EventKind.OBJECTION and decided == "同意":
        return [f"下一步：改牵头单位用 qdoc amend {opened.path} --row 序号 --set 牵头单位=…，改了异议才算了结"]
    return []
