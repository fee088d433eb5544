from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from qdoc.render.summary_docx import summary_docx
from qdoc.render.summary_proof import prove_document, read_numbers
from qdoc.returns.silent import find_silent
from qdoc.summary import Missing, cells, figures, passages, summarise
from qdoc.summary.layout import places
from qdoc.summary.pieces import Cell, numbers_in, row_mark
from qdoc.summary.prove import Fault, Found, prose_faults, prove
from tests.summary.ledger_of_yunxi import LEDGER
from tests.summary.year_of_yunxi import year

YEAR = year()
SUMMARY = summarise(YEAR, as_of="2026-12-20", missing=find_silent(YEAR, None, "2026-12-20"))
DOCUMENT = summary_docx(SUMMARY, office="云溪区质量强区办", dated="2026年12月25日")
GIVEN = ("2026年12月25日",)


def broken(old: str, new: str) -> bytes:
    """The document with the first ``old`` of its text as ``new``."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCUMENT)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text, count = re.subn(old, new, content.decode(), count=1)
                assert count == 1, old
                content = text.encode()
            made.writestr(name, content)
    return target.getvalue()


def test_the_document_of_a_year_is_proved_whole() -> None:
    proved = prove_document(DOCUMENT, SUMMARY, given=GIVEN)
    assert (proved.faults, proved.typed, proved.rows) == ((), (), len(YEAR.rows))
    assert proved.numbers > 150


BROKEN = [
    # what was done to the file, as a pattern and its replacement; the fault, and what it is about
    ("a counted number was changed", r'(qn_rows_total_1"/><w:r><w:t[^>]*>)8', r"\g<1>9", Fault.DIFFERS, "事项总数"),
    ("a quoted number was changed", r'(qv_k1_pr_1_1"/><w:r><w:t[^>]*>)66', r"\g<1>67", Fault.DIFFERS, "引自台账"),
    ("a number was typed in", "(?=</w:t></w:r><w:bookmarkStart[^>]*qn_tasks_total)", "7", Fault.UNSOURCED, ""),
    ("a bookmark names no figure", "qn_tasks_total_1", "qn_nothing_1", Fault.UNSOURCED, ""),
    ("a row of 附件1 was changed", r'(qr_k1".*?<w:t[^>]*>)66家', r"\g<1>68家", Fault.DIFFERS, "对账表"),
    ("a row of 附件1 is lost", 'w:name="qr_k3"', 'w:name="xr_k3"', Fault.LOST, "对账表的行"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "fault", "what"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_what_the_ledger_does_not_bear_out_is_found(old: str, new: str, fault: Fault, what: str) -> None:
    faults = prove_document(broken(old, new), SUMMARY, given=GIVEN).faults
    assert fault in {one.fault for one in faults}
    assert any(what in one.what for one in faults)


def test_a_chart_that_shows_another_number_is_found() -> None:
    charts = [
        replace(chart, series=(("已办结", chart.series[0][1][::-1]), *chart.series[1:])) for chart in SUMMARY.charts[:1]
    ]
    assert charts[0] != SUMMARY.charts[0]
    other = replace(SUMMARY, charts=(*charts, *SUMMARY.charts[1:]))
    document = summary_docx(other, dated=GIVEN[0])
    assert {one.fault for one in prove_document(document, SUMMARY, given=GIVEN).faults} == {Fault.DIFFERS}


def test_a_number_without_a_source_names_the_figure_that_says_the_same() -> None:
    (fault,) = prove((Found("", "8", "“…8条…”"),), SUMMARY)
    assert fault.message == "“…8条…”：“8”没有台账出处（台账中事项总数是这个数）"
    (fault,) = prove((Found("qn_rows_total_1", "9", "总体情况"),), SUMMARY)
    assert fault.message == "总体情况：事项总数写作“9”，台账为“8”"
    assert prove((Found("qn_rows_total_1", "８"),), SUMMARY) == ()  # one number in another width


def test_no_words_of_the_program_hold_a_number() -> None:
    for ledger in (LEDGER, YEAR):
        assert prose_faults(summarise(ledger, missing=(Missing("2026Q1", ("区12345热线办",)),))) == ()


def test_a_mark_always_means_the_same_numbers() -> None:
    said: dict[str, tuple[str, ...]] = {}
    for place in places(SUMMARY):
        for piece in place.pieces:
            if isinstance(piece, Cell) and piece.numbers:
                assert said.setdefault(piece.mark, piece.digits) == piece.digits, piece
    assert said.keys() == {name for name, cell in cells(SUMMARY).items() if cell.numbers}


def test_figures_and_slots_are_the_same_each_time() -> None:
    again = summarise(year(), as_of="2026-12-20", missing=find_silent(YEAR, None, "2026-12-20"))
    assert (figures(again), passages(again)) == (figures(SUMMARY), passages(SUMMARY))
    assert list(figures(again)) == list(figures(SUMMARY))
    assert all(one.required for slot, one in passages(SUMMARY).items() if slot.startswith(("unfinished", "missing")))


NUMBERS = [
    ("完成64家，占106.7%", ["64", "106.7%"]),
    ("受理1,206件、８０名", ["1,206", "８０"]),
    ("表1　分主题完成情况", []),  # only a label at the head of a paragraph
    ("发放调查表300份", ["300"]),  # no label: words stand before it
    ("十二项", []),  # 汉字 numerals are words
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_what_counts_as_a_number(text: str, expected: list[str]) -> None:
    assert [found[0] for found in numbers_in(text)] == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [("0a1b2c3d4e5f", "0a1b2c3d4e5f"), ("own-0a1b2c3d4e5f-2", "own_0a1b2c3d4e5f_2"), ("", "head"), ("样本1", "x")],
)
def test_a_rows_key_becomes_a_bookmarks_name(key: str, expected: str) -> None:
    assert row_mark(key) == expected or (expected == "x" and re.fullmatch(r"x[0-9a-f]{8}", row_mark(key)))


def test_read_numbers_tells_the_rows_of_the_reconciliation_table() -> None:
    rows = [one for one in read_numbers(DOCUMENT) if one.mark.startswith("qr_")]
    assert [one.mark for one in rows] == [f"qr_{row_mark(row.key)}" for row in YEAR.rows]
    assert rows[2].text.split("\t")[0] == "3"
