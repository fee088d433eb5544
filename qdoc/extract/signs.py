"""Owns the signs by which a clause shows its role: what opens it, what closes it, what only states."""

from __future__ import annotations

import re

SLOGAN_VERBS = frozenset(("强化", "注重", "突出", "坚持", "强调"))  # abstract enough to be a manner beside another
CONTINUES = re.compile(
    r"其中|特别是|尤其是|包括|累计|同比|环比|比上年|比去年|较上年|平均|占比|(?:并)?分别(?=达|增|下|提|降|不|超|控)"
)
CONDITION = re.compile(r"(?:的|的话|时|之日起|期间|之前|之后|以后|过程中|基础上|前提下|条件下|情况下)[，,；;。\s]*$")
TIME_ONLY = re.compile(
    r"[到至自从]?(?:今年|明年|\d{4}年|“?[一二三四五十]+五”?)?(?:\d{1,2}月|[一二三四]季度|上半年|下半年|年|期)?(?:\d{1,2}日|[初中末]|底|期间|末)?"
    r"[—\-－至]?(?:\d{4}年)?(?:前|起|内|以前|之前|期间|末)?[，,：:\s]*$"
)
BACKGROUND = re.compile(
    r"目前|近年来|据统计|截至|近期以来|去年|长期以来|多年来|当前[，,]|自?\d{4}年(?:\d{1,2}月)?(?:\S{0,20}以来|起[，,])"
)
STATE = re.compile(r"不断凸显|愈演愈烈|时有发生|有望|有助于|将有效|显著增多|较为突出|尚未|仍然?存在|已(?:经)?基本|日益")
OUTCOME_OBJECT = re.compile(
    r"(?:品牌|名片|氛围|环境|格局|局面|合力|形象|态势|优势|良性循环|长效|高地|样板|标杆|典范|亮点|风尚|共识|强大力量|正能量|闭环)[”’]?[。；;，,\s]*$"
)
SAFEGUARD = re.compile(
    r"(?:实效|见效|实处|到位|成效|权益|需求|供应|顺利\S{0,4}|落地|稳定|安全|运行|秩序|利益|质量|生活|有序\S{0,4})[。；;，,\s]*$"
)
GENERIC_RESULT = re.compile(r"(?:实效|见效|实处|到位|成效|落地|顺利\S{0,4})[。；;，,\s]*$")
PUBLIC = re.compile(r"引导(?:全社会|社会|公众|群众|市民|全民|人人)")
SOFT_TAIL = re.compile(
    r"(?:影响|影响力|最后一公里[”’]?|难题|瓶颈|堵点|大局|预期|活力|积极性|后顾之忧|疑虑|风险|矛盾|潜力|发展)[。；;，,\s]*$"
)
OUTCOME_TAILS = {
    "outcome-soft": SOFT_TAIL,
    "outcome-place": OUTCOME_OBJECT,
    "outcome-safe": SAFEGUARD,
    "outcome-strict": GENERIC_RESULT,
}
MEASURED = re.compile(r"\d|全覆盖|百分之|[^效]率(?:、|[。；;，,\s]*$)|翻[一两]番|零增长")
HELP = re.compile(r"(?:提供|创造|营造|奠定|打下|夯实|贡献)")
CONSEQUENCE = re.compile(r"(?:使|让|从而|进而|以便|以期|真正让|切实让|力求|以此|使得)")
AIM = re.compile(r"以(?:促进|推动|提升|提高|保障|确保|适应|满足|带动|实现|此)")
CLOSING_NOUN = re.compile(
    r"(?:要求|原则|规定|精神|部署|方针|目标|思路|主线|重点|抓手|契机|核心|导向|引领|主体|支撑|载体|突破口|着力点|基础|目的|方向|为先|统领|牵引|总要求|"
    r"标准|需要|任务|方式|形式|途径|渠道|手段|模式|牛鼻子|中心|主题|单位|纽带|龙头|动力|根本)[”’]?[，,。；;\s]*$"
)
MODE = re.compile(r"(?:方式|形式|途径|渠道|手段|办法)[，,\s]*$")
PERSONS = re.compile(
    r"的[^的，。]{0,12}(?:市|县|区|地区|地方|企业|单位|人员|项目|机构|个人|情形|问题|行为|者|人|产品|平台|园区|团队|人才)[，,\s]*$"
)
FOCUS_WORDS = re.compile(
    r"[把将][^，。]{2,40}作为[^，。]{0,20}(?:重点|抓手|契机|突破口|主线|着力点|切入点|首要任务|重要内容|重中之重)[，,\s]*$"
)
BASES = frozenset(("依托", "结合", "围绕", "针对", "聚焦", "立足", "借助", "利用", "充分利用"))
MANNER = re.compile(r"从[^，。]从[^，。]")
PREDICATE = re.compile(
    r"达到|达\d|提高到|提高至|提升到|提升至|增加到|增至|降至|降到|控制在|稳定在|保持在|不低于|不少于|不高于|不超过|突破|超过|超\d|增长|下降|"
    r"做到|实现|全覆盖|翻[一两]番|(?:[增减]|提高|降低|压减|减少)\S{0,8}\d"
)
BRACKETED = re.compile(r"[（(\[【〔][^（）()]*[）)\]】〕][，,。；;\s]*$")
