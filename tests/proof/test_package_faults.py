"""The check of Office files sees each fault that it is there for."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from qdoc.errors import DamagedFile
from qdoc.proof.package_faults import package_faults
from qdoc.render.office_sheet import office_xlsx
from qdoc.resources import template
from tests.render.word_files import word

SOUND = word("一段", [["甲", "乙"], ["丙", "丁"]], footer="页脚")
BODY, STYLES, TYPES, LINKS = (
    "word/document.xml",
    "word/styles.xml",
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
)
BEGIN, PART, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w77"'
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="7" name="图"/></wp:inline></w:drawing></w:r>'
)
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'


def faults(data: bytes, *, template: bool = False) -> tuple[str, ...]:
    """The faults that python-docx's stock template has by itself are not looked at: its styles use theme fonts."""
    return tuple(f for f in package_faults(data, "样本.docx", template=template) if not f.startswith("word/styles"))


def broken(old: str, new: str, name: str = BODY, count: int = 1) -> bytes:
    """The sound file with one thing changed in one part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as source, zipfile.ZipFile(target, "w") as made:
        for each in source.namelist():
            text = source.read(each)
            if each == name:
                assert old.encode() in text, old
                text = text.replace(old.encode(), new.encode(), count)
            made.writestr(each, text)
    return target.getvalue()


def with_member(name: str, data: bytes) -> bytes:
    """The sound file with one more member."""
    target = io.BytesIO(SOUND)
    with zipfile.ZipFile(target, "a") as made:
        made.writestr(name, data)
    return target.getvalue()


def test_a_sound_file_has_no_faults() -> None:
    assert faults(SOUND) == ()


FIELDS = [
    (BEGIN, "域没有结尾"),  # never ended: everything after it vanishes into the field
    (END, "没有对应的开头"),  # only its end is left
    (BEGIN + PART + PART + END, "在分隔之后"),  # parted twice
]


@pytest.mark.parametrize(("runs", "message"), FIELDS)
def test_unbalanced_fields_are_seen(runs: str, message: str) -> None:
    data = word(f"<w:p>{runs}</w:p>")
    assert any(message in fault for fault in faults(data)), faults(data)


def test_a_whole_field_is_sound() -> None:
    assert faults(word(f"<w:p>{BEGIN}<w:r><w:instrText> PAGE </w:instrText></w:r>{PART}{END}</w:p>")) == ()


EDITS = [
    (BODY, "<w:body>", f"<w:body {MC}>", "mc:Ignorable 写了前缀 w77"),  # a prefix that tidying of namespaces dropped
    (BODY, "<w:gridCol", "<w:gridCol/><w:gridCol", "第 1 行占 2 列，表格是 3 列"),  # grid and row disagree
    (BODY, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "不以段落结尾"),  # Word refuses the file
    (BODY, "<w:p><w:r><w:t xml:space=\"preserve\">甲</w:t></w:r></w:p></w:tc>", "</w:tc>", "里没有段落"),
    (BODY, "<w:tcPr>", "<w:tcPr><w:vMerge/>", "上面却没有起头的"),  # the cell that began the merge is lost
    (BODY, 'w:w="9000"', 'w:w="8000"', "tblW 是 8000，各列合计 9000"),  # WPS places it by the one, Word by the other
    (BODY, '<w:tcW w:w="4500"', '<w:tcW w:w="3000"', "tcW 是 3000，tblGrid 是 4500"),  # the same
    (BODY, '<w:tblW w:w="9000" w:type="dxa"/>', "", "没有 tblW"),  # WPS: misplaced
    (BODY, '<w:p><w:r><w:t xml:space="preserve">甲', '<w:p><w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr>'
     '<w:r><w:t xml:space="preserve">甲', "行距是固定值"),  # a second line of text is cut off
    (BODY, "<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr>', "行高是固定值"),
    (BODY, "一段", "{% endif %}", "没有填的模板标签"),  # a letter that was not filled
    (BODY, "<w:r>", '<w:r><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/></w:rPr>', "主题字体"),
    (BODY, "r:id=", "r:id='rId99' r:was=", "关系 rId99 没有声明"),  # a footer that leads nowhere
    (BODY, "<w:r>", f"{DRAWING}{DRAWING}<w:r>", "图形编号 7 用了 2 次"),  # Word repairs the file, and says so
    (BODY, "<w:p>", f"{CONTROL}{CONTROL}<w:p>", "内容控件编号 7 用了 2 次"),
    (BODY, "<w:r>", '<w:bookmarkStart w:id="1" w:name="甲"/><w:bookmarkStart w:id="1" w:name="甲"/>'
     '<w:bookmarkEnd w:id="1"/><w:r>', "书签编号 1 用了 2 次"),
    (BODY, "<w:r>", '<w:bookmarkStart w:id="1" w:name="甲"/><w:bookmarkStart w:id="2" w:name="甲"/>'
     '<w:bookmarkEnd w:id="1"/><w:bookmarkEnd w:id="2"/><w:r>', "书签名 甲 用了 2 次"),  # of two letters joined
    (BODY, "<w:r>", '<w:bookmarkStart w:id="1" w:name="甲"/><w:r>', "书签 1 有头无尾"),
    (BODY, "<w:r>", '<w:bookmarkEnd w:id="1"/><w:r>', "书签 1 有尾无头"),
    (TYPES, 'Extension="jpeg"', 'Extension="gif"', "没有内容类型"),
    (TYPES, "<Override", '<Override PartName="/word/absent.xml" ContentType="x/y"/><Override', "包里却没有它"),
    (LINKS, "styles.xml", "absent.xml", "指向的 absent.xml 不在包里"),
    (LINKS, "</Relationships>", '<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
     'relationships/attachedTemplate" Target="file:///C:/x.dotx" TargetMode="External"/></Relationships>',
     "有指向包外的关系 file:///C:/x.dotx"),  # Word would ask for the server of another office
]  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new", "message"), EDITS)
def test_what_validators_do_not_see_is_seen(part: str, old: str, new: str, message: str) -> None:
    found = faults(broken(old, new, part))
    assert any(message in fault for fault in found), found


def test_a_link_that_a_reader_may_follow_is_no_fault() -> None:
    link = (
        '<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
        ' Target="https://example.org/" TargetMode="External"/></Relationships>'
    )
    assert faults(broken("</Relationships>", link, LINKS)) == ()


def test_a_part_that_nothing_leads_to_is_seen() -> None:
    assert any("没有任何关系指向它" in fault for fault in faults(with_member("word/left.xml", b"<a/>")))


def test_the_style_of_a_cell_may_not_have_an_exact_line_height() -> None:
    exact = '<w:style w:type="paragraph" w:styleId="Cut"><w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr>'
    target = io.BytesIO()
    data = broken('<w:p><w:r><w:t xml:space="preserve">甲', '<w:p><w:pPr><w:pStyle w:val="Based"/></w:pPr><w:r><w:t>甲')
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for each in source.namelist():
            text = source.read(each).decode("utf-8", "surrogateescape")
            if each == STYLES:
                based = '<w:style w:type="paragraph" w:styleId="Based"><w:basedOn w:val="Cut"/></w:style>'
                text = text.replace("</w:styles>", f"{exact}</w:style>{based}</w:styles>")
            made.writestr(each, text.encode("utf-8", "surrogateescape"))
    assert any("行距是固定值" in fault for fault in faults(target.getvalue()))


@pytest.mark.parametrize(("half_points", "cut"), [(40, False), (42, True)])
def test_an_exact_line_in_a_cell_must_hold_its_own_characters(half_points: int, cut: bool) -> None:
    """As the names of a joint mark, whose lines are set to their place (7.2.4)."""
    looks = '<w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr>'
    size = f'<w:rPr><w:sz w:val="{half_points}"/></w:rPr>'
    found = faults(broken('<w:p><w:r><w:t xml:space="preserve">甲', f"<w:p>{looks}<w:r>{size}<w:t>甲"))
    assert any("行距是固定值" in fault for fault in found) == cut


def test_a_long_list_repeats_its_header() -> None:
    rows = [["序号", "事项", "时限"], *[[str(n), "事项", "年底"] for n in range(20)]]
    assert any("重复标题行" in fault for fault in faults(word(rows)))
    assert faults(word(rows[:8])) == ()  # stands on one page
    assert faults(word([row[:2] for row in rows])) == ()  # a form of labels and values, no list


def test_a_workbook_is_checked_too() -> None:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    assert package_faults(book.getvalue(), "台账.xlsx") == ("[Content_Types].xml 不在压缩包的最前面",)  # not ours
    assert package_faults(office_xlsx(), "单位信息.xlsx") == ()
    assert any("没有内容类型" in f for f in package_faults(with_member("xl/left.bin", b"x"), "台账.xlsx"))


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(DamagedFile):
        package_faults(b"PK\x03\x04 cut", "样本.docx")


def test_the_shipped_templates_hold_tags_and_nothing_else_is_wrong() -> None:
    data = template("任务交办单.docx").read_bytes()
    assert {fault.partition("：")[2] for fault in package_faults(data, "任务交办单.docx")} == {"还留着没有填的模板标签"}
    assert package_faults(data, "任务交办单.docx", template=True) == ()
