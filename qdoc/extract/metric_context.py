"""Owns what the words around a figure say: how it binds (comparator), and whether it is a target at all."""

from __future__ import annotations

import re
from functools import lru_cache

from qdoc.extract.metric_values import Figure
from qdoc.extract.verbs import verb_table
from qdoc.model import Comparator

_LEAD_IN = (
    r"(?:了|约|近|大约|为|力争|全部|均|都|各|平均|人均|户均|每人|每月|每户|每亩|分别|首次|总计|共计|累计|不?少于|"
    r"不低于|至少|超过?|不超过|最高|再|年均|年|每年|新|又|基本|的)*"
)
_CHANGE_TO = re.compile(
    r"(?P<verb>(?:提高|提升|增加|扩大|上升|增长|增|提|拓展|发展|升)(?:到|至)|(?:降低|下降|减少|压缩|缩短|压减|缩减|降|减|压)(?:到|至|为))"
    + _LEAD_IN
    + "$"
)
_GROWTH = re.compile(
    r"(?P<up>增长|增幅|递增|增速|上浮|涨幅|增收|上升|提高|提升|增加|扩大)?(?P<down>下降|降低|减少|压减|回落|压降|递减|缩减|缩短|降幅|节约|下浮|再降|降)?"
    r"(?P<floor>(?:了|约|近|达到?|为|力争|均|都|各|平均|分别|再|不?低于|不少于|超过?|在)*)$"
)
_GE = re.compile(
    r"(?:不低于|不少于|不小于|至少|≥|不得?低于|不得少于|达到|达|稳定在|保持在|维持在|保持|稳定保持在|最低)"
    + _LEAD_IN
    + "$"
)
_GT = re.compile(r"(?:超过|超|突破|高于|大于|多于|＞|>)(?:了|约|全省|全国)*$")
_LE = re.compile(
    r"(?:不超过|不高于|不大于|不多于|不得?超过|≤|控制在|控制到|控制为|最高|最多|最高不超过|至多)(?:约|每家|补助|补贴|给予|可)*$"
)
_LT = re.compile(r"(?:低于|少于|小于|不足|＜|<)$")
_APPROX = re.compile(r"(?:约|近|大约|大概|接近)为?$")
_PREDICATE = re.compile(
    r"(?:达到|达|(?:提高|提升|上升|增加|扩大|增长|增|升|下降|降低|减少|压减|压缩|缩短|缩减|降|减|压)(?:到|至|为)|"
    r"提高|提升|增长|增幅|增速|下降|降低|减少|压减|超过|超|突破|控制在|控制到|不低于|不少于|不高于|不超过|不小于|不大于|稳定在|保持在|"
    r"保持|维持在|上升|增加|降至|降到|降为|增至|增加到|扩大到|扩大至|占比?|占|力争|完成|实现|累计|为|至少|节约|缩短|压缩[至到]?|高于|低于|大于|小于|少于|多于|接近|"
    r"约|年均|降|增|达成|涨幅|在)" + _LEAD_IN + "$"
)
_STRICT_PREDICATE = re.compile(
    r"(?:达到|达|突破|超过|超|不低于|不少于|不高于|不超过|控制在|稳定在|保持在|增长|下降|[到至])(?:了|约|近|全省|全国)*$"
)
_AFTER_DELIVER = (
    r"(?:了|出|约|近|不少于|不低于|至少|超过|超|共|总计|累计|各|一批|市级|省级|国家级|首批|"
    r"第一批|全市|全省|全区|再|近|逾)*"
)
_POLICY = re.compile(
    r"给予|提取|计提|奖励|奖补|补助|补贴|资助|扶持|贴息|贴补|补偿|奖金|罚款|处以|减按|税率|费率|费用|保费|额度|限额|封顶|贷款|担保金额|安家费|津贴|返还|扣除|注册资本|保证金|抵押|抵扣|免征|首付"
)
_BACKGROUND = re.compile(
    r"目前|现(?:共)?有(?=[^，。；]{0,12}\d)|现已|近年来|据统计|截至|截止|(?<![比较])(?:去年|上年)|以来|(?<![自])已(?:经)?(?:达|建成|完成|"
    r"有|累计|形成|超|突破|成为|实现)|历史新高|上一?年度?(?!增长|下降|提)|十[一二三四五]五期间共计"
)
_GRANT = re.compile(r"(?:分别|省级|市级|区级|县级|财政|资金)支持(?=\D{0,3}\d)|支持资金")
_PERMIT = re.compile(r"可(?:按|放宽|享受|申请|给予|延长|返还|获)|放宽[到至]|底价")
_LARGE = re.compile(r"[\u4e00-\u9fff“”]{0,12}?(?:企业|项目|集群|园区|基地|平台|大县|产品|大市场|商场)")
_PARTIES = re.compile(r"(?:省直|市直|区直|有关|相关|成员|责任)?(?:部门|单位|委办局|服务组|工作组)")
_CONDITION = re.compile(r"的(?:[，,：:]?)[”\s]*$|^(?:对|凡|如|若)")
_THRESHOLD_NOUN = re.compile(r"(?:（含[^）]*）|\(含[^)]*\))?(?:的|以[上下]的?)?[\u4e00-\u9fff]")
_COUNTED_BEHIND = re.compile(r"^[\u4e00-\u9fff]{2,}\d+(?:[余多]?万?[个家项户座条处件台所])")
_TIME_LIMIT = re.compile(r"压缩|缩短|控制在|压减|提速|不超过|减少|平均|减至|不少于|降至|降到|不低于")


