"""Owns ``qdoc collect``: returned forms into the ledger, with the proof that nothing was dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.deadline import within
from qdoc.cli.settings_file import settings_option
from qdoc.cli.wishes import read_day_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_PARTLY_FAILED, OutputRefused, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qdoc.cli.returned_files import ReturnedFiles
    from qdoc.cli.summaries import TakenBack
    from qdoc.returns.collect_values import Collected
    from qdoc.returns.slips import SlipResult


@click.command(name="collect", options_metavar="[选项]")
@click.argument("returned", metavar="回执文件夹|文件…", nargs=-1, required=True)
@click.option("--ledger", required=True, metavar="台账.xlsx", help="登记到哪本台账；写之前在“台账备份”里留一份。")
@click.option("--period", metavar="期", help="收哪一期，如 2026Q1 或 2026-05-20；不写则按填报表里写的。")
@click.option(
    "--on", "day", metavar="年-月-日", callback=read_day_option, help="哪一天收的，记进填报记录；不写则空着。"
)
@click.option(
    "--due",
    metavar="年-月-日",
    callback=read_day_option,
    help="哪一天之前应报，列出迟报的；不写则按“规则”里的填报时限，没有就不判。",
)
@click.option("--dry-run", is_flag=True, help="只看结果，不写台账。")
@click.option(
    "-o", "--out", metavar="汇总.xlsx", help="结果另写成一个工作簿：已报、缺报、逐格问题、迟报、冲突、超报等。"
)
@click.option("--json", "as_json", is_flag=True, help="结果写成 JSON，给别的程序用。")
@settings_option
def command(
    returned: tuple[str, ...],
    ledger: str,
    period: str | None,
    day: str | None,
    due: str | None,
    dry_run: bool,
    out: str | None,
    as_json: bool,
    settings: str | None,
) -> int:
    """把各单位交回的填报表、交办单回执，和您改过的年终总结收进台账：每一格对到它的事项和单位，对不上的逐格说明，不猜。

    凭表里的识别码认事项，没有了就按任务名称对；改了文件名、打乱行列、重抄一遍都可以。牵头单位填的就是台账这一行的进展，
    您自己改过的不动；配合单位填的记在旁边。回执记为签收，写明是哪项任务的异议记为异议。同一批再收一次，不会重复登记。
    改过的年终总结：您的文字留下（事项的句子写进“总结用语”，其余记入工作表“总结文字”），数字逐个与台账核对；
    没办完的和原因删不掉。原件另存在“回执存档”。
    缺报、没读入或要核对的，退出码是 1；有文件打不开的，是 4。
    """
    from qdoc.asking import period_name
    from qdoc.cli.collected import collected_json, show_collected
    from qdoc.cli.files import check_free, check_target, write_one
    from qdoc.cli.returned_files import read_returned_files
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.summaries import take_back
    from qdoc.cli.terminal import Steps, screen
    from qdoc.cli.writing_back import refuse_foreign
    from qdoc.returns import read_returned
    from qdoc.returns.collect import collect
    from qdoc.returns.collect_proof import prove
    from qdoc.returns.collect_values import Collected
    from qdoc.returns.slips import apply_slips
    from qdoc.status import due_day, read_rules

    path = Path(ledger)
    if not path.is_file():
        raise UsageError("找不到这本台账", file=ledger, hint="请检查路径；台账由 qdoc run 通知 -o 文件夹 生成")
    if period is not None:
        period_name(period)
    report = Path(out) if out else None
    if report:
        check_target(report, ".xlsx", ledger, *returned)
        check_free(report)
    office = find_settings(settings, path.parent)
    with Steps() as steps:
        steps.begin("读台账")
        before = path.read_bytes()
        with within(path.name):
            record = read_returned(before, path.name).ledger
        steps.begin("读填报表")
        files = read_returned_files(returned, path, steps.advance)
        steps.begin("登记")
        record, slips = apply_slips(record, files.slips, office, received_on=day or "")
        broken = any(one.broken for one in files.passed)
        if not files.forms and period is None and (files.slips or files.summaries or broken):
            collected = Collected("", (), record, (), (), (), (), 0, ())  # none of these is of a period
        else:
            asked = period or _period(files)
            last = due or due_day(asked, read_rules(office))
            collected = collect(record, files.forms, asked, office, received_on=day or "", due=last)
        worded, taken = take_back(collected.ledger, files.summaries, office, path.parent)
        collected = replace(collected, ledger=worded)
        proof = prove(collected, files.forms)
        if not proof.holds:
            raise OutputRefused(proof.sentence, file=ledger, hint="请把这些文件和 --debug 的输出发给维护者")
        written: tuple[str, ...] = ()
        new = bool(collected.entries) or any(one.events for one in slips) or any(one.changed for one in taken)
        if new and not dry_run:
            refuse_foreign(record, ledger)
            steps.begin("写台账")
            written = _write(path, before, collected, slips, files, day or "", taken)
    if report:
        from qdoc.render.collected_sheet import collected_xlsx

        write_one(report, collected_xlsx(collected, files.passed), force=False)
    if as_json:
        click.echo(collected_json(collected, slips, files.passed, proof, written, taken), nl=False)
    else:
        show_collected(screen(), collected, slips, files.passed, proof, path, written, taken, dry_run=dry_run)
        if report:
            screen().print(f"结果另写成 {report}", markup=False)
    if broken:
        return EXIT_PARTLY_FAILED
    look = collected.to_look_at or any(one.refused for one in slips) or any(one.edits.to_look_at for one in taken)
    return EXIT_FINDINGS if look else EXIT_DONE


def _period(files: ReturnedFiles) -> str:
    """The one period that the forms say they are for. Raises UsageError where they say none, or several."""
    from qdoc.asking import period_name
    from qdoc.returns.form_owner import shown_period

    found = dict.fromkeys(sorted(filter(None, (form.period or shown_period(form.shown_title) for form in files.forms))))
    if len(found) == 1:
        (only,) = found
        period_name(only)
        return only
    if not found:
        raise UsageError("不知道收哪一期：没有一份填报表写明了期次", hint="请用 --period 写明，如 --period 2026Q1")
    raise UsageError(f"这些填报表不是一期的：{'、'.join(found)}", hint="请用 --period 写明收哪一期，一次收一期")


def _write(
    path: Path,
    before: bytes,
    collected: Collected,
    slips: Sequence[SlipResult],
    files: ReturnedFiles,
    day: str,
    taken: Sequence[TakenBack],
) -> tuple[str, ...]:
    """Write the originals, a copy of the ledger as it was, and the ledger; return their names."""
    from qdoc.cli.returned_files import ARCHIVE
    from qdoc.cli.writing_back import write_back
    from qdoc.store.names import safe_name

    originals = {}
    for one in collected.received:
        if not one.why and one.unit:
            suffix, data = files.raw[one.sha256]
            originals[f"{ARCHIVE}/{collected.period}/{safe_name(f'{one.unit}~{one.sha256[:8]}', suffix)}"] = data
    for each in slips:
        if each.events:
            suffix, data = files.raw[each.slip.sha256]
            originals[f"{ARCHIVE}/交办单回执/{safe_name(f'{each.unit}~{each.slip.sha256[:8]}', suffix)}"] = data
    for back in taken:
        if back.changed:
            suffix, data = files.raw[back.document.sha256]
            name = f"{Path(back.document.name).stem}~{back.document.sha256[:8]}"
            originals[f"{ARCHIVE}/年终总结/{safe_name(name, suffix)}"] = data
    return write_back(path, before, collected.ledger, day=day, beside=originals)
