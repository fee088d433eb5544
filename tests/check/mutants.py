"""Owns documents made wrong in one known way: each kind of damage to the text, with the rule and the words it must be.

A kind takes a clean text and a seeded source of chance and gives the damaged text, the rule expected, and the words
where it is expected ("" where the finding concerns the document as a whole); None where it does not apply.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text with one thing wrong. ``start``/``end``: where (None: the whole); a finding of ``rule`` must meet it."""

    text: str
    rule: str
    start: int | None = None
    end: int | None = None


Kind = Callable[[str, random.Random], Damaged | None]


def exchanged(rule: str, pattern: str, *after: str, group: int | str = 0, first: bool = False) -> Kind:
    r"""A kind that exchanges a match by chance (or the ``first``) for one of ``after`` (a template: \1, \g<n>)."""
    regex = re.compile(pattern, re.M)

    def damage(text: str, rng: random.Random) -> Damaged | None:
        matches = list(regex.finditer(text))
        if not matches:
            return None
        match = matches[0] if first else rng.choice(matches)
        words = match.expand(rng.choice(after))
        start, end = match.span(group)
        return Damaged(text[:start] + words + text[end:], rule, start, start + max(len(words), 1))

    return damage


def lost(rule: str, pattern: str) -> Kind:
    """A kind that takes something away whose lack concerns the document as a whole."""
    regex = re.compile(pattern, re.M)

    def damage(text: str, _rng: random.Random) -> Damaged | None:
        after = regex.sub("", text, count=1)
        return None if after == text else Damaged(after, rule)

    return damage


def added(rule: str, *sentences: str, kinds: str = "") -> Kind:
    """A kind that puts one of ``sentences`` behind a paragraph of running text; what is wrong in it stands in ⟦ ⟧.

    ``kinds``: words of which the title must end in one (请示|报告), "" for any document.
    """
    title = re.compile(rf"关于[^。\n]*(?:{kinds})$", re.M)
    paragraph = re.compile(r"^[^。\n]{16,}。$", re.M)

    def damage(text: str, rng: random.Random) -> Damaged | None:
        places = list(paragraph.finditer(text))
        if not places or (kinds and not title.search(text)):
            return None
        place, sentence = rng.choice(places).end(), rng.choice(sentences)
        start = place + sentence.index("⟦")
        end = place + sentence.index("⟧") - 1
        return Damaged(text[:place] + sentence.replace("⟦", "").replace("⟧", "") + text[place:], rule, start, end)

    return damage


_TITLE = r"^(关于[^。\n]*的(?:通知|通报|报告|请示|批复|函))$"
_NUMBER = r"^(?P<code>云\S{1,4})〔(?P<year>2026)〕(?P<n>\d+)号$"
_DATED = r"^[　 ]*(2026)年(3)月(2)日$"
_ADDRESSED = r"^((?:各街道|云溪区人民|区市场|江海市质量)[^。\n]*)：$"

