"""The letters: every cell equals its data, suggestions look like suggestions, gaps say so, files are valid."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from qdoc.errors import TemplateRefused
from qdoc.model import AssignmentLetter, LedgerHead, LetterItem
from qdoc.render.letter_docx import (
    ASSIGNMENT,
    RESPONSIBILITY,
    LetterOptions,
    assignment_docx,
    letter_template,
    missing,
    responsibility_docx,
)
from qdoc.render.letter_fields import basis_line, feedback_phrase
from qdoc.resources import template
from tests.render.word_files import lines, word
from tests.render.word_tables import read_tables

ROOT = Path(__file__).resolve().parent.parent.parent
HEAD = LedgerHead(
    notice_title="云溪区人民政府办公室关于印发《云溪区2026年质量工作要点》的通知",
    plan_title="云溪区2026年质量工作要点",
    issuer="云溪区人民政府办公室",
    document_number="云府办发〔2026〕3号",
    dated="2026-03-01",
    year=2026,
    source_name="要点.docx",
    source_sha256="0" * 64,
)
OPTIONS = LetterOptions(
    office="云溪区人民政府督查室",
    number="云督交〔2026〕12号",
    date="2026-03-05",
    contact="李明",
    phone="021-55550000",
    feedback_by="2026-03-20",
)


def item(number: int, *, task: int = 1, suggested: bool = False, role: str = "牵头单位", text: str = "") -> LetterItem:
    """One invented item; every value tells which it is."""
    return LetterItem(
        row_key=f"k{number}",
        number=str(task),
        task=f"第{task}项任务",
        text=text or f"建成第{number}个质量服务点,完善“一站式”服务。",
        role=role,
        others=f"配合：区第{number}局（建议）" if number % 2 else "",
        metric=f"{number}个" if number % 3 else "",
        deadline="2026年9月底前" if number % 2 else "",
        place=f"第{task}项第{number}句",
        suggested=suggested,
    )


def letter(lead: int, support: int, *, suggested: bool = False, department: str = "区市场监管局") -> AssignmentLetter:
    leads = tuple(item(n, task=(n + 3) // 4, suggested=suggested and n % 3 == 1) for n in range(1, lead + 1))
    supports = tuple(item(n, task=n, role="配合单位") for n in range(50, 50 + support))
    return AssignmentLetter(department, HEAD, leads, supports, suggested and lead > 0)


LONG = letter(
    40, 6, suggested=True, department="云溪区住房和城乡建设管理委员会（区房屋管理局、区建设工程安全质量监督站）"
)
LETTERS = [
    letter(1, 0),  # why: the shortest
    letter(0, 3),  # why: support only
    letter(5, 4, suggested=True),  # why: both, some suggested
    LONG,  # why: 40 items over several pages, a long name
]


def said(data: bytes | None) -> list[str]:
    """The lines of a document that must have been made."""
    assert data is not None
    return lines(data)


def tables(data: bytes) -> list[list[list[str]]]:
    """Every table as rows of cell texts; a merged cell repeats the text it continues."""
    document = docx.Document(io.BytesIO(data))
    return [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables]


def shown(number: int, each: LetterItem) -> list[str]:
    """What the row of ``each`` must say."""
    duty = [each.role, *(["建议，待确认"] if each.suggested else []), *([each.others] if each.others else [])]
    return [
        str(number),
        f"{each.number}. {each.task}",
        f"{each.text}\n〔{each.place}〕",
        each.metric or "—",
        each.deadline or "—",
        "\n".join(duty),
    ]


@pytest.mark.parametrize("made", LETTERS)
def test_every_cell_of_an_assignment_letter_equals_its_data(made: AssignmentLetter) -> None:
    found = tables(assignment_docx(made, OPTIONS))
    expected = [[shown(n, each) for n, each in enumerate(made.lead_items, 1)]]
    expected.append([shown(n, each) for n, each in enumerate(made.support_items, len(made.lead_items) + 1)])
    assert [rows[1:] for rows in found[1:-1]] == [rows for rows in expected if rows]
    head = {row[i]: row[i + 1] for row in found[0] for i in (0, 2)}
    assert head["承办单位"] == made.department
    assert head["交办单位"] == OPTIONS.office
    assert head["交办日期"] == "2026年3月5日"
    assert head["反馈时限"] == "2026年3月20日"
    assert (
        head["交办依据"] == "《云溪区人民政府办公室关于印发〈云溪区2026年质量工作要点〉的通知》（云府办发〔2026〕3号）"
    )
    slip = [row[0] for row in found[-1]]
    assert slip == ["承办单位", "接收意见", "异议事项及理由", "计划节点", "负责人", "承办人", "签收人"]


@pytest.mark.parametrize("made", LETTERS)
def test_every_cell_of_a_responsibility_letter_equals_its_data(made: AssignmentLetter) -> None:
    data = responsibility_docx(made, OPTIONS)
    if data is None:
        assert not made.lead_items, "only a unit that answers for nothing signs none"
        return
    found = tables(data)
    rows = [row for each in found for row in each if len(row) == 6 and row[0].isdigit()]
    items = (*made.lead_items, *made.support_items)
    assert rows == [shown(n, each) for n, each in enumerate(items, 1)]
    goals = [row for each in found for row in each if len(row) == 5 and row[0].isdigit()]
    assert [row[1].split("\n")[0] for row in goals] == list(
        dict.fromkeys(f"{each.number}. {each.task}" for each in made.lead_items)
    )
    covered = [number for row in goals for number in _range(row[4])]
    assert covered == list(range(1, len(made.lead_items) + 1))
    for row in goals:
        mine = [(number, made.lead_items[number - 1]) for number in _range(row[4])]
        for cell, field in ((row[2], "metric"), (row[3], "deadline")):
            told = _told(cell, [number for number, _ in mine])
            assert told == {number: value for number, each in mine if (value := getattr(each, field))}


def _range(text: str) -> list[int]:
    numbers: list[int] = []
    for piece in text.split("、"):
        first, _, last = piece.partition("—")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def _told(cell: str, numbers: list[int]) -> dict[int, str]:
    """What a goal's cell says of each item: one value of all, or values each with the numbers of its items."""
    found: dict[int, str] = {}
    for line in cell.split("\n"):
        named = re.fullmatch("第([0-9、—]+)项：(.*)", line)
        found |= dict.fromkeys(_range(named[1]) if named else numbers, named[2] if named else line)
    return {number: value for number, value in found.items() if value != "—"}


