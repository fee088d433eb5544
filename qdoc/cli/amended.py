"""Owns the papers of an amendment in the commands: the notice, the list of documents to issue again, what is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from qdoc.cli.choosing import OpenedLedger
    from qdoc.ledger.acts import Applied
    from qdoc.ledger.amend import AmendedLine, Amendment
    from qdoc.ledger.handed import Manifest
    from qdoc.ledger.reissue import Reissue
    from qdoc.model import Diagnostic, Ledger, Office
    from qdoc.render.letter_fields import LetterOptions

_SHOWN = 12
_LETTER, _REMINDER = "任务交办单", "催办单"
_BRING = "原来出文书时写过的选项（--date、--number、--contact、--basis 等）请照写；没有列出的单位不必重发。"


@dataclass(frozen=True, slots=True)
class FoundManifest:
    """The manifest of the folder that the documents were written to; ``unread``: why it could not be read."""

    folder: Path
    manifest: Manifest
    there: bool
    unread: str = ""


def find_manifest(folders: Sequence[Path]) -> FoundManifest:
    """Return the manifest in the first of ``folders`` that has one; none in the last of them where no folder has."""
    from qdoc.cli.handing import handed_out
    from qdoc.store import Folder

    for folder in folders:
        found = handed_out(Folder(folder))
        if found.data is not None:
            return FoundManifest(folder, found.manifest, there=True, unread=found.unread)
    return FoundManifest(folders[-1], found.manifest, there=False)


def kept_from_before(
    folder: Path, amendment: Amendment, options: LetterOptions, office: str | None
) -> tuple[LetterOptions, tuple[Diagnostic, ...]]:
    """Return ``options`` with what the same notice in ``folder`` says and nobody gave now: number, date, office.

    ``office``: the office named on the command line, if any. What was kept is told (K019), and a number that could not
    be told from the notice.
    """
    from qdoc.errors import QdocError
    from qdoc.model import Diagnostic, Severity
    from qdoc.model.gap import gap, gap_names
    from qdoc.parse import parse
    from qdoc.read import read_bytes
    from qdoc.store import Folder

    name = f"调整通知{_tail(amendment)}.docx"
    data = Folder(folder).read(name)
    if data is None:
        return options, ()
    try:
        head = parse(source := read_bytes(data, name)).letterhead
    except QdocError:  # whoever wrote it, it is not overwritten unasked
        return options, ()
    kept: dict[str, Any] = {}
    if options.number is None and head.document_number:
        kept["number"] = head.document_number
    if options.date is None and head.dated:
        kept["date"] = head.dated
    if office is None and head.issuer and head.issuer != options.office and not [*gap_names(head.issuer)]:
        kept["office"] = head.issuer
    found = []
    if kept:
        message = f"{name} 重写时照原稿：{'、'.join(kept.values())}"
        found.append(Diagnostic("K019", Severity.INFO, message))
    if options.number is None and not head.document_number and gap("发文字号") not in source.text:
        message = f"{name} 重写后发文字号印【待补】：原稿上的没有认出来"
        found.append(Diagnostic("K019", Severity.REVIEW, message, hint="请加 --number 文号 再运行一次"))
    return replace(options, **kept), tuple(found)


@dataclass(frozen=True)
class Papers:
    """What follows from one decision (``amendment``) in ``ledger``, the ledger after it."""

    ledger: Ledger
    amendment: Amendment
    path: Path
    found: FoundManifest
    office: Office | None
    options: LetterOptions

    @cached_property
    def lines(self) -> tuple[AmendedLine, ...]:
        """The changes of the decision."""
        from qdoc.ledger.amend import amended_lines

        return amended_lines(self.ledger, self.amendment.events)

    @cached_property
    def documents(self) -> tuple[Reissue, ...]:
        """The documents that the decision touches."""
        from qdoc.ledger.reissue import reissues

        return reissues(self._before, self.ledger, self._keys, self.found.manifest, self.office)

    @cached_property
    def addressees(self) -> tuple[str, ...]:
        """The units that the notice goes to: those of the documents, but no unit that is only suggested."""
        from qdoc.ledger.reissue import decided_units

        decided = decided_units(self._before, self.ledger, self._keys, self.office)
        return tuple(unit for unit in dict.fromkeys(one.unit for one in self.documents) if unit in decided)

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands that issue the documents again."""
        from qdoc.cli.making import PRINT_TAIL, PRINTS
        from qdoc.ledger.reissue import Action

        kinds = dict.fromkeys(one.kind for one in self.documents if one.action is not Action.LOOK)
        if not kinds:
            return ()
        named = "" if tuple(kinds) == (_LETTER,) else "".join(f" --kind {kind}" for kind in kinds)
        joined = any((self.found.folder / PRINTS / f"{kind}{PRINT_TAIL}").is_file() for kind in kinds)
        merge = " --merge" if joined else ""
        return (f"qdoc letters {_quoted(self.path)} -o {_quoted(self.found.folder)}{named}{merge}",)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """No manifest (K016), one that cannot be read (K017), units that the notice is not addressed to (K018)."""
        from qdoc.model import Diagnostic, Severity

        found = []
        if self.found.unread:
            message = f"{self.found.folder} 里的分发清单读不了（{self.found.unread}），文书按单位列"
            found.append(Diagnostic("K017", Severity.WARNING, message, hint="请从备份恢复分发清单，再运行一次"))
        elif not self.found.there:
            message = "没有找到分发清单，不知道哪些文书发过、编号是什么，按单位列"
            found.append(Diagnostic("K016", Severity.REVIEW, message, hint="-o 写成出交办单的那个文件夹，就看得到"))
        suggested = [unit for unit in dict.fromkeys(one.unit for one in self.documents) if unit not in self.addressees]
        if suggested:
            message = f"{'、'.join(suggested)} 在这几条里只是程序建议的单位，调整通知没有列入主送"
            hint = "要通知它们的，由拟稿人加进主送机关"
            found.append(Diagnostic("K018", Severity.REVIEW, message, hint=hint))
        return tuple(found)

    def files(self, style: bytes | None) -> dict[str, bytes]:
        """The notice and the list as files by name; ``style``: the office's own template."""
        from qdoc.ledger.amend import amended_lines, changing_events
        from qdoc.render.amendment_docx import amendment_docx
        from qdoc.render.reissue_sheet import reissue_xlsx

        tail = _tail(self.amendment)
        log = amended_lines(self.ledger, changing_events(self.ledger), in_order=True)
        note = "" if self.found.there else "没有找到分发清单：不知道哪些文书发过、编号是什么，下面按单位列。"
        return {
            f"调整通知{tail}.docx": amendment_docx(self.ledger.head, self.lines, self.addressees, self.options, style),
            f"需重发文书{tail}.xlsx": reissue_xlsx(
                self.ledger.head, self.documents, log, self.commands, note + (_BRING if self.commands else "")
            ),
        }

    @cached_property
    def _before(self) -> Ledger:
        from qdoc.ledger.amend import before_events

        return before_events(self.ledger, self.amendment.events)

    @property
    def _keys(self) -> frozenset[str]:
        return frozenset(event.row_key for event in self.amendment.events)


