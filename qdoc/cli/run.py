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
    """读一份通知，写出台账、各单位的文件夹（任务交办单等）、任务分解表、分发清单、审阅.html 和 plan.json。

    再运行一次，台账里改过、填过、确认过的都保留：按事项的原文合并，从不覆盖人填的内容。
    确认过的单位记在 确认.json 里；把它放进另一个输出文件夹（如下一年的），原文相同的事项不必重新确认。
    交办单等文件生成后被人改过的，不覆盖，并指出是哪一份。分发清单列出文件夹里仍有效的全部文件，填过的签收、
    备注照留；编号照它里面的原号，新增的单位往后编。任务分解表内容没有变的，不重写，日期照旧。

    通知可以是 .txt .md .html .docx .pdf；写“-”则读标准输入。有错误、警告或待指定的事项时，退出码是 1。
    """
    from qdoc.cli.concerns import ledger_findings, office_findings
    from qdoc.cli.earlier import earlier_files
    from qdoc.cli.files import merged_ledger
    from qdoc.cli.handing import hand_out, handed_out
    from qdoc.cli.making import check_kind, find_own, make_files, prove_letters
    from qdoc.cli.outcome import show_batch, show_changes, show_next, show_own, show_proof
    from qdoc.cli.overview import needs_looking, show_findings, show_plan
    from qdoc.cli.terminal import Steps, screen
    from qdoc.letters import letter_findings, make_letters
    from qdoc.render.review import review_html
    from qdoc.render.workbook import ledger_xlsx
    from qdoc.store import Folder

    with Steps() as steps:
        office, styles = find_own(wishes, Path(out))
        read = read_notice(
            notice,
            steps,
            register=register,
            suggest=not no_suggest,
            encoding=encoding,
            history=history,
            office=office,
        )
        with Folder(out) as folder:
            steps.begin("建台账")
            merged = merged_ledger(read, folder, LEDGER)
            ledger = merged.ledger
            letters = make_letters(ledger, office)
            proof = prove_letters(ledger, letters, office)
            steps.begin("写台账")
            files = {LEDGER: ledger_xlsx(ledger, quote=wishes.quote)}
            handed = handed_out(folder)
            made = make_files(ledger, letters, wishes, office, styles, steps, handed, folder)
            files |= made.files
            steps.begin("写审阅页")
            decided = merged.decisions.files(ledger, who=by, when=wishes.date)
            known = next(iter(decided.values()), b"")
            files["审阅.html"] = review_html(read.notice, read.plan, ledger, confirmations=known)
            files["plan.json"] = read.plan_json
            handing = hand_out(handed, made, folder, ledger, letters, office)
            files |= {**decided, **merged.backup, **handing.files}
            steps.begin("存文件")
            earlier = earlier_files(folder.path, files, made.documents, made.folders)
            folder.write(files, overwrite=force, expect=merged.before | handing.expect)
    console = screen()
    own = (*styles.diagnostics, *office_findings(office, ledger, wishes), *letter_findings(ledger, office))
    found = (*check_kind(wishes, ledger.head), *own, *read.plan.diagnostics, *ledger_findings(ledger))
    show_plan(console, read.plan, ledger.rows)
    console.print()
    show_findings(console, found, read.notice.source.text, reviewed=True)
    show_changes(console, merged.changes)
    show_batch(console, Path(out), files, made, earlier, handing.sentences)
    show_own(console, office, styles, made.templates)
    show_proof(console, proof, made)
    show_next(console, Path(out))
    return EXIT_FINDINGS if proof.unassigned or needs_looking(found) or not ledger.rows else EXIT_DONE
