from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from qdoc.draft import NoticeDraft, parse_draft
from qdoc.errors import TemplateRefused
from qdoc.parse import parse
from qdoc.read import read_bytes
from qdoc.render.notice_docx import KIND_OF, notice_docx
from qdoc.render.notice_head import head, mark_of
from qdoc.render.notice_signature import signature
from qdoc.render.notice_title import break_title
from qdoc.render.page import INK, STANDARD, PageProfile, read_profile
from qdoc.render.page_fit import fit_page, profile_of
from qdoc.render.word_blocks import FULL as CHARACTER
from qdoc.render.word_blocks import width
from qdoc.resources import template
from tests.render.word_files import part as xml_of

ROOT = Path(__file__).parent.parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAFT, FULL = "云溪区质量强区2026年通知草稿.txt", "云溪区质量强区2026年工作要点.txt"


def written(name: str) -> str:
    return (ROOT / "examples" / name).read_text(encoding="utf-8")


def built(name: str) -> bytes:
    return notice_docx(parse_draft(written(name), name))


def paragraphs(data: bytes) -> list[str]:
    """All paragraphs of the body in order, those of the text box included, empty ones left out."""
    body = docx.Document(io.BytesIO(data)).element.body
    found = [each for each in body.iter(f"{W}p") if each.find(f".//{W}txbxContent") is None]
    lines = ["".join(node.text or "" for node in each.iter(f"{W}t")) for each in found]
    return [line for line in lines if line]


def test_the_page_says_what_the_draft_says_and_nothing_else() -> None:
    draft = parse_draft(written(DRAFT), DRAFT)
    assert paragraphs(built(DRAFT)) == [
        draft.issuer + "文件", "【待补：发文字号】", draft.title, draft.addressees + "：",
        *(each.heading + each.text for each in draft.body),
        draft.signatory, "【待补：成文日期】", draft.plan_title,
        *(each.heading + each.text for each in draft.paragraphs),
        f"抄送：{draft.cc}。", draft.printed_by + "【待补：印发日期】印发",
    ]  # fmt: skip


def test_an_annex_has_its_mark_and_a_plain_plan_has_none() -> None:
    full, plain = paragraphs(built(FULL)), paragraphs(built(DRAFT))
    assert full.count("附件") == 1
    assert "附件：云溪区推进质量强区建设2026年工作要点" in full
    assert "附件" not in plain


def test_without_copies_the_colophon_has_no_line_for_them() -> None:
    data = notice_docx(parse_draft("云溪区方案\n\n一、目标\n", "方案.txt"))
    assert not [line for line in paragraphs(data) if "抄送" in line]


@pytest.mark.parametrize("name", [DRAFT, FULL])
def test_the_same_draft_gives_the_same_bytes_and_a_valid_file(name: str, tmp_path: Path) -> None:
    data = built(name)
    assert data == built(name)
    path = tmp_path / "通知.docx"
    path.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("name", [DRAFT, FULL])
def test_a_built_notice_reads_back_as_the_same_plan(name: str) -> None:
    before = parse(read_bytes(written(name).encode(), name))
    after = parse(read_bytes(built(name), "通知.docx"))
    assert [(task.number, task.title) for task in after.tasks] == [(task.number, task.title) for task in before.tasks]
    assert [theme.heading for theme in after.themes] == [theme.heading for theme in before.themes]
    assert [plan.title for plan in after.plans] == [parse_draft(written(name), name).plan_title]
    assert after.letterhead.cc == tuple(parse_draft(written(name), name).cc.split("，"))


OFFICE = "云溪区人民政府"
TITLES = [
    (OFFICE, "关于印发云溪区河道保洁方案的通知", 2),  # the office on its own line, the rest in one
    (OFFICE, "关于印发云溪区推进质量强区建设2026年/工作要点的通知", 3),  # too long: broken behind the year
    ("云溪区/", "关于印发保洁方案的通知", 1),  # fits on one line
    (OFFICE, "关于印发云溪区甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未的通知", 2),  # nowhere to break by sense: left to Word
]


