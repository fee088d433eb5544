"""What Word or WPS would stumble over in a filled document is found, each fault by its code and place."""

from __future__ import annotations

import pytest

from qdoc.render.package import lay_out, pack, read_package, write_package
from qdoc.render.template_trial import check_filled
from tests.render.word_files import word

GRID = '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
CELL = "<w:tc><w:tcPr/><w:p/></w:tc>"
RED = '<w:tc><w:tcPr><w:shd w:fill="红"/></w:tcPr><w:p/></w:tc>'
TWO = '<w:tc><w:tcPr><w:gridSpan w:val="两"/></w:tcPr><w:p/></w:tc>'


def made(blocks: str) -> bytes:
    """A sound document with ``blocks`` (XML) at the beginning of its body."""
    members = []
    for member in read_package(word("文字"), "t.docx"):
        if member.name == "word/document.xml":
            text = member.content().decode()
            at = text.index(">", text.index("<w:body")) + 1
            member = pack(member.name, (text[:at] + blocks + text[at:]).encode())
        members.append(member)
    return write_package(lay_out(members))


FAULTS = [
    ("", []),  # why: a sound document has none
    (f"<w:tbl>{GRID}<w:tr>{CELL}{CELL}</w:tr></w:tbl>", []),
    ("<w:p><w:r></w:p>", ["T051"]),  # why: broken XML, Word refuses the file
    (f"<w:tbl>{GRID}</w:tbl>", ["T052"]),  # why: a loop over nothing took every row
    (f"<w:tbl><w:tr>{CELL}{CELL}</w:tr></w:tbl>", ["T053"]),  # why: WPS hides a table without a grid
    (f"<w:tbl>{GRID}<w:tr></w:tr></w:tbl>", ["T052"]),  # why: a column loop over nothing took every cell
    (f"<w:tbl>{GRID}<w:tr>{CELL}</w:tr></w:tbl>", ["T053"]),  # why: a row narrower than the grid shifts in WPS
    (f'<w:tbl>{GRID}<w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr>{CELL}</w:tr></w:tbl>', []),  # why: said in the row
    (f"<w:tbl>{GRID}<w:tr>{CELL}<w:tc><w:tcPr/></w:tc></w:tr></w:tbl>", ["T052"]),  # why: a cell without a paragraph
    (f"<w:tbl>{GRID}<w:tr>{RED}{CELL}</w:tr></w:tbl>", ["T054"]),  # why: a colour is six hexadecimal digits
    (f"<w:tbl>{GRID}<w:tr>{TWO}</w:tr></w:tbl>", ["T054"]),  # why: colspan wants a figure
    ("<w:p><w:r><w:t>见{{ 联系人 }}</w:t></w:r></w:p>", ["T055"]),  # why: a tag that nothing filled
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "codes"), FAULTS)
def test_each_fault_of_a_filled_document_is_found(blocks: str, codes: list[str]) -> None:
    found = check_filled(made(blocks))
    assert [fault.code for fault in found] == codes
    assert all(fault.place and fault.hint for fault in found)
