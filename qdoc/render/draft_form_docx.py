"""Owns a draft's form as a Word file: a table of labels with content controls, and the text under it."""

from __future__ import annotations

from qdoc.draft.forms import BODY_LABEL, BODY_MARK, CHOICES, KIND_LABEL, REMARK, DraftForm, FormLine, form_key
from qdoc.render.forms import Control
from qdoc.render.page import STANDARD, twips
from qdoc.render.revision_package import revision_package
from qdoc.render.template_parts import NewParts, current
from qdoc.render.template_values import word_text
from qdoc.render.word_blocks import paragraph, run

AUTHOR = "qdoc"
_LABEL_WIDTH = 30.0  # mm
_STYLES = {1: "Head1", 2: "Head2"}
_GREY = '<w:color w:val="808080"/>'
_SMALL = '<w:sz w:val="21"/><w:szCs w:val="21"/>'
_LAST = paragraph("Spacer1")


def draft_form_docx(form: DraftForm) -> bytes:
    """Write the form; the same form gives the same bytes.

    Every control's key is ``forms.form_key`` and stands in hidden text too; the text's notes are Word comments.
    """
    comments: list[str] = []
    with NewParts(()):
        table = _table(form)
        mark = _control(BODY_LABEL, BODY_MARK, fixed=True).runs("")
        text = "".join(_line(line, comments) for line in form.lines) or _hints(form)
    title = f"公文草稿（{form.kind.name}）"
    head = paragraph("Title1", run(title)) + paragraph("Note1", run(REMARK))
    body = head + table + paragraph("Head1", mark, looks='<w:spacing w:before="240"/>') + text + _LAST
    return revision_package(title, body, "".join(comments), STANDARD)


def _table(form: DraftForm) -> str:
    """Label and control a row; w:tblW, w:tblGrid and w:tcW agree (WPS hides tables where they do not)."""
    widths = (twips(_LABEL_WIDTH), STANDARD.width - twips(_LABEL_WIDTH))
    rows = [(KIND_LABEL, _control(KIND_LABEL, form.kind.name, fixed=True))]
    rows += [(label, _control(label, form.values.get(label, ""), form.waiting(label))) for label in form.kind.labels]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(widths[0], 'FormHead1', run(label), fill=True)}"
        f"{_cell(widths[1], 'Form1', control.runs(''))}</w:tr>"
        for label, control in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'
    )


def _cell(width: int, style: str, inside: str, *, fill: bool = False) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style, inside)}</w:tc>"
    )


def _control(label: str, value: str, waiting: str = "", *, fixed: bool = False) -> Control:
    choices = CHOICES.get(label, ())
    kind = "choice" if choices and (not value or value in choices) else "text"
    return Control(
        form_key(label),
        kind,
        value=value,
        choices=choices,
        placeholder=waiting,
        title=label,
        fixed=fixed,
        spelled=True,
    )


def _hints(form: DraftForm) -> str:
    """The kind's hints in grey, a control a paragraph, each gone when somebody writes in it (w:temporary)."""
    return "".join(paragraph("Body1", _hint(line)) for line in form.kind.placeholder)


def _hint(words: str) -> str:
    # Around the run, not the paragraph: LibreOffice 7.4 saves the words of a control around paragraphs several times.
    properties = (
        f'<w:alias w:val="{BODY_LABEL}"/><w:id w:val="{current().fresh_id()}"/><w:temporary/><w:showingPlcHdr/>'
    )
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(words, _GREY)}</w:sdtContent></w:sdt>"


def _line(line: FormLine, comments: list[str]) -> str:
    """A paragraph of the text; its note becomes a comment on the whole of it."""
    style = _STYLES.get(line.level, "Body1")
    if style == "Head2" and len(line.text) > _LONGEST_HEADING:
        style = "Body1"
    if not line.note:
        return paragraph(style, run(line.text))
    key = f'w:id="{len(comments) + 1}"'
    said = "".join(
        f'<w:p><w:r><w:rPr>{_SMALL}</w:rPr><w:t xml:space="preserve">{word_text(words)}</w:t></w:r></w:p>'
        for words in line.note.split("\n")
    )
    comments.append(f'<w:comment {key} w:author="{AUTHOR}">{said}</w:comment>')
    around = (f"<w:commentRangeStart {key}/>", f"<w:commentRangeEnd {key}/><w:r><w:commentReference {key}/></w:r>")
    return paragraph(style, around[0], run(line.text), around[1])


_LONGEST_HEADING = 40
