"""A finished text pasted into a form: each part prints once, what differs is quoted, nothing is lost silently."""

from __future__ import annotations

import pytest

from qdoc.draft import NoticeDraft, parse_draft

FILLED = (
    "文种：通知\n发文机关：云溪区质量办\n发文字号：云质办〔2026〕3号\n标题：云溪区质量办关于开展质量月活动的通知\n"
    "主送机关：各街道办事处\n成文日期：2026年3月2日\n印发日期：2026年3月3日\n\n"
)
PLAN = (
    "发文机关：云溪区质量办\n成文日期：2026年3月2日\n主送机关：各街道办事处\n\n云溪区2026年质量要点\n\n一、夯实基础\n"
    "（一）完善计量。年底前建立台账。（区市场监管局牵头）\n"
)
SAME, TAKEN = "与填的相同，只印一次", "已取作相应的项目"


def told(draft: NoticeDraft, code: str = "D016") -> str:
    return "".join(one.message for one in draft.diagnostics if one.code == code)


def printed(draft: NoticeDraft) -> list[str]:
    return [one.heading + one.text for one in (*draft.body, *draft.paragraphs)]


# why; the text below the filled fields; the body that prints; the part and its value; what D016 says of it
ENDS = [
    ("the list of annexes", "正文。\n附件：1. 安排表\n2. 名单", ["正文。"], ("annexes", ("安排表", "名单")), TAKEN),
    ("one annex", "正文。\n附件：安排表", ["正文。"], ("annexes", ("安排表",)), TAKEN),
    ("annexes on one line", "正文。\n附件：1.安排表　2.名单", ["正文。"], ("annexes", ("安排表", "名单")), TAKEN),
    ("附件： alone above its list", "正文。\n附件：\n1. 安排表\n2. 名单\n\n云溪区质量办\n2026年3月2日", ["正文。"],
     ("annexes", ("安排表", "名单")), TAKEN),
    ("signature and date", "正文。\n\n云溪区质量办\n2026年3月2日", ["正文。"], ("signatory", "云溪区质量办"), SAME),
    ("on one line", "正文。\n云溪区质量办　　2026年3月2日", ["正文。"], ("dated", "2026年3月2日"), SAME),
    ("the signature alone", "正文。\n云溪区质量办", ["正文。"], ("signatory", "云溪区质量办"), SAME),
    ("two sign", "正文。\n云溪区甲局\n云溪区乙局\n2026年3月2日", ["正文。"],
     ("signatory", "云溪区甲局、云溪区乙局"), TAKEN),
    ("a place for the seal", "正文。\n云溪区质量办（盖章）\n2026年3月2日", ["正文。"],
     ("signatory", "云溪区质量办"), SAME),
    ("an office over two lines", "正文。\n云溪区\n质量办\n2026年3月2日", ["正文。"],
     ("signatory", "云溪区质量办"), SAME),
    ("whom to ask below the date", "正文。\n云溪区质量办\n2026年3月2日\n联系人：陈某某\n电话：5550123", ["正文。"],
     ("note", "联系人：陈某某，电话：5550123"), TAKEN),
    ("annexes with a label each", "正文。\n附件1：安排表\n附件2：名单\n云溪区质量办\n2026年3月2日", ["正文。"],
     ("annexes", ("安排表", "名单")), TAKEN),
    ("bold", "正文。\n**云溪区质量办**\n2026年3月2日", ["正文。"], ("signatory", "云溪区质量办"), SAME),
    ("a signature with more text below it", "正文。\n云溪区质量办\n2026年3月2日\n另请注意安全。",
     ["正文。", "云溪区质量办", "2026年3月2日", "另请注意安全。"], ("dated", "2026年3月2日"), "印了两次"),
    ("an impossible date", "正文。\n云溪区质量办\n2026年2月31日", ["正文。"], ("dated", "2026年3月2日"),
     "正文里写的是“2026年2月31日”"),
    ("another date", "正文。\n云溪区质量办\n2026年3月9日", ["正文。"], ("dated", "2026年3月2日"),
     "成文日期填的是“2026年3月2日”，正文里写的是“2026年3月9日”"),
    ("a note below the date", "正文。\n云溪区质量办\n2026年3月2日\n（此件公开发布）", ["正文。"],
     ("note", "此件公开发布"), TAKEN),
    ("a colophon", "正文。\n抄送：区委办公室。\n云溪区质量办　2026年3月3日印发", ["正文。"],
     ("cc", "区委办公室"), TAKEN),
    ("brackets that close the text", "正文。\n（名单另发）", ["正文。", "（名单另发）"], ("note", ""), ""),
    ("a sentence about a date", "正文。\n活动定于\n2026年9月2日。", ["正文。", "活动定于", "2026年9月2日。"],
     ("dated", "2026年3月2日"), ""),
    ("a list below the word 附件", "见附件：\n一、甲\n二、乙。", ["见附件：", "一、甲", "二、乙。"],
     ("annexes", ()), ""),
    ("copies in a sentence", "正文。\n抄送：区委办公室。\n另请注意安全。",
     ["正文。", "抄送：区委办公室。", "另请注意安全。"], ("cc", ""), ""),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "body", "part", "said"), ENDS, ids=[one[0] for one in ENDS])
