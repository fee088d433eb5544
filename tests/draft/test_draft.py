from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdoc.draft import DraftParagraph, NoticeDraft, parse_draft

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def example(name: str) -> NoticeDraft:
    return parse_draft((EXAMPLES / name).read_text(encoding="utf-8"), name)


def said(draft: NoticeDraft) -> list[str]:
    """What the document itself says, a paragraph each."""
    return [each.heading + each.text for each in draft.body]


@pytest.fixture(scope="module")
def draft() -> NoticeDraft:
    return example("云溪区质量强区2026年通知草稿.txt")


def test_the_lines_on_top_fill_the_notice(draft: NoticeDraft) -> None:
    assert draft.issuer == "江海市云溪区人民政府办公室"
    assert draft.addressees == "各街道办事处，区政府各部门，各直属单位"
    assert draft.cc == "区委办公室，区人大常委会办公室，区政协办公室"
    assert draft.plan_title == "云溪区质量强区2026年下半年重点工作安排"


def test_what_is_composed_is_named(draft: NoticeDraft) -> None:
    assert draft.title == "江海市云溪区人民政府办公室关于印发云溪区质量强区2026年下半年重点工作安排的通知"
    assert said(draft) == ["《云溪区质量强区2026年下半年重点工作安排》已经区政府同意，现印发给你们，请认真贯彻执行。"]
    assert draft.composed == ("通知标题", "通知正文", "署名", "印发机关")


def test_what_nobody_wrote_becomes_a_gap_and_is_listed(draft: NoticeDraft) -> None:
    assert (draft.document_number, draft.dated, draft.issued_on) == (
        "【待补：发文字号】", "【待补：成文日期】", "【待补：印发日期】",
    )  # fmt: skip
    assert draft.missing == ("发文字号", "成文日期", "印发日期")
    assert [found.message for found in draft.diagnostics] == ["还有 3 处待补：发文字号、成文日期、印发日期"]


def test_a_bare_plan_claims_no_approval_and_no_office() -> None:
    draft = parse_draft("云溪区质量月方案\n\n一、目标\n办好活动。", "方案.txt")
    assert draft.title == "【待补：发文机关】关于印发云溪区质量月方案的通知"
    assert said(draft) == ["现将《云溪区质量月方案》印发给你们，请认真贯彻执行。"]
    assert draft.signatory == draft.printed_by == draft.issuer == "【待补：发文机关】"
    assert draft.missing == ("发文机关", "发文字号", "主送机关", "成文日期", "印发日期")


def test_an_empty_draft_lists_everything() -> None:
    draft = parse_draft("", "空.txt")
    assert draft.missing == ("发文机关", "方案标题", "方案正文", "发文字号", "主送机关", "成文日期", "印发日期")


def test_a_notice_written_out_is_taken_apart() -> None:
    draft = example("云溪区质量强区2026年工作要点.txt")
    assert draft.issuer == "江海市云溪区人民政府办公室"
    assert draft.document_number == "云政办发〔2026〕5号"
    assert draft.annexes == ("云溪区推进质量强区建设2026年工作要点",)
    assert (draft.dated, draft.issued_on) == ("2026年3月2日", "2026年3月3日")
    assert draft.cc == "区委办公室，区人大常委会办公室，区政协办公室，区监委，区人民法院，区人民检察院"
    assert draft.plan_title == "云溪区推进质量强区建设2026年工作要点"
    assert draft.paragraphs[-1].heading == "（三）严格年终对账。"  # the footer of the web page is no paragraph
    assert (draft.missing, draft.composed) == ((), ())
    assert [found.code for found in draft.diagnostics] == ["D001"]  # and is named


def test_navigation_above_the_title_is_not_the_office() -> None:
    draft = example("云溪区质量强区2025年工作要点.txt")
    assert draft.issuer == "江海市云溪区人民政府办公室"
    assert draft.diagnostics[0].message == "这一行没有用上：首页 政务公开 办事服务 互动交流 走进云溪"


LEVELS = [
    ("一、总体要求", 1, "一、总体要求", ""),
    ("二、加快进度。各单位抓紧。", 1, "二、加快进度。", "各单位抓紧。"),  # run-in heading
    ("（一）加快评估。9月底前完成。", 2, "（一）加快评估。", "9月底前完成。"),
    ("(二)加快评估", 2, "(二)加快评估", ""),  # half-width brackets
    ("（三）在年底前完成全部评估。", 2, "", "（三）在年底前完成全部评估。"),  # one sentence is text, not a heading
    ("1.推动升级。开展会诊。", 3, "", "1.推动升级。开展会诊。"),  # from the third level on all is body type
    ("12、推动升级", 3, "", "12、推动升级"),
    ("（1）开展会诊", 4, "", "（1）开展会诊"),
    ("1. 推动升级", 3, "", "1.推动升级"),  # the space of a list in Markdown
    ("1.5万户居民受益", 0, "", "1.5万户居民受益"),  # a decimal is no number
    ("## 重点任务", 1, "一、重点任务", ""),  # Markdown: the title has the first #; a heading is numbered
    ("### （一）加快评估。抓紧。", 2, "（一）加快评估。", "抓紧。"),
    ("- **抓紧**落实。", 0, "", "抓紧落实。"),  # marks go, words stay, no number is added
]


