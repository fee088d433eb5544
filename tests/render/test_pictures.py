"""Pictures: what an image's head says, the drawing's size, and the parts that a filled document gains."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from qdoc.errors import UnsupportedFormat
from qdoc.render.pictures import ImageSize, Picture, image_size
from qdoc.render.templates import Template
from tests.proof.stock import faults
from tests.render.images import jpeg_head, png
from tests.render.word_files import part, word

# (image, what its head says)
HEADS = [
    (png(30, 20), ImageSize("png", 30, 20)),  # why: no density: 96
    (png(30, 20, 300), ImageSize("png", 30, 20, 300)),  # why: pHYs, pixels a metre
    (jpeg_head(400, 100, 200), ImageSize("jpeg", 400, 100, 200)),  # why: JFIF, dots an inch
    (b"\xff\xd8\xff" + jpeg_head(4, 1, 72)[2:], ImageSize("jpeg", 4, 1, 72)),  # why: fill bytes before a marker
]


@pytest.mark.parametrize(("data", "size"), HEADS)
def test_the_size_is_read_from_the_head(data: bytes, size: ImageSize) -> None:
    found = image_size(data)
    assert (found.kind, found.width, found.height, round(found.dpi)) == (size.kind, size.width, size.height, size.dpi)


# (data, words)
REFUSED = [
    (b"GIF89a" + b"\0" * 30, "PNG 或 JPEG"),  # why: another kind
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG 或 JPEG"),  # why: XML that could load something
    (png(3, 3)[:20], "不完整"),  # why: cut off in its head
    (jpeg_head(4, 4, 72)[:25], "不完整"),  # why: the same
    (png(0, 0), "像素"),  # why: nothing to show
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_anything_else_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnsupportedFormat, match=words):
        Picture(data)


# (picture, width and height in mm)
SIZES = [
    (Picture(png(300, 150, 300)), (25.4, 12.7)),  # why: as the file tells
    (Picture(png(3000, 1500)), (156, 78)),  # why: never wider than the type area
    (Picture(png(300, 150), width_mm=40), (40, 20)),  # why: the height follows
    (Picture(png(300, 150), height_mm=40), (80, 40)),  # why: the width follows
    (Picture(png(300, 150), width_mm=10, height_mm=10), (10, 10)),  # why: both as asked
]


@pytest.mark.parametrize(("picture", "size"), SIZES)
def test_sizes_are_in_millimetres(picture: Picture, size: tuple[float, float]) -> None:
    assert [round(each / 36_000, 1) for each in picture.size()] == list(size)


def filled() -> bytes:
    red, wide = Picture(png(20, 10), alt="一“图”<&>"), Picture(jpeg_head(40, 10, 96), width_mm=30)
    same = Picture(png(20, 10), width_mm=5)
    template = word("前{{ 图 }}中{{ 宽 }}¦粗{{ 同 }}", "{{r 图 }}", [["{{p 宽 }}"]], footer="脚{{ 图 }}注")
    return Template(template, "t.docx").render({"图": red, "宽": wide, "同": same})


def test_the_package_is_sound_and_the_same_every_time() -> None:
    made = filled()
    assert faults(made) == []
    assert filled() == made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert [name for name in archive.namelist() if "media" in name] == [
            "word/media/qdoc1.png",
            "word/media/qdoc1.jpg",
        ]
        assert archive.read("word/media/qdoc1.png") == png(20, 10)


def test_drawings_have_ids_of_their_own_words_and_the_text_stays_where_it_was() -> None:
    xml = part(filled(), "word/document.xml") + part(filled(), "word/footer1.xml")
    numbers = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(numbers) == len(set(numbers)) == 6
    assert xml.count('descr="一“图”&lt;&amp;&gt;"') == 3
    outside = re.sub(r"<w:drawing>.*?</w:drawing>", "▢", xml)
    assert re.sub(r"<[^>]+>", "", outside.partition("<w:body>")[2].partition("<w:sectPr")[0]) == "前▢中▢粗▢▢▢"
    assert "<w:rPr><w:b/></w:rPr><w:drawing>" in xml  # the run's own properties


def test_a_filled_document_serves_as_a_template_again() -> None:
    again = Template(filled(), "t.docx")
    assert again.render({})
    assert faults(again.render({})) == []
    made = Template(_with_tag(filled()), "t.docx").render({"图": Picture(png(7, 7))})
    assert faults(made) == []
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert "word/media/qdoc2.png" in archive.namelist()
    numbers = re.findall(r'<wp:docPr id="(\d+)"', part(made, "word/document.xml") + part(made, "word/footer1.xml"))
    assert len(numbers) == len(set(numbers))


def _with_tag(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            made.writestr(name, source.read(name).replace("前".encode(), "{{ 图 }}".encode()))
    return target.getvalue()


def test_a_drawing_that_a_loop_repeats_gets_ids_of_its_own() -> None:
    picture = Template(word("{{ 图 }}"), "t.docx").render({"图": Picture(png(2, 2))})
    looped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(picture)) as source, zipfile.ZipFile(looped, "w") as made:
        for name in source.namelist():
            xml = source.read(name)
            if name == "word/document.xml":
                tag = "<w:p><w:r><w:t>{{%p {} %}}</w:t></w:r></w:p>"
                xml = xml.replace(b"<w:body>", f"<w:body>{tag.format('for x in a')}".encode())
                xml = xml.replace(b"<w:sectPr", f"{tag.format('endfor')}<w:sectPr".encode(), 1)
            made.writestr(name, xml)
    xml = part(Template(looped.getvalue(), "t.docx").render({"a": [1, 2, 3]}), "word/document.xml")
    numbers = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(numbers) == len(set(numbers)) == 3
