"""Owns ``qdoc amend``: a deadline, a unit or a metric changed by decision, and the documents that follow from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.choosing import OpenedLedger, row_options
from qdoc.cli.files import force_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import date_option, punctuation_option, read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qdoc.ledger.amend import Amendment
    from qdoc.model import Diagnostic, Event, Ledger, LedgerRow, Office

_NAMES = {
    "时限": "deadline",
    "完成时限": "deadline",
    "截止日": "deadline_on",
    "牵头": "lead",
    "牵头单位": "lead",
    "责任": "responsible",
    "责任单位": "responsible",
    "配合": "support",
    "配合单位": "support",
    "指标": "metric",
    "量化指标": "metric",
}
_OFFERED = ("时限", "截止日", "牵头单位", "责任单位", "配合单位", "指标")


def _read_sets(_ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """What is to be changed: field → new words."""
    found: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        field = _NAMES.get(name.strip())
        if not sign or field is None:
            raise click.BadParameter(f"“{text}”看不懂，请写成 时限=2026-11-30；可以调整：{'、'.join(_OFFERED)}。")
        if field in found:
            raise click.BadParameter(f"{name.strip()}写了两次，请只写一次；几个单位写在一起，用顿号隔开。")
        found[field] = value.strip()
    return found


@click.command(name="amend", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@row_options
@click.option("--unit", metavar="单位", default="", help="这个单位的各条：牵头或负责的，没有就是配合的。")
@click.option(
    "--set",
    "sets",
    metavar="项目=内容",
    multiple=True,
    required=True,
    callback=_read_sets,
    help=f"改什么、改成什么，可写多次：{'、'.join(_OFFERED)}；“配合单位=”改成空的。",
)
@click.option("--by", metavar="姓名", required=True, help="谁办的，记进“办理记录”。")
@click.option("--on", "day", metavar="年-月-日", callback=read_day_option, help="哪一天定的；不写则空着。")
@click.option("--reason", metavar="理由", required=True, help="为什么调整，如“区政府第8次常务会议定”；印在通知上。")
@click.option("-o", "--out", metavar="文件夹", help="把调整通知稿、需重发文书清单写到哪里；不写则只改台账。")
@click.option("--office", metavar="单位", help="调整通知的发文机关；不写则用本单位的设置，再用通知的发文机关。")
@click.option("--number", metavar="文号", help="调整通知的发文字号；不写则印【待补】。")
@date_option
@click.option("--dry-run", is_flag=True, help="只看结果，不写任何文件。")
@settings_option
@templates_option
@punctuation_option
@force_option
def command(
    ledger: str,
    rows: tuple[str, ...],
    tasks: tuple[str, ...],
    unit: str,
    sets: dict[str, str],
    by: str,
    day: str | None,
    reason: str,
    out: str | None,
    office: str | None,
    number: str | None,
    date: str | None,
    dry_run: bool,
    settings: str | None,
    templates: str | None,
    source_punctuation: bool,
    force: bool,
) -> int:
    """按决定调整台账里的时限、单位或指标：原内容和理由记进“办理记录”，并列出哪些发过的文书要重发。

    选中的各条要么全部调整，要么一条也不动。写了 -o 时另写：调整通知.docx（通知稿，没有的内容印【待补】）和
    需重发文书.xlsx（重发、新发、收回哪些，附全部调整记录）。同一天、同一人、同一理由的几次调整算一次，写在一份通知里；
    另一次调整的文件名带序号。要重发哪些，看文件夹里的分发清单；没有清单时按单位列。
    调整过的内容来源是“已确认”，用原来的通知再运行也不改回去。有错误或警告时，退出码是 1；有不合适的，是 3。
    """
    from qdoc.cli.amended import Papers, find_manifest, kept_from_before, show_amended
    from qdoc.cli.choosing import called_unit, chosen_rows, open_to_write, refuse_acts
    from qdoc.cli.overview import needs_looking
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.status import printed_by
    from qdoc.cli.styles import office_templates
    from qdoc.cli.terminal import Steps, screen
    from qdoc.cli.writing_back import write_back
    from qdoc.ledger.acts import apply_events
    from qdoc.ledger.choose import Wanted

    if not by.strip() or not reason.strip():
        raise UsageError("调整没有写明由谁办的、为什么", hint="请用 --by 写姓名，用 --reason 写理由")
    with Steps() as steps:
        steps.begin("读台账")
        opened = open_to_write(ledger)
        beside = (opened.path.parent, *((Path(out),) if out else ()))
        own, styles = find_settings(settings, *beside), office_templates(templates, *beside)
        unit, called = called_unit(opened, unit, own)
        chosen = chosen_rows(opened, Wanted(rows, tasks, unit), own)
        values, doubts = _settled(sets, opened.ledger, chosen, own)
        events = _events(chosen, values, by.strip(), day or "", reason.strip())
        applied = apply_events(opened.ledger, events)
        refuse_acts(opened, applied.refused, len(chosen), "调整")
        decision = _decision(applied.ledger, events)
        found = (*called, *doubts, *_beside(applied.ledger, chosen, values))
        papers = None
        if decision is not None:
            options = replace(printed_by(applied.ledger, own, office, date, source_punctuation), number=number)
            if out:
                options, kept_told = kept_from_before(Path(out), decision, options, office)
                found = (*found, *kept_told)
            folders = tuple(dict.fromkeys((*((Path(out),) if out else ()), opened.path.parent)))
            papers = Papers(applied.ledger, decision, opened.path, find_manifest(folders), own, options)
            found = (*found, *papers.findings)
        files = papers.files(styles.style("调整通知")) if papers and out else {}
        written: tuple[str, ...] = ()
        if not dry_run:
            steps.begin("写台账")
            if files and out:
                _check_free(Path(out), files, force=force)
            if applied.new:
                kept, expect = _decisions(opened, applied.ledger, chosen, who=by.strip(), when=day)
                written = write_back(
                    opened.path, opened.before, applied.ledger, day=day or "", beside=kept, expect=expect
                )
            if files and out:
                from qdoc.store import write_files

                write_files(Path(out), files, overwrite=force)
    if styles.diagnostics:
        found = (*found, *styles.diagnostics)
    show_amended(
        screen(), opened, applied, papers, found, written, out=out, files=() if dry_run else files, dry_run=dry_run
    )
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE


def _settled(
    sets: Mapping[str, str], ledger: Ledger, chosen: Sequence[LedgerRow], office: Office | None
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The new words by field, days as YYYY-MM-DD and units as the ledger calls them; what is empty comes last."""
    from qdoc.cli.naming import settled_units
    from qdoc.ledger.state import UNIT_FIELDS
    from qdoc.returns.days import read_day

    values: dict[str, str] = {}
    found: list[Diagnostic] = []
    for field, value in sorted(sets.items(), key=lambda pair: (not pair[1], pair[0] == "deadline_on")):
        values[field] = value
        if field in UNIT_FIELDS:
            values[field], doubts = settled_units(value, ledger, office)
            found += doubts
        elif field in ("deadline", "deadline_on"):
            values[field] = read_day(value) or value
    if "deadline" not in values and read_day(values.get("deadline_on", "")):
        values["deadline"] = values.pop("deadline_on")  # the letters print the wording: it must not say another day
    return values, (*found, *_day_told(values, ledger.head.year, sum(bool(row.deadline_on) for row in chosen)))


