"""What a draft says that cannot be or does not agree: the calendar, the order of dates, 密级, 文种, issuers, signs."""

from __future__ import annotations

import pytest

from qdoc.draft import NoticeDraft, parse_draft
from qdoc.model import Severity

BASE = {
    "文种": "函",
    "发文机关": "云溪区教育局",
    "发文字号": "云教函〔2026〕9号",
    "标题": "云溪区教育局关于借用场地的函",
    "主送机关": "云溪区体育局",
    "成文日期": "2026年3月2日",
}
NOTICE = {"文种": "通知", "标题": "云溪区教育局关于借用场地的通知", "印发日期": "2026年3月3日"}


def built(fields: dict[str, str], text: str = "现商借场地。") -> NoticeDraft:
    head = "\n".join(f"{label}：{value}" for label, value in {**BASE, **fields}.items() if value)
    return parse_draft(f"{head}\n\n{text}\n", "稿.txt")


# why, fields beside those of BASE, code, words of what is said
TOLD = [
    ("a day that no calendar has", {"成文日期": "2026年2月31日"}, "D004", "成文日期“2026年2月31日”日历上没有"),
    ("the same in digits", {"成文日期": "2026-02-30"}, "D004", "“2026-02-30”日历上没有"),
    ("the 29th of a common year", {"成文日期": "2026年2月29日"}, "D004", "日历上没有"),
    ("the day of printing", {**NOTICE, "印发日期": "2026年4月31日"}, "D004", "印发日期“2026年4月31日”日历上没有"),
    ("printed before it was signed", {**NOTICE, "印发日期": "2026年3月1日"}, "D017", "2026年3月1日 早于成文日期"),
    ("a secrecy that is none", {"密级": "超级秘密", "份号": "1"}, "D007", "密级“超级秘密”不是公文的写法"),
    ("the wrong star", {"密级": "机密*1年", "份号": "1"}, "D007", "密级“机密*1年”不是公文的写法"),
    ("no period", {"密级": "秘密", "份号": "1"}, "D007", "密级“秘密”没有写保密期限"),
    ("secret and public", {"密级": "机密★1年", "份号": "1", "附注": "此件公开发布"}, "D018", "附注又写“此件公开发布”"),
    ("the title is of another kind", {"标题": "云溪区教育局关于借用场地的通知"}, "D018", "标题却以“通知”结尾"),
    ("the title names no kind", {"标题": "云溪区教育局关于借用场地"}, "D018", "标题却不以“函”结尾"),
    ("a full stop behind the title", {"标题": "云溪区教育局关于借用场地的函。"}, "D018", "标题末尾有句号"),
    ("another issuer", {"标题": "云溪区财政局关于借用场地的函"}, "D018", "标题里的发文机关是“云溪区财政局”"),
    ("a matter beside a title of another", {"事由": "商请派员"}, "D018", "事由“商请派员”没有用上"),
    ("a signer of a letter", {"签发人": "陈某某"}, "D001", "“签发人”没有用上"),
    ("who was there", {"出席": "陈某某"}, "D001", "“出席”没有用上"),
    ("a day of printing in a letter", {"印发日期": "2026年3月3日"}, "D001", "“印发日期”没有用上"),
    ("signs without width", {"主送机关": "云溪区\u200b体育局"}, "D020", "有 1 个看不见的字符"),
    ("a sign that turns the text", {"标题": "云溪区教育局关于\u202e借用场地的函"}, "D020", "有 1 个看不见的字符"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "fields", "code", "words"), TOLD, ids=[one[0] for one in TOLD])
def test_what_cannot_be_is_told(why: str, fields: dict[str, str], code: str, words: str) -> None:
    found = [one for one in built(fields).diagnostics if one.code == code]
    assert len(found) == 1, why
    assert words in found[0].message
    assert found[0].hint


FINE = [
    ("a letter", {}),
    ("a letter of answer", {"标题": "云溪区教育局关于借用场地的复函"}),
    ("printed on the day it was signed", {**NOTICE, "印发日期": "2026年3月2日"}),
    ("the 29th of a leap year", {"成文日期": "2028年2月29日"}),
    ("secret for long", {"密级": "绝密★长期", "份号": "1"}),
    ("secret, not to be published", {"密级": "机密★6个月", "份号": "1", "附注": "不公开发布"}),
    ("the issuer with its city", {"发文机关": "江海市云溪区教育局"}),
    ("two issuers apart by a space", {"发文机关": "甲局、乙局", "标题": "甲局　乙局关于借用场地的函"}),
    ("several issuers in short", {"发文机关": "甲局、乙局、丙局", "标题": "甲局等三部门关于借用场地的函"}),
    ("a title for trial", {**NOTICE, "标题": "云溪区教育局关于印发办法的通知（试行）"}),
    ("a gap in the title", {"标题": "【待补：标题】"}),
    ("a title without its issuer", {"标题": "关于借用场地的函"}),
    ("the matter as in the title", {"事由": "借用场地"}),
]


@pytest.mark.parametrize(("why", "fields"), FINE, ids=[one[0] for one in FINE])
def test_what_agrees_is_not_told(why: str, fields: dict[str, str]) -> None:
    said = [one.message for one in built(fields).diagnostics if one.severity is Severity.WARNING]
    assert said == [], why


def test_signs_that_nobody_sees_do_not_print() -> None:
    draft = built({"标题": "云溪区教育局\u202e关于借用\ufeff场地的函"}, "现商\u200b借场地。")
    assert draft.title == "云溪区教育局关于借用场地的函"
    assert draft.body[0].text == "现商借场地。"
    assert "有 3 个看不见的字符" in "".join(one.message for one in draft.diagnostics)
