"""Owns ``qdoc draft``: a form to fill in, the official document that a draft makes, and next year's plan to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import force_option
from qdoc.cli.reading import encoding_option, register_option
from qdoc.cli.settings_file import settings_option
from qdoc.cli.styles import templates_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from qdoc.draft.forms import DraftForm


FORM_SUFFIXES = (".docx", ".xlsx", ".txt", ".yaml", ".yml")
KIND_NAMES = ("印发通知", "通知", "通报", "函", "请示", "报告", "批复", "纪要")


@click.group(name="draft", options_metavar="[选项]", subcommand_metavar="new|build|next …")
def command() -> None:
    """起草公文：出一份待填的草稿，把写好的文稿排成公文，按今年的台账起草明年的要点。

    qdoc draft new 出草稿表单，填好后 qdoc draft build 排成印发通知、请示报告、函、纪要等；没填的印【待补】并列出来，
    编号、日期、签发人、印章都不替您编。qdoc draft next 从台账起草下一年的要点。
    """


@command.command(name="new", options_metavar="[选项]")
@click.argument("kind", metavar="文种", type=click.Choice(KIND_NAMES))
@click.option("-o", "--out", required=True, metavar="草稿.docx", help="写成哪个文件：.docx、.xlsx、.txt 或 .yaml。")
@settings_option
@force_option
def new(kind: str, out: str, settings: str | None, force: bool) -> int:
    """出一份草稿表单，照着填；单位信息.xlsx 里有的先填上。

    \b
    文种：印发通知、通知、通报、函、请示、报告、批复、纪要
    草稿：Word（.docx，带可填的控件）、Excel（.xlsx）、文本（.txt）或 YAML（.yaml，供程序员用），填法一样

    灰字说明这一栏填什么、正文开头和结尾通常怎么写，不会印出来。
    """  # noqa: D301  click wants the sign itself
    from rich.text import Text

    from qdoc.cli.files import write_one
    from qdoc.cli.outcome import show_file, show_kept
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.terminal import hanging, screen
    from qdoc.draft.forms import new_form
    from qdoc.draft.kinds import KINDS

    path = Path(out)
    _check_form_target(path)
    own = find_settings(settings, path.parent)
    form = new_form(KINDS[kind], own)
    size = write_one(path, _form_bytes(form, path.suffix.lower()), force=force)
    console = screen()
    if own:
        show_kept(console, "用了本单位的设置", Path(own.source))
    show_file(console, path, size)
    if form.values:
        known = "、".join(f"{label}（{value}）" for label, value in form.values.items())
        console.print(hanging(Text("已填上："), known, console.width))
    built = path.with_name(f"{kind}.docx") if path.stem != kind else path.with_name(f"{kind}定稿.docx")
    console.print(hanging(Text("下一步："), f"填好后运行 qdoc draft build {path} -o {built}", console.width))
    return EXIT_DONE


def _check_form_target(path: Path) -> None:
    from qdoc.cli.files import check_target
    from qdoc.errors import OutputRefused

    if path.suffix.lower() not in FORM_SUFFIXES:
        rule, hint = "文件名以 .docx、.xlsx、.txt 或 .yaml 结尾", f"请写成 {path.stem or '草稿'}.docx 这样的文件名"
        raise OutputRefused("草稿写不成这种文件", file=str(path), rule=rule, hint=hint)
    check_target(path, path.suffix.lower())


def _form_bytes(form: DraftForm, suffix: str) -> bytes:
    if suffix == ".xlsx":
        from qdoc.render.draft_form_sheet import draft_form_xlsx

        return draft_form_xlsx(form)
    if suffix == ".txt":
        from qdoc.draft.form_text import form_text

        return form_text(form).encode("utf-8-sig")
    if suffix in (".yaml", ".yml"):
        from qdoc.draft.form_yaml import form_yaml

        return form_yaml(form).encode("utf-8")
    from qdoc.render.draft_form_docx import draft_form_docx

    return draft_form_docx(form)


@command.command(name="build", options_metavar="[选项]")
@click.argument("plan", metavar="文稿")
@click.option("-o", "--out", required=True, metavar="通知.docx", help="写成哪个文件。")
@encoding_option
@settings_option
@templates_option
@force_option
def build(plan: str, out: str, encoding: str | None, settings: str | None, templates: str | None, force: bool) -> int:
    """把文稿排成公文：版头、主体、版记按 GB/T 9704—2012；没写的印【待补：…】并列出来。

    文稿可以是填好的草稿（.docx、.xlsx、.txt、.yaml），也可以是一般的 Word 文件、文本或 Markdown：开头写“发文机关：…”
    这样的几行，空一行写正文。写“-”则读标准输入。写明“文种：印发通知”，或没写标题、标题里有“印发”的，下面的文字作为
    方案印发，没有序号的按层次编号；其余的，下面的文字就是正文。整篇写好的公文也可以：其中的文号、标题、主送、附件说明、
    署名、日期、版记取作相应的项目，只印一次；与填的不同的，按填的印并列出来。

    \b
    文种：印发通知、通知、通报、函、请示、报告、批复、纪要（不写则按标题判断）
    格式：文件、上行文、信函、纪要（不写则按标题和签发人判断）
    版面：通行、墨线，或 上/下/左/右/行距，如 37/35/28/26/28.95
    盖章：是、否　双面：是、否　主送位置：版记
    份号、密级、紧急程度、签发人、出席、请假、列席、附注、标志
    """  # noqa: D301  click wants the sign itself
    from qdoc.cli.draft_reading import read_draft
    from qdoc.cli.files import check_target, write_one
    from qdoc.cli.outcome import show_file, show_kept
    from qdoc.cli.overview import needs_looking, show_findings
    from qdoc.cli.page_profile import page_profile
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.styles import office_templates, show_templates
    from qdoc.cli.terminal import screen
    from qdoc.render.notice_docx import KIND_OF, notice_docx

    path = Path(out)
    check_target(path, ".docx", plan)
    styles = office_templates(templates, path.parent)
    own = find_settings(settings, path.parent)
    draft, said = read_draft(plan, encoding)
    kind = KIND_OF[draft.looks.form]
    profile, unknown = page_profile(draft.looks.profile, own.profile if own else "")
    size = write_one(path, notice_docx(draft, style=styles.style(kind), profile=profile), force=force)
    console = screen()
    if own:
        show_kept(console, "用了本单位的设置", Path(own.source))
    show_templates(console, styles, kind)
    remarks = own.diagnostics if own else ()
    found = (*styles.diagnostics, *remarks, *said, *draft.diagnostics, *unknown)
    show_findings(console, found)
    console.print()
    show_file(console, path, size)
    return EXIT_FINDINGS if needs_looking(found) else EXIT_DONE


@command.command(name="next", options_metavar="[选项]")
@click.argument("ledger", metavar="台账.xlsx")
@click.option("-o", "--out", required=True, metavar="明年要点草稿.docx", help="写成哪个文件。")
@click.option(
    "--year", type=click.IntRange(1949, 2999), metavar="年", help="台账是哪一年的；不写则看方案标题，再看成文日期。"
)
@register_option
@settings_option
@force_option
def next_(ledger: str, out: str, year: int | None, register: str | None, settings: str | None, force: bool) -> int:
    """按今年的台账（或 plan.json）起草明年的要点：任务全部带过来，要人定的逐处标出，什么也不替您定。

    \b
    指标：数改成【待定：上年…，完成…】　　日期：原话后面标【待定：明年的日期】
    批注：没办完的结转、做一次就成的考虑删去、机构改名、上年只是建议的单位

    改好以后运行 qdoc draft build 排成印发通知；没有定的、没有处理的批注会再列一遍。
    """  # noqa: D301  click wants the sign itself
    from qdoc.cli.draft_next import former_names, read_year, show_next
    from qdoc.cli.files import check_target, folder_of, write_one
    from qdoc.cli.outcome import show_file, show_kept
    from qdoc.cli.register import lexicon_of
    from qdoc.cli.settings_file import find_settings
    from qdoc.cli.terminal import screen
    from qdoc.draft.next_year import next_plan, year_of

    path = Path(out)
    check_target(path, ".docx", ledger)
    ended = read_year(ledger)
    own = find_settings(settings, *folder_of(ledger), path.parent)
    lexicon = lexicon_of(register, own, year or year_of(ended)[0])
    made = next_plan(ended, lexicon, own, former_names(register, own), year)
    size = write_one(path, _form_bytes(made.form, ".docx"), force=force)
    console = screen()
    if own:
        show_kept(console, "用了本单位的设置", Path(own.source))
    show_file(console, path, size)
    show_next(console, made, path)
    return EXIT_FINDINGS if made.year is None else EXIT_DONE