@pytest.mark.parametrize(("office", "rest", "count"), TITLES)
def test_titles_break_by_sense(office: str, rest: str, count: int) -> None:
    title = (office + rest).replace("/", "")
    lines = break_title(title, (office.rstrip("/"),)).split("\n")
    assert lines == ([office, *rest.split("/")] if count > 1 else [title])
    assert len(lines) == count


JOINT = ("云溪区市场监督管理局", "云溪区教育局", "云溪区住房和城乡建设局")


def test_joint_offices_break_between_names() -> None:
    title = "、".join(JOINT) + "关于做好质量月活动的通知"
    assert break_title(title, JOINT).split("\n") == [
        "云溪区市场监督管理局、云溪区教育局", "云溪区住房和城乡建设局", "关于做好质量月活动的通知",
    ]  # fmt: skip
    spaced = "　".join(JOINT) + "关于做好质量月活动的通知"
    assert break_title(spaced, JOINT).split("\n")[:2] == ["云溪区市场监督管理局　云溪区教育局", JOINT[2]]


MARKED = [
    # why: before a bracket and after 、, never inside; 和 opens a line; 和谐 is one word; no line longer than 20
    (
        "云溪区质量提升资金使用管理办法（试行）以及申报、评审工作说明",
        "云溪区质量提升资金使用管理办法/（试行）以及申报、评审工作说明",
    ),
    ("云溪区2026年下半年重点工作安排和资金使用管理办法", "云溪区2026年下半年/重点工作安排和资金使用管理办法"),
    ("云溪区老旧小区公共设施管理和专项资金使用办法", "云溪区老旧小区公共设施管理/和专项资金使用办法"),
    ("云溪区老旧小区公共设施建设管理和谐邻里办法", "云溪区老旧小区公共设施建设管理和谐邻里办法"),
]


@pytest.mark.parametrize(("title", "lines"), MARKED)
def test_a_long_title_breaks_at_marks_where_no_word_serves(title: str, lines: str) -> None:
    assert break_title(title, ()).split("\n") == lines.split("/")


@pytest.mark.parametrize("issuer", ["云溪区", "江海市云溪区人民政府办公室", "江海市云溪区" * 5, "、".join(JOINT)])
def test_the_mark_stands_in_the_type_area(issuer: str) -> None:
    mark = mark_of(parse_draft(f"发文机关：{issuer}\n\n云溪区方案\n", "稿.txt"), STANDARD.width)
    widest = max(map(len, mark.names)) + len(mark.suffix)
    assert widest * mark.points * mark.scale / 100 * 20 <= STANDARD.width
    assert mark.points * len(mark.names) <= 200
    assert mark.scale >= 60  # per cent: narrower, 小标宋 is hard to read; longer names are set smaller instead


def made(lines: str, text: str = "现将有关情况说明如下。") -> NoticeDraft:
    return parse_draft(f"发文机关：云溪区市场监管局\n{lines}\n\n{text}\n", "稿.txt")


MARKS = [
    ("格式：文件\n标题：关于某事的通知", "云溪区市场监管局文件"),
    ("格式：信函\n标题：关于某事的函", "云溪区市场监管局"),  # why: a 信函 has no 文件 (10.1)
    ("标题：云溪区人民政府常务会议纪要", "云溪区人民政府常务会议纪要"),  # 10.3
    ("标志：云溪区质量强区领导小组文件\n标题：关于某事的通知", "云溪区质量强区领导小组文件"),
]


@pytest.mark.parametrize(("lines", "mark"), MARKS)
def test_marks_by_format(lines: str, mark: str) -> None:
    assert mark_of(made(lines), STANDARD.width).text == mark


def lines_of(xml: str) -> list[str]:
    """The text of each paragraph, tabs as they are."""
    marked = re.sub(r"<w:tab/>", "\t", xml)
    return ["".join(re.findall(r"\t|(?<=>)[^<]+", each)) for each in re.findall(r"<w:p>.*?</w:p>", marked)]