def _tail(amendment: Amendment) -> str:
    return f"~{amendment.number}" if amendment.number > 1 else ""


def _quoted(path: Path) -> str:
    text = str(path)
    return f'"{text}"' if " " in text else text


def show_amended(
    console: Console,
    opened: OpenedLedger,
    applied: Applied,
    papers: Papers | None,
    found: Sequence[Diagnostic],
    written: Sequence[str],
    *,
    out: str | None,
    files: Collection[str] | Mapping[str, bytes],
    dry_run: bool,
) -> None:
    """Print what was changed, which documents to issue again and how, what to look at, and what was written."""
    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.overview import show_findings
    from qdoc.cli.terminal import hanging
    from qdoc.ledger.amend import amended_lines
    from qdoc.model import Severity

    lines = amended_lines(applied.ledger, applied.new)
    if lines:
        console.print(Text(f"调整 {len(lines)} 处", style="bold"))
    for line in lines[:_SHOWN]:
        item = f"序号 {line.serial}　{line.task_name}：{_short(line.text)}"
        told = f"{item}　{line.field}由“{line.before}”改为“{line.after}”"
        console.print(hanging(Text("  "), one_line(told), console.width))
    if len(lines) > _SHOWN:
        console.print(Text(f"  另有 {len(lines) - _SHOWN} 处", style="dim"))
    if applied.known:
        more = "另有 " if lines else ""
        recorded = {(event.row_key, event.field, event.after) for event in papers.amendment.events} if papers else set()
        earlier = sum((event.row_key, event.field, event.after) in recorded for event in applied.known)
        if earlier:
            console.print(Text(f"{more}{earlier} 处已作为这次调整记在台账里，没有再记", style="dim"))
        if others := len(applied.known) - earlier:
            console.print(Text(f"{more}{others} 处本来就是这样，没有动", style="dim"))
    if papers is not None:
        show_documents(console, papers)
    for one in found:
        if one.severity is Severity.INFO:
            console.print(hanging(Text(), one_line(one.message), console.width, "dim"))
    if graver := [one for one in found if one.severity is not Severity.INFO]:
        console.print()
        show_findings(console, graver)
    console.print()
    for told in _written(opened, written, papers, out, tuple(files), dry_run=dry_run):
        console.print(hanging(Text(), one_line(told), console.width))