def _day_told(values: Mapping[str, str], year: int | None, days: int) -> Sequence[Diagnostic]:
    """Which day the wording of a time limit means, or that it means none (K014) where ``days`` rows had one."""
    from qdoc.extract.last_day import last_day
    from qdoc.model import Diagnostic, Severity
    from qdoc.returns.days import read_day

    words = values.get("deadline", "")
    if not words or read_day(words) or "deadline_on" in values:
        return ()
    if day := last_day(words, year):
        return (Diagnostic("K014", Severity.INFO, f"时限“{words}”的截止日按 {day} 记，过了这一天判逾期"),)
    message = f"时限“{words}”看不出是哪一天，{days} 条的截止日空了，不再判逾期"
    hint = f"有最后期限的，请在这条命令里加 --set 截止日={year or 2026}-12-31 这样的一天，时限仍印“{words}”"
    return (Diagnostic("K014", Severity.REVIEW, message, hint=hint),) if days else ()


def _events(chosen: Sequence[LedgerRow], values: Mapping[str, str], by: str, day: str, reason: str) -> list[Event]:
    from qdoc.model import Event, EventKind

    return [
        Event(row.key, EventKind.AMENDMENT, on=day, by=by, text=reason, field=field, after=value)
        for row in chosen
        for field, value in values.items()
    ]


def _decision(ledger: Ledger, events: Sequence[Event]) -> Amendment | None:
    """The decision that the acts belong to, with all its changes; None where nothing of it is recorded."""
    from qdoc.ledger.amend import amendments

    (told,) = {(event.on, event.by, event.text) for event in events}
    return next((one for one in amendments(ledger) if (one.on, one.by, one.reason) == told), None)


def _beside(ledger: Ledger, chosen: Sequence[LedgerRow], values: Mapping[str, str]) -> Sequence[Diagnostic]:
    """What an amendment of one unit cell leaves in the others (K015)."""
    from qdoc.ledger.amend import units_left
    from qdoc.model import Diagnostic, Severity

    keys = {row.key for row in chosen}
    left = dict.fromkeys(told for row in ledger.rows if row.key in keys for told in units_left(row, values))
    hint = "不再承担的，把那一栏也写上，如 --set 责任单位= 或 --set 配合单位=区教育局"
    return [Diagnostic("K015", Severity.REVIEW, told, hint=hint) for told in left]


def _decisions(
    opened: OpenedLedger, ledger: Ledger, chosen: Sequence[LedgerRow], *, who: str, when: str | None
) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """确认.json with the units of the amended rows as decided by ``who``, and the bytes that were read of it."""
    from qdoc.cli.confirming import decisions_beside

    decisions = decisions_beside(str(opened.path), opened.returned)
    assert decisions is not None
    return decisions.files_of(ledger, {row.key for row in chosen}, who=who, when=when), decisions.before


def _check_free(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Raise OutputRefused, before the ledger is written, where one of ``files`` stands there and is not qdoc's."""
    from qdoc.errors import OutputRefused
    from qdoc.store import Folder

    with Folder(folder) as there:
        for name, data in files.items():
            if not force and there.read(name) not in (None, data) and not there.made_by_us(name):
                hint = "请换一个输出文件夹，或移走该文件；确实要覆盖请加 --force。台账没有动"
                raise OutputRefused("文件在那里了，且您改过，没有覆盖", file=str(folder / name), hint=hint)
