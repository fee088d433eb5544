"""The check of Office files sees each fault that it is there for."""

from __future__ import annotations

import io
import zipfile

import pytest

from qdoc.resources import template
from tests.package_faults import faults
from tests.render.word_files import word

SOUND = word("一段", [["甲", "乙"], ["丙", "丁"]], footer="页脚")
BODY = "word/document.xml"
BEGIN, PART, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def broken(old: str, new: str, name: str = BODY) -> bytes:
    """The sound file with one thing changed in one part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as source, zipfile.ZipFile(target, "w") as made:
        for each in source.namelist():
            text = source.read(each)
            if each == name:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            made.writestr(each, text)
    return target.getvalue()


FAULTS = [
    (BEGIN, "field without an end"),  # a field that is never ended
    (END, "without a begin"),  # only its end is left
    (BEGIN + PART + PART + END, "after its part"),  # parted twice
]


@pytest.mark.parametrize(("runs", "message"), FAULTS)
def test_unbalanced_fields_are_seen(runs: str, message: str) -> None:
    data = word(f"<w:p>{runs}</w:p>")
    assert any(message in fault for fault in faults(data)), faults(data)


def test_a_whole_field_is_sound() -> None:
    assert faults(word(f"<w:p>{BEGIN}<w:r><w:instrText> PAGE </w:instrText></w:r>{PART}{END}</w:p>")) == []


EDITS = [
    ("<w:body>", '<w:body xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w77">',
     "names w77"),  # a prefix that tidying of namespaces dropped
    ("<w:gridCol", "<w:gridCol/><w:gridCol", "a row fills 2 of 3 columns"),  # grid and row disagree
    ("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "does not end with a paragraph"),  # Word refuses the file
    ("<w:tcPr>", "<w:tcPr><w:vMerge/>", "continues nothing"),  # the cell that began the merge is lost
    ("一段", "{% endif %}", "template tag is left"),  # a letter that was not filled
    ("r:id=", "r:id='rId99' r:was=", "rId99 is not declared"),  # a footer that leads nowhere
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), EDITS)
def test_what_validators_do_not_see_is_seen(old: str, new: str, message: str) -> None:
    assert faults(SOUND) == []
    assert any(message in fault for fault in faults(broken(old, new)))


def test_parts_without_type_and_links_to_nothing_are_seen() -> None:
    assert any(
        "no content type" in f for f in faults(broken('Extension="jpeg"', 'Extension="gif"', "[Content_Types].xml"))
    )
    assert any("leads to" in f for f in faults(broken("styles.xml", "absent.xml", "word/_rels/document.xml.rels")))


def test_the_shipped_templates_hold_tags_and_nothing_else_is_wrong() -> None:
    found = {fault.partition(": ")[2] for fault in faults(template("任务交办单.docx").read_bytes())}
    assert found == {"a template tag is left"}
