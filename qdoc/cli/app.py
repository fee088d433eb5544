"""Owns the table of commands and the program's front page; a command's module is imported when it is named."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import partial
from importlib import import_module
from typing import Any

import click

from qdoc import __version__

COMMANDS = {
    "run": "读一份通知，一次生成台账、交办单（责任书）和审阅页。",
    "parse": "只读通知：显示主题、任务和标注，或输出 plan.json。",
    "ledger": "只生成台账。",
    "letters": "按改好的台账重出交办单，或出责任书、督办单等。",
    "forms": "给每个单位写一份进展填报表（Excel 或 Word），一季一次。",
    "collect": "把各单位填好交回的表登记进台账，对不上的逐格列出。",
    "record": "把签收、异议、延期、核查、佐证、办结、销号登记进台账。",
    "amend": "调整时限、单位或指标，列出要重发的文书，拟调整通知。",
    "allocation": "把台账排成任务分解表（Word，横排）。",
    "status": "看台账到某一天的进度、亮灯、逾期和未填报，可写成一页。",
    "remind": "给有事项逾期或临近时限的单位各写一份催办单。",
    "bulletin": "按台账拟一份督查通报稿，每个数都查得到来处。",
    "summary": "按台账的进展栏写年终总结。",
    "compare": "对照两年的工作要点：哪些延续、变化、新增、取消。",
    "trend": "把几年的工作要点连起来：任务的来龙去脉、指标逐年多少。",
    "draft": "起草公文：出草稿表单，排成公文，按台账起草明年要点。",
    "confirm": "把台账里的建议定为已确认，逐条列出，记下谁、何时。",
    "adopt": "把手工做的旧台账读成往年记录，提建议时参照。",
    "eval": "用标准答案或改过的台账，量一量读得准不准。",
    "settings": "本单位的设置（单位信息.xlsx）：写一份空白的，检查填好的。",
    "templates": "列出、拷贝、检查 Word 模板，版式可以自己改。",
    "proof": "量一量生成的文件印出来合不合 GB/T 9704，并检查文件结构。",
    "check": "核对公文的版面、版头、文字、行文和方案质量，逐处说明依据。",
    "explain": "一条核对规则的出处、轻重、怎么办和正误例。",
    "doctor": "检查这台电脑上有什么、缺什么、缺了会怎样。",
}
"""Every command and its line of help; its module in ``qdoc.cli`` has the same name and holds ``command``."""

FRONT_PAGE = """\
qdoc：把一份印发工作要点的通知，变成台账、交办单和审阅页。
全程离线，不改动原文件。

最先用到的三条命令：

  1. qdoc run 通知.docx -o 输出
       读通知，写出“输出”文件夹：台账.xlsx、交办单、审阅.html；
       哪些地方要人核，一并列出。
  2. qdoc letters 输出/台账.xlsx -o 输出
       在 Excel 或 WPS 里改好台账以后，按改后的台账重出交办单。
  3. qdoc summary 输出/台账.xlsx -o 年终总结.docx
       年底，按台账里填的进展写出年终总结，没办完的逐条列出。

标着“建议”的单位是机器提的，不是区里定的；标着“原文”的，通知里都有原话。

看全部命令：qdoc --help　看一条命令：qdoc run --help　检查电脑：qdoc doctor
"""


class CommandTable(click.Group):
    """A group whose commands are known by name and one line, and imported only to be run or explained."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a clerk's year."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"qdoc.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, which then runs in its time; an unknown name is answered with the nearest known one."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            called, command, rest = super().resolve_command(ctx, args)
            if command is not None and called in COMMANDS:
                command = copy(command)
                command.invoke = partial(_invoke_in_time, called, command.invoke)  # type: ignore[method-assign]
            return called, command, rest
        raise click.UsageError(f"没有 {name} 这条命令。{_nearest(name)}", ctx)


def _invoke_in_time(name: str, invoke: Callable[[click.Context], Any], ctx: click.Context) -> Any:
    from qdoc.cli.deadline import whole

    with whole(name, ctx):
        return invoke(ctx)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    if near:
        return f"是不是 {near[0]}？"
    return f"有：{'、'.join(COMMANDS)}。"


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: Any) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"qdoc {__version__}")
        ctx.exit()


@click.group(
    cls=CommandTable,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本号。")
@click.option("--debug", is_flag=True, expose_value=False, help="出错时显示全部细节，发给维护者用。")
@click.pass_context
def app(ctx: click.Context) -> None:
    """把一份印发工作要点的通知变成台账、交办单、责任书、年终总结和年度对照表。离线运行，不改动原文件。

    退出码：0 完成；1 完成，但有要看的问题（错误、警告或待指定的事项）；2 用法不对；3 文件不安全或读不了；
    4 一批中有的没办成；70 qdoc 自己的错。
    """
    if ctx.invoked_subcommand is None:
        click.echo(FRONT_PAGE, nl=False)
