"""The letterhead, the closing marks and who writes to whom: documents with one thing wrong, and the clean ones."""

from __future__ import annotations

import pytest

from tests.check.checking import corrected, findings, told

NOTICE = """云溪区人民政府办公室关于做好质量月活动的通知
云政办发〔2026〕12号

各街道办事处，区政府各委、办、局：
　　为做好质量月活动，现将有关事项通知如下。
　　一、广泛宣传发动
　　各单位要组织宣传活动。
　　二、加强组织领导
　　各单位要明确专人负责。

云溪区人民政府办公室
2026年8月3日

　　抄送：区委办公室，区人大常委会办公室。
云溪区人民政府办公室　　2026年8月4日印发
"""
REQUEST = """云溪区市场监管局关于申请质量月活动经费的请示
云市监〔2026〕3号　　签发人：周明

云溪区人民政府：
　　为办好质量月活动，需经费12万元。
　　妥否，请批示。

云溪区市场监管局
2026年7月1日
"""

BUREAU = NOTICE.replace("云溪区人民政府办公室", "云溪区市场监管局")

REPORT = """云溪区市场监管局关于质量月活动情况的报告
云市监〔2026〕9号　　签发人：周明

云溪区人民政府：
　　现将有关情况报告如下。
　　我局邀请专家审定方案，报请区政府批准后实施，提请区政府常务会议审定预算，申请安排经费12万元。
　　特此报告。

云溪区市场监管局
2026年12月1日
"""
SIGNED_BELOW = """云教〔2026〕9号
云溪区教育局关于开展质量月活动的通知
各学校：
现将有关事项通知如下。
一、广泛宣传
（一）开展宣讲。开展宣讲10场。（各学校负责；2026年9月底前完成）
附件：活动安排表
云溪区教育局
2026年8月3日
附件
活动安排表
内容略
"""
JOINT = """云教〔2026〕9号
云溪区教育局　云溪区财政局关于开展质量月活动的通知
各学校：
　　现将有关事项通知如下。
云溪区教育局　云溪区财政局
2026年8月3日
"""

JOINT_BELOW = SIGNED_BELOW.replace("云溪区教育局关于", "云溪区教育局　云溪区财政局关于").replace(
    "云溪区教育局\n2026", "云溪区教育局\n云溪区财政局\n2026"
)

