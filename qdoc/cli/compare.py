"""Owns ``qdoc compare``: two years side by side."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.files import force_option
from qdoc.cli.reading import read_notice, register_option
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.compare import PlanDiff, Reading
    from qdoc.lexicon import Lexicon


@click.command(name="compare", options_metavar="[选项]")
@click.argument("before", metavar="上年通知")
@click.argument("after", metavar="今年通知")
@click.option("-o", "--out", metavar="对照表.docx", help="把对照表写成 Word 文件。")
@click.option("--json", "as_json", is_flag=True, help="输出 qdoc.diff/1（UTF-8），供别的程序用。")
@register_option
@force_option
def command(before: str, after: str, out: str | None, as_json: bool, register: str | None, force: bool) -> int:
    """对照两年的工作要点：哪些延续、调整、新增、取消，指标、时限、单位变了什么。

    可以给通知，也可以给以前生成的 plan.json；其中一个写“-”则读标准输入。有要人核的对应关系时，退出码是 1。
    """
    from qdoc.cli.changes import show_diff
    from qdoc.cli.files import write_one
    from qdoc.cli.outcome import show_file
    from qdoc.cli.terminal import Steps, screen
    from qdoc.compare import compare_plans
    from qdoc.extract.words import words
    from qdoc.lexicon import load_lexicon

    with Steps() as steps:
        old = _reading(before, steps, register)
        new = _reading(after, steps, register)
        steps.begin("对照两年的任务")
        lexicon = load_lexicon(Path(register) if register else None)
        diff = compare_plans(old, new, succeeds=_succession(lexicon), words=words)
        size = 0
        if out:
            from qdoc.parse.punctuation import full_width
            from qdoc.render.comparison_docx import comparison_docx

            size = write_one(
                Path(out), comparison_docx(diff, old.wordings(), new.wordings(), quote=full_width), force=force
            )
    if as_json:
        sys.stdout.flush()
        sys.stdout.buffer.write(_encoded(diff))
        sys.stdout.buffer.flush()
    console = screen(error=as_json)
    if not as_json:
        show_diff(console, diff)
    if out:
        show_file(console, Path(out), size)
    return EXIT_FINDINGS if any(change.review for change in diff.changes) else EXIT_DONE


def _encoded(diff: PlanDiff) -> bytes:
    """The comparison as indented JSON, its schema first (docs/contract.md §6)."""
    import msgspec

    built = msgspec.to_builtins(diff)
    return msgspec.json.format(msgspec.json.encode({"schema": built["schema"], **built}), indent=2) + b"\n"


def _succession(lexicon: Lexicon) -> Callable[[str, str], bool]:
    """Whether the second unit (by register key) came of the first one by reform, over any number of reforms."""
    heirs: dict[str, set[str]] = {}
    for unit in lexicon.units:
        level = unit.key.partition("/")[0]
        heirs.setdefault(unit.key, set()).update(f"{level}/{name.replace('~', '')}" for name in unit.successors)

    def succeeds(before: str, after: str) -> bool:
        seen, waiting = {before}, [before]
        while waiting:
            for heir in sorted(heirs.get(waiting.pop(), set()) - seen):
                seen.add(heir)
                waiting.append(heir)
        return before != after and after in seen

    return succeeds


def _reading(name: str, steps: Steps, register: str | None) -> Reading:
    from qdoc.compare import Reading
    from qdoc.store import decode_plan

    if name.endswith(".json"):
        steps.begin("读 plan.json")
        return Reading(decode_plan(Path(name).read_bytes(), Path(name).name))
    read = read_notice(name, steps, register=register, suggest=False)
    return Reading(read.plan, read.notice.source.text)
