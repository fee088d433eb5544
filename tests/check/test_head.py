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

WRONG = [
    # (document, what is exchanged, for what, the rule, the words quoted)
    (NOTICE, "〔2026〕12号", "[2026]12号", "QD201", "云政办发[2026]12号"),
    (NOTICE, "〔2026〕12号", "（2026）12号", "QD201", "云政办发（2026）12号"),
    (NOTICE, "〔2026〕12号", "〔2026〕第12号", "QD202", "云政办发〔2026〕第12号"),
    (NOTICE, "〔2026〕12号", "〔2026〕012号", "QD202", "云政办发〔2026〕012号"),
    (NOTICE, "为做好质量月活动", "根据市政府文件（沪府发[2025]5号）", "QD203", "[2025]5号"),
    (NOTICE, "2026年8月3日", "二〇二六年八月三日", "QD204", "二〇二六年八月三日"),
    (NOTICE, "2026年8月3日", "2026年8月", "QD205", "2026年8月"),
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
    (NOTICE, "专人负责。", "专人负责。妥否，请批示。", "QD505", "妥否，请批示"),
    (REQUEST, "的请示", "的请示报告", "QD506", "云溪区市场监管局关于申请质量月活动经费的请示报告"),
    (BUREAU, "各街道办事处，", "各街道办事处，永安镇人民政府，", "QD507", "永安镇人民政府"),
    (NOTICE, "云溪区人民政府办公室", "云溪区市场监管局质量科", "QD508", "云溪区市场监管局质量科"),
    (NOTICE, "关于做好质量月活动的通知", "关于转发关于做好质量月活动的通知的通知", "QD509",
     "云溪区人民政府办公室关于转发关于做好质量月活动的通知的通知"),
]  # fmt: skip


@pytest.mark.parametrize("document", [NOTICE, REQUEST, BUREAU])
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


def test_numbers_are_corrected() -> None:
    wrong = NOTICE.replace("〔2026〕12号", "[2026]第012号")
    assert corrected(wrong) == NOTICE


def test_an_old_date_in_characters_is_no_fault() -> None:
    """Before the standard of 2012 dates stood in Chinese characters."""
    assert told(NOTICE.replace("2026年8月3日", "二〇〇六年八月三日").replace("2026年8月4日印发", ""), "QD204") == []
