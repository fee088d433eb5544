from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qdoc.draft import DraftParagraph, NoticeDraft, parse_draft

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def example(name: str) -> NoticeDraft:
    return parse_draft((EXAMPLES / name).read_text(encoding="utf-8"), name)


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
    assert draft.body == ("《云溪区质量强区2026年下半年重点工作安排》已经区政府同意，现印发给你们，请认真贯彻执行。",)
    assert draft.composed == ("通知标题", "通知正文", "署名", "印发机关")


def test_what_nobody_wrote_becomes_a_slot_and_is_listed(draft: NoticeDraft) -> None:
    assert (draft.document_number, draft.dated, draft.issued_on) == (
        "【待补：发文字号】", "【待补：成文日期】", "【待补：印发日期】",
    )  # fmt: skip
    assert draft.missing == ("发文字号", "成文日期", "印发日期")
    assert [found.message for found in draft.diagnostics] == ["还有 3 处待补：发文字号、成文日期、印发日期"]


def test_a_bare_plan_claims_no_approval_and_no_office() -> None:
    draft = parse_draft("云溪区质量月方案\n\n一、目标\n办好活动。", "方案.txt")
    assert draft.title == "【待补：发文机关】关于印发云溪区质量月方案的通知"
    assert draft.body == ("现将《云溪区质量月方案》印发给你们，请认真贯彻执行。",)
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
    ("1.5万户居民受益", 0, "", "1.5万户居民受益"),  # a decimal is no number
    ("## 重点任务", 1, "重点任务", ""),  # Markdown: the title has the first #
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
    draft = parse_draft("主送：各街道\n密级：秘密\n\n云溪区方案\n", "方案.txt")
    assert "这一行没有用上：密级：秘密" in [found.message for found in draft.diagnostics]


def test_a_plan_that_begins_with_a_line_like_a_field_is_left_alone() -> None:
    draft = parse_draft("总体目标：做到不漏一户。\n\n一、任务\n", "方案.txt")
    assert draft.missing[:2] == ("发文机关", "方案标题")
    assert draft.paragraphs[0].text == "总体目标：做到不漏一户。"


PIECES = st.sampled_from(
    ["云溪区方案", "一、", "（一）", "1.", "抓紧落实", "。", "；", "\n", "\n\n", "主送：", "日期：", "2026年7月1日",
     "关于印发方案的通知", "抄送：区委", "云溪区2026年7月2日印发", "# ", "- ", "**", "　", "：", "\r\n", "\ufeff",
     "---\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_makes_a_notice_and_every_line_is_used_or_named(text: str) -> None:
    draft = parse_draft(text, "稿.txt")
    said = "".join(found.message for found in draft.diagnostics)
    parts = [draft.title, draft.issuer, draft.document_number, draft.addressees, draft.signatory, draft.dated]
    parts += [draft.plan_title, draft.cc, draft.printed_by, draft.issued_on, draft.note, *draft.body, *draft.annexes]
    parts += [paragraph.heading + paragraph.text for paragraph in draft.paragraphs]
    everything = "".join(parts) + said
    for word in ("抓紧落实", "云溪区方案"):
        for line in text.splitlines():
            if word in line and "：" not in line:
                assert word in everything
    assert all(part for part in (draft.issuer, draft.title, draft.signatory, draft.dated, draft.plan_title))
