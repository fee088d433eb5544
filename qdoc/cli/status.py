"""Owns ``qdoc status``: where the ledger stands on a day, on the screen, on one page, as JSON, or as a score sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import folder_of, force_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.cli.wishes import punctuation_option, read_day_option, read_period_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, UsageError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from rich.console import Console

    from qdoc.cli.styles import OfficeTemplates
    from qdoc.model import Ledger, Office
    from qdoc.render.letter_fields import LetterOptions
    from qdoc.status import PeriodReturns, Rules, StatusReport

as_of_option = click.option(
    "--as-of", required=True, metavar="年-月-日", callback=read_day_option, help="台账记载截至哪一天；按这一天算进度。"
)


@click.command(name="status", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@as_of_option
@click.option("-o", "--out", metavar="文件", help="写成一页 办理情况一览.docx；配 --scores 时写 考核计分表.xlsx。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：每条事项的判断和理由，供别的程序用。")
@click.option("--unit", "units", metavar="单位", multiple=True, help="只看这个单位牵头（负责）的事项；可写多次。")
@click.option(
    "--period",
    metavar="期",
    callback=read_period_option,
    help="另看哪些单位这一期还没有填报，如 2026Q3 或 2026-05-20；不写则只看从来没有填报的事项。",
)
@click.option("--scores", is_flag=True, help="按“规则”里写明依据的评分规则计分；默认不计分。")
@click.option("--office", metavar="单位", help="编制单位；不写则用本单位的设置，再用通知的发文机关。")
@settings_option
@templates_option
@punctuation_option
@force_option
def command(
    ledger: str,
    as_of: str,
    out: str | None,
    as_json: bool,
    units: tuple[str, ...],
    period: str | None,
    scores: bool,
    office: str | None,
    settings: str | None,
    templates: str | None,
    source_punctuation: bool,
    force: bool,
) -> int:
    """看台账到某一天办得怎么样：序时进度、亮灯、逾期的、没有填报的；可写成给区长看的一页。

    序时进度从印发日算到时限最后一天；按数值判断超进度、达进度、欠进度，没有数值的看办理状态，没有填报的就是未填报。
    算法、容差、灯色、状态词可在 单位信息.xlsx 的“规则”里改，每条写明依据。有错误或警告时，退出码是 1。
    """
    from qdoc.cli.files import check_target, read_ledger_file, write_one
    from qdoc.cli.outcome import show_file, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import screen
    from qdoc.returns.silent import last_silent
    from qdoc.status import make_report, read_rules

    path = Path(out) if out else None
    if path:
        check_target(path, ".xlsx" if scores else ".docx", ledger)
    beside = (*folder_of(ledger), *((path.parent,) if path else ()))
    own, styles = find_settings(settings, *beside), office_templates(templates, *beside)
    record = read_ledger_file(ledger).ledger
    rules, day = read_rules(own), day_of(as_of)
    report = make_report(record, rules, day, own, units=units)
    if period is not None:
        report = replace(report, returns=_returns(record, period, own, units))
    elif not units:
        report = replace(report, absent=last_silent(record, own, as_of))
    if scores:
        return _score(record, rules, day, own, path, force=force)
    data = _page(report, printed_by(record, own, office, None, source_punctuation), styles) if path else b""
    size = write_one(path, data, force=force) if path else 0
    found = (*styles.diagnostics, *(own.diagnostics if own else ()), *report.diagnostics)
    if as_json:
        click.echo(_json(report), nl=False)
        return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE
    console = screen()
    from qdoc.cli.standing import show_report

    if own:
        show_kept(console, "用了本单位的设置", Path(own.source))
    show_report(console, report)
    show_templates(console, styles, "办理情况一览")
    show_findings(console, found)
    if path:
        console.print()
        show_file(console, path, size)
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE


def _returns(record: Ledger, period: str, own: Office | None, units: Sequence[str]) -> PeriodReturns:
    from qdoc.asking import ask, asked_rows
    from qdoc.status import returns_of

    return returns_of(record, period, asked_rows(ask(record, period, own, units=units or None)))


def day_of(as_of: str) -> datetime.date:
    """The day of an option that ``read_day_option`` has read."""
    import datetime

    return datetime.date.fromisoformat(as_of)


def printed_by(
    record: Ledger, own: Office | None, office: str | None, date: str | None, source_punctuation: bool
) -> LetterOptions:
    """What a document of the whole ledger prints: the office (option, settings, issuer), its date, how words print."""
    from qdoc.parse.punctuation import full_width
    from qdoc.render.letter_fields import LetterOptions

    return LetterOptions(
        office=office or (own.name if own else "") or record.head.issuer,
        date=date,
        quote=str if source_punctuation else full_width,
    )


def _page(report: StatusReport, options: LetterOptions, styles: OfficeTemplates) -> bytes:
    from qdoc.render.status_docx import status_docx

    return status_docx(report, options, styles.style("办理情况一览"))


def _json(report: StatusReport) -> str:
    from qdoc.store.status_codec import encode_status

    return encode_status(report).decode()


def _score(
    record: Ledger, rules: Rules, day: datetime.date, own: Office | None, path: Path | None, *, force: bool
) -> int:
    """Write the score sheet and print its totals."""
    from qdoc.cli.files import write_one
    from qdoc.cli.outcome import show_file
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.standing import show_scores
    from qdoc.cli.terminal import screen
    from qdoc.render.scores_sheet import scores_xlsx
    from qdoc.status import make_scores

    sheet = make_scores(record, rules, day, own)
    if path is None:
        raise UsageError("没有写明计分表写到哪里", hint="请加 -o 考核计分表.xlsx")
    size = write_one(path, scores_xlsx(sheet), force=force)
    console: Console = screen()
    show_scores(console, sheet)
    show_findings(console, rules.diagnostics)
    console.print()
    show_file(console, path, size)
    return EXIT_FINDINGS if needs_looking(rules.diagnostics) else EXIT_DONE