def show_documents(console: Console, papers: Papers, what: str = "这次调整") -> None:
    """Print the documents that ``what`` makes to be issued again, and the command that does it."""
    from rich.text import Text

    from qdoc.cli.clean import one_line
    from qdoc.cli.handing import LACKING
    from qdoc.cli.terminal import hanging

    documents = papers.documents
    several = len(papers.amendment.events)
    console.print()
    console.print(Text(f"{what}（共 {several} 处）涉及的文书 {len(documents)} 份", style="bold"))
    for one in documents[:_SHOWN]:
        number = f"　{one.number}" if one.number and one.number != LACKING else ""
        rows = "、".join(map(str, one.rows))
        signed = f"　签收过（{one.signed}）" if one.signed else ""
        told = f"{one.unit}　{one.kind}{number}　序号 {rows}：{one.why}{signed}"
        console.print(hanging(Text(f"  {one.action.value}  "), one_line(told), console.width))
    if len(documents) > _SHOWN:
        console.print(Text(f"  另有 {len(documents) - _SHOWN} 份，写 -o 时都在 需重发文书.xlsx 里", style="dim"))
    for command in papers.commands:
        console.print(Text(f"重出：{one_line(command)}"), soft_wrap=True)  # unbroken, to be copied
    if papers.commands:
        console.print(hanging(Text("      "), _BRING, console.width, "dim"))


def _written(
    opened: OpenedLedger, written: Sequence[str], papers: Papers | None, out: str | None, files: Sequence[str],
    *, dry_run: bool,
) -> Sequence[str]:  # fmt: skip
    told = []
    if written:
        told.append(f"已写 {opened.path}；原台账存为 {written[1]}")
    elif dry_run:
        told.append("只看结果（--dry-run），没有写任何文件")
    elif papers is None:
        told.append("没有新的调整，台账没有动")
    else:
        told.append(f"这次调整已在台账里，台账没有再动{'，只写了文书' if files else ''}")
    if files:
        told.append(f"已写 {'、'.join(files)} 到 {out}；通知稿里的主送机关按涉及的单位拟出，【待补】处由拟稿人补，请核")
    elif papers is not None and not out:
        told.append("要调整通知稿和需重发文书清单，用同一条命令加 -o 文件夹 再运行一次")
    return told


def _short(text: str) -> str:
    return text if len(text) <= 26 else text[:26] + "…"
