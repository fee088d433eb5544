"""Owns finding the governing verb of a clause: at its head, behind a preposition, or behind a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.extract.verbs import LOWERED, VerbTable, verb_table

_LABEL = re.compile(
    r"[\s　]*(?:[一二三四五六七八九十]{1,3}(?:是|要)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|"
    r"\d{1,2}[．.、](?!\d))?[\s　]*"
    r"(?:[^，。；、“”《》（）\d]{2,10}[：:])?"
)
_TIMED = re.compile(
    r"(?:力争|争取|确保)?(?:到|至|自|从|在)?(?:\d{4}年|今年|明年|每年|本年度|“十[一二三四五]五”)(?:\d{1,2}月|[一二三四]季度|上半年|"
    r"下半年)?(?:\d{1,2}日)?(?:[底初末中]|年底|期间|期末|末期)?"
    r"(?:以?前|之前|起|内|底前)?"
    r"|\d{1,2}月(?:\d{1,2}日)?(?:[底初末中])?(?:以?前|之前|起)?|(?:年底|上半年|下半年|年内)(?:以?前|之前)?"
)
_TIMES = frozenset("力争确到至自从在今明每本“上下年0123456789")
_LABELLED = frozenset("一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨⑩ 　0123456789\n")
# Each sign comes first and looks behind itself: the engine then skips to the next sign.
_MODAL = re.compile(
    r"要(?<![主重需首摘纪概只扼必简紧切]要)(?![求点素领件目闻急])|应(?<![响适对反效供感相呼顺理答回]应)(?![用对急届收变征邀付运该])当?|"
    r"必须|须(?<![必无]须)(?!知)|不得|可以|应该|可(?<![许认不]可)(?![能靠持信视行观控再用及以])|需要|"
    r"需(?<![供必所急刚内军按确特市]需)(?![求要])"
)
_JOINTS = "、和并及或"
_VERB_SIGN = re.compile(
    r"(?:及时|依法|主动|全面|定期|统一|集中|共同|逐步|同步|一律|均|都|应|要|须|予以|公众|社会|依规|按期|限期|优先|直接|严格|认真|协同|联合|分别|予|可|得|法|再|并|后|来|内|前|年)$"
)
_LONE = frozenset(("负责", "牵头", "配合", "解决", "公开"))
_NOUN_TAIL = re.compile(
    r"(?:部门|单位|政府|办公室|机构|企业|学校|高校|院校|医院|街道|乡镇|镇|县|区|市|省|局|委|厅|部|办|各地|人员|干部|组织|法院|检察院|协会|学会|"
    r"银行|公司|中心|平台|站|所|院|馆|者|人|们|负责人|同志|党委|党组|小组|专班|主体|者|家庭|园区|基地|项目|工程|产品|地区|地方|双方|各方|代表|"
    r"申请人|当事人|主管|班子)(?:[（(][^（）()]*[）)])?$"
)
_JOINS = frozenset(("会同", "联合", "配合", "牵头"))  # 由甲局会同乙局: who acts, not yet what
_UNIT_TAIL = re.compile(
    r"(?=[政部单财司人农水商公教民法社业务安育局厅委办新设各街乡管高院银])"
    r"(?:政府|部门|单位|[财司人农水商公教民]?[政法社业务安育]?[局厅委部办](?![署分件])|新区|设区市|各市|各县|各区|各地|街道|乡镇|管委会|高校|院校|银行)"
)
_RATED = re.compile(
    r"(?!提高|提升|降低|增加|减少|完成|实现|确保|力争|推动|促进)[\u4e00-\u9fff]{2,6}?(?:率|比例|比重|占比|数量|总量)(?:基本|均|力争|要|应)?"
    r"(?:达|超|提高|提升|不低|不少|不高|控制|稳定|保持|降|下降)"
)
_HOMOGRAPH = re.compile(
    r"(?:新建|在建|改建|扩建|改造|发展|发展改革|研究|服务|管理|监督|监管|建设|公开|教育|培训|宣传|检验|检测|评估|执法|配套|试点|采购|引进|"
    r"规划|治理|保护|安排|组织|设计|审计|统计|公共|应急|指导|治理|应用|创新|参与|参加|研发|创建|申请|申报|执行|处罚)"
    r"(?:工程|项目|建筑|部门|机构|单位|人员|队伍|企业|用地|水平|能力|质量|体系|比例|资金|投入|经费|标准|方案|平台|中心|基地|产品|面积|总量|费用|"
    r"改革|办法|政策|规模|工作|任务|情况|结果|成果|信息|数据|期间|过程|范围|局|委|院|所|厅|部|指标|目标|者|期|区|县|市|人才|主体|制度|措施|对象|程序|效能|收入|支出|环境)"
)
_HOMOGRAPHS = frozenset("新在改扩发研服管监建公教培宣检评执配试采引规治保安组设审统应指创参申处")


@dataclass(slots=True)
class Governor:
    """What governs a clause. ``kind``: act, means, none. ``floor`` is the strength that adverbs raise to."""

    kind: str
    word: str = ""
    start: int = 0
    end: int = 0
    strength: int = 2
    floor: int = 0
    lowered: str = ""
    raised: str = ""
    head: int = 0  # where the clause's own words begin (behind labels)
    bare: bool = True  # no adverb and no subject before the verb


def find_governor(text: str, start: int, end: int) -> Governor:
    """Find the verb that governs ``text[start:end)``: the lexicon's longest word wins, adverbs before it are kept.

    ``kind`` is ``means`` for a clause that opens with 按照, 围绕, 以 ... (``word`` is that opener) and ``none``
    where the lexicon knows no verb at the place where one would stand.
    """
    table = verb_table()
    at = start
    if text[at] in _LABELLED:
        label = _LABEL.match(text, at, end)
        if label:
            at = label.end()
    governor = Governor("none", "", 0, 0, 2, 0, "", "", at)
    if at < end and text[at] in _TIMES:
        timed = _TIMED.match(text, at, end)
        if timed and timed.end() < end and text[timed.end()] not in "，,的":
            governor.bare, at = False, timed.end()
    if at < end:
        ahead = text[at : at + 9]
        rated = "率" in ahead or "比" in ahead or "量" in ahead
        if not (rated or ahead[0] in _HOMOGRAPHS) or not _is_subject(text, at, end, table):
            _read_head(text, at, end, governor, table)
    return governor


def _is_subject(text: str, at: int, end: int, table: VerbTable) -> bool:
    """A verb of the lexicon that is part of a noun here (新建工程…, 检测比例达到…), with the verb behind it."""
    if _RATED.match(text, at, end):
        return True
    return bool(_HOMOGRAPH.match(text, at, end) and table.inner.search(text, at + 4, end))


def _read_head(text: str, at: int, end: int, governor: Governor, table: VerbTable) -> None:
    """Walk over adverbs to the first verb or preposition and write it into ``governor``."""
    heads, openers = table.heads, table.openers
    while at < end:
        for size in openers.get(text[at : at + 2]) or openers.get(text[at], ()):
            word = text[at : at + size]
            kind = heads.get(word)
            if kind is None:
                continue
            if kind == "act":
                if at + size > end:
                    continue
                governor.strength = table.act[word]
            elif kind == "adverb" or (kind == "both" and _verb_at(text, at + size, end, table)):
                break
            else:
                kind = "means"
            governor.kind, governor.word = kind, word
            governor.start, governor.end = at, at + size
            if kind == "act" and at + size < end and text[at + size] in _JOINTS:
                _join_coordinated(text, end, governor, table)
            return
        else:
            governor.start = at  # where a predicate that the lexicon does not know begins
            return
        effect = table.adverb[word]
        if effect == LOWERED:
            governor.lowered = governor.lowered or word
        elif effect > governor.floor:
            governor.floor, governor.raised = effect, word
        at += size
        governor.bare = False


def _verb_at(text: str, at: int, end: int, table: VerbTable) -> int:
    """The length of the verb that stands at a place; 0 where none does."""
    if at >= end:
        return 0
    for size in table.openers.get(text[at : at + 2], ()):
        if size > 1 and text[at : at + size] in table.act:
            return size
    return 0


def _join_coordinated(text: str, end: int, governor: Governor, table: VerbTable) -> None:
    """Extend the verb over 制定并实施, 改进和完善, 宣传、推广 (verbs of one object stay one)."""
    while governor.end < end and text[governor.end] in _JOINTS:
        size = _verb_at(text, governor.end + 1, end, table)
        if not size:
            return
        governor.end += 1 + size
        governor.word = text[governor.start : governor.end]


def find_inner_verb(text: str, start: int, end: int, gap: int = 2) -> tuple[int, int] | None:
    """The verb behind a subject or a preposition, at least ``gap`` characters in: its span, or None.

    First the lexicon's verbs that are hardly ever nouns; then those that often are (公开, 检查, 管理), which need an
    adverb or 向… before them. A word behind 的 or before 的 is a noun.
    """
    table = verb_table()
    at = start + gap
    while match := table.inner.search(text, at, end):
        if _stands_as_verb(text, match, start, end):
            trial = match.start() - 2
            if trial >= start and table.act.get(text[trial : trial + 2]) == 1:
                return trial, trial + 2  # 探索设立, 研究制定: the first verb says how far it goes
            return match.span()
        at = match.end()
    at = start + gap
    while match := table.inner_noun.search(text, at, end):
        before = text[max(start, match.start() - 4) : match.start()]
        if _VERB_SIGN.search(before) and text[match.end() : match.end() + 1] not in ("的", "”", "》"):
            return match.span()
        at = match.end()
    return None


def _stands_as_verb(text: str, match: re.Match[str], start: int, end: int) -> bool:
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    if before in "的、和与及“《" or after in ("的", "”", "》", "、", "和", "与", "者", "人"):
        return False
    if text[match.end() : end].strip(" \n　，,。；;"):
        return True
    return match[0] in _LONE or text[start] in "将把对向由与"


def find_modal(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first modal (要, 应当, 须, 不得 ...) behind a subject; its span."""
    match = _MODAL.search(text, start + 1, end)
    return match.span() if match else None


def find_agent_verb(text: str, start: int, end: int) -> Governor | None:
    """The lexicon's verb right behind a unit that opens the clause (各市政府统筹规划…), or None.

    Noun compounds of the verb (企业研发机构) and verbs without an object are none.
    """
    for unit in _UNIT_TAIL.finditer(text, start, min(end, start + 40)):
        at = unit.end()
        if at >= end or _HOMOGRAPH.match(text, at, end):
            continue
        verb = find_governor(text, at, end)
        if (
            verb.kind == "act"
            and verb.word not in _JOINS
            and end - verb.end > 3
            and text[verb.end] not in "的、和与及，,"
        ):
            verb.head, verb.bare = start, False
            return verb
    return None


def is_agent(words: str) -> bool:
    """Whether a phrase before a verb names someone who acts (a unit, a group, a person)."""
    return bool(_NOUN_TAIL.search(words)) and len(words) <= 60
