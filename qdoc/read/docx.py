"""Owns reading .docx: which parts of the package are read, in what order, and what is left out with a diagnostic."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from qdoc.errors import DamagedFile
from qdoc.model import Block, BlockKind, Diagnostic, Severity, SourceText
from qdoc.read.blocks import TextBuilder, make_source
from qdoc.read.docx_body import BodyReader, Traced
from qdoc.read.docx_names import STRICT, R, W, child
from qdoc.read.docx_numbering import Numbering, Styles
from qdoc.read.docx_runs import RunReader, note_mark
from qdoc.read.guard import Package

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE_NUMBER = re.compile(r"[\s\-—–－―第共页/／0-9０-９]*")


def read_docx(data: bytes, name: str) -> SourceText:
    """Return what a reader of Word sees, in order, one paragraph, line or cell a block.

    Automatic numbers stand as the text they show. Page headers come first and footers last, as boilerplate;
    footnotes and endnotes come after the body as NOTE blocks, their raised number also where they are called. Cells
    end in a tab, the last of a row in a line end. Tracked insertions are in, deletions out; hidden text, macros and
    embedded objects are out with a diagnostic. Raises InputRefused (see ``guard``).
    """
    document = WordDocument(Package(data, name))
    text, blocks = document.read()
    return make_source(data, name, MEDIA_TYPE, None, text, blocks, tuple(document.diagnostics()))


class WordDocument:
    """One Word file while it is read; ``trace()`` before ``read()`` makes it remember where its paragraphs stand."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = self._main_part()
        self._relations = self._read_relations(self._main)
        styles = Styles(self.related_xml("styles", _without_table_styles))
        self._numbering = Numbering(self.related_xml("numbering"), styles)
        self._builder = TextBuilder(package.name)
        self._runs = RunReader()
        self._body = BodyReader(self._builder, self._runs, self._numbering, styles)
        self._body_element: _Element | None = None

    def trace(self) -> list[Traced]:
        """Return the list that ``read`` will put the body's paragraphs into, in order (those of tables are not)."""
        self._runs.traced = []
        traced: list[Traced] = []
        self._body.traced = traced
        return traced

    @property
    def traced_cells(self) -> list[Traced]:
        """The paragraphs of table cells, in order, once ``read`` has run after ``trace``."""
        return self._body.traced_cells

    @property
    def main(self) -> str:
        """The name of the part that holds the body."""
        return self._main

    def related(self, kind: str) -> str | None:
        """Return the name of the part that the main part is related to as ``kind``; None without one."""
        return next((target for each, target in self._relations.values() if each == kind), None)

    def read(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text and the blocks that tile it. Raises DamagedFile where there is no body."""
        body = self.body()
        self._write_margins(body, "headerReference", "page_header")
        self._body.write(body)
        self._write_notes()
        self._write_margins(body, "footerReference", "page_footer")
        return self._builder.build()

    def body(self) -> _Element:
        """Return the body of the main part. Raises DamagedFile where there is none."""
        if self._body_element is None:
            self._body_element = child(self._xml(self._main), "body")
        if self._body_element is None:
            raise DamagedFile(
                "Word 文件没有正文", file=self._package.name, place=self._main, hint="请用 Word 另存一份再试"
            )
        return self._body_element

    def diagnostics(self) -> list[Diagnostic]:
        """Return what a reader should know of what was left out."""
        told = []
        if any(m.lower().endswith(("vbaproject.bin", "vbadata.xml")) for m in self._package.members):
            told.append(Diagnostic("R005", Severity.WARNING, "文件带有宏，没有运行也没有读取", hint="宏不影响正文文字"))
        if self._runs.embedded:
            message = f"文件中有 {self._runs.embedded} 个嵌入对象（如嵌入的表格、公式），其内容没有读取"
            told.append(
                Diagnostic("R006", Severity.REVIEW, message, hint="如其中有任务内容，请在 Word 中改为普通文字或表格")
            )
        if self._body.foreign_parts:
            message = f"文件中有 {self._body.foreign_parts} 处插入的外部文档，其内容没有读取"
            told.append(Diagnostic("R007", Severity.REVIEW, message, hint="请用 Word 打开后另存一份，使其成为正文"))
        if self._runs.deletions:
            message = f"文件带有修订：{self._runs.deletions} 处删除未读入，插入的文字已读入"
            told.append(Diagnostic("R008", Severity.REVIEW, message, hint="请确认是否应先在 Word 中接受或拒绝修订"))
        if self._runs.hidden:
            message = f"文件中有 {self._runs.hidden} 处隐藏文字没有读入"
            told.append(Diagnostic("R009", Severity.INFO, message))
        if self._numbering.unknown_formats:
            formats = "、".join(sorted(self._numbering.unknown_formats))
            told.append(Diagnostic("R010", Severity.REVIEW, f"自动编号格式 {formats} 不认识，已按阿拉伯数字读出"))
        return told

    def _write_notes(self) -> None:
        roots = {kind: self.related_xml(kind + "s") for kind in ("footnote", "endnote")}
        position = 0
        while position < len(self._runs.notes):  # a note may call a further note
            kind, key = self._runs.notes[position]
            position += 1
            root = roots[kind]
            note = None if root is None else next((n for n in root.iterfind(W + kind) if n.get(W + "id") == key), None)
            if note is not None and (text := self._body.plain(note).strip()):
                self._builder.add(BlockKind.NOTE, f"{note_mark(position)} {text}\n", reason=kind)

    def _write_margins(self, body: _Element, reference: str, reason: str) -> None:
        seen: set[str] = set()
        for element in body.iter(W + reference):
            target = self._relations.get(element.get(R + "id", ""), ("", ""))[1]
            if target not in self._package:
                continue
            for line in BodyReader.plain(self._body, self._xml(target)).split("\n"):
                if line.strip() and line not in seen:
                    seen.add(line)
                    why = "page_number" if _PAGE_NUMBER.fullmatch(line) else reason
                    self._builder.add(BlockKind.BOILERPLATE, line + "\n", reason=why)

    def referred_xml(self, key: str) -> _Element | None:
        """Return the part of a relationship's id (a header, a footer); None where there is none in the package."""
        target = self._relations.get(key, ("", ""))[1]
        return self._xml(target) if target in self._package else None

    def _xml(self, member: str, lighten: Callable[[bytes], bytes] | None = None) -> _Element:
        data = self._package.read(member)
        if lighten is not None:
            data = lighten(data)
        head = data[:8192]
        if STRICT[0][0] in head:
            for strict, usual in STRICT:
                head = head.replace(strict, usual)
            data = head + data[8192:]
        return self._package.tree(data, member)

    def related_xml(self, kind: str, lighten: Callable[[bytes], bytes] | None = None) -> _Element | None:
        """Return the part that the main part is related to as ``kind`` (styles, theme, settings); None without one."""
        target = self.related(kind)
        return None if target is None or target not in self._package else self._xml(target, lighten)

    def _main_part(self) -> str:
        for kind, target in self._read_relations("").values():
            if kind == "officeDocument" and target in self._package:
                return target
        if "word/document.xml" in self._package:
            return "word/document.xml"
        raise DamagedFile("包内没有 Word 正文", file=self._package.name, hint="请用 Word 或 WPS 打开后另存一份再试")

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return id → (kind, member) of the relationships inside the package; external ones are not followed."""
        folder, base = posixpath.split(part)
        member = posixpath.join(folder, "_rels", base + ".rels")
        if member not in self._package:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self._package.xml(member):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], target)
        return found


def _without_table_styles(data: bytes) -> bytes:
    """Return styles.xml without its table styles: they number nothing, and are nine tenths of the stock template's."""
    head, *styles = data.split(b"<w:style ")
    if len(styles) < 2 or b"<!" in data:  # comments, CDATA or a DTD: nothing is cut before the parser has looked
        return data
    styles[-1], end, tail = styles[-1].rpartition(b"</w:style>")
    styles[-1] += end
    kept = [s for s in styles if b'w:type="table"' not in s[: s.find(b">")] or not s.rstrip().endswith(b"</w:style>")]
    return b"<w:style ".join([head, *kept]) + tail
