"""Owns ``qdoc templates``: the shipped Word templates listed, copied for editing, and an office's own checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.styles import FOLDER
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_PARTLY_FAILED, EXIT_REFUSED, InputRefused, UsageError

if TYPE_CHECKING:
    from qdoc.render.catalogue import Entry

_GUIDE = "模板说明.md"


@click.group(name="templates", options_metavar="[选项]", subcommand_metavar="命令 …")
def command() -> None:
    """列出、拷贝、检查 Word 模板；本单位的版式改在拷出来的模板里。"""


@command.command(name="list", options_metavar="[选项]")
@click.option("--fields", metavar="名称", help="列出这个模板能用的全部字段。")
def list_templates(fields: str | None) -> int:
    """列出自带的模板：名称、是什么、哪条命令用它。"""
    from qdoc.cli.template_report import show_catalogue, show_fields
    from qdoc.cli.terminal import screen
    from qdoc.render.catalogue import catalogue

    if fields is None:
        show_catalogue(screen(), catalogue().values())
    else:
        show_fields(screen(), _known(fields, catalogue()))
    return EXIT_DONE


@command.command(name="copy", options_metavar="[选项]")
@click.argument("names", metavar="[名称]…", nargs=-1)
@click.option("-o", "--out", metavar="文件夹", default=FOLDER, show_default=True, help="拷到哪个文件夹；没有就新建。")
@click.option("--force", is_flag=True, help="改过的模板也用自带的盖掉。")
def copy_templates(names: tuple[str, ...], out: str, force: bool) -> int:
    """把自带的模板拷出来改；不写名称就全部拷。改过的不覆盖。

    文件夹叫“模板”、放在台账旁边或输出文件夹里，生成文件时就会自己找到；放在别处的用 --templates 指明。
    """
    from qdoc.cli.outcome import show_files
    from qdoc.cli.terminal import screen
    from qdoc.render.catalogue import catalogue
    from qdoc.resources import template
    from qdoc.store import write_files

    entries = [_known(name, catalogue()) for name in names] or list(catalogue().values())
    files = {entry.file: entry.shipped() for entry in entries}
    files[_GUIDE] = template("README.md").read_bytes()
    write_files(out, files, overwrite=force)
    console = screen()
    show_files(console, Path(out), files)
    console.print()
    console.print(f"下一步：用 Word 或 WPS 改这些文件，改好后运行 qdoc templates check {out} 检查。", soft_wrap=True)
    return EXIT_DONE


@command.command(name="check", options_metavar="[选项]")
@click.argument("files", metavar="模板.docx…", nargs=-1, required=True)
@click.option("--as", "name", metavar="名称", help="按哪个模板检查，如 任务交办单；不写则看文件名。")
def check_templates(files: tuple[str, ...], name: str | None) -> int:
    """检查改过的模板：一次列出全部错误和要留意的地方，没有错误的再用样例试填一遍。不写任何文件。

    可以给几个文件，也可以给文件夹。有错误或要留意的地方，退出码是 1；有的文件读不了是 4，都读不了是 3。
    """
    from qdoc.cli.template_report import show_refused, show_reviewed, show_totals
    from qdoc.cli.terminal import screen
    from qdoc.render.catalogue import catalogue

    wanted = _known(name, catalogue()) if name is not None else None
    paths = [path for given in files for path in _word_files(given)]
    console = screen()
    sound, doubtful, refused = 0, 0, 0
    for path in paths:
        try:
            clean = show_reviewed(console, path, wanted)
        except InputRefused as problem:
            refused += 1
            show_refused(console, path, problem)
        else:
            sound, doubtful = sound + clean, doubtful + (not clean)
    if len(paths) > 1:
        show_totals(console, sound, doubtful, refused)
    if refused:
        return EXIT_PARTLY_FAILED if refused < len(paths) else EXIT_REFUSED
    return EXIT_FINDINGS if doubtful else EXIT_DONE


def _known(name: str, known: Mapping[str, Entry]) -> Entry:
    plain = name.removesuffix(".docx")
    if plain in known:
        return known[plain]
    near = get_close_matches(plain, known, n=1, cutoff=0.3)
    hint = f"是不是 {near[0]}？" if near else ""
    raise UsageError(f"没有“{name}”这个模板", hint=f"{hint}有：{'、'.join(known)}")


def _word_files(given: str) -> Iterable[Path]:
    """The Word files that ``given`` names: itself, or those of a folder (Word's own lock files left out)."""
    path = Path(given)
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.iterdir() if one.suffix.lower() == ".docx" and one.name[:2] != "~$")
    if not found:
        raise InputRefused("这个文件夹里没有 .docx 文件", file=given, hint="用 qdoc templates copy 可以先拷一份模板")
    return found
