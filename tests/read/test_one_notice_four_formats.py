"""Owns the promise that one notice as .txt, .html, .docx and .pdf reads alike; cases of .pdf and converted files."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from qdoc.errors import DamagedFile, EncryptedFile, InputRefused, LimitExceeded, ScannedDocument, UnsupportedFormat
from qdoc.model import BlockKind, SourceText
from qdoc.read import office, read_bytes, read_path
from qdoc.read.worker import run_worker
from tests.read.make_inputs import make_docx, make_html, make_pdf, make_txt
from tests.read.test_plain_text import assert_tiles, pieces

NOTICE = [
    "江海市云溪区人民政府办公室关于印发云溪区实施质量强区战略2026年工作要点的通知",
    "各街道办事处、区政府各部门：",
    "《云溪区实施质量强区战略2026年工作要点》已经区政府同意，现印发给你们，请认真组织实施。",
    "江海市云溪区人民政府办公室",
    "2026年3月1日",
    "云溪区实施质量强区战略2026年工作要点",
    "一、总体要求",
    "围绕高质量发展主题，深入开展质量提升行动，不断提高供给质量和服务水平，为全区经济社会发展提供有力支撑。",
    "二、提升产品质量",
    "1.加强重点产品监管。对建材、食品相关产品、儿童用品开展专项抽查，抽查合格率达到95%以上。（区市场监管局牵头，区商务委配合）",
    "2.2026年底前完成30家企业首席质量官培训，建立质量档案。（区市场监管局）",
    "三、提升服务质量",
    "（一）优化政务服务",
    "3.推进“一网通办”，实现高频事项全程网办，企业开办时间压缩到1个工作日。（区政务服务办牵头，各相关部门按职责分工负责）",
    "（二）改善公共服务",
    "4.新增公共停车泊位500个。（区建设交通委）",
    "（1）老旧小区不少于200个；",
    "（2）医院周边不少于100个。",
    "十一、附则",
    "12.本要点由区质量办负责解释。",
]


def kept(source: SourceText) -> list[str]:
    return [source.text[b.start : b.end].strip() for b in source.blocks if b.kind is not BlockKind.BOILERPLATE]


@pytest.mark.parametrize(
    ("make", "name", "media_type"),
    [
        (make_txt, "a.txt", "text/plain"),
        (make_html, "a.html", "text/html"),
        (make_docx, "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (make_pdf, "a.pdf", "application/pdf"),
    ],
)
def test_four_formats_read_alike(make: Callable[[list[str]], bytes], name: str, media_type: str) -> None:
    source = read_bytes(make(NOTICE), name)
    assert kept(source) == NOTICE
    assert source.origin.media_type == media_type
    assert source.diagnostics == ()
    assert_tiles(source)


def test_the_suffix_decides_nothing() -> None:
    for make in (make_html, make_docx, make_pdf):
        assert kept(read_bytes(make(NOTICE), "通知.txt")) == NOTICE


def test_pdf_paragraphs_run_on_over_pages_and_numbers_are_marked() -> None:
    long = "加强统筹协调，完善工作机制，" * 60 + "确保各项任务落到实处。"
    source = read_bytes(make_pdf(["工作要点", long, "二、下一节"], per_page=9), "a.pdf")
    assert kept(source) == ["工作要点", long, "二、下一节"]
    numbers = [text for reason, text in pieces(source) if reason == "page_number"]
    assert numbers == [f"— {i} —\n" for i in range(1, len(numbers) + 1)]
    assert len(numbers) > 2


def test_pdf_without_text_is_a_scan() -> None:
    with pytest.raises(ScannedDocument, match="扫描"):
        read_bytes(make_pdf([]).replace(b"Tj", b"  "), "a.pdf")


def test_cut_pdf_is_refused() -> None:
    data = make_pdf(NOTICE)
    for end in (20, len(data) // 2):
        with pytest.raises((DamagedFile, ScannedDocument)) as refused:
            read_bytes(data[:end], "通知.pdf")
        assert str(refused.value).startswith("通知.pdf")


def test_pdf_with_a_password_is_named_as_such() -> None:
    locked = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>>>" % (
        b"ab" * 32,
        b"cd" * 32,
    )
    with pytest.raises(EncryptedFile, match="密码"):
        read_bytes(make_pdf(NOTICE).replace(b"/Root 1 0 R>>", b"/Root 1 0 R" + locked), "a.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="no memory limit for a process there; the time limit holds")
def test_pdf_that_unpacks_beyond_the_memory_limit_is_refused() -> None:
    data = make_pdf(["甲"])
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(600)) + packer.flush()
    packed = zlib.compress(zlib.compress(packed, 9), 9)
    assert len(packed) < 2000
    start = data.index(b"7 0 obj")
    bomb = b"7 0 obj\n<</Length %d/Filter[%s]>>stream\n%s\nendstream\n" % (len(packed), b"/FlateDecode" * 3, packed)
    with pytest.raises(LimitExceeded, match="内存"):
        read_bytes(data[:start] + bomb + data[data.index(b"endobj", start) :], "a.pdf")


def test_child_is_stopped_in_time() -> None:
    with pytest.raises(LimitExceeded, match="秒"):
        run_worker(make_pdf(NOTICE), "a.pdf", seconds=0.01)


def test_older_word_files_need_an_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(UnsupportedFormat, match="LibreOffice"):
        read_bytes(b"{\\rtf1 x}", "通知.wps")


@pytest.mark.office
@pytest.mark.parametrize("to", ["doc", "rtf", "odt"])
def test_older_word_files_are_converted(soffice: Callable[..., list[Path]], tmp_path: Path, to: str) -> None:
    import docx

    document = docx.Document()  # numbers typed: the program's own writers of .doc and .rtf lose automatic ones
    for line in NOTICE:
        document.add_paragraph(line)
    document.save(str(tmp_path / "通知.docx"))
    (made,) = soffice(tmp_path / "通知.docx", to=to, outdir=tmp_path)
    source = read_path(made)
    assert kept(source) == NOTICE
    assert [d.code for d in source.diagnostics] == ["R004"]
    assert source.origin.name == f"通知.{to}"
    assert_tiles(source)


@pytest.mark.office
def test_pdf_from_an_office_program(soffice: Callable[..., list[Path]], tmp_path: Path) -> None:
    import docx
    from docx.shared import Pt

    document = docx.Document()
    for line in NOTICE:
        paragraph = document.add_paragraph()
        paragraph.add_run(line).font.size = Pt(16)
        paragraph.paragraph_format.first_line_indent = Pt(0 if line.endswith("：") else 32)
        paragraph.paragraph_format.space_after = Pt(0)
    table = document.add_table(2, 3, style="Table Grid")
    for cell, text in zip(
        (c for r in table.rows for c in r.cells),
        ["序号", "任务", "单位", "1", "监管" * 12, "区市场监管局"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("表后。")
    document.save(str(tmp_path / "a.docx"))
    (made,) = soffice(tmp_path / "a.docx", to="pdf", outdir=tmp_path)
    source = read_path(made)
    assert_tiles(source)
    assert kept(source)[: len(NOTICE)] == NOTICE
    cells = [(b.row, b.column, source.text[b.start : b.end - 1]) for b in source.blocks if b.kind is BlockKind.CELL]
    assert cells == [
        (0, 0, "序号"),
        (0, 1, "任务"),
        (0, 2, "单位"),
        (1, 0, "1"),
        (1, 1, "监管" * 12),
        (1, 2, "区市场监管局"),
    ]
    assert kept(source)[-1] == "表后。"


@pytest.mark.office
def test_a_file_that_no_program_reads_is_refused(soffice: object) -> None:
    with pytest.raises(InputRefused):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument\0".encode("utf-16-le"), "a.doc")
