"""The head of a pasted document: who issues it, where its title begins, what is blank, to whom it goes."""

from __future__ import annotations

import pytest

from qdoc.draft import NoticeDraft, parse_draft
from qdoc.draft.addressee_lines import addressee_lines
from qdoc.draft.titles import passing_verb, title_issuer

OFFICE = "云溪区人民政府办公室"
TITLE = f"{OFFICE}关于做好校园安全工作的通知"
GAP = "【待补：发文机关】"


def told(draft: NoticeDraft, code: str) -> str:
    return "".join(one.message for one in draft.diagnostics if one.code == code)


def document(
    *, above: str = "", title: str = TITLE, number: str = "云政办发〔2026〕12号", to: str = "各街道办事处：",
    text: str = "现通知如下。\n一、提高认识。", signed: str = OFFICE, dated: str = "2026年3月5日", below: str = "",
) -> str:  # fmt: skip
    """A whole notice as it is pasted; a part that is "" is not there."""
    return "\n".join(line for line in (above, title, number, to, text, signed, dated, below) if line) + "\n"


ISSUERS = [
    # why, title, its issuer, how it passes a text on
    ("the usual", TITLE, OFFICE, ""),
    ("passes on", f"{OFFICE}转发区教育局关于做好校园安全工作意见的通知", OFFICE, "转发"),
    ("passes on a cited text", f"{OFFICE}转发《市政府关于做好工作的意见》的通知", OFFICE, "转发"),
    ("approves and passes on", f"{OFFICE}批转区教育局关于做好工作意见的通知", OFFICE, "批转"),
    ("issues without 关于", f"{OFFICE}印发《云溪区质量要点》的通知", OFFICE, "印发"),
    ("issues 关于 something", f"{OFFICE}印发关于加强监管若干措施的通知", OFFICE, "印发"),
    ("issues together", "云溪区教育局、云溪区财政局联合印发《办法》的通知", "云溪区教育局、云溪区财政局", "印发"),
    ("关于 first", f"{OFFICE}关于转发区教育局关于做好工作意见的通知", OFFICE, "转发"),
    ("no issuer", "关于印发《云溪区质量要点》的通知", "", "印发"),
    ("the matter is not the act", f"{OFFICE}关于落实市政府印发《要点》的通知", OFFICE, ""),
    ("publishes", "云溪区统计局发布《云溪区统计公报》的公告", "云溪区统计局", ""),
    ("words that are no organ", "学习贯彻《云溪区条例》的通知", "", ""),
]


@pytest.mark.parametrize(("why", "title", "issuer", "verb"), ISSUERS, ids=[one[0] for one in ISSUERS])
def test_the_issuer_stands_before_what_the_document_does(why: str, title: str, issuer: str, verb: str) -> None:
    assert (title_issuer(title), passing_verb(title)) == (issuer, verb), why


@pytest.mark.parametrize("title", [one[1] for one in ISSUERS if one[2] == OFFICE])
def test_a_pasted_notice_is_issued_by_who_signs_it(title: str) -> None:
    draft = parse_draft(document(title=title), "稿.txt")
    assert (draft.issuer, draft.signatory, draft.title, draft.dated) == (OFFICE, OFFICE, title, "2026年3月5日")
    assert [one.heading + one.text for one in draft.body] == ["现通知如下。", "一、提高认识。"]
    assert (draft.plan_title, draft.paragraphs) == ("", ())  # why: nothing stands behind the notice, nothing is wrapped


def test_a_text_passed_on_behind_its_notice_is_parted_from_it() -> None:
    behind = "关于做好校园安全\n工作的意见\n区政府：\n一、提高认识。\n云溪区教育局\n2026年2月1日"
    text = "区教育局《关于做好校园安全工作的意见》已经区政府同意，现转发给你们。"
    title = f"{OFFICE}转发区教育局关于做好校园安全工作意见的通知"
    draft = parse_draft(document(title=title, text=text, below=behind), "稿.txt")
    assert (draft.issuer, draft.signatory, draft.dated) == (OFFICE, OFFICE, "2026年3月5日")
    assert draft.plan_title == "关于做好校园安全工作的意见"  # why: two lines that the notice names together
    assert [one.heading + one.text for one in draft.paragraphs][-2:] == ["云溪区教育局", "2026年2月1日"]


