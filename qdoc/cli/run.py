"""Owns ``qdoc run``: one notice all the way to ledger, letters, review page and plan.json."""

from __future__ import annotations

from pathlib import Path

import click

from qdoc.cli.confirming import by_option
from qdoc.cli.files import force_option
from qdoc.cli.history import history_option
from qdoc.cli.reading import encoding_option, notice_argument, read_notice, register_option, suggest_option
from qdoc.cli.wishes import Wishes, letter_options
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

LEDGER = "台账.xlsx"


@click.command(name="run", options_metavar="[选项]")
@notice_argument
@click.option("-o", "--out", required=True, metavar="文件夹", help="写到哪个文件夹；没有就新建。")
@letter_options
@by_option
@register_option
@suggest_option
@history_option
@encoding_option
@force_option
def command(
    notice: str,
    out: str,
    wishes: Wishes,
    by: str,
    register: str | None,
    no_suggest: bool,
    history: tuple[str, ...],
    encoding: str | None,
    force: bool,
) -> int:
    """读一份通知，写出 台账.xlsx、交办单（或责任书）、审阅.html 和 plan.json。

    再运行一次，台账里改过、填过、确认过的都保留：按事项的原文合并，从不覆盖人填的内容。
    确认过的单位记在 确认.json 里；把它放进另一个输出文件夹（如下一年的），原文相同的事项不必重新确认。
    交办单等文件生成后被人改过的，不覆盖，并指出是哪一份。

    通知可以是 .txt .md .html .docx .pdf；写“-”则读标准输入。有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.cli.files import merged_ledger
    from qdoc.cli.making import check_kind, letter_files, prove_letters, stale_letters
    from qdoc.cli.outcome import show_changes, show_files, show_next, show_proof, show_stale
    from qdoc.cli.overview import needs_looking, show_findings, show_plan
    from qdoc.cli.terminal import Steps, screen
    from qdoc.letters import make_letters
    from qdoc.render.review import review_html
    from qdoc.render.workbook import ledger_xlsx
    from qdoc.store import Folder

    with Steps() as steps:
        read = read_notice(notice, steps, register=register, suggest=not no_suggest, encoding=encoding, history=history)
        with Folder(out) as folder:
            steps.begin("建台账")
            merged = merged_ledger(read, folder, LEDGER)
            ledger = merged.ledger
            letters = make_letters(ledger)
            proof = prove_letters(ledger, letters)
            steps.begin("写台账")
            files = merged.backup | {LEDGER: ledger_xlsx(ledger, quote=wishes.quote)}
            files |= letter_files(letters, wishes, steps)
            steps.begin("写审阅页")
            decided = merged.decisions.files(ledger, who=by, when=wishes.date)
            known = next(iter(decided.values()), b"")
            files["审阅.html"] = review_html(read.notice, read.plan, ledger, confirmations=known)
            files["plan.json"] = read.plan_json
            files |= decided
            steps.begin("存文件")
            stale = stale_letters(folder.path, files)
            folder.write(files, overwrite=force, expect=merged.before)
    console = screen()
    found = (*check_kind(wishes, ledger.head), *read.plan.diagnostics, *ledger.diagnostics)
    show_plan(console, read.plan, ledger.rows)
    console.print()
    show_findings(console, found, read.notice.source.text)
    show_changes(console, merged.changes)
    show_files(console, Path(out), files)
    show_stale(console, stale)
    show_proof(console, proof)
    show_next(console, Path(out))
    return EXIT_FINDINGS if proof.unassigned or needs_looking(found) or not ledger.rows else EXIT_DONE
