"""Owns the rules of who writes to whom and how (QD501–QD519): 《党政机关公文处理工作条例》 13–17."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdoc.check.head import person, places
from qdoc.check.lines import all_lines, first_lines
from qdoc.check.values import Found, Subject

_WELL = r"(?:妥否|当否|可否|是否妥当)[，,]?\s*请\S{0,4}(?:批示|批复|审批|指示|审示)"
_WANTED = r"(?:批准|支持|解决|安排|拨付|审批|批复|批示|审定|同意|给予)"
_REQUEST = re.compile(
    _WELL + rf"|请予(?:批准|审批|批复|批示|审定)|恳请[^。；\n]{{0,24}}?{_WANTED}"
    r"|(?<=[。；，：\s　])(?:现|特|敬|为此)?请[^。；，\n]{0,12}?"
    r"(?:协调解决|安排[^。；，\n]{0,12}经费|拨付|审定|审批|批准|批复|批示)"
)
_REPORTED = re.compile(r"特此报告|专此报告")
_ASKED = re.compile(_WELL + r"|以上\S{0,6}[，,]?\s*请\S{0,6}批[示复准]|请予?(?:批[示复准]|审批)|特此请示")
_VERBS = "申请|安排|解决|调整|增加|追加|设立|成立|审批|拨付|划拨|购置|新建|举办|核定|变更|增设|租用|招聘|聘用"
_TWO_MATTERS = re.compile(rf"(?<!关于)(?:以及|和|及)(?:{_VERBS})(?=[^和及]*的请示)")
_ASKING = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、．])\s*(?:请求|申请|恳请|请予?批准)[^。；\n]{2,}"
)
_MIXED = re.compile(r"请示报告$|申请报告$|请示函$|报告函$")
_GOVERNMENT = re.compile(r"(?:政府|乡|镇)$")
_DEPARTMENT = re.compile(r"(?:局|厅|委|委员会|部|院|署|办公室)$")
_AUTHORISED = re.compile(
    r"经\S{0,14}(?:政府|国务院|办公厅|办公室|领导小组)\S{0,6}(?:同意|批准|授权|审定)|(?:同意|批准)，?现"
)
_SECTION = re.compile(r"(?P<issuer>[㐀-鿿]{2,16}?[局委厅][㐀-鿿]{1,12}?(?:科|处|股))关于")
_OWN_SECTIONS = re.compile(r"办事处$|管理处$|工程处$|代表处$")
_LAYERED = re.compile(r"(?:转发|印发)[^《》]{0,60}(?:的通知){2,}$|关于(?:转发|印发)关于")


def one_addressee(subject: Subject) -> Iterator[Found]:
    """QD501: a request goes to one superior body in principle (条例 15)."""
    if subject.genre == "请示" and len(subject.notice.letterhead.addressees) > 1:
        found = [*places(subject, "addressees")]
        yield Found("QD501", found[0].start, found[-1].end, f"请示写了 {len(found)} 个主送机关，原则上只主送一个")


def no_person(subject: Subject) -> Iterator[Found]:
    """QD502: not to a leader in person (条例 15), unless the leader gave the task."""
    if subject.genre not in ("请示", "报告", "意见"):
        return
    match = person(subject)
    if match is not None:
        message = f"主送“{match['name']}”是领导者个人；除其直接交办的事项外，应主送机关"
        yield Found("QD502", match.start("name"), match.end("name"), message)


def requests_in_reports(subject: Subject) -> Iterator[Found]:
    """QD503: no request inside a report (条例 15); a 请示报告 may be either, which QD506 tells."""
    if subject.genre == "报告" and not any(_MIXED.search(place.quote.strip()) for place in places(subject, "title")):
        for match in _REQUEST.finditer(subject.source.text):
            yield Found("QD503", match.start(), match.end(), "报告中夹带了请示事项；需要批准的另写请示")


def endings(subject: Subject) -> Iterator[Found]:
    """QD504–QD505: the last words fit the kind: a request asks, nothing else reports or asks in another's words."""
    text, genre = subject.source.text, subject.genre
    if genre == "请示":
        if _ASKED.search(text) is None:
            yield Found("QD504", None, None, "请示没有结语，如“妥否，请批示”")
        for match in _REPORTED.finditer(text):
            yield Found("QD505", match.start(), match.end(), "请示用了报告的结语")
    elif genre in ("通知", "通报", "批复", "函", "纪要"):
        for match in re.finditer(r"特此请示|(?:妥否|当否)[，,]?请批示", text):
            yield Found("QD505", match.start(), match.end(), f"{genre}用了请示的结语")
        for match in _REPORTED.finditer(text):
            yield Found("QD505", match.start(), match.end(), f"{genre}用了报告的结语")


def one_matter(subject: Subject) -> Iterator[Found]:
    """QD510: a request has one matter (条例 15): told where the title asks for two, or numbered items ask one each."""
    if subject.genre != "请示":
        return
    for place in places(subject, "title"):
        match = _TWO_MATTERS.search(place.quote)
        if match:
            yield Found("QD510", place.start, place.end, f"标题像是请示两件事（“{match[0]}”），请核对")
            return
    text = subject.source.text
    asked = [match for start, end in all_lines(subject) if (match := _ASKING.match(text, start, end))]
    if len(asked) > 1:
        message = f"{len(asked)} 项各有请求，像是请示了 {len(asked)} 件事，请核对"
        yield Found("QD510", asked[0].start(), asked[-1].end(), message)


def mixed(subject: Subject) -> Iterator[Found]:
    """QD506: one kind a document: 请示报告 is none (条例 8)."""
    for place in places(subject, "title"):
        match = _MIXED.search(place.quote.strip())
        if match:
            yield Found("QD506", place.start, place.end, f"“{match[0]}”混用了两个文种")


def departments_to_governments(subject: Subject) -> Iterator[Found]:
    """QD507: a department does not instruct lower governments unless the government agreed and it says so (条例 16)."""
    head = subject.notice.letterhead
    issuer = head.issuer or ""
    if subject.genre not in ("通知", "通报", "决定", "意见") or "政府" in issuer or not _DEPARTMENT.search(issuer):
        return
    if re.search(
        r"国务院|党委|省委|市委|区委|县委|中共|人大|政协|法院|检察院|领导小组|指挥部|部$|总局|委员会$", issuer
    ):
        return
    found = [place for place in places(subject, "addressees") if _GOVERNMENT.search(place.quote.strip())]
    if found and _AUTHORISED.search(subject.source.text) is None:
        message = f"“{issuer}”是部门，向“{found[0].quote.strip()}”行文须经政府同意并在文中注明"
        yield Found("QD507", found[0].start, found[0].end, message)


def sections(subject: Subject) -> Iterator[Found]:
    """QD508: sections of a department issue nothing outside it, its office excepted (条例 17)."""
    text = subject.source.text
    for start, end in first_lines(subject, 4):
        match = _SECTION.match(text, start, end)
        if match and not _OWN_SECTIONS.search(match["issuer"]):
            message = f"“{match['issuer']}”像是部门内设机构，不得对外正式行文"
            yield Found("QD508", match.start("issuer"), match.end("issuer"), message)
            return


def layered(subject: Subject) -> Iterator[Found]:
    """QD509: titles that stack 关于 and 的通知."""
    for place in places(subject, "title"):
        if _LAYERED.search(place.quote.strip()):
            yield Found("QD509", place.start, place.end, "标题中“关于”或“的通知”重叠，可省去一层")


CHECKS = (
    one_addressee, no_person, requests_in_reports, endings, one_matter, mixed, departments_to_governments, sections,
    layered,
)  # fmt: skip