def test_a_suggestion_never_looks_like_a_decision() -> None:
    made = letter(4, 1, suggested=True)
    for data in (assignment_docx(made, OPTIONS), responsibility_docx(made, OPTIONS)):
        text = "\n".join(said(data))
        assert "2项标有“建议，待确认”" in text  # near the head
        assert text.index("2项标有") < text.index("第1项任务")
    plain = letter(4, 1)
    assert "待确认" not in "\n".join(lines(assignment_docx(plain, OPTIONS)))


def test_what_the_office_did_not_say_is_left_to_fill_in() -> None:
    text = "\n".join(lines(assignment_docx(letter(1, 0), LetterOptions())))
    names = missing(ASSIGNMENT, letter(1, 0), LetterOptions())
    assert set(names) == {"编号", "交办单位", "交办日期", "反馈时限", "联系人", "联系电话"}
    assert all(f"【待补：{name}】" in text for name in names)
    assert missing(ASSIGNMENT, letter(1, 0), OPTIONS) == ()
    bare = replace(letter(1, 0), head=replace(HEAD, notice_title=None, plan_title=None, year=None))
    text = "\n".join(said(responsibility_docx(bare, LetterOptions())))
    assert "【待补：交办依据】" in text
    assert "【待补：责任期限】" in text
    several = replace(letter(1, 0), head=replace(HEAD, plan_title="质量行动方案（2021—2023）", year=2021))
    assert "责任期限为2021年至2023年，" in "\n".join(said(responsibility_docx(several, OPTIONS)))


def test_quotations_print_by_the_callers_view() -> None:
    made = assignment_docx(letter(1, 0), replace(OPTIONS, quote=lambda text: text.replace(",", "，")))
    assert "建成第1个质量服务点，完善“一站式”服务。" in "\n".join(lines(made))


SECTIONS = [
    (letter(2, 1), ["一、牵头事项", "二、配合事项", "三、办理要求"]),  # why: both
    (letter(2, 0), ["一、牵头事项", "二、办理要求"]),  # why: nothing to support: no empty section
    (letter(0, 2), ["一、配合事项", "二、办理要求"]),  # why: support only
]


@pytest.mark.parametrize(("made", "headings"), SECTIONS)
def test_sections_are_numbered_by_what_there_is(made: AssignmentLetter, headings: list[str]) -> None:
    found = [line for line in lines(assignment_docx(made, OPTIONS)) if line[1:2] == "、"]
    assert found == headings


def test_unranked_units_are_called_responsible() -> None:
    made = AssignmentLetter("区教育局", HEAD, (item(1, role="责任单位"),), ())
    assert "一、责任事项" in lines(assignment_docx(made, OPTIONS))
    both = AssignmentLetter("区教育局", HEAD, (item(1, role="责任单位"), item(2)), ())
    assert "一、牵头（责任）事项" in lines(assignment_docx(both, OPTIONS))


def test_assessment_is_printed_only_on_a_basis() -> None:
    without = said(responsibility_docx(letter(1, 0), OPTIONS))
    assert not any("考核" in line for line in without)
    assert "四、期限" in without
    basis = "《云溪区质量工作考核办法》（云府办发〔2025〕8号）"
    with_basis = said(responsibility_docx(letter(1, 0), replace(OPTIONS, assessment_basis=basis)))
    assert f"按照{basis}执行。" in with_basis
    assert "五、期限" in with_basis


