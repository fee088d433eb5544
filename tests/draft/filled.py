"""Owns filling in a form of a draft in tests, as a clerk's Word does: words in controls, paragraphs below the mark."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from qdoc.draft.forms import BODY_LABEL, form_key

PART = "word/document.xml"

# kind → what a clerk gives: fields and the text; together a whole document without gaps
COMPLETE: Mapping[str, tuple[Mapping[str, str], Sequence[str]]] = {
    "印发通知": (
        {"主送机关": "各街道办事处，区政府各委、办、局", "批准": "区政府同意", "方案标题": "云溪区2026年质量工作要点"},
        (
            "为做好2026年质量工作，结合我区实际，制定本要点。",
            "夯实质量基础",
            "完善计量体系。9月底前建成计量实验室3个，向全区企业开放检定校准服务。（区市场监管局牵头，区科技局配合）",
            "推行首席质量官制度。年底前在重点企业设立首席质量官20名。（责任单位：区市场监管局）",
            "提升服务质量",
            "评定养老机构星级。11月底前完成养老机构星级评定20家，公布评定结果。（责任单位：区民政局）",
        ),
    ),
    "通知": (
        {"事由": "开展2026年老旧电梯安全评估", "主送机关": "各街道办事处，区政府各委、办、局"},
        (
            "为掌握老旧电梯安全状况，根据年度工作安排，现就有关事项通知如下。",
            "一、评估范围",
            "使用15年以上的住宅电梯200台，名单由区市场监管局确定。",
            "二、时间安排",
            "区市场监管局于2026年9月30日前完成评估，评估为高风险的逐台提出改造意见。",
        ),
    ),
    "通报": (
        {"事由": "2026年上半年质量工作进展情况", "主送机关": "各街道办事处，区政府各委、办、局"},
        (
            "2026年上半年，各单位按照年度要点推进质量工作，现将有关情况通报如下。",
            "一、主要进展",
            "完成老旧电梯安全评估130台，新增公共充电接口3400个。",
            "二、存在问题",
            "首席质量官培训进度慢于计划，完成全年任务的30%。",
            "三、下一步要求",
            "区市场监管局于2026年11月底前完成全部培训。",
        ),
    ),
    "函": (
        {"事由": "商请支持小微企业质量会诊", "主送机关": "江海市质量技术研究院"},
        (
            "为帮助小微企业提高质量管理水平，我区拟于2026年9月开展质量会诊，服务企业100家。",
            "商请贵院选派专业技术人员10名给予支持，具体时间由双方另行商定。",
            "请予函复。",
        ),
    ),
    "请示": (
        {
            "签发人": "陈某某",
            "事由": "安排2026年“质量月”活动经费",
            "主送机关": "江海市人民政府办公室",
            "附注": "联系人：李某某，联系电话：0210-5550123",
        },
        (
            "根据年度工作安排，我办拟于2026年9月举办“质量月”活动，开放检验检测实验室12个。",
            "经测算，活动需要经费18万元，拟请从年度质量工作经费中安排。",
            "妥否，请批示。",
        ),
    ),
    "报告": (
        {"签发人": "陈某某", "事由": "2026年上半年质量工作情况", "主送机关": "江海市人民政府办公室"},
        (
            "2026年上半年，我区按照要求推进质量工作，现将有关情况报告如下。",
            "一、工作进展",
            "完成老旧电梯安全评估130台，培训首席质量官24名。",
            "二、下一步安排",
            "9月底前完成其余70台电梯的安全评估。",
            "特此报告。",
        ),
    ),
    "批复": (
        {"事由": "青石街道质量服务站建设方案", "主送机关": "青石街道办事处"},
        (
            "你单位《青石街道办事处关于建设质量服务站的请示》（青街〔2026〕8号）收悉。经研究，现批复如下：",
            "一、同意青石街道质量服务站建设方案，建设地点为青石街道社区事务受理服务中心。",
            "二、请按方案组织实施，于2026年10月底前建成并向企业开放。",
            "此复。",
        ),
    ),
    "纪要": (
        {
            "纪要名称": "云溪区质量强区专题会议纪要",
            "出席": "区市场监管局　陈某某，区住房城乡建设局　周某某",
            "列席": "区委办公室　王某某",
        },
        (
            "2026年7月10日，区政府召开会议，研究质量强区下半年重点工作。现将会议议定事项纪要如下。",
            "一、关于老旧电梯评估",
            "会议明确，其余70台老旧电梯于9月底前完成安全评估，由区市场监管局牵头。",
            "二、关于“质量月”活动",
            "会议同意，“质量月”期间开放实验室12个，由区科技局配合。",
        ),
    ),
}
COMMON = {
    "发文机关": "江海市云溪区人民政府办公室",
    "发文字号": "云政办发〔2026〕12号",
    "成文日期": "2026年7月15日",
    "印发日期": "2026年7月16日",
    "抄送": "区委办公室，区人大常委会办公室",
}


def complete(kind: str, labels: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """All fields of a whole document of ``kind`` that its form has, and its text."""
    own, text = COMPLETE[kind]
    return {label: value for label, value in {**COMMON, **own}.items() if label in labels}, list(text)


def fill(form: bytes, fields: Mapping[str, str], text: Sequence[str] = ()) -> bytes:
    """The form with words in its controls, and its hints replaced by the paragraphs ``text``."""
    with zipfile.ZipFile(io.BytesIO(form)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts[PART].decode()
    for label, value in fields.items():
        tag = f'<w:tag w:val="{form_key(label)}"/>'
        at = xml.index(tag)
        end = xml.index("</w:sdt>", at)
        lines = "</w:t><w:br/><w:t>".join(escape(line) for line in value.split("\n"))
        control = xml[at:end].replace("<w:showingPlcHdr/>", "")
        content = f"<w:sdtContent><w:r><w:t>{lines}</w:t></w:r></w:sdtContent>"
        control = re.sub(r"<w:sdtContent>.*</w:sdtContent>", lambda _: content, control, flags=re.DOTALL)  # noqa: B023
        xml = xml[:at] + control + xml[end:]
    if text:
        mark = xml.index("</w:p>", xml.index(f'<w:tag w:val="{form_key(BODY_LABEL)}"/>')) + len("</w:p>")
        body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text)
        xml = xml[:mark] + body + xml[xml.index('<w:p><w:pPr><w:pStyle w:val="Spacer1"/>', mark) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in {**parts, PART: xml.encode()}.items():
            package.writestr(name, data)
    return out.getvalue()
