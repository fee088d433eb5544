"""Owns reading one obligation: its verb and object, who bears it and whom it is about (鼓励…企业投保)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.extract.governing import Governor, find_agent_verb, find_governor, find_inner_verb, find_modal, is_agent
from qdoc.extract.verbs import LOWERED, alternatives, verb_table
from qdoc.extract.words import head_verb

STRIP = " \r\n\t　，,。；;：:、！!？?"
_PARTIES = (
    r"企业|单位|机构|部门|高校|院校|学校|医院|公众|社会力量|社会资本|社会组织|社会各界|群众|市民|居民|农民|农户|商户|经营主体|"
    r"市场主体|主体|合作社|协会|平台|人员|人才|劳动者|毕业生|团队|个人|家庭|各地|各区|各县|各市|街道|乡镇|村|社区|园区|商会|银行|公司|市县|地方|青年|"
    r"职工|科研院所|院所|业主|居委会|志愿者|消费者|学生|全社会|社会群体|政府|基金|资本"
)
_ADDRESSEE = re.compile(
    rf"[^，。；]{{0,50}}?(?:{alternatives(_PARTIES.split('|'))})"
    r"(?=[与同通到为根出设取在向以将把自主依积开加参建设创申争采使用利按扩提进购实投落增做推研制联承主运发引培入牵组围打转共率]|重视|履行|合作|上云|规范|升级|重点)"
)
_MOVES = re.compile(r"建设|发展|共享|共建|创新|转型|改造|升级|合作|提升|集聚|[^，。]{0,6}(?:建设|改革|发展)$")
_FIGURE_VERB = re.compile(
    r"(?:达到|提高到|提高至|提升到|提升至|增加到|增至|降至|降到|下降到|压缩至|压缩到|缩短至|控制在|稳定在|保持在|不低于|不少于|不高于|不超过|突破|超过|"
    r"增长|下降|达|超|降低|减少|压减|占|为)(?=[约近\d])"
)
_INTO = re.compile(
    r"(?:[将把])(?P<object>[^，。]{2,90}?)(?P<verb>纳入|列入|列为|作为|融入|转化为|打造成|打造为|建设成|建成|落实到|分解到|延伸到|提高到|提升到|报送|移交|"
    r"录入|推送|用于|转为|上报|通报|报告|向|结合|抄送|报)(?P<rest>.*)"
)
_ON = re.compile(r"对(?P<object>[^，。]{2,60}?)(?P<light>进行|实施|开展|予以|给予|加以|实行)(?P<rest>[^，。；]{2,})")
_ADVERB_BEFORE = re.compile(r"(基本|力争|争取|原则上|尽可能|尽量|严格|坚决|全部|一律|必须|应当)(?:全面|率先)?$")


@dataclass(slots=True)
class Wording:
    """Verb, object, bearer and addressee of an obligation as printed; ``governor`` carries what its strength needs."""

    governor: Governor
    verb: str | None = None
    object: str | None = None
    bearer: str | None = None
    addressee: str | None = None
    by_modal: bool = False  # the bearer stands before 要, 应 ...: it bears what follows in the sentence too


def describe(text: str, start: int, end: int, governor: Governor | None) -> Wording:
    """Read the clause ``text[start:end)``; ``governor`` is what was found at its head, if it was looked at already."""
    found = governor or find_governor(text, start, end)
    if found.kind == "act":
        word, thing = found.word, text[found.end : end].strip(STRIP) or None
        if thing and word in verb_table().address:
            return _acting(text, end, found, None)
        return Wording(found, word, thing)
    head = found.head
    figure = _FIGURE_VERB.search(text, head, end)
    modal = find_modal(text, head, end)
    if modal and (figure is None or modal[0] < figure.start()):
        subject = text[head : modal[0]].strip(STRIP)
        bearer = subject if is_agent(subject) else None
        return _acting(text, end, _behind_modal(text, modal, head, end), bearer, bearer is not None)
    if figure:
        return _acting(text, end, _of(text, figure.span(), head), None)
    moved = _moved_object(text, head, end, found)
    if moved:
        return moved
    inner = find_inner_verb(text, found.end or head, end)
    if inner is None:
        verb = find_agent_verb(text, head, end) if found.kind == "none" else None
        if verb is None:
            return _without_lexicon(text, head, end, found)
        return _acting(text, end, verb, text[head : verb.start].strip(STRIP))
    subject = text[head : inner[0]].strip(STRIP).removeprefix("由")
    bearer = subject if found.kind == "none" and is_agent(subject) else None
    return _acting(text, end, _of(text, inner, head), bearer)


def agent_before_modal(text: str, governor: Governor | None, end: int) -> str | None:
    """Who a clause such as 各地要围绕…， names for the clauses behind it."""
    if governor is None or governor.kind != "means" or governor.start <= governor.head:
        return None
    modal = find_modal(text, governor.head, governor.start + 1)
    subject = text[governor.head : modal[0]].strip(STRIP) if modal else ""
    return subject if subject and is_agent(subject) else None


def _acting(text: str, end: int, governor: Governor, bearer: str | None, by_modal: bool = False) -> Wording:
    """The wording of a clause whose verb is known."""
    if governor.kind != "act":
        return Wording(governor, None, text[governor.head : end].strip(STRIP) or None, bearer, None, by_modal)
    thing: str | None = text[governor.end : end].strip(STRIP) or None
    addressee = None
    if thing and governor.word in verb_table().address:
        match = _ADDRESSEE.match(thing)
        if match and match.end() < len(thing) and not _MOVES.match(thing, match.end()):
            addressee, thing = match[0], thing[match.end() :]
    return Wording(governor, governor.word, thing, bearer, addressee, by_modal)


def _behind_modal(text: str, modal: tuple[int, int], head: int, end: int) -> Governor:
    word = text[modal[0] : modal[1]]
    table = verb_table()
    behind = find_governor(text, modal[1], end) if modal[1] < end else Governor("none")
    if behind.kind != "act":
        inner = find_inner_verb(text, modal[1], end, 1)
        behind = _of(text, inner, head) if inner else Governor("none", head=head)
    raised = max(table.act.get(word, 0), table.adverb.get(word, 0))
    if raised > behind.floor:
        behind.floor, behind.raised = raised, word
    behind.head = head
    return behind


def _of(text: str, span: tuple[int, int], head: int) -> Governor:
    """A governor for the verb at ``span``, with the adverb printed before it."""
    word = text[span[0] : span[1]]
    table = verb_table()
    governor = Governor("act", word, span[0], span[1], table.act.get(word, 2), head=head, bare=False)
    adverb = _ADVERB_BEFORE.search(text, max(head, span[0] - 6), span[0])
    if adverb:
        effect = table.adverb.get(adverb[1], 0)
        if effect == LOWERED:
            governor.lowered = adverb[1]
        elif effect:
            governor.floor, governor.raised = effect, adverb[1]
    return governor


def _moved_object(text: str, head: int, end: int, found: Governor) -> Wording | None:
    """将X纳入Y and 对X进行Y: the object stands before the verb."""
    table = verb_table()
    at = found.start or head
    match = _INTO.match(text, at, end)
    if match:
        verb = match["verb"]
        if verb == "向":
            verb = match["rest"].strip(STRIP)[-2:]
        return Wording(
            Governor("act", verb, match.start("verb"), match.end("verb"), table.act.get(verb, 3), head=head),
            verb,
            match["object"],
        )
    at = head if found.kind == "means" else at
    match = _ON.match(text, at, end) if text[at : at + 1] == "对" else None
    if match:
        rest = match["rest"].strip(STRIP)
        verb = rest if len(rest) <= 6 and match["light"] not in ("给予", "予以") else match["light"]
        governor = _of(text, match.span("light"), head)
        governor.lowered = governor.lowered or found.lowered
        return Wording(governor, verb, match["object"] if verb == rest else rest)
    return None


def _without_lexicon(text: str, head: int, end: int, governor: Governor) -> Wording:
    quoted = text[head : head + 1] in ("“", "《", '"')
    verb = None if quoted else head_verb(text[head : min(end, head + 12)])
    if verb is None:
        return Wording(governor, None, text[head:end].strip(STRIP) or None)
    at = text.find(verb, head, end)
    return Wording(governor, verb, text[at + len(verb) : end].strip(STRIP) or None)
