"""Owns ``qdoc check --fix``: the corrected copy beside each document, and the list of what was changed in it.

A .docx gets tracked changes and comments; a .txt or .md the corrected text. The original is only read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from qdoc.check.corrections import Corrections, Made, corrected_text, corrections
from qdoc.cli.clean import one_line
from qdoc.cli.files import check_target, write_one
from qdoc.cli.terminal import hanging
from qdoc.errors import InputRefused, OutputRefused, QdocError, UnsupportedFormat, UsageError

if TYPE_CHECKING:
    from qdoc.check.document import Checked
    from qdoc.model import SourceText

MARK = "（核对）"
"""What a copy's name ends in, before its suffix."""
_TEXTS = ("text/plain", "text/markdown")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_AROUND = 6  # signs told on either side of what is changed
_SHOWN = 40
_MOST = 50  # changes that are listed; more are counted
_DOCX = ".docx"
_MARKS = {"utf-16": ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))}


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document with its copy. ``path``: None where nothing is to be changed or told, and nothing was written.

    ``word``: it is a Word file, whatever its name ends in; ``protected``: one whose editing is restricted.
    """

    name: str
    text: str
    path: Path | None
    done: Corrections
    word: bool = False
    protected: bool = False


def sources_of(names: Sequence[str], found: Sequence[str]) -> tuple[list[str], int]:
    """Leave copies that an earlier run made (``MARK``) out of ``found``, unless ``names`` gives them themselves.

    Returns the others and how many were left out.
    """
    kept = [name for name in found if name in names or not Path(name).stem.endswith(MARK)]
    return kept, len(found) - len(kept)


def target_of(names: Sequence[str], output: str | None) -> Path | None:
    """Return where the one copy goes, None for beside its original. Raises UsageError for several or standard input."""
    if "-" in names:
        hint = "请先存成文件，再核对修改"
        raise UsageError("从标准输入读的内容不能用 --fix", rule="改好的一份写在原文件旁边", hint=hint)
    if output is None:
        return None
    if len(names) > 1:
        hint = f"不写 -o，各写在原文件旁边，名字加“{MARK}”"
        raise UsageError(f"有 {len(names)} 份文件，-o 只能写一份", hint=hint)
    return Path(output)


def fix_files(
    checked: Iterable[Checked],
    output: Path | None,
    *,
    author: str | None = None,
    date: str | None = None,
    encoding: str | None = None,
    force: bool = False,
) -> tuple[list[Fixed], list[QdocError]]:
    """Write the copy of each document that was checked; returns what was written and why others were not.

    ``output``: where the only one goes, None for beside its original; ``author`` and ``date``: of tracked changes.
    """
    fixed: list[Fixed] = []
    refused: list[QdocError] = []
    for one in checked:
        path = Path(one.name)
        target = output or path.with_name(f"{path.stem}{MARK}{_suffix(one)}")
        try:
            fixed.append(_fix(one, target, author, date, encoding, force=force))
        except (InputRefused, OutputRefused) as problem:
            problem.file = problem.file or one.name
            refused.append(problem)
    return fixed, refused


def _suffix(one: Checked) -> str:
    """What the copy's name ends in: as the original's, but .docx for a Word file that is named otherwise."""
    suffix = Path(one.name).suffix
    return _DOCX if one.origin.media_type == _WORD and suffix.lower() != _DOCX else suffix


def _fix(
    one: Checked, target: Path, author: str | None, date: str | None, encoding: str | None, *, force: bool
) -> Fixed:
    from qdoc.read import read_bytes

    kind = one.origin.media_type
    if kind not in (*_TEXTS, _WORD):
        hint = "请在 Word 或 WPS 里打开，另存为 .docx 再改；核对的结果照样有效"
        raise UnsupportedFormat("这种文件不能改", file=one.name, rule="只改 .docx、.txt、.md", hint=hint)
    check_target(target, _suffix(one).lower() or target.suffix.lower(), one.name)
    data = Path(one.name).read_bytes()
    if hashlib.sha256(data).hexdigest() != one.origin.sha256:
        raise InputRefused("文件在核对之后又被改动，没有改", file=one.name, hint="请再运行一次")
    source = read_bytes(data, one.origin.name, encoding)
    wanted = corrections(one.findings, source.text)
    if not wanted.made and (not wanted.remarks or kind != _WORD):
        return Fixed(one.name, source.text, None, wanted, kind == _WORD)
    protected = False
    if kind == _WORD:
        from qdoc.render.corrected_docx import AUTHOR, corrected_docx

        written = corrected_docx(
            data, one.origin.name, wanted, title=_title(source), author=author or AUTHOR, date=date
        )
        copy, wanted, protected = written.data, written.corrections, written.protected
    else:
        copy = encoded(corrected_text(source.text, wanted.made), data, source.origin.encoding or "utf-8")
    write_one(target, copy, force=force)
    return Fixed(one.name, source.text, target, wanted, kind == _WORD, protected)


def encoded(text: str, data: bytes, encoding: str) -> bytes:
    """Return ``text`` in the encoding that ``data`` was read by, with the mark at its start where ``data`` has one.

    Raises OutputRefused where that encoding has no such sign.
    """
    for mark, codec in _MARKS.get(encoding, ()):
        if data.startswith(mark):
            return mark + text.encode(codec)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        sign = text[error.start : error.start + 1]
        hint = "请用记事本把原文件另存为 UTF-8，再运行一次"
        raise OutputRefused(f"原文件的编码（{encoding}）里没有“{sign}”，没有写", hint=hint) from None


def _title(source: SourceText) -> int | None:
    from qdoc.parse import parse

    return next((place.start for place in parse(source).letterhead.places if place.field == "title"), None)


def around(text: str, made: Made) -> tuple[str, str]:
    """Return the words before and after a correction, with a few signs of their line on either side."""
    start, end = made.edits[0].start, made.edits[-1].end
    stop = text.find("\n", end)
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = min(len(text) if stop < 0 else stop, end + _AROUND)
    pieces, at = [], first
    for edit in made.edits:
        pieces += [text[at : edit.start], edit.after]
        at = edit.end
    return text[first:last], "".join((*pieces, text[at:last]))


def show_fixed(
    console: Console, fixed: Sequence[Fixed], refused: Sequence[QdocError], left_out: int, *, everything: bool = False
) -> None:
    """Print of each document what was changed, before and after, what became comments, and where the copy is.

    ``everything``: all changes are listed, else the first ones and how many more there are.
    """
    console.print()
    for one in fixed:
        _show(console, one, many=len(fixed) > 1, most=None if everything else _MOST)
    for problem in refused:
        console.print(Text.assemble((one_line(str(problem.file or "")), "bold"), "　", ("没有改", "bold red")))
        console.print(hanging(Text("  "), one_line(problem.message), console.width))
        if problem.hint:
            console.print(hanging(Text("  → ", "cyan"), one_line(problem.hint), console.width))
    if left_out:
        console.print(Text(f"名字以“{MARK}”结尾的 {left_out} 份是以前改的，没有再查。", style="dim"))


def _show(console: Console, one: Fixed, *, many: bool, most: int | None) -> None:
    made, told = one.done.made, one.done.remarks
    name = f"{one_line(one.name)}　" if many else ""
    if one.path is None:
        said = f"没有可以直接改的，{len(told)} 处请人工处理；没有另写文件" if told else "没有要改的，没有另写文件"
        console.print(hanging(Text(name, "bold"), said, console.width))
        return
    console.print(hanging(Text(name, "bold"), f"改了 {len(made)} 处（改前 → 改后）", console.width, "bold"))
    for each in made[:most]:
        rules = "、".join(finding.rule.id for finding in each.findings)
        before, after = (one_line(words, _SHOWN * 2) for words in around(one.text, each))
        head = Text(f"  {one_line(each.findings[0].place)}　{rules}　")
        console.print(hanging(head, f"{before} → {after}", console.width))
    if most is not None and len(made) > most:
        where = "打开改好的一份看修订" if one.word else "不带 --fix、加 -o 核对结果.xlsx 另存一份逐处的清单"
        said = f"另有 {len(made) - most} 处没有列出：{where}，或加 --all 全部列出。"
        console.print(hanging(Text("  "), said, console.width, "dim"))
    reasons = [remark for remark in told if remark.reason]
    for remark in reasons[:most]:
        finding = remark.finding
        head = Text(f"  {one_line(finding.place)}　{finding.rule.id}　", "yellow")
        console.print(hanging(head, one_line(remark.reason), console.width, "yellow"))
    if told:
        where = "写成批注" if one.word else "没有改，请对照上面的清单人工处理"
        console.print(hanging(Text("  "), f"其余 {len(told)} 处{where}。", console.width))
    console.print(hanging(Text("已写好 "), one_line(str(one.path)), console.width, "bold"))
    if one.word:
        for said in _next_steps(one):
            console.print(hanging(Text("  → ", "cyan"), said, console.width, "cyan"))


def _next_steps(one: Fixed) -> tuple[str, ...]:
    """What to do with a corrected Word file."""
    steps = ["用 Word 或 WPS 打开，逐处接受或拒绝修订，看完批注删去；原文件没有动。"]
    if one.protected:
        steps.insert(0, "文件设了“限制编辑”，先在“审阅”里停止保护（密码向设密码的人要），才能接受、拒绝修订。")
    if Path(one.name).suffix.lower() != _DOCX:
        steps.append("原文件其实是 .docx，名字的后缀不对；改好的一份用了 .docx。")
    return tuple(steps)
