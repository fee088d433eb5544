"""Tests of a year-end summary that was edited and comes back: what each edit does, and that no word of it is lost."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from qdoc.cli.summaries import TakenBack, take_back
from qdoc.model import Entry, Ledger
from qdoc.render import summary_docx as summary_docx_module
from qdoc.render.summary_docx import summary_docx
from qdoc.render.summary_seal import sealed
from qdoc.render.templates import Template
from qdoc.returns.silent import find_silent
from qdoc.returns.summary_document import read_summary
from qdoc.returns.summary_marks import TABLE
from qdoc.summary import Summary, summarise
from qdoc.summary.pieces import short
from qdoc.summary.seal import plain
from tests.returns.summary_files import (
    W,
    edited,
    mark_of,
    new_paragraph,
    paragraphs,
    passage_of,
    reword,
    run,
    texts,
    type_over,
    unmark,
    words,
)
from tests.summary.ledger_of_yunxi import LEDGER as PLAIN

_W = f"{{{W}}}"
LEDGER = replace(
    PLAIN,
    entries=(Entry("k1", "区经济信息化局", "2026Q1", True, status="推进中", wording="会诊20家", source="表.xlsx"),),
)
TASK1, TASK14 = f"task_{short('k1')}", f"task_{short('k6')}"
Edit = Callable[[etree._Element], object]


def printed(ledger: Ledger) -> bytes:
    missing = find_silent(ledger, None, "2026-12-20")
    made = summarise(ledger, as_of="2026-12-20", missing=missing)
    return summary_docx(made, office="云溪区政府办", dated="2026年12月25日")


class Compiled:
    """The shipped template compiled once for all of these tests; a file is sealed after it is filled, not before."""

    made: Template | None = None

    def __init__(self, given: tuple[bytes, Summary], name: str, fields: dict[str, object]) -> None:
        data, self._summary = given
        Compiled.made = Compiled.made or Template(data, name, fields)

    def render(self, context: dict[str, object]) -> bytes:
        assert Compiled.made is not None
        return sealed(Compiled.made.render(context), self._summary)


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summary_docx_module, "Template", Compiled)
        patch.setattr(summary_docx_module, "sealed", lambda data, summary: (data, summary))
        yield


@cache
def untouched() -> bytes:
    return printed(LEDGER)


def back(data: bytes, ledger: Ledger = LEDGER) -> TakenBack:
    document = read_summary(data, "年终总结.docx")
    assert document is not None
    _, (taken,) = take_back(ledger, [document], None, Path("没有这个文件夹"))
    return taken


def changes(taken: TakenBack) -> list[tuple[str, str]]:
    return [(str(change.kind), change.slot.partition("own_")[0] or "own") for change in taken.edits.changes]


def doubts(taken: TakenBack) -> list[tuple[str, str]]:
    return [(str(finding.doubt), finding.number) for finding in taken.edits.numbers]


def at(slot: str, edit: Callable[..., object], *given: object) -> Edit:
    return lambda body: edit(passage_of(body, slot), *given)


def put_after(slot: str, *new: str) -> Edit:
    def edit(body: etree._Element) -> None:
        for text in reversed(new):
            passage_of(body, slot).addnext(new_paragraph(text))

    return edit


def remove(paragraph: etree._Element) -> None:
    above = paragraph.getparent()
    assert above is not None
    above.remove(paragraph)


def typed_number(paragraph: etree._Element) -> None:
    """Select the number and type: its bookmark is lost."""
    mark_of(paragraph, "qn_rows_total")
    unmark(paragraph, "qn_rows_total")
    reword(paragraph, "6条", "7条")


def swap(body: etree._Element) -> None:
    passage_of(body, "overview_2").addnext(passage_of(body, "overview_1"))


def split(paragraph: etree._Element) -> None:
    """Press Enter before the row's own sentence."""
    start, _ = mark_of(paragraph, "qw_k1_sw")
    rest = etree.fromstring(f'<w:p xmlns:w="{W}"/>')
    following = list(start.itersiblings())
    rest.append(start)
    for one in following:
        rest.append(one)
    paragraph.addnext(rest)


def join_to_next(paragraph: etree._Element) -> None:
    """Press Delete at the end of the paragraph."""
    following = paragraph.getnext()
    assert following is not None
    for one in [child for child in following if child.tag != f"{_W}pPr"]:
        paragraph.append(one)
    remove(following)


def copied(paragraph: etree._Element) -> None:
    paragraph.addnext(copy.deepcopy(paragraph))


def copied_by_libreoffice(paragraph: etree._Element) -> None:
    second = copy.deepcopy(paragraph)
    for mark in second.iter(f"{_W}bookmarkStart"):
        mark.set(f"{_W}name", f"{mark.get(f'{_W}name')}_Copy_1")
        mark.set(f"{_W}id", f"9{mark.get(f'{_W}id')}")
    for mark in second.iter(f"{_W}bookmarkEnd"):
        mark.set(f"{_W}id", f"9{mark.get(f'{_W}id')}")
    paragraph.addnext(second)


