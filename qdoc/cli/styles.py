"""Owns ``--templates``: an office's own Word templates, found, checked all at once, and given to whoever writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.deadline import within
from qdoc.cli.files import folders_there
from qdoc.errors import InputRefused, QdocError, TemplateRefused

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.model import Diagnostic
    from qdoc.render.template_heal import Fault
    from qdoc.render.templates import Template

FOLDER = "模板"
_PRINTED = frozenset({"T002", "T022"})  # signs that would stand in the document

templates_option = click.option(
    "--templates",
    "templates",
    metavar="文件夹",
    help=f"用本单位改过的模板（文件名与 qdoc templates list 所列相同）；不写则用台账旁或输出文件夹里的“{FOLDER}”。",
)


@dataclass(frozen=True, slots=True)
class OfficeTemplates:
    """The office's own templates by name (任务交办单, 年终总结 …), sound and compiled; empty where it has none.

    ``folder`` is where they lie (None: nowhere); ``found`` says that it was found, not named by the caller;
    ``diagnostics`` are warnings to show: Word files there that are no template, doubtful tags.
    """

    folder: Path | None = None
    found: bool = False
    compiled: Mapping[str, Template] = field(default_factory=dict)
    data: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def template(self, name: str) -> Template | None:
        """The compiled template called ``name`` (what letter_docx takes as ``style``); None: the shipped one."""
        return self.compiled.get(name)

    def style(self, name: str) -> bytes | None:
        """The bytes of the template called ``name`` (what summary_docx and others take); None: the shipped one."""
        return self.data.get(name)

    def sentence(self, *names: str) -> str:
        """What to tell the clerk: which of the office's templates (only ``names`` where given) are used; "" if none."""
        used = [name for name in self.compiled if not names or name in names]
        if not used:
            return ""
        where = f"{self.folder}（在旁边找到的）" if self.found else f"{self.folder}"
        return f"用了本单位的模板：{'、'.join(used)}，在 {where}"


def show_templates(console: Console, own: OfficeTemplates, *names: str) -> None:
    """Print which of the office's templates (only ``names`` where given) were used, if any."""
    from qdoc.cli.clean import one_line

    if told := own.sentence(*names):
        console.print(one_line(told), soft_wrap=True)


def office_templates(folder: str | Path | None, *beside: Path) -> OfficeTemplates:
    """Return the office's templates in ``folder``, or where it is None in the first 模板 inside one of ``beside``.

    A template that is still as shipped counts as none. Call it before anything is written.

    Args:
        folder: what ``--templates`` names.
        beside: folders to look in (the ledger's, the output folder), in this order.

    Raises:
        InputRefused: ``folder`` is no folder.
        TemplateRefused: errors in templates, or files that cannot be read; all errors of all templates are listed.
    """
    found = (one / FOLDER for one in folders_there(beside))
    where = Path(folder) if folder is not None else next((one for one in found if one.is_dir()), None)
    if where is None:
        return OfficeTemplates()
    if not where.is_dir():
        raise InputRefused(
            "找不到这个模板文件夹", file=str(where), hint="用 qdoc templates copy -o 模板 先拷一份再改，或检查路径"
        )
    return _loaded(where, found=folder is None)


def _loaded(where: Path, *, found: bool) -> OfficeTemplates:
    from qdoc.cli.reading import read_input
    from qdoc.read import limits
    from qdoc.render.catalogue import catalogue
    from qdoc.render.template_review import review_template
    from qdoc.render.templates import Template

    files = sorted(path for path in where.iterdir() if path.suffix.lower() == ".docx" and path.name[:2] != "~$")
    known = catalogue()
    compiled: dict[str, Template] = {}
    data: dict[str, bytes] = {}
    told: list[Diagnostic] = []
    refused: list[str] = []
    for path in files:
        if path.stem not in known:
            told.append(_stranger(path, known))
            continue
        entry = known[path.stem]
        try:
            content = read_input(str(path), limit=limits.MAX_FILE_BYTES)
            if content == entry.shipped():
                continue
            with within(str(path), done="查完"):
                reviewed = review_template(content, str(path), entry)
                made = Template(content, str(path), entry.fields) if not reviewed.errors else None
            refused += [f"{path}，{fault}" for fault in reviewed.errors]
            if made is not None:
                compiled[entry.name], data[entry.name] = made, content
                told += [_doubtful(path, fault) for fault in reviewed.doubts]
        except QdocError as problem:
            refused.append(f"{path}：{problem.message}" + (f"（{problem.hint}）" if problem.hint else ""))
    if refused:
        lines = [f"本单位的模板有 {len(refused)} 处错误，没有写出任何文件"]
        lines += [f"  {number}. {line}" for number, line in enumerate(refused, 1)]
        hint = f"在 Word 或 WPS 中改好后，用 qdoc templates check {where} 检查；不用的模板可以移走"
        raise TemplateRefused("\n".join(lines), hint=hint)
    return OfficeTemplates(where, found, compiled, data, tuple(told))


def _doubtful(path: Path, fault: Fault) -> Diagnostic:
    """A doubt as a diagnostic: signs that would be printed are a warning, what may be meant is only to be looked at."""
    from qdoc.model import Diagnostic, Severity

    severity = Severity.WARNING if fault.code in _PRINTED else Severity.REVIEW
    tag = f"标签 {fault.tag}：" if fault.tag else ""
    return Diagnostic(fault.code, severity, f"{path}，{fault.place}：{tag}{fault.message}", hint=fault.hint)


def _stranger(path: Path, known: Iterable[str]) -> Diagnostic:
    from qdoc.model import Diagnostic, Severity

    near = get_close_matches(path.stem, list(known), n=1, cutoff=0.3)
    message = f"{path} 不是 qdoc 认得的模板名，没有用"
    hint = f"要用它，请把文件名改成 {near[0]}.docx" if near else "模板的文件名见 qdoc templates list"
    return Diagnostic("T040", Severity.WARNING, message, hint=hint)