SIGNERS = [
    ("张三", ["\t云〔2026〕1号\t签发人：张三"]),
    ("张三、李四光", ["\t云〔2026〕1号\t签发人：张三　　李四光"]),  # why: two a line, aligned by full-width spaces
    ("Tess；李 四光", ["\t云〔2026〕1号\t签发人：Tess　李 四光"]),  # why: no letter and no blank ends a name
    ("张三、李四、王五", ["\t\t签发人：张三　李四", "\t云〔2026〕1号\t　　　　王五"]),  # why: the last on 文号's line
]


@pytest.mark.parametrize(("names", "printed"), SIGNERS)
def test_signers_stand_two_a_line_above_the_number(names: str, printed: list[str]) -> None:
    draft = made(f"标题：关于某事的请示\n签发人：{names}\n发文字号：云〔2026〕1号")
    assert [line for line in lines_of(str(head(draft, STANDARD))) if "\t" in line] == printed


def test_without_a_seal_the_date_starts_two_characters_right_of_the_name() -> None:
    xml = str(signature(made("标题：关于某事的通知\n盖章：否\n成文日期：2026年7月1日"), STANDARD))
    assert lines_of(xml) == ["", "云溪区市场监管局", "2026年7月1日"]  # one blank line (7.3.5.2)
    right = int(re.search(r'w:ind w:right="(\d+)"', xml)[1])
    left = int(re.search(r'w:ind w:left="(\d+)"', xml)[1])
    assert right == 2 * CHARACTER
    assert left - (STANDARD.width - right - width("云溪区市场监管局")) == 2 * CHARACTER


def test_a_date_longer_than_the_name_ends_two_characters_from_the_right() -> None:
    draft = parse_draft(
        "发文机关：云溪区\n标题：关于某事的通知\n盖章：否\n成文日期：2026年12月31日\n\n正文。", "稿.txt"
    )
    xml = str(signature(draft, STANDARD))
    left = int(re.search(r'w:ind w:left="(\d+)"', xml)[1])
    assert re.search(r'w:ind w:right="(\d+)"', xml)[1] == str(2 * CHARACTER)
    assert left + 2 * CHARACTER + width(draft.dated) + 2 * CHARACTER == STANDARD.width


def test_with_a_seal_the_name_is_centred_over_the_date() -> None:
    xml = str(signature(made("标题：关于某事的通知\n成文日期：2026年7月1日"), STANDARD))
    assert lines_of(xml) == ["", "", "\t云溪区市场监管局", "2026年7月1日"]  # two lines for the seal
    centre, right = int(re.search(r'"center" w:pos="(\d+)"', xml)[1]), int(re.search(r'w:right="(\d+)"', xml)[1])
    assert right == 4 * CHARACTER
    assert abs(centre + width("2026年7月1日") // 2 + right - STANDARD.width) <= 1


@pytest.mark.parametrize(("count", "rows"), [(2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2])])
def test_joint_seals_stand_in_rows_the_last_over_the_date(count: int, rows: list[int]) -> None:
    names = "、".join(f"{sign}{sign}局" for sign in "甲乙丙丁戊"[:count])
    draft = parse_draft(f"发文机关：{names}\n标题：关于某事的通知\n\n正文。", "稿.txt")
    xml = str(signature(draft, STANDARD))
    assert [line.count("\t") for line in lines_of(xml) if line.startswith("\t")] == rows
    last = [int(place) for place in re.findall(r'"center" w:pos="(\d+)"', xml)]
    assert last[-1] == last[rows[0] - 1]  # why: every row ends over the date


PAGES = [(INK, False), (read_profile("30/30/25/25/28"), False), (None, True), (INK, True)]