def test_what_closes_the_text_prints_once(
    why: str, text: str, body: list[str], part: tuple[str, object], said: str
) -> None:
    draft = parse_draft(FILLED + text, "稿.txt")
    assert printed(draft) == body, why
    assert getattr(draft, part[0]) == part[1]
    assert said in told(draft)
    assert bool(said) == bool(told(draft))


HEADS = [
    # why, the text, the body, field → value, what D016 says
    ("title and addressees again", "云溪区质量办关于开展质量月活动的通知\n各街道办事处：\n正文。", ["正文。"],
     {"addressees": "各街道办事处"}, SAME),
    ("a title over two lines", "云溪区质量办关于开展\n质量月活动的通知\n正文。", ["正文。"], {}, SAME),
    ("number first", "云质办〔2026〕3号\n云溪区质量办关于开展质量月活动的通知\n正文。", ["正文。"], {}, SAME),
    ("the mark above it", "云溪区质量办文件\n云质办〔2026〕3号\n各街道办事处：\n正文。", ["正文。"], {}, SAME),
    ("another title", "云溪区质量办关于开展质量周活动的通知\n正文。", ["正文。"],
     {"title": "云溪区质量办关于开展质量月活动的通知"}, "正文里写的是“云溪区质量办关于开展质量周活动的通知”"),
    ("other addressees", "各街道办事处，各部门：\n正文。", ["正文。"], {"addressees": "各街道办事处"},
     "正文里写的是“各街道办事处，各部门”"),
    ("bold addressees", "**各街道办事处：**\n正文。", ["正文。"], {"addressees": "各街道办事处"}, SAME),
    ("who takes part is no addressee", "参会单位：\n区教育局", ["参会单位：", "区教育局"], {}, ""),
    ("a lead-in is no addressee", "各单位责任如下：\n正文。", ["各单位责任如下：", "正文。"], {}, ""),
    ("lines of fields below the fields", "主送机关：各部门\n正文。", ["正文。"], {"addressees": "各街道办事处"},
     "正文里写的是“各部门”"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "body", "parts", "said"), HEADS, ids=[one[0] for one in HEADS])
def test_what_heads_the_text_prints_once(
    why: str, text: str, body: list[str], parts: dict[str, str], said: str
) -> None:
    draft = parse_draft(FILLED + text, "稿.txt")
    assert printed(draft) == body, why
    assert {name: getattr(draft, name) for name in parts} == parts
    assert said in told(draft)
    assert bool(said) == bool(told(draft))


