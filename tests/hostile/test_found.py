"""Inputs that once broke a promise, each by its name."""

from __future__ import annotations

import time

import pytest

from qdoc.errors import DamagedFile, LimitExceeded, TemplateRefused
from qdoc.read import limits, read_bytes
from qdoc.render.templates import Template
from qdoc.returns.form_workbook import read_form_workbook
from qdoc.store import write_files
from qdoc.store.confirmations import decode_confirmations
from qdoc.store.history import decode_history
from tests.hostile import packages
from tests.hostile.cases import LINES, _form
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
    ("PARENT_PAGE_CHARS", make_html(LINES), "通知.html"),
    ("PARENT_XML_BYTES", make_docx(LINES), "通知.docx"),
]


@pytest.mark.parametrize(("limit", "data", "name"), APART)
def test_what_is_read_in_the_child_reads_alike(
    limit: str, data: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = read_bytes(data, name)
    monkeypatch.setattr(limits, limit, 10)
    assert read_bytes(data, name) == here


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
