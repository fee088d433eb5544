"""A draft's form, filled in: Word, Excel and text say the same, what is not filled in is a gap, nothing is invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qdoc.check import check
from qdoc.check.subject import subject_of
from qdoc.draft import NoticeDraft, parse_draft
from qdoc.draft.build import make_draft
from qdoc.draft.form_text import form_text
from qdoc.draft.form_yaml import form_yaml, read_form_yaml
from qdoc.draft.forms import new_form
from qdoc.draft.kinds import ABOUT, ALL_HINTS, KINDS
from qdoc.errors import DamagedFile, InputRefused
from qdoc.model import Office, Severity
from qdoc.read.docx_looks import read_docx_looks
from qdoc.render.draft_form_docx import draft_form_docx
from qdoc.render.draft_form_sheet import draft_form_xlsx
from qdoc.render.notice_docx import notice_docx
from qdoc.returns.draft_form import read_draft_docx, read_draft_xlsx
from tests.draft.filled import PART, complete, fill

OFFICE = Office(
    name="江海市云溪区人民政府办公室",
    contact="李某某",
    phone="0210-5550123",
    leader="王某某",
    numbers=(("请示", "云政办请〔2026〕"),),
)
NEVER_FILLED_IN = {"发文字号", "成文日期", "印发日期", "签发人", "盖章", "署名"}


def in_word(kind: str, fields: Mapping[str, str], text: Sequence[str]) -> NoticeDraft:
    draft, said = read_draft_docx(fill(draft_form_docx(new_form(KINDS[kind], None)), fields, text), "草稿")
    assert said == ()
    return draft


def in_excel(kind: str, fields: Mapping[str, str], text: Sequence[str]) -> NoticeDraft:
    book = openpyxl.load_workbook(io.BytesIO(draft_form_xlsx(new_form(KINDS[kind], None))))
    sheet = book["草稿"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for label, value in fields.items():
        sheet.cell(rows[label], 2).value = value
    for at, line in enumerate(text):
        sheet.cell(rows["正文"] + at, 2).value = line
    out = io.BytesIO()
    book.save(out)
    return read_draft_xlsx(out.getvalue(), "草稿")


def in_text(kind: str, fields: Mapping[str, str], text: Sequence[str]) -> NoticeDraft:
    head, _, _ = form_text(new_form(KINDS[kind], None)).partition("\n\n")
    lines = [f"{line}{fields.get(line.rstrip('：'), '')}" for line in head.split("\n")]
    return parse_draft("\n".join([*lines, "", *text]), "草稿")


def in_yaml(kind: str, fields: Mapping[str, str], text: Sequence[str]) -> NoticeDraft:
    lines = form_yaml(new_form(KINDS[kind], None)).split("\n")
    for at, line in enumerate(lines):
        label, _, behind = line.partition(': ""')
        if behind and label in fields:
            lines[at] = f"{label}: {fields[label]}"
    written = "\n".join([*lines, *(f"  {line}" for line in text)])
    return make_draft(*read_form_yaml(written.encode(), "草稿"), "草稿")


WAYS: dict[str, Callable[[str, Mapping[str, str], Sequence[str]], NoticeDraft]] = {
    "Word": in_word,
    "Excel": in_excel,
    "text": in_text,
    "YAML": in_yaml,
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_four_forms_make_one_document_without_gaps(kind: str) -> None:
    fields, text = complete(kind, KINDS[kind].labels)
    made = {way: write(kind, fields, text) for way, write in WAYS.items()}
    assert made["Word"] == made["Excel"] == made["text"] == made["YAML"]
    draft = made["Word"]
    assert draft.missing == ()
    assert draft.looks.form == KINDS[kind].form
    assert draft.title.endswith("通知" if kind == "印发通知" else kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_document_has_no_error_and_no_warning_by_our_own_check(kind: str) -> None:
    fields, text = complete(kind, KINDS[kind].labels)
    source, looks = read_docx_looks(notice_docx(in_word(kind, fields, text)), f"{kind}.docx")
    found = [one for one in check(subject_of(source, looks=looks)) if one.severity is not Severity.INFO]
    assert [(one.rule.id, one.message) for one in found] == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_is_all_gaps_and_prints_no_hint(kind: str, way: str) -> None:
    draft = WAYS[way](kind, {}, ())
    said = "".join(
        (draft.title, draft.addressees, *(one.heading + one.text for one in (*draft.body, *draft.paragraphs)))
    )
    assert {"发文机关", "发文字号", "成文日期"} <= set(draft.missing)
    assert ("方案正文" if kind == "印发通知" else "正文") in draft.missing
    assert not [hint for hint in (*ALL_HINTS, *ABOUT.values()) if hint in said]
    assert "D011" not in {one.code for one in draft.diagnostics}


@pytest.mark.parametrize("kind", KINDS)
def test_settings_fill_in_what_they_say_and_nothing_else(kind: str) -> None:
    form = new_form(KINDS[kind], OFFICE)
    assert form.values["发文机关"] == OFFICE.name
    assert not NEVER_FILLED_IN & set(form.values)
    assert ("附注" in form.values) == (kind == "请示")
    assert ("云政办请〔2026〕" in form.waiting("发文字号")) == (kind == "请示")  # why: said beside it, not filled in


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_that_asks_for_the_secrecy_asks_for_the_copy_number(kind: str) -> None:
    assert ("密级" in KINDS[kind].labels) == ("份号" in KINDS[kind].labels)  # why: one needs the other (7.2.1, 7.2.2)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "函"])  # why: its format must be said
def test_a_finished_document_makes_the_same_document_again(kind: str) -> None:
    first = in_word(kind, *complete(kind, KINDS[kind].labels))
    again, _ = read_draft_docx(notice_docx(first), "草稿")
    assert replace(again, composed=first.composed, diagnostics=first.diagnostics) == first


@pytest.mark.parametrize("way", WAYS)
def test_a_finished_text_pasted_into_a_form_prints_each_part_once(way: str) -> None:
    fields = {"发文机关": "云溪区质量办", "标题": "云溪区质量办关于开展质量月活动的通知", "成文日期": "2026年3月2日"}
    text = (
        "云溪区质量办关于开展质量月活动的通知", "各街道办事处：", "正文。", "附件：1.安排表", "2.名单", "云溪区质量办",
        "2026年3月2日", "附件1", "安排表", "甲", "附件2", "名单", "乙", "抄送：区委办公室。",
    )  # fmt: skip
    draft = WAYS[way]("通知", fields, text)
    assert [one.heading + one.text for one in draft.body] == ["正文。"]
    assert (draft.annexes, draft.addressees, draft.cc) == (("安排表", "名单"), "各街道办事处", "区委办公室")
    assert [one.title for one in draft.annex_texts] == ["安排表", "名单"]
    assert [one.severity for one in draft.diagnostics if one.code == "D016"] == [Severity.REVIEW, Severity.INFO]


def test_the_same_form_gives_the_same_bytes() -> None:
    for write in (draft_form_docx, draft_form_xlsx):
        assert write(new_form(KINDS["请示"], OFFICE)) == write(new_form(KINDS["请示"], OFFICE))


def rewritten(form: bytes, change: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as before, zipfile.ZipFile(out, "w") as package:
        for name in before.namelist():
            data = before.read(name)
            package.writestr(name, change(data.decode()).encode() if name == PART else data)
    return out.getvalue()


# why: what programs and people do to a form; the fields and the text must still be found
TREATED = [
    ("a program dropped w:tag and kept the hidden keys", lambda xml: xml.replace("<w:tag ", "<w:was ")),
    ("a program made text of the placeholders", lambda xml: xml.replace("<w:showingPlcHdr/>", "")),
    ("the line above the text was deleted", lambda xml: xml.replace("草稿.正文", "别的")),
]


@pytest.mark.parametrize(("why", "change"), TREATED, ids=[why for why, _ in TREATED])
def test_a_treated_form_is_still_read(why: str, change: Callable[[str], str]) -> None:
    fields, text = complete("通知", KINDS["通知"].labels)
    whole = fill(draft_form_docx(new_form(KINDS["通知"], None)), fields, text)
    draft, _ = read_draft_docx(rewritten(whole, change), "草稿")
    assert (draft.issuer, draft.document_number, draft.missing) == (fields["发文机关"], fields["发文字号"], ()), why
    assert [one.heading + one.text for one in draft.body] == list(text)


def test_words_written_into_a_hint_stay_and_are_named() -> None:
    form = draft_form_docx(new_form(KINDS["函"], None))
    hint = KINDS["函"].placeholder[0]
    draft, _ = read_draft_docx(
        rewritten(form, lambda xml: xml.replace(f">{hint}<", f">{hint}请来函。<").replace("<w:showingPlcHdr/>", "")),
        "草稿",
    )
    assert "D011" in {one.code for one in draft.diagnostics}
    assert "请来函。" in draft.body[0].text


def test_an_ordinary_word_file_is_read_with_its_heading_styles() -> None:
    heading = '<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    plain = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = "".join(
        (
            plain.format("发文机关：云溪区质量办"), plain.format(""), plain.format("云溪区2026年质量工作要点"),
            heading.format(0, "夯实基础"), heading.format(1, "完善计量"), plain.format("年底前建立台账。"),
            heading.format(0, "优化服务"), plain.format("开展会诊。"),
        )
    )  # fmt: skip
    xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(PART, xml)
    draft, _ = read_draft_docx(out.getvalue(), "要点.docx")
    assert (draft.issuer, draft.plan_title) == ("云溪区质量办", "云溪区2026年质量工作要点")
    assert [one.heading for one in draft.paragraphs] == ["一、夯实基础", "（一）完善计量", "", "二、优化服务", ""]


def test_tables_and_unknown_rows_are_named() -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>" for word in "甲乙")
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    form = fill(draft_form_docx(new_form(KINDS["通知"], None)), {"发文机关": "云溪区"}, ("正文。",))
    mark = '<w:p><w:pPr><w:pStyle w:val="Spacer1"/>'
    draft, said = read_draft_docx(rewritten(form, lambda xml: xml.replace(mark, table + mark, 1)), "草稿")
    assert [one.code for one in said] == ["D013"]
    assert draft.body[-1].text == "甲　乙"
    book = openpyxl.Workbook()
    book.active.append(("发文机关", "云溪区"))  # type: ignore[union-attr]
    book.active.append(("发文机构", "云溪"))  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    assert any("第 2 行“发文机构”" in one.message for one in read_draft_xlsx(out.getvalue(), "x").diagnostics)


def test_unsafe_and_broken_files_are_refused_by_type() -> None:
    form = draft_form_docx(new_form(KINDS["通知"], None))
    with pytest.raises(InputRefused, match="DTD"):
        read_draft_docx(
            rewritten(form, lambda xml: xml.replace("<w:document", '<!DOCTYPE d [<!ENTITY e "x">]><w:document', 1)),
            "草稿",
        )
    with pytest.raises(DamagedFile):
        read_draft_docx(form[: len(form) // 2], "草稿")
    with pytest.raises(DamagedFile):
        read_draft_docx(rewritten(form, lambda xml: xml[:2000]), "草稿")


@pytest.mark.office
def test_a_form_that_libreoffice_saved_again_says_the_same(soffice: Callable[..., list[Path]], tmp_path: Path) -> None:
    fields, text = complete("请示", KINDS["请示"].labels)
    path = tmp_path / "请示草稿.docx"
    path.write_bytes(fill(draft_form_docx(new_form(KINDS["请示"], None)), fields, text))
    (saved,) = soffice(path, to="docx", outdir=tmp_path / "saved")
    draft, _ = read_draft_docx(saved.read_bytes(), "草稿")
    assert draft == in_word("请示", fields, text)


def test_lines_within_a_field_are_names_of_their_own_and_a_title_is_one() -> None:
    fields = {
        "纪要名称": "云溪区质量强区\n专题会议纪要",
        "出席": "区甲局　陈某某\n区乙局　周某某",
        "发文机关": "甲局\n乙局",
    }
    draft = in_word("纪要", fields, ("会议明确，完成评估。",))
    assert (draft.title, draft.issuers) == ("云溪区质量强区专题会议纪要", ("甲局", "乙局"))
    assert draft.attendance == (("出席", "区甲局　陈某某，区乙局　周某某"),)


def test_several_annexes_stand_on_lines_of_their_own() -> None:
    draft = in_word(
        "通知",
        {"发文机关": "云溪区", "附件说明": "安排表\n名单"},
        ("正文。", "附件1", "安排表", "一、甲", "附件2", "名单", "乙"),
    )
    assert draft.annexes == ("安排表", "名单")
    assert [one.title for one in draft.annex_texts] == ["安排表", "名单"]