def test_title_marks_nest() -> None:
    assert (
        basis_line(replace(HEAD, notice_title="关于印发《甲》的通知", document_number=None))
        == "《关于印发〈甲〉的通知》"
    )


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert assignment_docx(LONG, OPTIONS) == assignment_docx(LONG, OPTIONS)


HOSTILE = [
    "甲{{ 7*7 }}乙",  # why: tags in the notice are text
    "<w:p>&amp;</w:p>",  # why: so is XML
    "第一行\n第二行\t列",  # why: breaks and tabs show
    "{% for x in y %}",  # why: a statement too
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_the_notice_are_only_words(text: str) -> None:
    made = AssignmentLetter("区教育局", HEAD, (item(2, text=text),), ())
    assert tables(assignment_docx(made, OPTIONS))[1][1][2] == f"{text}\n〔第1项第2句〕"


def test_an_offices_own_template_is_checked_against_the_fields() -> None:
    own = word("{{ 承办单位 }}：{% for 项 in 牵头事项 %}{{ 项.事项 }}{% endfor %}")
    assert "区市场监管局：" in "\n".join(
        lines(assignment_docx(letter(1, 0), OPTIONS, letter_template(ASSIGNMENT, own)))
    )
    with pytest.raises(TemplateRefused, match="最接近的字段是“承办单位”"):
        letter_template(ASSIGNMENT, word("{{ 承办单为 }}"), "自己的.docx")


def _written(folder: Path) -> list[Path]:
    paths = []
    for number, made in enumerate(LETTERS):
        for kind, write in ((ASSIGNMENT, assignment_docx), (RESPONSIBILITY, responsibility_docx)):
            paths.append(folder / f"{kind}-{number}.docx")
            paths[-1].write_bytes(write(made, OPTIONS if number % 2 else LetterOptions()) or b"")
    return [path for path in paths if path.stat().st_size]


def test_openxml_audit_finds_nothing(tmp_path: Path) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator

    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    for path in _written(tmp_path):
        result = validator.validate(path)
        assert not result.errors, (path.name, [str(error) for error in result.errors])


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(openxml_sdk: Callable[[Path], str], tmp_path: Path) -> None:
    for path in _written(tmp_path)[2:6]:
        assert openxml_sdk(path) == ""


@pytest.mark.office
def test_the_printed_letter_says_it_all(
    soffice: Callable[..., list[Path]], pdftotext: Callable[[Path], str], tmp_path: Path
) -> None:
    path = tmp_path / "长.docx"
    path.write_bytes(assignment_docx(LONG, OPTIONS))
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    text = pdftotext(pdf)
    pages = text.rstrip("\f").split("\f")
    assert len(pages) >= 5
    for each in (*LONG.lead_items, *LONG.support_items):
        assert f"〔{each.place}〕" in text.replace(" ", "")
    tabled = [page for page in pages if "个质量服务点" in page.replace(" ", "")]
    assert len(tabled) >= 2
    assert all("目标值" in page for page in tabled), "the header row repeats on every page"
    assert "—1—" in pages[0].replace(" ", "")


@pytest.mark.office
def test_a_template_saved_by_another_program_fills_alike(soffice: Callable[..., list[Path]], tmp_path: Path) -> None:
    sources = []
    for kind in (ASSIGNMENT, RESPONSIBILITY):
        sources.append(tmp_path / f"{kind}.docx")
        sources[-1].write_bytes(template(f"{kind}.docx").read_bytes())
    folder = tmp_path / "saved"
    saved = soffice(*sources, to="docx:MS Word 2007 XML", outdir=folder)
    for path, write in zip(saved, (assignment_docx, responsibility_docx), strict=True):
        own = letter_template(path.stem, path.read_bytes(), path.name)
        # why read_tables: the other program stands the slip's controls around whole paragraphs
        assert read_tables(write(LONG, OPTIONS, own) or b"") == read_tables(write(LONG, OPTIONS) or b"")


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("2026-03-20", "于2026年3月20日前"),  # a day
        ("3月底", "于3月底前"),
        ("3月20日前", "于3月20日前"),  # 前 is never doubled
        ("收到后5个工作日内", "收到后5个工作日内"),  # a span of time takes neither 于 nor 前
        (None, "于【待补：反馈时限】前"),
    ],
)
def test_the_wanted_answer_reads_as_a_sentence(given: str | None, printed: str) -> None:
    assert feedback_phrase(given) == printed


def test_a_unit_that_only_supports_is_not_told_of_nought_lead_items() -> None:
    text = "\n".join(lines(assignment_docx(letter(0, 2), OPTIONS)))
    assert "事项0项" not in text
    assert "配合事项2项" in text