def test_a_whole_document_without_any_field_is_taken_apart() -> None:
    draft = parse_draft(
        "云质办〔2026〕3号\n云溪区质量办关于开展质量月活动的通知\n各街道办事处：\n正文。\n附件：安排表\n云溪区质量办\n"
        "2026年3月2日\n（此件公开发布）\n附件\n安排表\n内容\n抄送：区委办公室。\n云溪区质量办　2026年3月3日印发\n",
        "正文.txt",
    )
    assert draft.title == "云溪区质量办关于开展质量月活动的通知"
    assert (draft.issuer, draft.document_number) == ("云溪区质量办", "云质办〔2026〕3号")
    assert (draft.annexes, draft.dated, draft.issued_on) == (("安排表",), "2026年3月2日", "2026年3月3日")
    assert (draft.addressees, draft.cc, draft.note) == ("各街道办事处", "区委办公室", "此件公开发布")
    assert (printed(draft), draft.missing, draft.plan_title) == (["正文。"], (), "")


def test_a_whole_upward_document_names_its_signer() -> None:
    draft = parse_draft(
        "云质办〔2026〕4号　　签发人：陈某某\n云溪区质量办关于安排活动经费的请示\n云溪区人民政府：\n妥否，请批示。\n"
        "云溪区质量办\n2026年3月2日",
        "请示.txt",
    )
    assert (draft.signers, draft.addressees, draft.looks.form) == (("陈某某",), "云溪区人民政府", "上行文")


PLAN_ENDS = [
    # why, what stands below the plan, whether it prints as the plan's own, what D016 says
    ("the notice's own signature", "云溪区质量办\n2026年3月2日", False, SAME),
    ("another body's signature", "云溪区质量强区领导小组\n2026年3月9日", True, "照原样排印"),
    ("the plan's own list of annexes", "附件：任务清单", True, ""),
]


@pytest.mark.parametrize(("why", "end", "stays", "said"), PLAN_ENDS, ids=[one[0] for one in PLAN_ENDS])
def test_what_closes_a_plan_is_the_plans_unless_it_is_the_notices(why: str, end: str, stays: bool, said: str) -> None:
    draft = parse_draft(f"{PLAN}\n{end}\n", "稿.txt")
    assert ([*end.split("\n")] == printed(draft)[-len(end.split("\n")) :]) is stays, why
    assert said in told(draft)
    assert draft.annexes == ()


def test_a_notice_of_issuance_below_its_fields_is_held_against_them() -> None:
    head, _, plan = PLAN.partition("\n\n")
    text = (
        f"文种：印发通知\n{head}\n\n云溪区质量办关于印发云溪区2026年质量要点的通知\n\n各街道办事处，各部门：\n"
        f"《云溪区2026年质量要点》已经区政府同意，现印发给你们。\n附件：1. 甲\n2. 乙\n"
        f"云溪区质量办\n2026年3月2日\n\n{plan}"
    )
    draft = parse_draft(text, "稿.txt")
    assert draft.plan_title == "云溪区2026年质量要点"
    assert [one.text for one in draft.body] == ["《云溪区2026年质量要点》已经区政府同意，现印发给你们。"]
    assert (draft.annexes, draft.addressees) == (("甲", "乙"), "各街道办事处")
    assert "主送机关填的是“各街道办事处”，正文里写的是“各街道办事处，各部门”" in told(draft)


def test_the_number_above_a_notice_of_issuance_is_its_number() -> None:
    draft = parse_draft(
        "云质办〔2026〕3号\n云溪区质量办关于印发云溪区2026年质量要点的通知。\n现印发给你们。\n云溪区质量办\n2026年3月2日\n\n"
        "云溪区2026年质量要点\n一、夯实基础\n",
        "通知.txt",
    )
    assert draft.document_number == "云质办〔2026〕3号"
    assert draft.plan_title == "云溪区2026年质量要点"
    assert "标题末尾有句号" in told(draft, "D018")


def test_annexes_may_stand_on_one_line_of_the_form() -> None:
    lines = FILLED.replace("\n\n", "\n附件说明：1. 安排表；2. 名单（各街道；各部门）\n\n")
    assert parse_draft(f"{lines}正文。", "稿.txt").annexes == ("安排表", "名单（各街道；各部门）")