DISAGREE = [
    ("another signs", {"signed": "云溪区教育局"}, "署名是“云溪区教育局”"),
    ("another mark above", {"above": "云溪区教育局文件"}, "标题上方写的是“云溪区教育局”"),
    ("above a notice of issuance", {
        "above": "云溪区教育局文件", "title": f"{OFFICE}关于印发云溪区质量要点的通知",
        "below": "云溪区质量要点\n一、目标",
    }, "标题上方写的是“云溪区教育局”"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "parts", "said"), DISAGREE, ids=[one[0] for one in DISAGREE])
def test_where_mark_title_and_signature_differ_nobody_is_taken(why: str, parts: dict[str, str], said: str) -> None:
    draft = parse_draft(document(**parts), "稿.txt")
    assert draft.issuer == GAP, why
    assert "发文机关" in draft.missing
    assert said in told(draft, "D018")


AGREE = [
    ("the mark is the main organ's alone", {"above": "云溪区教育局文件", "signed": "云溪区教育局\n云溪区财政局",
     "title": "云溪区教育局、云溪区财政局关于做好工作的通知"}, ("云溪区教育局", "云溪区财政局")),
    ("with its city", {"signed": f"江海市{OFFICE}"}, (OFFICE,)),
    ("a title without issuer below a mark", {"above": f"{OFFICE}文件", "title": "关于做好工作的通知"}, (OFFICE,)),
    ("a joint mark over lines", {"above": "云溪区教育局\t文件\n云溪区财政局", "signed": "云溪区教育局　云溪区财政局",
     "title": "云溪区教育局、云溪区财政局\n关于做好工作的通知"}, ("云溪区教育局", "云溪区财政局")),
    ("a joint mark, 文件 behind the first", {"above": "云溪区教育局文件\n云溪区财政局", "signed": "",
     "title": "云溪区教育局、云溪区财政局关于做好工作的通知"}, ("云溪区教育局", "云溪区财政局")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "parts", "issuers"), AGREE, ids=[one[0] for one in AGREE])
def test_names_of_the_same_organ_agree(why: str, parts: dict[str, str], issuers: tuple[str, ...]) -> None:
    draft = parse_draft(document(**parts), "稿.txt")
    assert draft.issuers == issuers, why
    assert told(draft, "D018") == ""
    assert draft.plan_title == ""


ABOVE = [
    # why, the line above the title, whether it is told
    ("a version", "（送审稿）", True),
    ("an annex's label", "附件2", True),
    ("a menu", "当前位置 首页 政策文件", True),
    ("the organ itself", OFFICE, False),
    ("the organ and a blank number", f"{OFFICE}\n云政办发〔2026〕　号", False),
]


@pytest.mark.parametrize(("why", "above", "unused"), ABOVE, ids=[one[0] for one in ABOVE])
@pytest.mark.parametrize("title", [TITLE, f"{OFFICE}关于做好校园安全\n工作的通知"], ids=["one line", "two lines"])
def test_a_line_above_the_title_is_not_part_of_it(why: str, above: str, unused: bool, title: str) -> None:
    draft = parse_draft(document(above=above, title=title, number=""), "稿.txt")
    assert (draft.title, draft.issuer, draft.addressees) == (TITLE, OFFICE, "各街道办事处"), why
    assert (above in told(draft, "D001")) is unused


def test_an_office_above_the_rest_of_its_title_belongs_to_it() -> None:
    draft = parse_draft(document(title=TITLE.replace("关于", "\n关于")), "稿.txt")
    assert (draft.title, draft.issuer) == (TITLE, OFFICE)


BLANK = [
    ("a space", {"number": "云政办发〔2026〕　号"}, "发文字号", "云政办发〔2026〕　号"),
    ("a line to write on", {"number": "云政办发〔2026〕__号"}, "发文字号", "云政办发〔2026〕__号"),
    ("nothing", {"number": "云政办发〔2026〕号"}, "发文字号", "云政办发〔2026〕号"),
    ("no year either", {"number": "云政办发〔　　〕　号"}, "发文字号", "云政办发〔　　〕　号"),
    ("crosses", {"number": "云政办发〔2026〕XX号"}, "发文字号", "云政办发〔2026〕XX号"),
    ("month and day", {"dated": "2026年　月　日"}, "成文日期", "2026年　月　日"),
    ("the day", {"dated": "2026年3月　日"}, "成文日期", "2026年3月　日"),
    ("of printing", {"below": f"{OFFICE}　2026年　月　日印发"}, "印发日期", "2026年　月　日"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "parts", "label", "written"), BLANK, ids=[one[0] for one in BLANK])