@pytest.mark.parametrize(("profile", "duplex"), PAGES)
def test_a_template_is_set_to_the_page_that_is_asked_for(profile: PageProfile | None, duplex: bool) -> None:
    data = fit_page(template("印发通知.docx").read_bytes(), "印发通知.docx", profile, duplex=duplex)
    assert profile_of(data, "印发通知.docx") == (profile or STANDARD)
    body = docx.Document(io.BytesIO(data)).element.body
    kinds = [each.get(f"{W}val") for each in body.iter(f"{W}type")]
    assert kinds == (["evenPage"] if duplex else [])
    assert len(list(body.iter(f"{W}sectPr"))) == 1 + duplex


def test_a_page_that_nobody_asked_for_stays_as_the_office_has_it() -> None:
    data = template("函.docx").read_bytes()
    assert fit_page(data, "函.docx", None) is data
    own = fit_page(data, "函.docx", read_profile("33/30/27/27/28"))
    assert profile_of(own, "函.docx").top == 33
    assert fit_page(own, "函.docx", None) is own


FORMS = {
    "上行文": "标题：云溪区市场监管局关于某事的请示\n签发人：张三\n主送：云溪区人民政府\n附注：联系人：李某",
    "函": "格式：信函\n标题：关于某事的函\n主送：某某局\n紧急程度：加急\n抄送：区委办公室",
    "纪要": "标题：云溪区人民政府常务会议纪要\n出席：区政府　张某\n列席：区委办公室　王某\n份号：3",
    "印发通知": "标题：关于某事的通知\n主送：各街道\n主送位置：版记\n双面：是\n版面：墨线\n密级：机密",
}


@pytest.mark.parametrize(("kind", "lines"), FORMS.items())
def test_every_format_says_all_of_its_draft_in_a_valid_file(kind: str, lines: str, tmp_path: Path) -> None:
    draft = made(lines, "正文第一段。\n一、第一\n（一）甲事。乙事。\n附件1\n名单\n丙\n附件2\n安排\n丁")
    assert KIND_OF[draft.looks.form] == kind
    data = notice_docx(draft, profile=read_profile(draft.looks.profile))
    assert data == notice_docx(draft, profile=read_profile(draft.looks.profile))
    path = tmp_path / f"{kind}.docx"
    path.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    text = "".join(paragraphs(data))
    for said in ("正文第一段。", "（一）甲事。乙事。", "附件1", "名单", "附件2", "安排", "丁", *draft.security):
        assert said in text
    for missing in draft.missing:
        assert f"【待补：{missing}】" in text
    assert ("出席：" in text) is (kind == "纪要")
    assert ("印发" in text) is (kind != "函")  # why: the 版记 of a 信函 names no printing office (10.1)


def test_an_office_template_with_an_unknown_field_is_refused_by_name() -> None:
    document = docx.Document()
    document.add_paragraph("{{通知的标题}}")
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(TemplateRefused, match="没有“通知的标题”这个字段"):
        notice_docx(parse_draft("云溪区方案", "方案.txt"), style=buffer.getvalue())


@pytest.mark.office
def test_the_office_shows_the_colophon_on_the_last_page(
    soffice: Callable[..., list[Path]], pdftotext: Callable[[Path], str], tmp_path: Path
) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(built(FULL))
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    pages = pdftotext(pdf).rstrip("\f").split("\f")
    assert "江海市云溪区人民政府办公室文件" in pages[0]
    assert "现印发给你们" in pages[0]  # page 1 must show body (7.3.3)
    assert "抄送：" in pages[-1]
    assert "2026 年 3 月 3 日印发" in pages[-1] or "2026年3月3日印发" in pages[-1]


@pytest.mark.parametrize("issuers", ["长" * 5_000, "、".join(f"云溪区第{number}局" for number in range(200))])
def test_an_issuer_of_thousands_of_signs_still_gives_a_mark(issuers: str) -> None:
    # why: the mark came out 0 points tall, and its narrowing was a division by zero
    data = notice_docx(parse_draft(f"发文机关：{issuers}\n\n工作方案\n做好工作。\n", "长.txt"))
    assert not re.search(r'<w:(?:w|sz) w:val="0"', xml_of(data, "word/document.xml"))