WRONG = [
    # (document, what is exchanged, for what, the rule, the words quoted)
    (NOTICE, "〔2026〕12号", "[2026]12号", "QD201", "云政办发[2026]12号"),
    (NOTICE, "〔2026〕12号", "（2026）12号", "QD201", "云政办发（2026）12号"),
    (NOTICE, "〔2026〕12号", "〔26〕12号", "QD217", "云政办发〔26〕12号"),
    (NOTICE, "〔2026〕12号", "〔2026〕12", "QD202", "云政办发〔2026〕12"),
    (NOTICE, "〔2026〕12号", "〔2025〕12号", "QD218", "2025"),
    (NOTICE, "〔2026〕12号", "〔2026〕第12号", "QD202", "云政办发〔2026〕第12号"),
    (NOTICE, "〔2026〕12号", "〔2026〕012号", "QD202", "云政办发〔2026〕012号"),
    (NOTICE, "为做好质量月活动", "根据市政府文件（沪府发[2025]5号）", "QD203", "[2025]5号"),
    (NOTICE, "2026年8月3日", "二〇二六年八月三日", "QD204", "二〇二六年八月三日"),
    (NOTICE, "2026年8月3日", "2026年8月", "QD205", "2026年8月"),
    (NOTICE, "2026年8月3日", "2026.8.3", "QD205", "2026.8.3"),
    (NOTICE, "2026年8月3日", "2026-08-03", "QD205", "2026-08-03"),
    (NOTICE, "2026年8月3日", "2026年　月　日", "QD205", "2026年　月　日"),
    (NOTICE, "2026年8月3日", "2026年×月×日", "QD332", "2026年×月×日"),
    # signed below a plan and above annexes, where the parser reads no signature
    (SIGNED_BELOW, "云溪区教育局\n2026", "云溪区水务局\n2026", "QD213", "云溪区水务局"),
    (SIGNED_BELOW, "2026年8月3日", "二〇二六年八月三日", "QD204", "二〇二六年八月三日"),
    (SIGNED_BELOW, "〔2026〕9号", "〔2024〕9号", "QD218", "2024"),
    (JOINT, "2026年8月3日", "2026.8.3", "QD205", "2026.8.3"),  # names side by side sign too
    (JOINT, "云溪区教育局　云溪区财政局\n2026", "云溪区教育局\n2026", "QD213", "云溪区教育局"),
    (NOTICE, "2026年8月4日印发", "2026年8月1日印发", "QD206", "2026年8月1日"),
    (NOTICE, "活动的通知\n", "活动的通知。\n", "QD207", "。"),
    (NOTICE, "办公室关于做好质量月活动的通知\n", "办公室\n关于做好质量月活动的通知。\n", "QD207", "。"),  # on two lines
    (NOTICE, "2026年8月3日\n", "2026年8月\n附件\n\n安排表\n" + "　　各街道各报一项。\n" * 12, "QD205", "2026年8月"),
    (NOTICE, "活动的通知\n", "活动方案\n", "QD208", "云溪区人民政府办公室关于做好质量月活动方案"),
    (NOTICE, "云溪区人民政府办公室关于做好", "关于做好", "QD209", "关于做好质量月活动的通知"),
    (NOTICE, "办、局：", "办、局。", "QD210", "。"),
    (NOTICE, "常委会办公室。", "常委会办公室", "QD212", "区委办公室，区人大常委会办公室"),
    (NOTICE, "\n云溪区人民政府办公室\n", "\n云溪区教育局\n", "QD213", "云溪区教育局"),
    (NOTICE, "云溪区人民政府办公室关于", "机密★1年\n云溪区人民政府办公室关于", "QD214", "机密★1年"),
    (REQUEST, "　　签发人：周明", "", "QD215", ""),
    (NOTICE, "12号\n", "12号　　签发人：周明\n", "QD216", "签发人："),
    (REQUEST, "云溪区人民政府：", "云溪区人民政府、云溪区财政局：", "QD501", "云溪区人民政府、云溪区财政局"),
    (REQUEST, "云溪区人民政府：", "周明区长：", "QD502", "周明区长"),
    (REQUEST, "的请示", "的报告", "QD503", "妥否，请批示"),
    (REQUEST, "　　妥否，请批示。\n", "", "QD504", ""),
    (REQUEST, "妥否，请批示", "请予批准。特此报告", "QD505", "特此报告"),
    (REPORT, "特此报告。", "恳请区政府安排专项经费50万元。", "QD503", "恳请区政府安排"),
    (REPORT, "特此报告。", "请区政府协调解决办公用房。", "QD503", "请区政府协调解决"),
    (REPORT, "特此报告。", "方案已经拟定，请审定。", "QD503", "请审定"),
    (REPORT, "特此报告。", "以上报告如无不妥，请批准。", "QD503", "请批准"),
    (REPORT.replace("的报告", "的函"), "现将有关情况报告如下", "现将有关情况函告如下", "QD505", "特此报告"),
    (REQUEST, "活动经费的请示", "活动经费和调整办公用房的请示", "QD510",
     "云溪区市场监管局关于申请质量月活动经费和调整办公用房的请示"),
    (REQUEST, "　　为办好质量月活动，需经费12万元。", "　　一、请求安排经费12万元。\n　　二、请求调整办公用房3间。",
     "QD510", "一、请求安排经费12万元。\n　　二、请求调整办公用房3间"),
    (NOTICE, "专人负责。", "专人负责。妥否，请批示。", "QD505", "妥否，请批示"),
    (NOTICE, "2026年8月3日", "　　年　月　日", "QD332", "年　月　日"),
    (REQUEST, "的请示", "的请示报告", "QD506", "云溪区市场监管局关于申请质量月活动经费的请示报告"),
    (BUREAU, "各街道办事处，", "各街道办事处，永安镇人民政府，", "QD507", "永安镇人民政府"),
    (NOTICE, "云溪区人民政府办公室", "云溪区市场监管局质量科", "QD508", "云溪区市场监管局质量科"),
    (NOTICE, "关于做好质量月活动的通知", "关于转发关于做好质量月活动的通知的通知", "QD509",
     "云溪区人民政府办公室关于转发关于做好质量月活动的通知的通知"),
]  # fmt: skip


@pytest.mark.parametrize("document", [NOTICE, REQUEST, BUREAU, REPORT, SIGNED_BELOW, JOINT, JOINT_BELOW])
def test_a_clean_document_has_no_finding(document: str) -> None:
    assert told(document) == []


@pytest.mark.parametrize(("document", "before", "after", "rule", "quote"), WRONG)
def test_one_thing_wrong_is_found_where_it_stands(
    document: str, before: str, after: str, rule: str, quote: str
) -> None:
    assert before in document
    assert (rule, quote) in told(document.replace(before, after))


def test_a_department_says_that_the_government_agreed() -> None:
    """条例 16: with the government's consent, said in the text, a department may write to lower governments."""
    notice = BUREAU.replace("各街道办事处，", "各镇人民政府，")
    assert "QD507" in [one.rule.id for one in findings(notice)]
    agreed = notice.replace("现将有关", "经区政府同意，现将有关")
    assert "QD507" not in [one.rule.id for one in findings(agreed)]


@pytest.mark.parametrize(
    "number",
    [
        "[2026]第012号",
        "（2026）12号",
        "(2026)12号",
        "【2026】12号",
        "〔2026〕12",
        "(2026)012",
        "〔26〕12号",
    ],
)
def test_numbers_are_corrected(number: str) -> None:
    assert corrected(NOTICE.replace("〔2026〕12号", number)) == NOTICE


