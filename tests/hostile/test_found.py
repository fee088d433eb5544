"""Inputs that once broke a promise, each by its name."""

from __future__ import annotations

import time

import pytest

from qdoc.errors import DamagedFile, LimitExceeded, TemplateRefused
from qdoc.read import limits, read_bytes, worker
from qdoc.render.templates import Template
from qdoc.returns.form_workbook import read_form_workbook
from qdoc.returns.summary_document import read_summary
from qdoc.store import write_files
from qdoc.store.confirmations import decode_confirmations
from qdoc.store.history import decode_history
from tests.hostile import entries, packages
from tests.hostile.cases import LINES, _form, _summary
from tests.hostile.pdfs import pdf
from tests.read.make_inputs import make_docx, make_html
from tests.render.word_files import word

DEEP = b'{"schema": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize("decode", [decode_confirmations, decode_history])
def test_json_nested_beyond_all_measure_is_a_broken_file(decode: object) -> None:
    with pytest.raises(DamagedFile):  # was a RecursionError
        decode(DEEP, "x.json")  # type: ignore[operator]


def test_a_memory_of_written_files_that_is_nested_beyond_all_measure_counts_as_none(tmp_path: object) -> None:
    write_files(tmp_path, {"a.txt": b"a"})  # type: ignore[arg-type]
    (tmp_path / ".qdoc" / "made.json").write_bytes(DEEP)  # type: ignore[operator]
    write_files(tmp_path, {"b.txt": b"b"})  # type: ignore[arg-type]


def test_lists_doubled_by_set_are_not_printed() -> None:
    tags = "{% set a = [0] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}"
    begun = time.monotonic()
    with pytest.raises(TemplateRefused, match="太大"):  # took for ever, and all memory
        Template(word(tags), "坏.docx").render({})
    assert time.monotonic() - begun < 10


def test_a_list_that_is_printed_as_it_is_still_prints() -> None:
    assert Template(word("{{ 甲 }}"), "模板.docx").render({"甲": [1, [2, 3], {"b": 4}]})


def test_a_workbook_without_the_part_of_its_sheet_is_refused_by_the_sheets_name() -> None:
    parts = packages.members(_form("xlsx"))
    del parts["xl/worksheets/sheet1.xml"]
    with pytest.raises(DamagedFile, match="工作表“进展填报”"):  # was a KeyError
        read_form_workbook(packages.pack(parts), "填报表.xlsx")


def test_a_table_as_wide_as_its_spans_ask_is_refused_soon() -> None:
    page = "<html><table border=1>" + ("<tr>" + "<td colspan=999 rowspan=999>甲" * 30) * 300 + "</table>"
    with pytest.raises(LimitExceeded, match="列"):  # each row looked at 30,000 columns for each of its cells
        read_bytes(page.encode(), "通知.html")


def test_a_pdf_without_a_page_is_broken_and_no_scan() -> None:
    with pytest.raises(DamagedFile, match="没有一页"):
        read_bytes(pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"), "通知.pdf")


APART = [
    ("PARENT_PAGE_CHARS", entries.notice_text, make_html(LINES), "通知.html"),
    ("PARENT_XML_BYTES", entries.notice_text, make_docx(LINES), "通知.docx"),
    ("PARENT_XML_BYTES", entries.looks, make_docx(LINES), "通知.docx"),
    ("PARENT_XML_BYTES", entries.draft_file, make_docx(LINES), "文稿.docx"),
    ("PARENT_XML_BYTES", entries.returned, _form("docx"), "填报表.docx"),
    ("PARENT_XML_BYTES", entries.returned, _summary(), "总结.docx"),
    ("PARENT_XML_BYTES", entries.workbook, _form("xlsx"), "填报表.xlsx"),
]


@pytest.mark.parametrize(("limit", "read", "data", "name"), APART)
def test_what_is_read_in_the_child_reads_alike(
    limit: str, read: entries.Entry, data: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = read(data, name)
    assert here is not None
    monkeypatch.setattr(limits, limit, 10)
    asked: list[str] = []
    ask = worker._asked
    monkeypatch.setattr(worker, "_asked", lambda kind, *more: asked.append(kind) or ask(kind, *more))
    assert read(data, name) == here
    assert asked


def test_what_the_child_refuses_is_refused_with_the_name_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PARENT_XML_BYTES", 10)
    deep = packages.REFUSED["XML depth 300"](make_docx(LINES), "word/document.xml")
    with pytest.raises(LimitExceeded) as refused:
        read_bytes(deep, "通知.docx")
    assert str(refused.value).startswith("通知.docx")
    assert refused.value.hint


def test_a_workbook_of_millions_of_empty_cells_is_refused_before_it_is_opened() -> None:
    row = b"<row>" + b"<c/>" * 1_000 + b"</row>"
    more = b"".join(row.replace(b"<row>", b'<row x="%d%d">' % (n, n * n * 7919)) for n in range(1_600))
    data = packages.changed(_form("xlsx"), "xl/worksheets/sheet1.xml", lambda xml: packages.into_root(xml, more))
    stored = packages.pack(packages.members(data), method=0)
    with pytest.raises(LimitExceeded, match="单元格太多"):  # took some 700 MB
        read_form_workbook(stored, "填报表.xlsx")


def test_a_style_of_twenty_digits_is_a_broken_workbook() -> None:
    from qdoc.returns.workbook import open_workbook

    parts = packages.members(_form("xlsx"))
    styles = parts["xl/styles.xml"].replace(b'fontId="', b'fontId="99999999999999999999', 1)
    with pytest.raises(DamagedFile):  # was an OverflowError
        open_workbook(packages.pack(parts | {"xl/styles.xml": styles}), "旧台账.xlsx")


def test_a_part_of_too_many_marks_is_refused_where_no_child_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PARENT_TREE_NODES", 50)  # 64 MB of <a/> took some 2 GB
    with pytest.raises(LimitExceeded, match="内容太多") as refused:
        read_bytes(make_docx(LINES), "通知.docx")
    assert refused.value.hint


def test_a_text_is_refused_by_its_length_before_it_is_decoded() -> None:
    with pytest.raises(LimitExceeded, match="3,000,000"):
        read_bytes("甲".encode() * 4_000_001, "通知.txt")  # 128 MB of them, decoded, took 512 MB


def test_many_footnotes_are_read_from_one_tree() -> None:
    """The part was parsed again for each note that the text calls."""
    calls = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(2_000))
    notes = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>' for n in range(2_000))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = packages.members(packages.changed(
        _summary(), "word/document.xml", lambda xml: xml.replace(b"</w:p>", calls.encode() + b"</w:p>", 1)
    ))  # fmt: skip
    parts["word/footnotes.xml"] = f"<w:footnotes {space}>{notes}</w:footnotes>".encode()
    begun = time.monotonic()
    summary = read_summary(packages.pack(parts), "总结.docx")
    assert summary is not None
    assert sum(each.where == "note" for each in summary.paragraphs) == 2_000
    assert time.monotonic() - begun < 10  # was two minutes
