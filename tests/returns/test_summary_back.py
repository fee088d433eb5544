"""Tests of summaries that come back otherwise than from the ledger as it is: older, of another, damaged, resaved."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from qdoc.errors import InputRefused
from qdoc.ledger.entries import apply_entries
from qdoc.model import EditedPassage, EditKind, Entry, Ledger
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from qdoc.returns.summary_document import read_summary
from qdoc.returns.summary_values import Change
from qdoc.summary import summarise
from qdoc.summary.pieces import short
from qdoc.summary.seal import plain
from tests.returns.summary_files import W, edited, new_paragraph, packed, paragraphs, passage_of, reword, unmark, words
from tests.returns.test_summary_edits import LEDGER, TASK1, _compiled, back, changes, doubts, printed, untouched

__all__ = ["_compiled"]  # the shipped template is compiled once here too

_W = f"{{{W}}}"
LATER = replace(
    LEDGER,
    rows=tuple(
        replace(row, status="已完成", summary_wording="三期培训班全部办完，培训82名。") if row.key == "k3" else row
        for row in LEDGER.rows
    ),
)


def test_a_document_from_an_older_state_overwrites_nothing_that_the_ledger_says_since() -> None:
    taken = back(untouched(), LATER)
    assert taken.edits.ledger == LATER
    assert changes(taken) == []
    assert any("台账有变动" in note for note in taken.edits.notes)
    assert ("differs", "3") in doubts(taken)  # three were done then, four are now
    message = next(finding.message for finding in taken.edits.numbers if finding.number == "3")
    assert "文中为 3，台账为 4（统计：办理状态为“已完成”的事项数）" in message


def test_her_words_in_an_older_document_are_taken_and_only_hers() -> None:
    data = edited(untouched(), lambda body: reword(passage_of(body, TASK1), "解决质量问题", "化解质量难题"))
    taken = back(data, LATER)
    assert changes(taken) == [("sentence", TASK1)]
    kept = {row.key: row.summary_wording for row in taken.edits.ledger.rows}
    assert kept["k1"] == "全年会诊企业64家，化解质量难题131个"
    assert kept["k3"] == "三期培训班全部办完，培训82名。"


def test_her_sentence_outlives_the_workbook_and_prints_in_the_next_summary() -> None:
    """Where the lead reported a sentence, hers goes before it: also after the ledger was written and read again."""
    entry = Entry("k1", "区经济信息化局", "2026Q4", leads=True, status="已完成", wording="会诊64家。", source="表.xlsx")
    ledger = apply_entries(LEDGER, [entry]).ledger
    ledger = replace(ledger, rows=tuple(replace(row, summary_wording=row.progress) for row in ledger.rows))
    data = edited(printed(ledger), lambda body: reword(passage_of(body, TASK1), "会诊64家", "会诊企业六十余家"))
    kept = back(data, ledger).edits.ledger
    again = read_ledger(ledger_xlsx(kept), "台账.xlsx")
    assert again.rows[0].summary_wording.startswith("会诊企业六十余家")
    assert any("会诊企业六十余家" in task for task in _task_words(again))


def _task_words(ledger: Ledger) -> list[str]:
    pieces = (piece for chapter in summarise(ledger).chapters for task in chapter.tasks for piece in task.body)
    return [piece if isinstance(piece, str) else piece.text for piece in pieces]


def test_a_document_of_another_plan_is_named() -> None:
    other = replace(LEDGER, head=replace(LEDGER.head, plan_sha256="f" * 64))
    assert any("另一份要点" in note for note in back(untouched(), other).edits.notes)


def test_a_document_without_its_seal_is_proved_all_the_same() -> None:
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(untouched()))
    with zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            if name != "docProps/custom.xml":
                package.writestr(name, source.read(name))
    taken = back(out.getvalue())
    assert (changes(taken), doubts(taken)) == ([], [])
    assert any("没有生成时的记号" in note for note in taken.edits.notes)


def test_a_document_that_lost_all_its_bookmarks_is_read_by_its_words() -> None:
    def strip(body: etree._Element) -> None:
        for paragraph in paragraphs(body):
            unmark(paragraph)
        reword(passages_begin(body, "《云溪区"), "分解为", "细化为")

    taken = back(edited(untouched(), strip))
    assert changes(taken) == [("reworded", "overview_1")]
    assert doubts(taken) == []


def test_a_number_without_a_source_is_told_with_the_only_figure_that_says_the_same() -> None:
    data = edited(untouched(), lambda body: passage_of(body, "overview_2").addnext(new_paragraph("办结50%，任务5项。")))
    said = {finding.number: finding.message for finding in back(data).edits.numbers}
    assert "（台账统计的任务总数是这个数）" in said["5"]
    assert set(said) == {"50%", "5"}


def test_comments_are_named_as_not_read() -> None:
    out = io.BytesIO(untouched())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/comments.xml", f'<w:comments xmlns:w="{W}"/>')
    assert any("批注没有读" in note for note in back(out.getvalue()).edits.notes)


def passages_begin(body: etree._Element, text: str) -> etree._Element:
    return next(one for one in paragraphs(body) if words(one).startswith(text))


def test_words_joined_to_another_required_paragraph_come_back_when_that_loses_them() -> None:
    def join(body: etree._Element) -> None:
        first, second = passage_of(body, "unfinished_k5"), passage_of(body, "unfinished_k6")
        for one in [child for child in second if child.tag != f"{_W}pPr"]:
            first.append(one)
        body.remove(second)

    joined = back(edited(untouched(), join)).edits.ledger
    again = edited(printed(joined), lambda body: reword(passage_of(body, "unfinished_k5"), "部分小区没有可用场地", ""))
    taken = back(again, joined)
    assert ("restored", "unfinished_k6") in changes(taken)
    text = "".join(words(one) for one in paragraphs(_body(printed(taken.edits.ledger))))
    assert "部分小区没有可用场地" in text


def test_a_passage_in_her_words_follows_the_ledger_in_its_numbers_and_cells() -> None:
    data = edited(untouched(), lambda body: reword(passage_of(body, "overview_2"), "截至", "至"))
    ledger = replace(back(data).edits.ledger, rows=LATER.rows)
    text = words(passage_of(_body(printed(ledger)), "overview_2"))
    assert text.startswith("至2026年12月20日，已完成4条（占66.7%）")


def test_an_added_paragraph_and_its_typed_number_print_where_she_put_them() -> None:
    added = "区委专题研究3次。"
    data = edited(untouched(), lambda body: passage_of(body, "overview_2").addnext(new_paragraph(added)))
    lines = [words(one) for one in paragraphs(_body(printed(back(data).edits.ledger)))]
    at = lines.index(added)
    assert lines[at - 1].startswith("截至2026年12月20日")


def test_wording_whose_place_is_gone_is_named_and_kept_and_removals_are_not() -> None:
    edits = (
        EditedPassage("unfinished_k9", EditKind.REWORDED, ("写给早已办结的事项。",)),
        EditedPassage("highlight_k9", EditKind.REMOVED),
    )
    told = [found.message for found in summarise(replace(LEDGER, passages=edits)).diagnostics if found.code == "S011"]
    assert len(told) == 1
    assert "1 段没有印出" in told[0]
    assert back(untouched(), replace(LEDGER, passages=edits)).edits.ledger.passages == edits


def _body(data: bytes) -> etree._Element:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    body = root.find(f"{_W}body")
    assert body is not None
    return body


SIGNS = "，。整改落实企业12质量"


def _random_edit(body: etree._Element, chance: random.Random) -> list[str]:
    """Do three things to prose paragraphs and return the words of those that were typed in."""
    typed = []
    prose = [one for one in paragraphs(body) if any(
        str(mark.get(f"{_W}name")).startswith("qs_") for mark in one.iter(f"{_W}bookmarkStart"))]  # fmt: skip
    for _ in range(3):
        paragraph = chance.choice(prose)
        text = words(paragraph)
        act = chance.randrange(5)
        if act == 0 and text:
            at = chance.randrange(len(text))
            new = "".join(chance.choices(SIGNS, k=chance.randrange(1, 9)))
            reword(paragraph, text[at:], new + text[at:])
        elif act == 1 and text:
            at = chance.randrange(len(text))
            reword(paragraph, text[at : at + chance.randrange(1, 12)], "")
        elif act == 2:
            made = new_paragraph("".join(chance.choices(SIGNS, k=12)))
            paragraph.addnext(made)
            typed.append(words(made))
        elif act == 3:
            following = chance.choice(prose)
            if following is not paragraph and following.getparent() is not None:
                following.addnext(paragraph)
        elif paragraph.getparent() is not None:
            body.remove(paragraph)
            prose.remove(paragraph)
    return [words(one) for one in prose if words(one).strip()] + typed


@pytest.mark.parametrize("seed", range(6))
def test_no_words_of_a_paragraph_are_lost(seed: int) -> None:
    """Each paragraph of the file prints again as it is, its numbers counted; or its words are told with the change."""
    chance = random.Random(seed)
    lines: list[str] = []
    data = edited(untouched(), lambda body: lines.extend(_random_edit(body, chance)))
    taken = back(data)
    again = [_wordy(words(one)) for one in paragraphs(_body(printed(taken.edits.ledger)))]
    told = "\n".join(_wordy(change.after) for change in taken.edits.changes)
    for line in lines:
        assert _wordy(line) in again or _wordy(line) in told, line
    assert back(data, taken.edits.ledger).edits.ledger == taken.edits.ledger
    assert back(printed(taken.edits.ledger), taken.edits.ledger).edits.ledger == taken.edits.ledger
    required = {row.key for row in LEDGER.rows if row.key in ("k3", "k6")}
    for row in LEDGER.rows:
        if row.key in required:
            assert any(_wordy(row.problem)[:4] in line for line in again), f"the reason of {row.key} is gone"


def _wordy(text: str) -> str:
    """What of ``text`` is no number: those are counted anew."""
    return "".join(sign for sign in plain(text) if not sign.isdigit() and sign not in ".%")


NO_MARKS = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>年终总结</w:t></w:r></w:p></w:body></w:document>'
ODD = (
    ("no bookmark at all", packed(NO_MARKS), None),
    ("the prefix only in the words", packed(NO_MARKS.replace("年终总结", "qs_overview_1")), None),
    ("a slot that the summary never had", packed(NO_MARKS.replace(
        "<w:r>", '<w:bookmarkStart w:id="1" w:name="qs_weather"/><w:r>')), 1),
    ("ends without starts, ids twice, names of any length", packed(NO_MARKS.replace(
        "<w:r>", '<w:bookmarkEnd w:id="7"/><w:bookmarkStart w:id="1" w:name="qs_overview_1"/>'
        f'<w:bookmarkStart w:id="1" w:name="qn_{"x" * 5000}"/><w:bookmarkStart w:name="qs_"/><w:r>')), 1),
)  # fmt: skip


@pytest.mark.parametrize(("data", "count"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_odd_files_are_no_summary_or_one_with_findings(data: bytes, count: int | None) -> None:
    document = read_summary(data, "总结.docx")
    assert (document and len(document.paragraphs)) == count
    if document is not None:
        taken = back(data)
        restored = [change for change in taken.edits.changes if change.kind is Change.RESTORED]
        assert {f"unfinished_{key}" for key in ("k3", "k5", "k6")} <= {change.slot for change in restored}
        assert all(not passage.slot.startswith("unfinished_k") for passage in taken.edits.ledger.passages)


@pytest.mark.parametrize(
    "document",
    [
        f'<!DOCTYPE w [<!ENTITY a "b">]>{NO_MARKS.replace("年终总结", "qs_")}',
        NO_MARKS.replace("年终总结", "qs_")[:-30],
        f'<w:document xmlns:w="{W}"><w:p><w:bookmarkStart w:id="1" w:name="qs_overview_1"/></w:p></w:document>',
    ],
    ids=["a DTD", "cut off", "no body"],
)
def test_broken_files_are_refused_by_name(document: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_summary(packed(document), "总结.docx")
    assert "总结.docx" in str(refused.value)


def test_cutting_the_file_anywhere_ends_in_a_refusal_or_a_result() -> None:
    data = untouched()
    for end in range(0, len(data), len(data) // 8):
        with pytest.raises(InputRefused):
            read_summary(data[:end], "总结.docx")


@pytest.mark.parametrize("form", ["docx:MS Word 2007 XML", "odt"])
def test_libreoffice_keeps_what_an_edited_summary_is_read_by(
    form: str, soffice: Callable[..., list[Path]], tmp_path: Path
) -> None:
    """Saved by LibreOffice, as .docx or through .odt, nothing differs; an edit is told as in the file before."""
    slot = f"task_{short('k4')}"
    data = edited(untouched(), lambda body: reword(passage_of(body, slot), "完成评估", "评估老旧电梯"))
    for name, given in (("原样", untouched()), ("改过", data)):
        (tmp_path / f"{name}.docx").write_bytes(given)
    made = [tmp_path / "原样.docx", tmp_path / "改过.docx"]
    if form == "odt":
        made = soffice(*made, to="odt", outdir=tmp_path)
    made = soffice(*made, to="docx:MS Word 2007 XML", outdir=tmp_path / "存过")
    plain_file, edited_file = (back(path.read_bytes()) for path in made)
    assert (changes(plain_file), doubts(plain_file), plain_file.edits.notes) == ([], [], ())
    assert (changes(edited_file), doubts(edited_file)) == ([("sentence", slot)], [])
    assert plain_file.edits.proved == back(untouched()).edits.proved


def test_what_was_taken_out_stays_out_and_what_is_required_does_not() -> None:
    def edit(body: etree._Element) -> None:
        for slot in ("highlight_k1", "unfinished_k3"):
            body.remove(passage_of(body, slot))

    ledger = back(edited(untouched(), edit)).edits.ledger
    assert [(one.slot, one.kind) for one in ledger.passages] == [("highlight_k1", EditKind.REMOVED)]
    text = "".join(words(one) for one in paragraphs(_body(printed(ledger))))
    assert "为目标值的106.7%" not in text
    assert "第三期培训班因师资冲突推迟到次年1月" in text