def test_a_number_says_how_it_is_written() -> None:
    found = findings(NOTICE.replace("〔2026〕12号", "（2026）12号"), "QD201")
    assert [one.message for one in found] == ["发文字号的年份应括入六角括号“〔〕”，现为“（）”"]


def test_dates_are_corrected() -> None:
    assert corrected(SIGNED_BELOW.replace("2026年8月3日", "2026.08.03")) == SIGNED_BELOW


def test_a_day_that_no_calendar_has_is_not_written_out() -> None:
    (found,) = findings(SIGNED_BELOW.replace("2026年8月3日", "2026-02-30"), "QD205")
    assert found.message == "成文日期应把年、月、日标全；没有“2026年2月30日”这一天，请核对"
    assert found.fix is None


def test_dates_in_characters_are_corrected() -> None:
    assert corrected(NOTICE.replace("2026年8月3日", "二〇二六年八月三日")) == NOTICE


ADDRESSED = "各街道办事处，区政府各委、办、局："
WRAPPED = [
    # addressees of several lines, what becomes of them
    ("各街道办事处，\n区政府各委、办、局，各有关单位：", "", "the last line bears the colon"),
    ("各街道办事处、\n区政府各委、办、局，\n各有关单位：", "", "three lines"),
    ("各街道办事处，\n区人民武装部，各人民团体，\n各商会（名单附后）：", "", "all kinds of bodies"),
    ("各街道办事处，\n现将有关事项告知各单位：", "各街道办事处：\n现将有关事项告知各单位：", "the text begins"),
    ("各街道办事处，区政府各委\n办、局：", "", "broken inside a name"),
    (
        "各街道办事处，\n区政府各委、办、局。",
        "各街道办事处，\n区政府各委、办、局：",
        "a full stop behind the last line",
    ),
    ("各街道办事处，\n区政府各委、办、局", "各街道办事处，\n区政府各委、办、局：", "nothing behind the last line"),
    ("各街道办事处，", "各街道办事处：", "one line"),
]


@pytest.mark.parametrize(("printed", "after", "why"), WRAPPED, ids=[why for *_, why in WRAPPED])
def test_addressees_of_several_lines_end_in_one_colon(printed: str, after: str, why: str) -> None:
    text = NOTICE.replace(ADDRESSED, printed)
    assert [rule for rule, _ in told(text, "QD210")] == (["QD210"] if after else []), why
    assert corrected(text) == NOTICE.replace(ADDRESSED, after or printed), why


def test_a_number_of_the_old_year_signed_in_its_first_weeks_is_no_fault() -> None:
    january = NOTICE.replace("〔2026〕", "〔2025〕").replace("2026年8月", "2026年1月")
    assert told(january, "QD218") == []


# titles that are told as they stand, and such as are not the document's own
TITLES = [
    ("各街道办事处：\n　　现予印发。\n云溪区质量月活动方案\n一、宣传\n　　组织宣传。\n", [], "a plan's"),
    ("云政办发〔2026〕12号\n各街道办事处：\n　　现予印发。\n云溪区质量月活动方案\n　　一、宣传。\n", [], "a number"),
    ("云政办发〔2026〕12号\n云溪区质量月活动方案\n各街道办事处：\n　　一、宣传。\n",
     [("QD208", "云溪区质量月活动方案")], "the document's own"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), TITLES, ids=[why for *_, why in TITLES])
def test_only_the_documents_own_title_is_asked_for_its_kind(text: str, expected: list[object], why: str) -> None:
    assert told(text, "QD208") == expected, why


SIGNED = [
    # who signs under a title of 云溪区教育局 and 云溪区财政局, what is told of it
    ("云溪区财政局　云溪区教育局", ""),  # in another order
    ("云溪区教育局\n云溪区财政局", ""),
    ("江海市云溪区教育局　江海市云溪区财政局", ""),  # the full names
    ("云溪区财政局", "缺“云溪区教育局”"),
    ("云溪区教育局　云溪区水务局", "缺“云溪区财政局”"),
    ("云溪区水务局", "不一致"),
]


@pytest.mark.parametrize(("names", "expected"), SIGNED)
def test_every_joint_issuer_signs(names: str, expected: str) -> None:
    found = findings(JOINT.replace("云溪区教育局　云溪区财政局\n2026", f"{names}\n2026"), "QD213")
    assert [expected in one.message for one in found] == ([True] if expected else [])


def test_a_person_addressed_is_told_once() -> None:
    """Not both “nobody is addressed” and “a person is addressed”."""
    found = [rule for rule, _ in told(REQUEST.replace("云溪区人民政府：", "周明区长："))]
    assert "QD502" in found
    assert "QD211" not in found


def test_an_old_date_in_characters_is_no_fault() -> None:
    """Before the standard of 2012 dates stood in Chinese characters."""
    assert told(NOTICE.replace("2026年8月3日", "二〇〇六年八月三日").replace("2026年8月4日印发", ""), "QD204") == []