@pytest.mark.parametrize(("line", "level", "heading", "text"), LEVELS)
def test_levels_of_paragraphs(line: str, level: int, heading: str, text: str) -> None:
    draft = parse_draft(f"# 云溪区方案\n\n{line}\n", "方案.md")
    assert draft.plan_title == "云溪区方案"
    assert draft.paragraphs == (DraftParagraph(level, heading, text),)


FORMS = [
    ("成文日期：2026-07-01", "2026年7月1日", []),  # digits of a computer become the printed form
    ("成文日期：2026年07月01日", "2026年7月1日", []),  # no leading zeros
    ("成文日期：7月1日", "7月1日", ["D004"]),  # no year: printed as it is, and named
    ("成文日期：2026年13月1日", "2026年13月1日", ["D004"]),
]


@pytest.mark.parametrize(("line", "dated", "codes"), FORMS)
def test_dates(line: str, dated: str, codes: list[str]) -> None:
    draft = parse_draft(f"{line}\n\n云溪区方案\n\n一、目标\n", "方案.txt")
    assert draft.dated == dated
    assert [found.code for found in draft.diagnostics if found.code != "D005"] == codes


NUMBERS = [
    ("云政办发〔2026〕5号", False),
    ("云政办发[2026]5号", True),  # six-corner brackets are asked for (GB/T 9704, 7.2.5)
    ("云政办发〔2026〕第5号", True),
    ("云政办发〔2026〕05号", True),
]


@pytest.mark.parametrize(("number", "named"), NUMBERS)
def test_document_numbers_are_printed_as_written_and_checked(number: str, named: bool) -> None:
    draft = parse_draft(f"发文字号：{number}\n\n云溪区方案\n\n一、目标\n", "方案.txt")
    assert draft.document_number == number
    assert ("D004" in [found.code for found in draft.diagnostics]) is named


def test_an_unknown_line_on_top_is_named_not_lost() -> None:
    draft = parse_draft("主送：各街道\n主题词：质量\n\n云溪区方案\n", "方案.txt")
    assert "这一行没有用上：主题词：质量" in [found.message for found in draft.diagnostics]


def test_a_plan_that_begins_with_a_line_like_a_field_is_left_alone() -> None:
    draft = parse_draft("总体目标：做到不漏一户。\n\n一、任务\n", "方案.txt")
    assert draft.missing[:2] == ("发文机关", "方案标题")
    assert draft.paragraphs[0].text == "总体目标：做到不漏一户。"


HEAD = "发文机关：云溪区市场监管局\n"
LOOKS = [
    ("格式：信函\n标题：关于借用场地的函", "信函"),
    ("标题：关于增加经费的请示", "上行文"),  # why: a 请示 goes upward, 7.2.6
    ("签发人：张三\n标题：关于某事的意见", "上行文"),  # why: only upward documents name a signer (条例 第九条)
    ("标题：云溪区人民政府常务会议纪要", "纪要"),
    ("格式：文件\n标题：关于某事的报告", "上行文"),  # why: 文件 says the kind of mark, the signer is still required
    ("格式：传真\n标题：关于某事的通知", "文件"),  # why: unknown, named by D007
]


@pytest.mark.parametrize(("lines", "form"), LOOKS)
def test_the_format_follows_from_the_draft(lines: str, form: str) -> None:
    draft = parse_draft(f"{HEAD}{lines}\n\n现将有关情况说明如下。\n", "稿.txt")
    assert draft.looks.form == form
    assert said(draft) == ["现将有关情况说明如下。"]
    assert (draft.plan_title, draft.paragraphs) == ("", ())
    assert ("D007" in [found.code for found in draft.diagnostics]) is ("传真" in lines)
    assert ("签发人" in draft.missing) is (form == "上行文" and "签发人" not in lines)


SECURITY = [
    ("份号：12\n密级：机密★1年\n紧急程度：特急", ("000012", "机密★1年", "特急"), []),  # six digits (7.2.1)
    ("密级：秘密", ("【待补：份号】", "秘密", ""), ["份号"]),  # why: a secret document must carry one (条例 第九条)
    ("紧急程度：加急", ("", "", "加急"), []),
]


