"""Owns reading a draft back from Word or Excel: the form's fields by their keys or labels, the text, open comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qdoc.draft import NoticeDraft
from qdoc.draft.build import make_draft
from qdoc.draft.fields import take_fields
from qdoc.draft.forms import BODY_LABEL, CHOICES, form_key, label_of
from qdoc.draft.given import Given
from qdoc.draft.kinds import ABOUT
from qdoc.draft.source_lines import source_lines
from qdoc.ledger.form_columns import SPELLED
from qdoc.model import Diagnostic, Severity
from qdoc.read.blocks import make_source
from qdoc.read.docx import MEDIA_TYPE, WordDocument
from qdoc.read.guard import Package
from qdoc.read.worker import heavy_apart
from qdoc.returns.controls import controls_under

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHOWN_COMMENTS = 3
_COMMENT_LENGTH = 40


@heavy_apart(tuple[NoticeDraft, tuple[Diagnostic, ...]])
def read_draft_docx(data: bytes, name: str) -> tuple[NoticeDraft, tuple[Diagnostic, ...]]:
    """Return the draft in a Word file, and what reading had to say: our form filled in, or an ordinary document.

    The fields of a form are its controls (by key, also where a program kept only the hidden words); its text is what
    stands below the mark 正文. A file without them is read as a text with lines 项目：内容 on top. D015 for comments.
    Raises InputRefused as ``read.guard`` does for unsafe and broken files.
    """
    package = Package(data, name)
    document = WordDocument(package)
    body = document.body()
    given = Given()
    found = [(label_of(one.key), one.text) for one in controls_under(body) if one.filled]
    fields = [(label, text) for label, text in found if label and label != BODY_LABEL]
    form = _cut_form(body)
    for label, text in fields:
        if form and text.strip() not in _waiting(label):
            given.fill(label, text)
    _drop_waiting(body)
    text, blocks = document.read()
    source = make_source(data, name, MEDIA_TYPE, None, text, blocks, tuple(document.diagnostics()))
    lines, told = source_lines(source)
    if not form:
        given, lines = take_fields(lines)
    said = tuple(one for one in source.diagnostics if one.code != "R009") + told + _comments(package)
    return make_draft(given, lines, name), said


def read_draft_xlsx(data: bytes, name: str) -> NoticeDraft:
    """Return the draft in a workbook: a row a field, from the row 正文 on the text (see ``draft_cells.take_sheets``).

    Raises as ``returns.workbook.open_workbook`` does, and UnsupportedFormat for a workbook that holds no such form.
    """
    from qdoc.returns.draft_cells import take_sheets
    from qdoc.returns.workbook import open_workbook

    return make_draft(*take_sheets(open_workbook(data, name), name), name)


def _waiting(label: str) -> set[str]:
    """Words that count as not filled in: a program may have made text of what waits in a control."""
    return {"", ABOUT.get(label, ""), *(("—",) if label in CHOICES else ())}


def _cut_form(body: _Element) -> bool:
    """Take everything down to the mark 正文 off ``body``; say whether the mark, or a table of the form, was there."""
    last = None
    for element in body:
        if _holds(element, form_key(BODY_LABEL)):
            last = element
            break
        if element.tag == f"{_W}tbl" and any(_holds(element, form_key(label)) for label in ("文种", "发文机关")):
            last = element
    if last is None:
        return False
    for element in list(body)[: list(body).index(last) + 1]:
        body.remove(element)
    return True


def _holds(element: _Element, key: str) -> bool:
    spelled = f"{SPELLED[0]}{key}{SPELLED[1]}"
    if any(tag.get(f"{_W}val") == key for tag in element.iter(f"{_W}tag")):
        return True
    return spelled in "".join(words.text or "" for words in element.iter(f"{_W}t"))


def _drop_waiting(body: _Element) -> None:
    """Take controls that still show what waits to be filled in off ``body``."""
    for waits in list(body.iter(f"{_W}showingPlcHdr")):
        if waits.get(f"{_W}val") in {"0", "false", "off"}:
            continue
        properties = waits.getparent()
        control = properties.getparent() if properties is not None else None
        content = control.find(f"{_W}sdtContent") if control is not None else None
        if control is not None and content is not None:
            control.remove(content)


def _comments(package: Package) -> tuple[Diagnostic, ...]:
    """D015 where the file has comments: nothing of them prints, and each is something left to settle."""
    if "word/comments.xml" not in package:
        return ()
    said = []
    for comment in package.xml("word/comments.xml").iter(f"{_W}comment"):
        lines = ("".join(one.text or "" for one in line.iter(f"{_W}t")) for line in comment.iter(f"{_W}p"))
        words = "，".join(line.strip() for line in lines if line.strip())
        said.append(words if len(words) <= _COMMENT_LENGTH else f"{words[:_COMMENT_LENGTH]}…")
    if not said:
        return ()
    shown = "；".join(said[:_SHOWN_COMMENTS]) + (f"；等 {len(said)} 条" if len(said) > _SHOWN_COMMENTS else "")
    message = f"文稿里还有 {len(said)} 条批注，没有排进公文：{shown}"
    return (Diagnostic("D015", Severity.REVIEW, message, hint="请逐条处理，在 Word 里删去批注后再生成"),)