KINDS: dict[str, Kind] = {
    # QD2: the head, the marks at the end, the annexes
    "文号用方括号": exchanged("QD201", _NUMBER, r"\g<code>[\g<year>]\g<n>号", r"\g<code>【\g<year>】\g<n>号"),
    "文号用圆括号": exchanged("QD201", _NUMBER, r"\g<code>（\g<year>）\g<n>号", r"\g<code>(\g<year>)\g<n>号"),
    "文号短年份": exchanged("QD217", _NUMBER, r"\g<code>〔26〕\g<n>号"),
    "文号没有号字": exchanged("QD202", _NUMBER, r"\g<code>〔\g<year>〕\g<n>"),
    "文号另一年": exchanged("QD218", _NUMBER, r"\g<code>〔2025〕\g<n>号", r"\g<code>〔2024〕\g<n>号"),
    "成文日期用点": exchanged("QD205", _DATED, r"\1.\2.\3", r"\1-\2-\3"),
    "文号加第字": exchanged("QD202", _NUMBER, r"\g<code>〔\g<year>〕第\g<n>号"),
    "文号编虚位": exchanged("QD202", _NUMBER, r"\g<code>〔\g<year>〕0\g<n>号", r"\g<code>〔\g<year>〕00\g<n>号"),
    "引用文号的括号": added("QD203", "落实云政办发⟦（2025）8号⟧文件精神。", "落实云政发⟦[2025]30号⟧文件要求。"),
    "汉字成文日期": exchanged("QD204", _DATED, "二〇二六年三月二日"),
    "成文日期不全": exchanged("QD205", _DATED, r"\1年\2月"),
    "印发早于成文": exchanged("QD206", r"2026年3月3日印发", "2026年3月1日印发", "2026年2月27日印发"),
    "标题加句号": exchanged("QD207", _TITLE, r"\1。", r"\1；"),
    "标题没有文种": exchanged("QD208", r"^(关于[^。\n]*)的通知$", r"\1工作方案", r"\1实施计划"),
    "标题没有机关": exchanged("QD209", r"^\S+(?:办公室|管理局)\n(关于[^。\n]*的\S{1,2})$", r"\1"),
    "主送后用句号": exchanged("QD210", r"^(各街道[^。\n]*)：$", r"\1。", r"\1，"),
    "主送两行没有冒号": exchanged("QD210", r"^(各街道[^，。\n]*，)(区政府[^。\n]*)：$", r"\1\n\2。"),
    "主送后没有冒号": exchanged("QD210", r"^(各街道[^。\n]*)：$", r"\1"),
    "没有主送机关": lost("QD211", r"^(?:云溪区人民政府|区市场监管局|江海市质量技术研究院)：\n"),
    "抄送没有句号": exchanged("QD212", r"^(抄送：[^。\n]*)。$", r"\1"),
    "署名另一机关": exchanged(
        "QD213", r"^[　 ]*云溪区(?:人民政府办公室|市场监督管理局)\n(?=2026)", "云溪区教育局\n", "云溪区水务局\n"
    ),
    "密级没有份号": exchanged("QD214", r"\A", "机密★1年\n", "秘密\n"),
    "请示没有签发人": lost("QD215", r"[　 ]*签发人：\S+"),
    "通知有签发人": exchanged("QD216", r"^(云政办发〔2026〕12号)$", r"\1　签发人：周某"),
    "附件名后有标点": exchanged("QD220", r"^(附件：\D[^。\n]*|　　　2\.[^。\n]*)$", r"\1；", r"\1。"),
    "一个附件编号": exchanged("QD221", r"^附件：(?=\D)", "附件：1."),
    "附件序号跳号": exchanged("QD221", r"^　　　2\.", "　　　3."),
    "附件序号用顿号": exchanged("QD221", r"^(附件：1|　　　2)\.", r"\1、"),
    "附件标题不一致": exchanged("QD222", r"^附件：(1\.　)?“质量月”活动", r"附件：\1“质量月”工作"),
    "正文提到没有的附件": added("QD224", "具体安排⟦见附件1⟧。", "任务分工⟦详见附件⟧。", kinds="通报|批复|函|报告"),
    # QD3: punctuation, numbers, dates
    "半角逗号": exchanged("QD301", r"(?<=[一-鿿])，(?=[一-鿿])", ","),
    "半角括号": added("QD301", "落实质量规划⟦(2026-2028)⟧的要求。", "推进⟦(试点)⟧工作。"),
    "括号一半半角": added("QD301", "落实质量规划⟦（2026年版)⟧的要求。", "由区教育局⟦(牵头）⟧落实。"),
    "半角分号": added("QD301", "各单位要落实责任⟦;⟧不得推诿。", "要摸清底数⟦:⟧逐项列出。"),
    "书名号之间顿号": added("QD302", "宣传《标准化法》⟦、⟧《计量法》。", "宣传“质量月”⟦、⟧“计量日”。"),
    "首先后用顿号": added("QD303", "首先⟦、⟧要摸清底数。", "其次⟦、⟧要建立台账。"),
    "括号序号加顿号": exchanged("QD304", r"^（([一二三])）", "（\\1）、", "（\\1）．"),
    "数字序号用顿号": exchanged("QD305", r"^(\d)\.(?=[一-鿿])", r"\1、"),
    "书名号套用": added("QD306", "落实⟦《关于印发《质量月活动方案》的通知》⟧。", "落实⟦《转发《计量规划》的意见》⟧。"),
    "重复标点": exchanged("QD307", r"[，；](?=[一-鿿])", "，，", "；；"),
    "重复句号": exchanged("QD307", r"。$", "。。"),
    "三个西文点": added("QD308", "包括标准、计量、认证⟦...⟧", "包括检验、检测⟦。。。⟧"),
    "破折号": added("QD309", "质量强区⟦--⟧这是全年的重点。", "质量为先⟦—⟧这是全年的要求。"),
    "段首标点": exchanged("QD310", r"^(?=各单位|全年|2025年|经测算)", "。", "，"),
    "西文引号": added("QD311", '开展⟦"质量会诊"⟧活动。', '办好⟦"计量开放日"⟧活动。'),
    "括号缺一半": added("QD312", "由区教育局⟦（⟧会同区科技局落实。", "由区教育局会同区科技局⟦）⟧落实。"),
    "书名号缺一半": added("QD312", "落实⟦《⟧质量强区纲要的要求。", "落实质量强区纲要⟦》⟧的要求。"),
    "百分数范围": added("QD320", "合格率提高⟦5-8%⟧。", "合格率达到⟦63～68%⟧。"),
    "数量级范围": added("QD321", "投入经费⟦3～5万⟧元。", "完成产值⟦12-15亿⟧元。"),
    "汉字概数": added("QD322", "选取⟦三、四⟧个街道试点。", "帮扶⟦七、八⟧家企业。"),
    "数字概数": added("QD323", "每季度会诊⟦3、4⟧次。", "选取⟦5、6⟧个街道试点。"),
    "简写年份": added("QD324", "⟦26年⟧底前完成。", "⟦25年⟧底已经启动。"),
    "日期写号": added("QD325", "⟦3月15号⟧前报送。", "⟦10月8号⟧前完成。"),
    "小数点前没有零": added("QD326", "不合格率降至⟦.8⟧%。", "差错率控制在⟦.5⟧%以内。"),
    "日期编虚位": exchanged("QD327", _DATED, r"\1年0\2月0\3日", r"\1年\2月0\3日"),
    "今年": added("QD328", "⟦今年⟧底前完成。", "⟦近日⟧将组织检查。"),
    "全角数字": added("QD329", "新增标准⟦１２⟧项。", "全年抽检⟦３００⟧批次。"),
    "先文号后标题": added("QD330", "按照云政发〔2025〕3号⟦《⟧质量提升方案》落实。"),
    "重字": added("QD331", "完善⟦的的⟧工作机制。", "健全⟦了了⟧工作制度。"),
    "待补": added("QD332", "联系电话：⟦【待补：联系电话】⟧。", "目标值⟦【待定】⟧。"),
    "明年待定": added("QD332", "完成会诊⟦【待定：上年60】⟧家。", "由⟦××⟧局负责。", "⟦2026年×月×日⟧前报送。"),
    "空着的数": added("QD332", "抽查产品⟦XX⟧批次。", "培训⟦____⟧人次。", "开会⟦？⟧次。", "走访⟦**⟧家。"),
    "文号空着": exchanged("QD332", _NUMBER, r"\g<code>〔\g<year>〕　号", r"\g<code>〔\g<year>〕__号"),
    "成文日期空着": exchanged("QD332", _DATED, "　　年　月　日", "  年  月  日"),
    "印发日期空着": exchanged("QD332", r"2026年3月3日(?=印发)", "2026年　月　日", "2026年3月  日"),
    "概数重复": added("QD333", "提高⟦约8%左右⟧。", "培训⟦超过100多⟧人。", "检查⟦不少于2次以上⟧。"),
    # QD4: printed numbers
    "从第二个号起": exchanged("QD404", r"^（一）[^\n]*\n(?=（二）)", ""),
    "序号缺号": exchanged("QD401", r"^三、", "四、", "五、"),
    "括号序号缺号": exchanged("QD401", r"^（三）", "（四）", "（五）"),
    "序号重复": exchanged("QD402", r"^(?:二|三)、(?=[^\n]*\n(?:（一）|[^\n]*。))", "一、", first=True),
    "括号序号重复": exchanged("QD402", r"^（二）", "（一）"),
    "越级": exchanged("QD403", r"^（一）", "（1）", first=True),
    # QD5: who writes to whom, and how
    "请示两个主送": exchanged(
        "QD501", r"^云溪区人民政府：$(?=[\s\S]*^妥否)", "云溪区人民政府，区财政局：", "云溪区人民政府、区委办公室："
    ),
    "主送个人": exchanged("QD502", r"^云溪区人民政府：$", "周明区长：", "尊敬的李主任："),
    "报告夹带请示": added("QD503", "以上意见⟦妥否，请批示⟧。", "⟦恳请区政府批准⟧追加经费。", kinds="报告"),
    "报告求解决": added(
        "QD503", "⟦请区政府协调解决⟧经费。", "⟦恳请区政府安排⟧专项经费。", "实施方案已拟定，⟦请审定⟧。", kinds="报告"
    ),
    "请示两件事": exchanged("QD510", r"^(关于安排[^。\n]*活动经费)的请示$", r"\1和调整办公用房的请示"),
    "函用报告结语": added("QD505", "⟦特此报告⟧。", kinds="通知|函|通报"),
    "请示没有结语": lost("QD504", r"^妥否，请批示。\n"),
    "请示用报告结语": exchanged("QD505", r"^妥否，请批示。$", "妥否，请批示。特此报告。"),
    "通知用请示结语": added("QD505", "⟦妥否，请批示⟧。", "⟦特此请示⟧。", kinds="通知|批复|函|通报"),
    "请示报告": exchanged("QD506", r"(关于[^。\n]*的)请示$", r"\1请示报告", r"\1申请报告"),
    "标题重叠": exchanged("QD509", r"^关于(印发|开展)([^。\n]*)的通知$", r"关于转发关于\1\2的通知"),
    # QD6: the plan
    "任务没有责任单位": exchanged("QD601", r"(?<=。)（(?:责任单位：)?[^（）\n]*）$", ""),
    "任务没有时限": exchanged("QD602", r"(?<=。)2026年\d+月(?:底|20日)前", ""),
    "只有鼓励": exchanged("QD604", r"(?<=[一-鿿]。)2026年[^\n]*?。(?=（)", "鼓励企业探索创新。", "支持企业积极探索。"),
    "分项多于总数": exchanged("QD607", r"标准5项，其中农业标准2项", "标准5项，其中农业标准4项"),
    "时限早于成文": exchanged("QD608", r"2026年(?:9|10|11)月底前", "2025年11月底前", "2026年1月底前"),
    "括号里时限另说": exchanged("QD610", r"(?<=。)(2026年(?:9|10|11)月底前)([^\n]*)）$", r"\1\2；2026年6月底前完成）"),
    "没有的日期": added("QD609", "⟦6月31日⟧前完成。", "⟦2026年2月29日⟧前报送。"),
    # QD7: the load
    "责任状": added("QD701", "各街道要与区政府⟦签订质量安全责任状⟧。", "要⟦层层签订责任书⟧。", kinds="通知|通报|批复"),
    "一票否决": added("QD702", "质量安全实行⟦一票否决⟧。", "对发生事故的⟦一票否决⟧。", kinds="通知|通报|批复"),
    "每周报送": added(
        "QD703", "各单位⟦每周向领导小组办公室报送⟧进展。", "⟦每月5日前将进展报送⟧区政府办公室。", kinds="通知|通报"
    ),
}
