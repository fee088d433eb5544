"""Owns whether the parts of a draft agree: 文种 with the title, its issuer with 发文机关, 密级 with 附注."""

from __future__ import annotations

import re

from qdoc.draft.given import Given
from qdoc.draft.issuer import same_issuer
from qdoc.draft.kinds import ISSUANCE
from qdoc.draft.titles import title_issuer, without_bracket
from qdoc.draft.values import LETTER, MINUTES, UPWARD
from qdoc.model import Diagnostic, Severity
from qdoc.model.gap import gap_names

_ENDS = re.compile(
    r"(?:通知|通报|函|请示|报告|批复|纪要|决定|决议|公告|通告|公报|议案|命令|意见|令)$"
)  # 党政机关公文处理工作条例 第八条
_SECRECY = re.compile(r"^(?:绝密|机密|秘密)(?P<period>★(?:长期|\d{1,2}(?:年|个月|天|日)))?$")
_PUBLIC = re.compile(r"(?<!不予)(?<!不)(?:公开发布|主动公开|依申请公开)")
# What is not to be seen: zero-width signs, marks of direction, soft hyphens, separators of lines.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SHOWN = 3


def check_agreement(given: Given, kind: str, title: str, issuers: tuple[str, ...]) -> None:
    """Add D018 for each pair of parts that say different things; what is written prints as it stands."""
    written = given.one.get("title", "").strip()
    if (matter := given.one.get("matter", "").removeprefix("关于").removesuffix("的")) and matter not in title:
        message = f"事由“{_short(matter)}”没有用上：标题写的是“{_short(title)}”"
        _tell(given, message, "标题写全了的，事由可以不填；请看标题对不对")
    if written.endswith(("。", "．", ".")):
        _tell(given, f"标题末尾有句号，照原样排印：{_short(written)}", "标题末尾不用句号（7.3.1），请删去")
    bare = without_bracket(written)
    if bare and kind and not gap_names(written):
        wanted = "通知" if kind == ISSUANCE else kind
        ends = _ENDS.search(bare)
        if not bare.endswith(wanted):
            said = f"以“{ends[0]}”结尾" if ends else f"不以“{wanted}”结尾"
            _tell(given, f"文种填的是“{kind}”，标题却{said}：{_short(written)}", "文种和标题请改成一致的")
    named = title_issuer(title)
    if given.one.get("title") and named and given.one.get("issuer") and not same_issuer(named, issuers):
        message = f"标题里的发文机关是“{named}”，“发文机关”填的是“{'、'.join(issuers)}”"
        _tell(given, message, "标题、发文机关、署名应当是同一机关，请核对")
    if given.one.get("secrecy") and _PUBLIC.search(given.one.get("note", "")):
        message = f"标了密级“{given.one['secrecy']}”，附注又写“{given.one['note']}”"
        _tell(given, message, "涉密公文不能公开发布，请核对密级和附注")


def check_used(given: Given, form: str, *, issues: bool) -> None:
    """D001 for each field that was filled in and that a document of this ``form`` does not print."""
    minutes, letter = form == MINUTES, form == LETTER
    unused = {
        "签发人": ("signers", form == UPWARD), "主送机关": ("addressees", not minutes), "出席": ("present", minutes),
        "请假": ("absent", minutes), "列席": ("sitting_in", minutes), "印发机关": ("printed_by", not letter),
        "印发日期": ("issued_on", not letter), "方案标题": ("plan_title", issues), "批准": ("approval", issues),
    }  # fmt: skip
    for label, (name, printed) in unused.items():
        if name in given.one and not printed:
            kind = "不印发方案的公文" if name in ("plan_title", "approval") else f"按“{form}”格式排的"
            message = f"“{label}”没有用上，{kind}不印这一项：{_short(given.one[name])}"
            hint = "不要印的不用管；要印的，请看文种、格式写得对不对"
            given.found.append(Diagnostic("D001", Severity.WARNING, message, hint=hint))


def check_secrecy(secrecy: str, given: Given) -> None:
    """D007 for a 密级 that is none or has no period (7.2.2; 条例 第九条)."""
    match = _SECRECY.match(secrecy)
    if not secrecy or gap_names(secrecy) or (match and match["period"]):
        return
    if match:
        message, severity = f"密级“{secrecy}”没有写保密期限，照原样排印", Severity.REVIEW
    else:
        message, severity = f"密级“{secrecy}”不是公文的写法，照原样排印", Severity.WARNING
    hint = "写绝密、机密或秘密，★后写保密期限，数字用阿拉伯数字，如“机密★1年”（7.2.2）"
    given.found.append(Diagnostic("D007", severity, message, hint=hint))


def without_invisible(given: Given, lines: list[str]) -> list[str]:
    """Take signs that nobody sees off the fields and the lines; D020 says how many and where."""
    places: list[str] = []
    count = 0

    def cleaned(words: str) -> str:
        nonlocal count
        bare, met = _INVISIBLE.subn("", words)
        if met:
            count += met
            places.append(f"“{_short(bare.strip())}”")
        return bare

    given.one = {name: bare for name, value in given.one.items() if (bare := cleaned(value)).strip()}
    many = {name: [bare for value in values if (bare := cleaned(value)).strip()] for name, values in given.many.items()}
    given.many = {name: values for name, values in many.items() if values}
    lines = [cleaned(line) for line in lines]
    if count:
        where = "、".join(places[:_SHOWN]) + (f"等 {len(places)} 处" if len(places) > _SHOWN else "")
        message = f"有 {count} 个看不见的字符（零宽字符、文字方向记号），已去掉：{where}"
        hint = "多半是从网页上带来的，请看一下这几处的字对不对"
        given.found.append(Diagnostic("D020", Severity.WARNING, message, hint=hint))
    return lines


def _tell(given: Given, message: str, hint: str) -> None:
    given.found.append(Diagnostic("D018", Severity.WARNING, message, hint=hint))


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"