def tracked_insertion(paragraph: etree._Element) -> None:
    xml = f'<w:ins xmlns:w="{W}" w:id="900" w:author="李四">{run("（初稿）")}</w:ins>'
    paragraph.append(etree.fromstring(xml))


def tracked_deletion(paragraph: etree._Element, text: str) -> None:
    target = next(one for one in texts(paragraph) if text in (one.text or ""))
    piece = target.getparent()
    assert piece is not None
    target.tag = f"{_W}delText"
    deletion = etree.Element(f"{_W}del")
    piece.addprevious(deletion)
    deletion.append(piece)


def tracked_away(paragraph: etree._Element) -> None:
    """The whole paragraph deleted while changes are tracked."""
    for piece in list(paragraph.iter(f"{_W}r")):
        for text in piece.iter(f"{_W}t"):
            text.tag = f"{_W}delText"
        deletion = etree.Element(f"{_W}del")
        piece.addprevious(deletion)
        deletion.append(piece)
    properties = paragraph.find(f"{_W}pPr")
    assert properties is not None
    ends = etree.SubElement(properties, f"{_W}rPr")
    etree.SubElement(ends, f"{_W}del")


def one_run_a_sign(paragraph: etree._Element) -> None:
    """What fonts set by hand, spelling checks and WPS do to runs."""
    for text in texts(paragraph):
        piece = text.getparent()
        assert piece is not None
        for sign in reversed(text.text or ""):
            made = etree.fromstring(run(sign).replace("<w:r>", f'<w:r xmlns:w="{W}">'))
            piece.addnext(made)
        remove(piece)


def retitle(body: etree._Element) -> None:
    heading = next(one for one in paragraphs(body) if words(one) == "一、总体情况")
    reword(heading, "总体情况", "全年总体情况")


def table_word(body: etree._Element) -> None:
    cell = next(one for one in body.iter(f"{_W}tc") if "长期推进" in "".join(map(words, cell_paragraphs(one))))
    reword(cell_paragraphs(cell)[0], words(cell_paragraphs(cell)[0]), "一直在推进")


def table_figure(body: etree._Element) -> None:
    cell = next(one for one in body.iter(f"{_W}tc") for m in one.iter(f"{_W}bookmarkStart")
                if str(m.get(f"{_W}name")).startswith("qn_"))  # fmt: skip
    type_in = texts(cell_paragraphs(cell)[0])[-1]
    type_in.text = "99"


def cell_paragraphs(cell: etree._Element) -> list[etree._Element]:
    return list(cell.iter(f"{_W}p"))


def text_box(paragraph: etree._Element) -> None:
    xml = f'<w:r xmlns:w="{W}"><w:pict><w:txbxContent><w:p>{run("框里写了12个字")}</w:p></w:txbxContent></w:pict></w:r>'
    paragraph.append(etree.fromstring(xml))


def lose_ends(paragraph: etree._Element) -> None:
    for mark in list(paragraph.iter(f"{_W}bookmarkEnd")):
        remove(mark)


def move_figure(body: etree._Element) -> None:
    """Cut 、6条具体事项 with its bookmark and paste it at the end of the next paragraph."""
    first, second = passage_of(body, "overview_1"), passage_of(body, "overview_2")
    start, end = mark_of(first, "qn_rows_total")
    moved = [start, *start.itersiblings()]
    for one in moved[: moved.index(end) + 1]:
        second.append(one)


def in_a_control(paragraph: etree._Element) -> None:
    control = etree.fromstring(f'<w:sdt xmlns:w="{W}"><w:sdtPr/><w:sdtContent/></w:sdt>')
    paragraph.addprevious(control)
    control[1].append(paragraph)


