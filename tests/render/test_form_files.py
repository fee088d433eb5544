"""A unit's form in both its looks: what can be filled in, what is locked, and that office programs keep every key."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell

from qdoc.asking import Form, ask
from qdoc.ledger import form_columns as layout
from qdoc.ledger.columns import STATUSES
from qdoc.ledger.form_columns import FORM_COLUMNS, HIDDEN_HEADER, make_tag, read_tag
from qdoc.letters import make_letters
from qdoc.model import Basis, Cell, Entry, Ledger, Office, Rule
from qdoc.proof.package_faults import package_faults
from qdoc.render.form_docx import form_docx
from qdoc.render.form_sheet import form_xlsx
from qdoc.render.letter_docx import LetterOptions, assignment_docx
from qdoc.returns.controls import FilledControl, read_controls
from tests.render.made_ledger import made_ledger
from tests.summary.ledger_of_yunxi import LEDGER, ROWS

TWO = replace(ROWS[0], metric=Cell("登记率95%；抽查5家", Basis.STATED), text="=1+1是开头")
LEDGER_OF_FORMS = replace(
    LEDGER,
    rows=(TWO, *ROWS[1:]),
    entries=(Entry("k1", "区经济信息化局", "2025Q4", leads=True, status="推进中", wording="-办了一期"),),
)
FORM = ask(LEDGER_OF_FORMS, "2026Q1")[0]
SUPPORT = next(form for form in ask(LEDGER_OF_FORMS, "2026Q1") if form.unit == "区科技局")


def tags_of(form: Form) -> set[str]:
    """The tags of all that a form asks, from the form alone."""
    asked = {make_tag(layout.FORM_KEY, field) for field in layout.FORM_FIELDS}
    for line in form.lines:
        asked |= {make_tag(line.key, field) for field in line.fields}
        asked |= {make_tag(line.key, layout.ACTUAL, metric.id) for metric in line.metrics}
    return asked


def book_of(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def hidden_of(book: openpyxl.Workbook) -> tuple[dict[str, str], list[tuple[str, str, str, str]]]:
    """What the hidden sheet says: the head by name, and a line for each cell to fill in."""
    lines = [tuple(value or "" for value in line) for line in book["_qdoc"].iter_rows(values_only=True)]
    at = lines.index(HIDDEN_HEADER)
    return {line[0]: line[1] for line in lines[:at] if line[0]}, lines[at + 1 :]


def controls_of(data: bytes) -> tuple[FilledControl, ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return read_controls(archive.read("word/document.xml"), "表.docx")


@pytest.mark.parametrize("form", [FORM, SUPPORT, *ask(made_ledger(12), "2026-05-20", by="事项")[:6]])
def test_what_is_asked_and_nothing_else_can_be_filled_in(form: Form) -> None:
    data = form_xlsx(form)
    assert package_faults(data, "表.xlsx") == ()
    book = book_of(data)
    head, listed = hidden_of(book)
    wanted = {"schema": "qdoc.form/1", "unit": form.unit, "period": form.period, "asked_by": form.asked_by}
    assert wanted.items() <= head.items()
    sheet = book["进展填报"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert book["_qdoc"].sheet_state == "hidden"
    cells = (cell for row in sheet.iter_rows() for cell in row if not isinstance(cell, MergedCell))
    open_cells = {cell.coordinate for cell in cells if not cell.protection.locked}
    assert {place for _, _, place, _ in listed} == open_cells
    assert {tag for tag, _, _, _ in listed} == tags_of(form)
    assert all(sheet[place].value is None for place in open_cells)
    rows = {line.key: line.row_keys for line in form.lines}
    for tag, keys, _, _ in listed:
        named = read_tag(tag)
        assert named is not None
        if named.field == layout.ACTUAL:
            assert keys == next(m.row_key for line in form.lines for m in line.metrics if m.id == named.of)
        else:
            assert tuple(keys.split()) == rows.get(named.line, ())


def test_each_row_of_the_sheet_carries_its_key_and_the_tag_of_its_figure() -> None:
    sheet = book_of(form_xlsx(FORM))["进展填报"]
    header = [cell.value for cell in sheet[5]]
    assert header == [column.header for column in FORM_COLUMNS]
    hidden = [sheet.column_dimensions[letter].hidden for letter in ("N", "O")]
    assert hidden == [True, True]
    found = [(row[13], row[14], row[7], row[9]) for row in sheet.iter_rows(min_row=6, values_only=True)]
    first, second = FORM.lines
    one, two = first.metrics
    assert found == [
        (first.key, make_tag(first.key, "actual", one.id), "登记率95%", "%"),
        (None, make_tag(first.key, "actual", two.id), "抽查5家", "家"),
        (second.key, make_tag(second.key, "actual", "k3"), "培训首席质量官80名", "名"),
    ]


def test_words_stay_words_and_choices_and_figures_are_checked() -> None:
    data = form_xlsx(FORM)
    sheet = book_of(data)["进展填报"]
    assert sheet["C6"].value == "①=1+1是开头\n②引导链主企业向配套企业开放检测设备"
    assert sheet["F6"].value == "2025年第四季度：推进中、已完成\n-办了一期"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == f'"{",".join(layout.CHOICES)}"'
    assert str(rules["list"].sqref) == "G6 G8"
    assert str(rules["decimal"].sqref) == "I6 I7 I8"
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$5:$5", "landscape")


LONG = "走访重点企业，逐家登记，" * 6
SAID = replace(
    LEDGER,
    rows=(replace(TWO, actual="92%；4家"), *ROWS[1:]),
    entries=(Entry("k1", "区经济信息化局", "2026Q1", leads=True, status="推进中", actual="92%；4家", wording=LONG),),
)


def test_each_figure_of_last_time_stands_beside_its_own_target() -> None:
    form = ask(SAID, "2026Q2")[0]
    sheet = book_of(form_xlsx(form))["进展填报"]
    at = {column.header: index for index, column in enumerate(FORM_COLUMNS)}
    lines = list(sheet.iter_rows(min_row=6, max_row=7, values_only=True))
    shown = [(line[at["目标值"]], str(line[at["上次填报"]]).split("\n")[-1]) for line in lines]
    assert shown == [("登记率95%", "完成92%"), ("抽查5家", "完成4家")]
    last = str(lines[0][at["上次填报"]]).split("\n")
    assert last[0].startswith("第一季度：推进中")  # of the same year: without it
    assert last[1] == LONG[:39] + "…"
    words = "".join(docx.Document(io.BytesIO(form_docx(form))).element.itertext())
    assert "登记率95%：完成92%抽查5家：完成4家" in "".join(words.split()), "one cell holds both, so each has its target"


def test_what_was_said_last_makes_no_row_of_the_sheet_higher_than_a_form_can_be_read() -> None:
    sheet = book_of(form_xlsx(ask(SAID, "2026Q2")[0]))["进展填报"]
    assert [sheet.row_dimensions[at].height for at in (6, 7) if (sheet.row_dimensions[at].height or 0) > 110] == []


def test_both_looks_offer_the_offices_own_status_words() -> None:
    office = Office(rules=(Rule("办理状态", "正常推进", "达进度", "办法"), Rule("判断名称", "欠进度", "滞后", "办法")))
    form = ask(LEDGER_OF_FORMS, "2026Q1", office)[0]
    offered = (*STATUSES, "正常推进")  # 判断名称 is what qdoc calls a judgement; no unit chooses one
    rules = {rule.type: rule for rule in book_of(form_xlsx(form))["进展填报"].data_validations.dataValidation}
    assert rules["list"].formula1 == f'"{",".join(offered)}"'
    with zipfile.ZipFile(io.BytesIO(form_docx(form))) as archive:
        xml = archive.read("word/document.xml").decode()
    for word in offered:
        assert xml.count(f'w:displayText="{word}"') == sum(line.leads for line in form.lines)
    assert 'w:displayText="滞后"' not in xml


def test_the_same_form_gives_the_same_bytes() -> None:
    assert form_xlsx(FORM) == form_xlsx(FORM)
    assert form_docx(FORM) == form_docx(FORM)


@pytest.mark.parametrize("form", [FORM, SUPPORT, *ask(made_ledger(12), "2026-05-20", by="事项")[:6]])
def test_every_tag_of_a_form_stands_in_the_word_file_once(form: Form) -> None:
    data = form_docx(form)
    assert [
        fault for fault in package_faults(data, "表.docx") if "模板标签" not in fault
    ] == []  # why: the words hold {{ }}
    found = controls_of(data)
    assert len({each.key for each in found}) == len(found)
    fixed = {each.key: each.text for each in found if each.filled}
    assert {each.key for each in found} - fixed.keys() == tags_of(form)
    rows = {make_tag(line.key, layout.ROW, key) for line in form.lines for key in line.row_keys}
    assert fixed.keys() - rows == {layout.form_tag(form.period, form.asked_by, form.plan_sha256)}
    assert form.unit in fixed.values()


def filled(data: bytes, tag: str, before: str, after: str) -> bytes:
    """The Word file with the words of one control typed over, as Word leaves it: no placeholder mark any more."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    xml = parts["word/document.xml"]
    start = xml.index(f'<w:tag w:val="{tag}"/>')
    end = xml.index("</w:sdt>", start)
    typed = xml[start:end].replace("<w:showingPlcHdr/>", "").replace(f">{before}<", f">{after}<")
    parts["word/document.xml"] = xml[:start] + typed + xml[end:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def slip_of(ledger: Ledger) -> bytes:
    return assignment_docx(make_letters(ledger)[0], LetterOptions())


@pytest.mark.office
def test_libreoffice_keeps_every_key_and_what_was_filled_in(tmp_path: Path, soffice: Callable[..., list[Path]]) -> None:
    key = FORM.lines[0].key
    word = filled(form_docx(FORM), make_tag(key, "wording"), layout.WAITING["wording"], "会诊31家。")
    slip = filled(slip_of(LEDGER), make_tag(layout.SLIP_KEY, "handler"), "　" * 6, "陈立")
    book = book_of(form_xlsx(FORM))
    for tag, _, place, _ in hidden_of(book)[1]:
        book["进展填报"][place].value = f"填{tag}"
    for name, data in (("表.docx", word), ("回执.docx", slip)):
        (tmp_path / name).write_bytes(data)
    book.save(tmp_path / "表.xlsx")
    (tmp_path / "存").mkdir()
    docs = soffice(tmp_path / "表.docx", tmp_path / "回执.docx", to="docx", outdir=tmp_path / "存")
    for path, sent in zip(docs, (word, slip), strict=True):
        before = {each.key: (each.text, each.filled) for each in controls_of(sent)}
        after = {each.key: (each.text, each.filled) for each in controls_of(path.read_bytes())}
        assert after == before
    assert ("会诊31家。", True) in {(e.text, e.filled) for e in controls_of(docs[0].read_bytes())}
    assert ("陈立", True) in {(e.text, e.filled) for e in controls_of(docs[1].read_bytes())}
    (saved,) = soffice(tmp_path / "表.xlsx", to="xlsx", outdir=tmp_path / "存")
    again = openpyxl.load_workbook(saved)
    assert hidden_of(again) == hidden_of(book)
    places = {place: tag for tag, _, place, _ in hidden_of(again)[1]}
    assert {place: again["进展填报"][place].value for place in places} == {p: f"填{tag}" for p, tag in places.items()}
    assert again["进展填报"].protection.sheet
