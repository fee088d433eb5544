"""Owns 修订.docx: a Revision as native tracked changes (ECMA-376 §17.13.5), with notes as comments.

A paragraph's end is tracked as its words are: accepting a deleted end, or rejecting an inserted one, joins what is left
with the next paragraph. An empty last paragraph belongs to both years, for Word never gives up the last end.
"""

from __future__ import annotations

import re
from datetime import datetime

from qdoc.errors import UsageError
from qdoc.render.page import STANDARD, PageProfile
from qdoc.render.revision_package import revision_package
from qdoc.render.template_values import word_text
from qdoc.revise import Level, Mark, Piece, RevisedParagraph, Revision

AUTHOR = "年度对照"
_STYLES = {Level.TITLE: "Title1", Level.FIRST: "Head1", Level.SECOND: "Head2", Level.TEXT: "Body1"}
_MARKS = {Mark.DELETED: ("del", "delText"), Mark.INSERTED: ("ins", "t")}
_LAST = '<w:p><w:pPr><w:pStyle w:val="Spacer1"/></w:pPr></w:p>'
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_SMALL = '<w:sz w:val="21"/><w:szCs w:val="21"/>'


def revision_docx(
    revision: Revision,
    *,
    author: str = AUTHOR,
    date: str | None = None,
    remark: str = "",
    profile: PageProfile = STANDARD,
) -> bytes:
    """Write the revision as a Word file whose changes can be accepted and rejected one by one.

    Args:
        revision: the text of both years.
        author: whom Word names for every change; the name of the comparison where it is empty.
        date: YYYY-MM-DD, or with a time (YYYY-MM-DDTHH:MM, local); without it changes carry no date.
        remark: what a comment at the title says of the whole (the counts of the comparison).
        profile: the page to set it on.

    Returns:
        A .docx file; accepting all gives ``revision.accepted()``, rejecting all ``revision.rejected()``, each with an
        empty last paragraph. The same input gives the same bytes.

    Raises:
        UsageError: ``date`` is no such date.
    """
    writer = _Writer(" ".join(author.split()) or AUTHOR, moment(date))
    notes = [paragraph.note for paragraph in revision.paragraphs]
    if notes and remark:
        notes[0] = remark + (f"\n{notes[0]}" if notes[0] else "")
    body = "".join(writer.paragraph(*pair) for pair in zip(revision.paragraphs, notes, strict=True))
    return revision_package(f"{revision.title}（修订）", body + _LAST, "".join(writer.comments), profile)


def moment(date: str | None) -> str:
    """Return a date (see ``revision_docx``) as w:date writes it, "" without one; UsageError for what is none."""
    if not date:
        return ""
    refused = UsageError(
        f"修订日期“{date}”不是日期", rule="写成 2026-03-02，或带时间 2026-03-02T09:30", hint="请改正日期，或不写"
    )
    if _DATE.fullmatch(date.strip()) is None:
        raise refused
    try:
        return datetime.fromisoformat(date.strip()).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise refused from None


class _Writer:
    """Numbers the changes and comments of one document in their order."""

    def __init__(self, author: str, moment: str) -> None:
        name = str(word_text(author)).replace('"', "&quot;")
        self._by = f' w:author="{name}"' + (f' w:date="{moment}"' if moment else "")
        self._next = 0
        self.comments: list[str] = []

    def _who(self) -> str:
        self._next += 1
        return f'w:id="{self._next}"{self._by}'

    def paragraph(self, paragraph: RevisedParagraph, note: str) -> str:
        """The XML of a paragraph; its note becomes a comment on the whole of it, gone with the paragraph."""
        looks = f'<w:pStyle w:val="{_STYLES[paragraph.level]}"/>'
        if paragraph.end in _MARKS:
            looks += f"<w:rPr><w:{_MARKS[paragraph.end][0]} {self._who()}/></w:rPr>"
        runs = "".join(self._piece(piece) for piece in paragraph.pieces)
        return f"<w:p><w:pPr>{looks}</w:pPr>{self._noted(paragraph, runs, note) if note else runs}</w:p>"

    def _piece(self, piece: Piece) -> str:
        element, words = _MARKS.get(piece.mark, ("", "t"))
        return self._tracked(element, f'<w:r><w:{words} xml:space="preserve">{word_text(piece.text)}</w:{words}></w:r>')

    def _tracked(self, element: str, run: str) -> str:
        return f"<w:{element} {self._who()}>{run}</w:{element}>" if element else run

    def _noted(self, paragraph: RevisedParagraph, runs: str, note: str) -> str:
        self._next += 1
        key = f'w:id="{self._next}"'
        lines = "".join(
            f'<w:p><w:r><w:rPr>{_SMALL}</w:rPr><w:t xml:space="preserve">{word_text(line)}</w:t></w:r></w:p>'
            for line in note.split("\n")
        )
        self.comments.append(f"<w:comment {key}{self._by}>{lines}</w:comment>")
        marks = {piece.mark for piece in paragraph.pieces}
        element = _MARKS.get(paragraph.end, ("",))[0] if marks == {paragraph.end} else ""
        reference = self._tracked(element, f"<w:r><w:commentReference {key}/></w:r>")
        return f"<w:commentRangeStart {key}/>{runs}<w:commentRangeEnd {key}/>{reference}"