def direction(text: str, figure: Figure, left: str) -> tuple[Comparator, float | int] | None:
    """Comparator and signed value by the words before and behind the figure; None where nothing binds it."""
    value = figure.value
    if figure.value_to is not None and figure.kind not in ("count", "scale", ""):
        return Comparator.BETWEEN, value
    growth = _GROWTH.search(left)
    if growth and (growth["up"] or growth["down"]) and not (growth["up"] and growth["down"]) and _grows(figure, growth):
        return Comparator.GROWTH, -value if growth["down"] else value
    if figure.tail in ("左右", "上下") or _APPROX.search(left):
        return Comparator.APPROX, value
    if _CHANGE_TO.search(left):
        return Comparator.CHANGE_TO, value
    if figure.tail.endswith(("以内", "之内", "以下")) or _LE.search(left):
        return Comparator.LE, value
    if _GE.search(left) or figure.tail.endswith("以上"):
        return Comparator.GE, value
    if _GT.search(left):
        return Comparator.GT, value
    if _LT.search(left):
        return Comparator.LT, value
    return None


def _grows(figure: Figure, growth: re.Match[str]) -> bool:
    relative = figure.kind == "rate" or figure.unit in (None, "倍", "番", "成")
    return (
        relative
        or growth["up"] in ("增长", "递增", "增幅", "增速", "上升")
        or growth["down"] in ("下降", "回落", "降幅", "递减")
    )


def has_predicate(left: str) -> bool:
    """Whether a verb that carries a figure (达到, 控制在, 增长 ...) stands right before it."""
    return bool(_PREDICATE.search(left))


@lru_cache(maxsize=1)
def _delivery_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs = verb_table().deliver
    return (
        re.compile(rf"(?:{verbs}){_AFTER_DELIVER}$"),
        re.compile(rf"(?P<before>[^，。；]{{0,16}}?)(?P<verbs>(?:(?:{verbs})(?:了|出(?!台))?[和及、并]?)+)"),
        re.compile(rf"(?:[和及、并]?(?:{verbs}))+"),
    )


def has_strict_predicate(left: str) -> bool:
    """Whether the verb before the figure can only carry a value (达到, 突破), whatever noun stands behind it."""
    return bool(_STRICT_PREDICATE.search(left))


def is_delivered(left: str) -> bool:
    """Whether a verb of delivery (建成, 新增, 培育 ...) stands right before the figure."""
    return bool(_delivery_patterns()[0].search(left))


def only_delivers(subject: str) -> bool:
    """Whether what stands before 达到 or 超过 is no subject but verbs of delivery (形成超过10个)."""
    return not subject or bool(_delivery_patterns()[2].fullmatch(subject))


def delivered_from(left: str) -> int:
    """Where the verb of delivery before the figure begins."""
    match = _delivery_patterns()[0].search(left)
    return match.start() if match else len(left)


def delivery_before(left: str) -> re.Match[str] | None:
    """The verb of delivery that opens the clause, with a noun between it and the figure (建成海外孵化器8家)."""
    return _delivery_patterns()[1].match(left)


def is_target(sentence: str, clause: str, figure: Figure, left: str, right: str) -> bool:
    """False for subsidies, thresholds, conditions and what already is (基数, 背景)."""
    if figure.kind == "money" and _POLICY.search(sentence):
        return False
    if figure.kind in ("rate", "scale", "time") and _POLICY.search(clause):
        return False
    if _PERMIT.search(clause) or _PARTIES.match(right) or (figure.kind == "money" and _GRANT.search(clause)):
        return False
    if figure.kind == "money" and not figure.tail and _LARGE.match(right):
        return False  # 收入超10亿元企业: the size of those counted
    if _BACKGROUND.search(sentence[: max(0, sentence.find(clause)) + len(left) + 1]):
        return False
    if _CONDITION.search(clause) and not left.endswith(("达到", "力争")):
        return False
    if figure.tail and figure.kind != "count" and _COUNTED_BEHIND.search(right):
        return False
    if figure.tail and _THRESHOLD_NOUN.match(right) and not is_delivered(left) and figure.tail != "左右":
        return has_predicate(left) and not right.startswith(("的", "（含"))
    return not (clause.count("（") and left.rfind("（") > left.rfind("）") and not has_predicate(left))


def is_time_limit(figure: Figure, left: str) -> bool:
    """A duration that limits when (3个工作日内), not a figure of performance (压缩至3个工作日)."""
    return figure.kind == "time" and not _TIME_LIMIT.search(left)