REASON = "第三期培训班因师资冲突推迟到次年1月"
CASES: tuple[tuple[str, Edit, list[tuple[str, str]], list[tuple[str, str]]], ...] = (
    ("nothing", lambda body: None, [], []),
    ("a word", at("overview_1", reword, "分解为", "细化为"), [("reworded", "overview_1")], []),
    ("a counted number", at("overview_1", reword, "6条", "8条"), [], [("differs", "8")]),
    ("a number's bookmark lost, the number kept", at("overview_1", unmark, "qn_"), [], []),
    ("a number typed anew without its bookmark", at("overview_1", typed_number),
     [("reworded", "overview_1")], [("unsourced", "7")]),
    ("a paragraph typed over", at("overview_1", type_over, "全年工作共6条，进展顺利。"),
     [("reworded", "overview_1")], [("unsourced", "6")]),
    ("a row's sentence", at(TASK1, reword, "解决质量问题", "化解质量难题"), [("sentence", TASK1)], []),
    ("a row's sentence with a number", at(TASK1, reword, "131个", "135个"), [("sentence", TASK1)], [("hers", "135")]),
    ("words typed behind a row's sentence", at(TASK1, reword, "。【", "，企业满意。【"), [("sentence", TASK1)], []),
    ("a row's sentence typed over, frame kept", at(f"task_{short('k4')}", type_over,
     "10.保障电梯运行安全〔区市场监管局（建议，待确认）〕。评估老旧电梯188台，全部整改。"),
     [("sentence", f"task_{short('k4')}")], []),
    ("待补 filled in", at(TASK14, reword, "【待补：完成情况】", "清理占用车位。"), [("sentence", TASK14)], []),
    ("a paragraph added", put_after("overview_2", "区委专题研究3次。"), [("added", "own")], [("unsourced", "3")]),
    ("two paragraphs added", put_after("overview_2", "第一段。", "第二段。"), [("added", "own")] * 2, []),
    ("a paragraph added behind a heading", lambda body: passage_of(body, "unfinished_0").addprevious(
     new_paragraph("以下事项继续抓好。")), [("added", "own")], []),
    ("an unfinished row deleted", at("unfinished_k3", remove), [("restored", "unfinished_k3")], []),
    ("all unfinished rows deleted", lambda body: [remove(passage_of(body, f"unfinished_k{n}")) for n in (3, 5, 6)],
     [("restored", f"unfinished_k{n}") for n in (3, 5, 6)], []),
    ("the missing returns deleted", at("missing_2026Q1", remove), [("restored", "missing_2026Q1")], []),
    ("one name less among the missing", at("missing_2026Q1", reword, "区市场监管局、", ""),
     [("restored", "missing_2026Q1")], []),
    ("a reason dropped", at("unfinished_k3", reword, REASON, "正在推进"), [("restored", "unfinished_k3")], []),
    ("a reason worded anew", at("unfinished_k3", reword, REASON, "因师资冲突，第三期培训班延至次年1月"),
     [("reworded", "unfinished_k3")], []),
    ("another paragraph deleted", at("highlight_k1", remove), [("removed", "highlight_k1")], []),
    ("a remark of the program deleted", at("review_S001", remove), [("remark", "review_S001")], []),
    ("two paragraphs swapped", swap, [("moved", "overview_2")], []),
    ("a paragraph split", at(TASK1, split), [("reworded", TASK1), ("split", "own")], []),
    ("two paragraphs joined", at("overview_1", join_to_next),
     [("reworded", "overview_1"), ("merged", "overview_2")], []),
    ("two required paragraphs joined", at("unfinished_k5", join_to_next),
     [("reworded", "unfinished_k5"), ("merged", "unfinished_k6")], []),
    ("a paragraph copied with its bookmarks", at("overview_1", copied), [("copied", "own")], []),
    ("a paragraph copied in LibreOffice", at("overview_1", copied_by_libreoffice), [("copied", "own")], []),
    ("a tracked insertion", at("overview_1", tracked_insertion), [("reworded", "overview_1")], []),
    ("a tracked deletion", at("overview_1", tracked_deletion, "分解为"), [("reworded", "overview_1")], []),
    ("a paragraph deleted by a tracked change", at("highlight_k1", tracked_away), [("removed", "highlight_k1")], []),
    ("full-width digits", at("overview_1", reword, "6条", "６条"), [], []),
    ("a run a sign", at(TASK1, one_run_a_sign), [], []),
    ("a heading worded anew", retitle, [("own_line", "own")], []),
    ("a word of a table", table_word, [("table", "own")], []),
    ("a counted number of a table", table_figure, [], [("differs", "99")]),
    ("a text box", at("overview_1", text_box), [("outside", "own")], []),
    ("ends of bookmarks lost", at("overview_1", lose_ends), [], []),
    ("a number moved with its bookmark", move_figure, [("reworded", "overview_1"), ("reworded", "overview_2")], []),
    ("a paragraph put into a control", at("overview_1", in_a_control), [], []),
    ("all bookmarks of a passage lost", at("overview_2", unmark), [], []),
)  # fmt: skip


def all_words(data: bytes) -> list[str]:
    document = read_summary(data, "年终总结.docx")
    assert document is not None
    return [plain(paragraph.text) for paragraph in document.paragraphs if paragraph.where != TABLE]


@pytest.mark.parametrize(("edit", "changed", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_an_edit_is_kept_told_or_proved(
    edit: Edit, changed: list[tuple[str, str]], found: list[tuple[str, str]]
) -> None:
    data = edited(untouched(), edit)
    taken = back(data)
    assert (changes(taken), doubts(taken)) == (changed, found)
    ledger = taken.edits.ledger
    assert back(data, ledger).edits.ledger == ledger, "the same file again changes nothing more"
    again = printed(ledger)
    second = back(again, ledger)
    assert (changes(second), second.edits.ledger) == ([], ledger), "what is printed then is what was collected"
    there = set(all_words(again)) | headings()
    told = {plain(change.after.partition("（缺：")[0]) for change in taken.edits.changes}
    numbers = {plain(finding.quote.strip("…")) for finding in taken.edits.numbers}
    for text in all_words(data):
        quoted = any(number in text for number in numbers)
        assert text in there or text in told or quoted or full(text) in map(full, there), f"lost: {text}"


@cache
def headings() -> set[str]:
    """Headings of the summary: they go and come with what stands below them."""
    document = read_summary(untouched(), "年终总结.docx")
    assert document is not None
    return {plain(paragraph.text) for paragraph in document.paragraphs if paragraph.level}


def full(text: str) -> str:
    return text.replace("云溪区政府办", "").replace("2026年12月25日", "")