def test_a_blank_place_is_asked_for_and_the_rest_is_read(
    why: str, parts: dict[str, str], label: str, written: str
) -> None:
    draft = parse_draft(document(**parts), "稿.txt")
    assert label in draft.missing, why
    assert f"{label}没有填全，印成【待补】：文稿里写的是“{written}”" in told(draft, "D004")
    assert label not in told(draft, "D016")  # why: it was not taken over
    assert (draft.title, draft.issuer, draft.addressees) == (TITLE, OFFICE, "各街道办事处")
    assert [one.text or one.heading for one in draft.body] == ["现通知如下。", "一、提高认识。"]


ADDRESSEES = [
    # why, the lines, how many of them are addressees
    ("one line", ["各街道办事处：", "现通知如下。"], 1),
    ("wrapped behind a comma", ["各街道办事处，", "区政府各委、办、局：", "现通知如下。"], 2),
    ("wrapped within a name", ["各街道办事处，区政府各委、", "办、局，各直属", "单位：", "现通知如下。"], 3),
    ("an organ that is not 各", ["云溪区教育局、", "云溪区财政局："], 2),
    ("a text that leads in", ["各街道要做好下列", "工作："], 0),
    ("a sentence first", ["各街道办事处要负起责任。", "各街道办事处："], 0),
    ("a numbered line", ["各街道办事处", "一、目标：", "二、任务"], 0),
    ("no colon", ["各街道办事处，", "区政府各部门", "现通知如下。"], 0),
    ("a text without 各", ["为做好工作", "云溪区教育局："], 0),
]


@pytest.mark.parametrize(("why", "lines", "count"), ADDRESSEES, ids=[one[0] for one in ADDRESSEES])
def test_lines_of_addressees(why: str, lines: list[str], count: int) -> None:
    assert addressee_lines(lines) == count, why


@pytest.mark.parametrize("title", [TITLE, f"{OFFICE}关于印发云溪区质量要点的通知"])
def test_addressees_over_two_lines_are_one_list(title: str) -> None:
    to = "各街道办事处，\n区政府各委、办、局："
    draft = parse_draft(
        document(title=title, to=to, below="云溪区质量要点\n一、目标\n" if "印发" in title else ""), "稿"
    )
    assert draft.addressees == "各街道办事处，区政府各委、办、局"
    assert "办、局" not in "".join(one.text for one in draft.body)


ISSUANCE = f"{OFFICE}关于印发云溪区质量要点的通知"
PLAN = "云溪区质量要点\n一、目标\n（一）完善计量。年底前建立台账。"
FORMS = [
    # why, 文种, the text; whether it prints as issuing a plan, what D018 says
    ("a notice in the form of issuance", "印发通知", document(), False, "文种填的是“印发通知”，正文却是一份"),
    ("its title over two lines", "印发通知", document(title=TITLE.replace("工作", "\n工作")), False,
     "却是一份完整的通知"),
    ("without number and addressees", "印发通知", document(number="", to=""), False, "正文却是一份完整的通知"),
    ("one that passes a text on", "印发通知", document(title=f"{OFFICE}转发区教育局意见的通知"), False, ""),
    ("issuance in the form of a notice", "通知", document(title=ISSUANCE, below=PLAN), True, "文种填的是“通知”"),
    ("issuance in its form", "印发通知", document(title=ISSUANCE, below=PLAN), True, ""),
    ("a plan in the form of issuance", "印发通知", PLAN, True, ""),
    ("a report to be issued", "印发通知",
     document(title="云溪区教育局关于校园安全的报告", to="云溪区政府：", signed="云溪区教育局"), True, "完整的报告"),
    ("a notice in its form", "通知", document(), False, ""),
]  # fmt: skip


@pytest.mark.parametrize(("why", "kind", "text", "issues", "said"), FORMS, ids=[one[0] for one in FORMS])
def test_a_text_that_is_another_kind_than_its_form_prints_as_it_is_and_is_told(
    why: str, kind: str, text: str, issues: bool, said: str
) -> None:
    draft = parse_draft(f"文种：{kind}\n\n{text}", "稿.txt")
    assert bool(draft.plan_title) is issues, why
    assert "的通知的通知" not in draft.title + "".join(one.text for one in draft.body)
    assert said in told(draft, "D018")
    assert bool(said) == bool(told(draft, "D018"))


def test_a_title_in_its_field_is_not_overruled_by_a_pasted_one() -> None:
    text = f"文种：印发通知\n标题：{OFFICE}关于印发校园安全资料的通知\n\n{document()}"
    draft = parse_draft(text, "稿.txt")
    assert draft.title == f"{OFFICE}关于印发校园安全资料的通知"
    assert draft.plan_title == TITLE
    assert "正文像是一份完整的通知，照“印发通知”的方案排了" in told(draft, "D018")
