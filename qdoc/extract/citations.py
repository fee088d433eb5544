"""Owns the documents that a text names: 《title》 with issuer, number and kind where they are printed."""

from __future__ import annotations

import re

from qdoc.model import Citation

_TITLE = re.compile(r"《([^《》]{2,120}(?:《[^《》]{2,80}》[^《》]{0,60})*)》")
_NUMBER = re.compile(
    r"\s*[（(]\s*(?P<number>[^（()）〔\[［]{1,16}?[〔\[［（(]\s*[12]\d{3}\s*[〕\]］）)]\s*(?:第\s*)?\d{1,5}\s*号|(?:GB|DB|JGJ|CJJ|HJ|ISO|GBT)[/A-Z]*\s?[\d.]+(?:[-—][\d]{2,4})?"
    r"|[^（()）]{1,12}?令第?\s*\d{1,4}\s*号|[^（()）]{1,10}[12]\d{3}年?第?\d{1,4}号)\s*[^（()）]{0,12}[）)]"
)
_KIND = re.compile(
    r"(实施条例|暂行规定|若干规定|管理办法|实施办法|实施细则|行动计划|工作计划|"
    r"实施方案|工作方案|行动方案|行动纲要|发展规划|专项规划|实施意见|指导意见|"
    r"若干意见|工作要点|若干措施|若干政策|倡议书|责任书|民法典|路线图|条例|"
    r"规定|办法|细则|计划|方案|纲要|规划|意见|通知|通报|决定|决议|公告|"
    r"通告|批复|要点|措施|政策|标准|规范|规程|导则|指南|指引|规则|章程|"
    r"目录|清单|名录|协议|公约|宣言|报告|图册|函|法)"
    r"(?:[（(〔][^（()）〕]*[）)〕])?$"
)
_ISSUER_IN_TITLE = re.compile(
    r"^((?:[\u4e00-\u9fff]{2,10}?(?:省|自治区|市|区|县|州))?(?:人民政府办公厅|人民政府办公室|人民政府|委办公厅|委)"
    r"|(?:中共中央|国务院)[\u4e00-\u9fff、 ]{0,12}?|[\u4e00-\u9fff]{2,12}?(?:部|委员会|总局|局|厅))(?=关于|印发|转发)"
)
_ISSUER_BEFORE = re.compile(
    r"((?:中共中央办公厅|国务院办公厅|中共中央|党中央|国务院|(?:全国|省|市|区)人大常委会|[省市区县](?:委|人民政府|政府)(?:办公[厅室])?|国家[\u4e00-\u9fff]{2,8}?[委局]|[\u4e00-\u9fff]{2,8}部)"
    r"(?:、(?:国务院|国务院办公厅|[省市区县]政府))?)(?:联合)?(?:关于)?(?:印发|下发|出台|制定|发布|转发)?(?:的|了)?$"
)


def find_citations(text: str, start: int, end: int) -> tuple[Citation, ...]:
    """Return the documents named in ``text[start:end]``: what stands between 《》, nested titles kept whole.

    ``start``/``end`` of a citation cover the title with its signs; issuer and number are None where not printed.
    """
    out = []
    for match in _TITLE.finditer(text, start, end):
        title = match[1]
        number = _NUMBER.match(text, match.end(), min(end, match.end() + 60))
        inside = _ISSUER_IN_TITLE.match(title)
        before = None if inside else _ISSUER_BEFORE.search(text[max(start, match.start() - 24) : match.start()])
        kind = _KIND.search(title)
        out.append(
            Citation(
                title=title,
                issuer=inside[1] if inside else before[1] if before else None,
                document_number=re.sub(r"\s+", "", number["number"]) if number else None,
                kind=kind[1] if kind else None,
                start=match.start(),
                end=match.end(),
            )
        )
    return tuple(out)
