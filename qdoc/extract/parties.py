"""Owns reading one obligation: its verb and object, who bears it and whom it is about (鼓励…企业投保)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.extract.governing import Governor, find_governor, find_inner_verb, find_modal, is_agent
from qdoc.extract.verbs import verb_table
from qdoc.extract.words import head_verb

_STRIP = " \r\n\t　，,。；;：:、！!？?"
_ADDRESSING = frozenset(
    "鼓励 支持 引导 指导 督促 组织 推动 帮助 动员 发动 倡导 允许 激励 协助 扶持 号召 督导 带动 吸引 鼓励支持 鼓励引导 支持鼓励 引导支持 支持引导 积极支持 大力支持".split()
)
_ADDRESSEE = re.compile(
    r"[^，。；]{0,50}?(?:企业|单位|机构|部门|高校|院校|学校|医院|公众|社会力量|社会资本|社会组织|社会各界|群众|市民|居民|农民|农户|商户|经营主体|市场主体|主体|"
    r"合作社|协会|平台|人员|人才|劳动者|毕业生|团队|个人|家庭|各地|各区|各县|各市|街道|乡镇|村|社区|园区|商会|银行|公司|市县|地方|青年|职工|科研院所|院所|者|业主|居委会|志愿者|消费者|学生|全社会)"
    r"(?=[与和同及通到在向以将把自主依积开加参建设创申争采使用利按扩提进购实投落增做推研制联承主运发引培入牵组围打转]|重视|履行|合作|上云|规范|升级|重点)"
)
_OF_PREPOSITION = re.compile(
    r"(?:对|向|与|为|给|将|把)(?P<object>[^，。]{2,60}?)(?:进行|实施|开展|予以|给予|加以|实行)(?P<verb>[^，。；的]{2,6})[，。；,;\s]*$"
)
_INTO = re.compile(
    r"(?:并|要|可)?(?:将|把)(?P<object>[^，。]{2,80}?)(?P<verb>纳入|列入|作为|融入|转化为|打造成|建设成|落实到|分解到|延伸到|提高到|提升到|抄送|报送|移交|报|录入|推送)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Verb, object, bearer and addressee of an obligation as printed; ``governor`` carries what its strength needs."""

    governor: Governor
    verb: str | None = None
    object: str | None = None
    bearer: str | None = None
    addressee: str | None = None


def describe(text: str, start: int, end: int, governor: Governor | None) -> Wording:
    """Read the clause ``text[start:end)``; ``governor`` is what was found at its head, if it was looked at already."""
    governor = governor or find_governor(text, start, end)
    head, bearer = governor.head, None
    if governor.kind != "act":
        governor, bearer = _behind_subject(text, head, end, governor)
    if governor.kind != "act":
        return _without_lexicon(text, head, end, governor)
    verb: str = governor.word
    rest_start = governor.end
    thing: str | None = text[rest_start:end].strip(_STRIP) or None
    addressee = None
    if verb in _ADDRESSING and thing:
        match = _ADDRESSEE.match(thing)
        if match and match.end() < len(thing):
            addressee, thing = match[0], thing[match.end() :]
    return Wording(governor, verb, thing, bearer, addressee)


def _behind_subject(text: str, head: int, end: int, found: Governor) -> tuple[Governor, str | None]:
    """Look for the verb behind a subject (各地要…) or a prepositional phrase (在…领域实现…)."""
    modal = find_modal(text, head, end)
    if modal:
        subject = text[head : modal[0]].strip(_STRIP)
        behind = find_governor(text, modal[1], end) if modal[1] < end else found
        word = text[modal[0] : modal[1]]
        raised = verb_table().act.get(word, 0) or verb_table().adverb.get(word, 0)
        if behind.kind != "act":
            inner = find_inner_verb(text, modal[1], end, 1)
            behind = _of(text, inner, head) if inner else behind
        if raised > behind.floor:
            behind.floor, behind.raised = raised, word
        behind.head = head
        return behind, subject if subject and found.kind == "none" and is_agent(subject) else None
    inner = find_inner_verb(text, found.end or head, end)
    if inner is None:
        return found, None
    subject = text[head : inner[0]].strip(_STRIP)
    bearer = subject.removeprefix("由") if is_agent(subject) and found.kind == "none" else None
    return _of(text, inner, head), bearer


def _of(text: str, inner: tuple[int, int], head: int) -> Governor:
    word = text[inner[0] : inner[1]]
    return Governor("act", word, inner[0], inner[1], verb_table().act.get(word, 2), head=head, bare=False)


def _without_lexicon(text: str, head: int, end: int, governor: Governor) -> Wording:
    match = _INTO.match(text, head, end) or _OF_PREPOSITION.match(text, head, end)
    if match:
        return Wording(governor, match["verb"], match["object"], None, None)
    verb = head_verb(text[head : min(end, head + 12)])
    if verb is None:
        return Wording(governor, None, text[head:end].strip(_STRIP) or None)
    at = text.find(verb, head, end)
    return Wording(governor, verb, text[at + len(verb) : end].strip(_STRIP) or None)
