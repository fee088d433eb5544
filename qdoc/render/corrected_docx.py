"""Owns the corrected copy of a Word file: corrections as tracked changes, other findings as comments, the rest as is.

What the copy does not change stays byte for byte: styles, headers, pictures, custom XML. Accepting all changes gives
the corrected text, rejecting all the text as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.check.corrections import Corrections, Made, Remark
from qdoc.errors import InputRefused, UnsupportedFormat
from qdoc.read.docx import WordDocument
from qdoc.read.docx_names import W, child
from qdoc.read.guard import Package
from qdoc.read.worker import heavy_apart
from qdoc.render.corrected_notes import Notes
from qdoc.render.corrected_parts import comments_parts, serialised
from qdoc.render.corrected_runs import Runs
from qdoc.render.package import lay_out, pack, read_package, write_package
from qdoc.render.revision_docx import moment
from qdoc.render.template_values import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "qdoc 核对"
_STRICT = b"http://purl.oclc.org/ooxml/"
_HEAD = 8_192


@dataclass(frozen=True, slots=True)
class CorrectedDocument:
    """The copy, and what was done in it: what could not be changed in place is among the remarks, with the reason.

    ``protected``: the document restricts editing, so that changes can be accepted only once that is lifted.
    """

    data: bytes
    corrections: Corrections
    protected: bool = False


def corrected_docx(
    data: bytes,
    name: str,
    wanted: Corrections,
    *,
    title: int | None = None,
    author: str = AUTHOR,
    date: str | None = None,
) -> CorrectedDocument:
    """Write ``wanted`` into a copy of a Word file.

    Args:
        data: the .docx that was checked.
        name: what it is called in messages.
        wanted: corrections and remarks; their spans are in the text that ``read_docx`` gives of ``data``.
        title: where in that text the title stands: comments on the whole document go there.
        author: whom Word names for changes and comments.
        date: YYYY-MM-DD, or with a time; without it they carry no date.

    Returns:
        The copy and what was done. The same input gives the same bytes.

    Raises:
        UsageError: ``date`` is no date.
        InputRefused: the file cannot be read (see ``read_docx``), has macros or a digital signature, or is of the
            strict kind of Open XML.
    """
    return _corrected(data, name, wanted, title, author, moment(date))


@heavy_apart(CorrectedDocument, Corrections, int | None, str, str)
def _corrected(
    data: bytes, name: str, wanted: Corrections, title: int | None, author: str, when: str
) -> CorrectedDocument:
    package = Package(data, name)
    _refuse(package, name)
    document = WordDocument(package)
    traced = document.trace()
    document.read()
    if _STRICT in package.read(document.main)[:_HEAD]:
        rule = "只改常用的 Word 文档格式（Transitional）"
        hint = "请在 Word 里另存为“Word 文档（.docx）”再改；只核对不受影响"
        raise UnsupportedFormat("这是“Strict Open XML 文档”，不能加修订", file=name, rule=rule, hint=hint)
    body = document.body()
    root = body.getroottree().getroot()
    comments = document.related_xml("comments")
    held = root.makeelement(W + "comments", nsmap={"w": W[1:-1]}) if comments is None else comments
    numbers = _Numbers((root, held), clean_text(author).strip() or AUTHOR, when)
    runs = Runs([*traced, *document.traced_cells], body, lambda kind: numbers.element(root, kind))
    done = _feasible(wanted, runs)
    notes = Notes(runs, title)
    for remark in done.remarks:
        notes.add(remark)
    edits = [edit for made in done.made for edit in made.edits]
    runs.cut((*(place for edit in edits for place in (edit.start, edit.end)), *notes.places))
    for edit in edits:
        runs.change(edit)
    notes.write(held, lambda kind: numbers.element(held, kind))
    parts = {document.main: serialised(root)}
    if len(held) and done.remarks:
        parts |= comments_parts(package, document, held)
    members = {member.name.lstrip("/"): member for member in read_package(data, name)}
    members |= {part: pack(part, content) for part, content in parts.items()}
    return CorrectedDocument(write_package(lay_out(members.values())), done, _is_protected(document))


def _feasible(wanted: Corrections, runs: Runs) -> Corrections:
    """The same, with corrections that the file's runs do not allow among the remarks, each with the reason."""
    made: list[Made] = []
    told = list(wanted.remarks)
    for one in wanted.made:
        reason = runs.hindrance(one.edits)
        if reason:
            told += (Remark(finding, reason) for finding in one.findings)
        else:
            made.append(one)
    return Corrections(tuple(made), tuple(told))


def _is_protected(document: WordDocument) -> bool:
    """Whether 限制编辑 is in force (w:documentProtection); it is left as it is, for lifting it is its owner's."""
    settings = document.related_xml("settings")
    protection = None if settings is None else child(settings, "documentProtection")
    return protection is not None and protection.get(W + "enforcement", "0") in ("1", "true", "on")


def _refuse(package: Package, name: str) -> None:
    """Refuse what a copy may not carry: macros; and a signature, which would be broken."""
    members = [member.lower() for member in package.members]
    if any(member.endswith(("vbaproject.bin", "vbadata.xml")) for member in members):
        hint = "请在 Word 里另存为不带宏的 .docx 再改；只核对不受影响"
        raise InputRefused("文件带有宏，没有改", file=name, rule="宏不写进任何输出", hint=hint)
    if any(member.startswith("_xmlsignatures/") for member in members):
        hint = "请对没有签名的一份核对修改"
        raise InputRefused("文件有数字签名，没有改", file=name, rule="改动会使签名失效", hint=hint)


class _Numbers:
    """Makes the elements that need a number, an author and a date; numbers that the file uses are left out."""

    def __init__(self, roots: Iterable[_Element], author: str, moment: str) -> None:
        self._used = {each.get(W + "id") for root in roots for each in root.iter("*")}
        self._author, self._moment = author, moment
        self._next = 0

    def element(self, root: _Element, kind: str) -> _Element:
        """An empty w:``kind`` that belongs under ``root``."""
        self._next += 1
        while str(self._next) in self._used:
            self._next += 1
        values = {W + "id": str(self._next), W + "author": self._author}
        return root.makeelement(W + kind, values | ({W + "date": self._moment} if self._moment else {}))
