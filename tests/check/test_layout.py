"""Layout of Word documents: our own notice as it is made has no finding; with one thing set otherwise it has that."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest

from qdoc.check import Finding, check
from qdoc.check.subject import subject_of
from qdoc.draft import parse_draft
from qdoc.read.docx_looks import read_docx_looks
from qdoc.render.notice_docx import notice_docx

DRAFT = """发文机关：江海市云溪区人民政府办公室
发文字号：云政办发〔2026〕12号
主送机关：各街道办事处，区政府各委、办、局
成文日期：2026年3月2日
印发日期：2026年3月3日
抄送：区委办公室，区人大常委会办公室

云溪区质量工作2026年工作要点

一、建设质量基础
（一）完善计量体系
建成计量实验室三个，九月底前投入使用，向全区企业开放检定校准服务。
（二）推行首席质量官制度
在重点企业设立首席质量官二十名，组织培训并建立名录，年底前完成。
二、提升服务质量
完成养老机构星级评定二十家，公布评定结果，十一月底前完成。
"""
BODY = "建成计量实验室三个"
_PART = "word/document.xml"


@cache
def notice() -> bytes:
    return notice_docx(parse_draft(DRAFT, "草稿.txt"))


def found(data: bytes) -> list[Finding]:
    source, looks = read_docx_looks(data, "通知.docx")
    return list(check(subject_of(source, looks=looks)))


def changed(pattern: str, after: str, *, near: str = "", part: str = _PART, count: int = 0) -> bytes:
    """The notice with ``pattern`` exchanged in a part; ``near``: only in the paragraph that holds these words."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(notice())) as before, zipfile.ZipFile(out, "w") as package:
        for name in before.namelist():
            xml = before.read(name)
            if name == part:
                text = xml.decode()
                start, end = 0, len(text)
                if near:
                    at = text.index(near)
                    start, end = text.rindex("<w:p>", 0, at), text.index("</w:p>", at)
                piece, times = re.subn(pattern, after, text[start:end], count=count)
                assert times, "nothing was changed"
                xml = (text[:start] + piece + text[end:]).encode()
            package.writestr(name, xml)
    return out.getvalue()


def test_our_own_notice_has_no_finding() -> None:
    assert found(notice()) == []


def test_what_stands_behind_the_colophon_is_not_the_documents_text() -> None:
    """Notes for who checks the draft stand behind the colophon, small and flush: no fault of the body."""
    words = "数据来源：云溪区质量强区台账，序号为台账“序号”一栏，核稿用。"
    note = f'<w:p><w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t>{words}</w:t></w:r></w:p>'
    behind = changed(r"(<w:sectPr(?:(?!<w:sectPr).)*</w:body>)", rf"{note}\1")
    assert found(behind) == []
    within = changed(rf"({BODY}(?:(?!</w:p>).)*</w:p>)", rf"\1{note}")
    assert {one.rule.id for one in found(within)} == {"QD104", "QD109"}


def direct(near: str, *, paragraph: str = "", run: str = "") -> dict[str, str]:
    """A direct setting of the paragraph that holds ``near``, or of its runs."""
    if run:
        return {"pattern": "<w:r>", "after": f"<w:r><w:rPr>{run}</w:rPr>", "near": near}
    return {"pattern": "</w:pPr>", "after": f"{paragraph}</w:pPr>", "near": near}


SONG = '<w:rFonts w:eastAsia="宋体"/>'
WRONG = [
    # what is changed, the rule, words of the message
    ({"pattern": r'<w:pgSz w:w="\d+" w:h="\d+"', "after": '<w:pgSz w:w="10318" w:h="14570"'}, "QD101", "A4"),
    ({"pattern": r'w:top="\d+"', "after": 'w:top="1440"'}, "QD102", "上边距 25.4 毫米"),
    ({"pattern": r'w:left="1587"|w:left="1588"', "after": 'w:left="1800"'}, "QD102", "左边距 31.75 毫米"),
    ({"pattern": r'w:linePitch="\d+"', "after": 'w:linePitch="312"'}, "QD110", "15.6 磅"),
    ({"pattern": r"<w:footerReference [^>]*/>", "after": ""}, "QD111", "没有页码"),
    (direct(BODY, run=SONG), "QD103", "用的是宋体"),
    (direct(BODY, run='<w:sz w:val="28"/>'), "QD104", "14 磅"),
    (direct("关于印发", run='<w:sz w:val="36"/>'), "QD105", "18 磅"),
    (direct("关于印发", paragraph='<w:jc w:val="left"/>'), "QD106", "居中"),
    (direct("一、建设质量基础", run=SONG), "QD107", "宋体"),
    (direct("（一）完善计量体系", run=SONG), "QD108", "宋体"),
    (direct(BODY, paragraph='<w:ind w:firstLine="0" w:firstLineChars="0"/>'), "QD109", "首行空 0 字"),
    (direct(BODY, run='<w:color w:val="FF0000"/>'), "QD113", "红色"),
    (direct("各街道办事处", paragraph='<w:ind w:firstLine="640"/>'), "QD114", "没有顶格"),
    (direct(BODY, paragraph='<w:spacing w:before="240"/>'), "QD117", "段前"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "rule", "said"), WRONG, ids=[f"{rule} {said}" for _, rule, said in WRONG])
def test_one_thing_set_otherwise_is_found(change: dict[str, str], rule: str, said: str) -> None:
    told = found(changed(**change))
    assert [one.rule.id for one in told if one.rule.id != "QD117" or rule == "QD117"] == [rule]
    assert said in told[0].message
