"""Owns the kinds of document (文种) that a draft can be: its fields in order, and what its text usually says where.

The kinds and what each is for: 党政机关公文处理工作条例 (2012) 第八条; who signs upward documents and what a document
consists of: 第九条. The hints are sentences of our own; they are shown to who writes and never printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.draft.values import FILE, LETTER, MINUTES, UPWARD

ISSUANCE = "印发通知"
HINT = "【提示】"

_ABOUT = {
    "发文机关": "全称；联合行文的几个机关之间用顿号，主办机关在前",
    "发文字号": "如 云政办发〔2026〕12号；没有编号就空着",
    "签发人": "签发这份上行文的负责人姓名；几个之间用顿号",
    "标题": "机关、事由、文种写全；不写则由机关和事由拼成",
    "事由": "“关于”后面的话，如 加快老旧电梯更新改造",
    "纪要名称": "如 云溪区质量强区专题会议纪要",
    "主送机关": "主要受理机关；几个之间用逗号或顿号",
    "批准": "谁批准印发，如 区政府同意；没有就空着",
    "方案标题": "要点、方案的标题，带年份；也可写在正文首行",
    "附件说明": "附件名称；几个附件一行一个，或用分号隔开",
    "署名": "不写则同发文机关",
    "成文日期": "负责人签发的日期，如 2026年3月2日",
    "附注": "如 此件公开发布；请示写 联系人和电话",
    "出席": "单位和姓名；几个之间用逗号",
    "请假": "单位和姓名",
    "列席": "单位和姓名",
    "抄送": "需要知道的机关，不写句号",
    "印发机关": "不写则同发文机关",
    "印发日期": "送印的日期，如 2026年3月3日",
    "紧急程度": "特急或加急；不急就空着",
    "份号": "涉密的才填，6 位数字，如 000001",
    "密级": "如 机密★1年；不涉密就空着",
    "盖章": "是或否；不写按盖章排",
}
ABOUT = _ABOUT
"""What is filled in beside each label."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name, the format it is printed in, its labels in order, and hints for its text."""

    name: str
    form: str
    labels: tuple[str, ...]
    hints: tuple[str, ...]

    @property
    def placeholder(self) -> tuple[str, ...]:
        """The hints as they stand in a form, a line each."""
        return tuple(f"{HINT}{line}" for line in self.hints)


_TOP = ("发文机关", "发文字号")
_END = ("附件说明", "署名", "成文日期", "附注")
_PRINTED = ("抄送", "印发机关", "印发日期", "紧急程度", "份号", "密级", "盖章")
_DOWN = (*_TOP, "标题", "事由", "主送机关", *_END, *_PRINTED)
_UP = (*_TOP, "签发人", "标题", "事由", "主送机关", *_END, *_PRINTED)

_KINDS = (
    Kind(
        ISSUANCE,
        FILE,
        (*_TOP, "标题", "主送机关", "批准", "方案标题", *_END, *_PRINTED),
        (
            "从方案的第一行写起，整段粘贴也行；印发的那句话（通知正文）会自动拟好，写明谁批准的除外。",
            "开头一段：为了什么、根据什么、管哪一年，然后分章。",
            "章写“一、……”，任务写“（一）……”，段首一句是小标题；都不写序号的，按层次自动编号。",
            "每项任务的末尾用括号写明单位和时限，如（某局牵头，某局配合；9月底前完成）。",
            "最后一章写保障措施：谁统筹、怎么报进展、怎么对账。",
        ),
    ),
    Kind(
        "通知",
        FILE,
        _DOWN,
        (
            "开头一段写缘由：根据什么、为了什么，末句“现就有关事项通知如下。”",
            "中间分条写要办的事：一、……二、……，每条写明谁办、办什么、什么时候办完。",
            "结尾可写报送要求和联系人，也可不写；要执行的事不必再加口号。",
        ),
    ),
    Kind(
        "通报",
        FILE,
        _DOWN,
        (
            "开头一段写通报什么、为什么通报，末句“现将有关情况通报如下。”",
            "中间先写事实（时间、单位、做法、数字），再写评价，表扬或批评都要有依据。",
            "结尾写要求：各单位学什么、改什么、什么时候报结果。",
        ),
    ),
    Kind(
        "函",
        LETTER,
        (*_TOP, "标题", "事由", "主送机关", *_END, "抄送", "紧急程度", "份号", "密级", "盖章"),
        (
            "开头一段写为什么来函；复函先写“贵单位《……》（文号）收悉”。",
            "中间写商洽、询问或答复的事，一事一函，对不相隶属的机关用“商请”“请予”，不下命令。",
            "结尾：要对方答复的写“请予函复。”，只告知的写“特此函告。”",
        ),
    ),
    Kind(
        "请示",
        UPWARD,
        _UP,
        (
            "开头一段写缘由：依据什么、遇到什么问题、为什么要请上级定。",
            "中间写请示的一件事和自己的意见；一文一事，只报一个主送机关，涉及别的单位的先商量好。",
            "结尾一行“妥否，请批示。”；附注里写联系人和电话。",
        ),
    ),
    Kind(
        "报告",
        UPWARD,
        _UP,
        (
            "开头一段写报告什么、到哪一天的情况，末句“现将有关情况报告如下。”",
            "中间写做了什么、结果怎样（用数字）、还有什么问题、下一步怎么办。",
            "结尾一行“特此报告。”；不夹带请示的事，要批的另写请示。",
        ),
    ),
    Kind(
        "批复",
        FILE,
        _DOWN,
        (
            "开头先引来文：“你单位《关于……的请示》（文号）收悉。经研究，现批复如下：”",
            "中间写同意还是不同意、同意什么、有什么条件和要求；请示什么答什么。",
            "结尾一行“此复。”",
        ),
    ),
    Kind(
        "纪要",
        MINUTES,
        ("发文机关", "发文字号", "纪要名称", "署名", "成文日期", "出席", "请假", "列席", *_PRINTED[:3]),
        (
            "开头一段写哪天、谁主持、研究什么，末句“现将会议议定事项纪要如下。”",
            "中间分条写议定的事：一、关于……，“会议明确”“会议同意”，写明谁办、什么时候办完。",
            "没有议定的分歧不写；不写谁说了什么。",
        ),
    ),
)  # fmt: skip
KINDS = {kind.name: kind for kind in _KINDS}
"""The kinds that ``qdoc draft new`` makes a form of."""

ALL_HINTS = frozenset(line for kind in _KINDS for line in kind.placeholder)
"""Every hint as it stands in a form: a program may have kept it as text."""