@pytest.mark.parametrize(("lines", "security", "missing"), SECURITY)
def test_security_lines(lines: str, security: tuple[str, str, str], missing: list[str]) -> None:
    draft = parse_draft(f"{HEAD}{lines}\n\n云溪区方案\n\n一、目标\n", "稿.txt")
    assert draft.security == security
    assert [label for label in draft.missing if label == "份号"] == missing


def test_annexes_behind_the_text_are_taken_apart_and_listed() -> None:
    text = f"{HEAD}标题：关于某事的函\n\n正文。\n附件1\n安排表\n一、甲\n附 件 2：\n名单\n乙\n"
    draft = parse_draft(text, "稿.txt")
    assert [(annex.label, annex.title) for annex in draft.annex_texts] == [("附件1", "安排表"), ("附件2", "名单")]
    assert draft.annexes == ("安排表", "名单")
    assert "附件说明" in draft.composed
    other = parse_draft(text.replace("\n\n", "\n附件：时间表\n附件：名单\n\n", 1), "稿.txt")
    assert [found.message for found in other.diagnostics if found.code == "D008"] == [
        "附件1的标题“安排表”与附件说明不一致"
    ]


def test_addressees_that_fill_the_first_page_are_named_and_move_when_told() -> None:
    many = "，".join(["云溪区某某街道办事处"] * 20)
    text = f"{HEAD}标题：关于某事的通知\n主送：{many}\n\n正文。\n"
    assert "D006" in [found.code for found in parse_draft(text, "稿.txt").diagnostics]
    moved = parse_draft(text.replace("\n\n", "\n主送位置：版记\n\n", 1), "稿.txt")
    assert moved.looks.addressees_below
    assert "D006" not in [found.code for found in moved.diagnostics]


def test_an_even_last_page_says_what_it_may_cost() -> None:
    draft = parse_draft(f"{HEAD}双面：是\n标题：关于某事的通知\n\n正文。\n", "稿.txt")
    assert draft.looks.duplex
    assert [found.hint for found in draft.diagnostics if found.code == "D009"] == [
        "在 Word 中看一下；不要空白页，就在页面设置里把末节的起始位置改为“接续本页”"
    ]


def test_joint_offices_sign_in_their_order() -> None:
    draft = parse_draft("发文机关：甲局、乙局\n标题：甲局、乙局关于某事的通知\n\n正文。\n", "稿.txt")
    assert draft.issuers == ("甲局", "乙局")
    assert (draft.issuer, draft.signatory, draft.printed_by) == ("甲局", "甲局、乙局", "甲局")


PIECES = st.sampled_from(
    ["云溪区方案", "一、", "（一）", "1.", "抓紧落实", "。", "；", "\n", "\n\n", "主送：", "日期：", "2026年7月1日",
     "关于印发方案的通知", "抄送：区委", "云溪区2026年7月2日印发", "# ", "- ", "**", "　", "：", "\r\n", "\ufeff",
     "---\n", "附件1\n", "格式：信函\n", "盖章：否\n", "附件：1.表\n", "| ", " |\n", "> ", "云溪区质量办\n",
     "云溪区质量办", "（此件公开发布）\n", "云溪区质量办关于某事的通知\n", "各街道办事处：\n", "文种：通知\n",
     "文种：纪要\n", "发文机关：云溪区质量办\n", "2026年2月31日\n", "\u200b", "联系人：某\n", "[",
     "](x)", "云办〔2026〕3号\n", "（送审稿）\n", "云办〔2026〕　号\n", "2026年　月　日\n",
     "云溪区质量办转发区教育局意见的通知\n",
     "云溪区质量办印发《云溪区方案》的通知\n", "云溪区教育局\n", "文种：印发通知\n", "各街道，\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_makes_a_notice_and_every_line_is_used_or_named(text: str) -> None:
    draft = parse_draft(text, "稿.txt")
    named = "".join(found.message for found in draft.diagnostics)
    parts = [draft.title, draft.issuer, draft.document_number, draft.addressees, draft.signatory, draft.dated]
    parts += [draft.plan_title, draft.cc, draft.printed_by, draft.issued_on, draft.note, *said(draft), *draft.annexes]
    parts += [paragraph.heading + paragraph.text for paragraph in draft.paragraphs]
    parts += [each.title + "".join(part.heading + part.text for part in each.paragraphs) for each in draft.annex_texts]
    everything = "".join(parts) + named
    for word in ("抓紧落实", "云溪区方案"):
        for line in text.splitlines():
            if word in line and "：" not in line:
                assert word in everything
    assert all((draft.issuer, draft.title, draft.signatory, draft.dated, draft.plan_title or said(draft)))


def test_what_the_author_left_open_is_listed_too() -> None:
    draft = parse_draft("发文机关：云溪区\n标题：关于某事的通知\n\n联系电话【待补：电话】。", "稿.txt")
    assert "电话" in draft.missing
    assert any("电话" in found.message for found in draft.diagnostics if found.code == "D005")
