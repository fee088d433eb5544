"""Owns what the terminal says of Word templates: the catalogue, the fields of one, and what a check has found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from qdoc.cli.clean import one_line, width
from qdoc.cli.deadline import within
from qdoc.cli.terminal import hanging

if TYPE_CHECKING:
    from qdoc.errors import InputRefused
    from qdoc.render.catalogue import Entry
    from qdoc.render.template_heal import Fault

_NAME_COLUMNS = 24


def show_catalogue(console: Console, entries: Iterable[Entry]) -> None:
    """Print the shipped templates: name, what each is, which command uses it."""
    listed = list(entries)
    console.print(Text(f"自带的 Word 模板 {len(listed)} 个", style="bold"))
    widest = max(width(entry.name) for entry in listed)
    for entry in listed:
        pad = " " * (widest - width(entry.name))
        head = Text.assemble("  ", (entry.name, "bold"), f"{pad}  ")
        console.print(hanging(head, entry.about, console.width))
        console.print(hanging(Text(" " * head.cell_len), f"用在 {entry.command}", console.width, "dim"))
    console.print()
    first = listed[0].name
    console.print(Text(f"看字段：qdoc templates list --fields {first}"))
    console.print(Text("拷出来改：qdoc templates copy -o 模板　　改好后检查：qdoc templates check 模板"))


def show_fields(console: Console, entry: Entry) -> None:
    """Print the fields of a template as a tree; those that must not be left out are marked."""
    from qdoc.render.field_list import field_lines

    console.print(Text.assemble((entry.file, "bold"), f"　{entry.about}用在 {entry.command}"))
    must = entry.must
    for line in field_lines(entry.fields):
        mark = "＊" if line.path in must else "　"
        name = f".{line.name}" if line.depth else line.name
        head = f"{'  ' * line.depth}{mark}{name}"
        head += " " * max(_NAME_COLUMNS - width(head), 2)
        words = line.words
        if line.same_as:
            words = f"有许多条，每条的内容与“{line.same_as.replace('.', '”里的“')}”相同"
        elif line.record:
            words = f"有许多条：{_loop(line.path)}" if line.repeats else "一组，写成 {{ " + f"{line.name}.…" + " }}"
        elif line.repeats:
            words = f"有许多条：{line.words}"
        console.print(hanging(Text(head, style="bold" if not line.depth else ""), words, console.width))
    if must:
        console.print()
        console.print(Text("＊ 模板里不能漏掉的内容，漏了检查时会提醒。", style="dim"))


def _loop(path: str) -> str:
    above, _, name = path.rpartition(".")
    holder = f"上一层的项.{name}" if above else name
    return f"{{% for 项 in {holder} %}}{{{{ 项.… }}}}{{% endfor %}}"


def show_reviewed(console: Console, path: Path, wanted: Entry | None) -> bool:
    """Check the template ``path`` (as ``wanted``, else as its name says), print what was found; True where nothing.

    Raises:
        InputRefused: the file cannot be read.
    """
    from qdoc.cli.reading import read_input
    from qdoc.errors import InputRefused
    from qdoc.read import limits
    from qdoc.render.catalogue import guess
    from qdoc.render.template_review import review_template

    try:
        data = read_input(str(path), limit=limits.MAX_FILE_BYTES)
    except FileNotFoundError:
        raise InputRefused("找不到这个文件", file=str(path), hint="请检查路径和文件名") from None
    entry = wanted or guess(path.stem)
    with within(str(path), done="查完"):
        found = review_template(data, str(path), entry)
    counts = [f"{len(found.errors)} 处错误"] if found.errors else []
    counts += [f"{len(found.doubts)} 处要留意"] if found.doubts else []
    kind = f"按“{entry.name}”检查" if entry is not None else "只查了标签的写法"
    clean = not counts and entry is not None
    told = "没有问题，用样例试填也正常" if clean else "，".join(counts) or "写法没有错误"
    line = Text.assemble((one_line(str(path)), "bold"), f"　{kind}：", (told, "green" if clean else "bold"))
    console.print(line, soft_wrap=True)
    number = 0
    for severity, style, faults in (("错误", "red", found.errors), ("留意", "yellow", found.doubts)):
        for fault in faults:
            number += 1
            _show_fault(console, number, severity, style, fault)
    if entry is None:
        _ask_kind(console, path, data)
    elif any(fault.code == "T016" for fault in found.errors):
        console.print(Text(f"  全部字段：qdoc templates list --fields {entry.name}", style="dim"))
    return clean


def _show_fault(console: Console, number: int, severity: str, style: str, fault: Fault) -> None:
    head = Text.assemble(f"{number:>4} ", (severity, style), "　")
    console.print(hanging(head, fault.place, console.width, "bold"))
    indent = Text(" " * head.cell_len)
    if fault.tag:
        console.print(hanging(indent, one_line(fault.tag), console.width, "cyan"))
    console.print(hanging(indent, one_line(fault.message), console.width))
    if fault.hint:
        console.print(hanging(indent, f"→ {one_line(fault.hint)}", console.width, "green"))


def _ask_kind(console: Console, path: Path, data: bytes) -> None:
    from qdoc.render.catalogue import catalogue
    from qdoc.render.template_review import looks_like

    like = looks_like(data, str(path))
    told = "从文件名看不出是哪一种模板，没有核对字段，也没有试填。"
    if like is not None:
        told += f"看里面的字段像是{like.name}："
        told += f"qdoc templates check {one_line(str(path))} --as {like.name}"
    else:
        told += f"请加 --as 指明，可以是：{'、'.join(catalogue())}"
    console.print(hanging(Text("     "), told, console.width, "yellow"))


def show_refused(console: Console, path: Path, problem: InputRefused) -> None:
    """Print that a file could not be read, why, and what to do."""
    console.print(Text.assemble((one_line(str(path)), "bold"), "　", ("读不了", "red")), soft_wrap=True)
    for line in (problem.message, problem.rule and f"规则：{problem.rule}", problem.hint and f"→ {problem.hint}"):
        if line:
            console.print(hanging(Text("     "), one_line(line), console.width))


def show_totals(console: Console, sound: int, doubtful: int, refused: int) -> None:
    """Print one line over all files of a batch."""
    parts = [f"{sound} 个没有问题"] if sound else []
    parts += [f"{doubtful} 个要看"] if doubtful else []
    parts += [f"{refused} 个读不了"] if refused else []
    console.print()
    console.print(Text(f"共 {sound + doubtful + refused} 个模板：{'，'.join(parts)}", style="bold"))
