"""Owns how a draft says it is to be made up: 格式, 盖章, 双面, 版面, 主送位置, and what follows from its title."""

from __future__ import annotations

import re

from qdoc.draft.agreement import check_secrecy
from qdoc.draft.given import Given
from qdoc.draft.kinds import KINDS
from qdoc.draft.values import FILE, LETTER, MINUTES, UPWARD, Looks
from qdoc.model import Diagnostic, Severity

_FORMS = {"文件": FILE, "公文": FILE, "上行文": UPWARD, "信函": LETTER, "函": LETTER, "纪要": MINUTES}
_YES, _NO = frozenset({"是", "要", "有"}), frozenset({"否", "不", "无", "不盖章"})
# 7.3.2: above the addressees stand the mark (35 mm and its height), 文号, red rule and title with the blank lines that
# belong to them: some 14 of 22 lines; one must be left for the body.
_ROOM_FOR_ADDRESSEES = 7 * 28
_URGENCY = ("特急", "加急", "特提", "平急")  # 7.2.3, the last two for telegrams


def read_looks(given: Given, title: str, addressees: str) -> Looks:
    """The looks of a draft.

    D006: addressees that leave page 1 without body; D007: a value that cannot be used; D009: what
    an even last page may cost (nobody but Word knows on which page the text ends).
    """
    below = given.one.get("addressees_at", "").strip() == "版记"
    if len(addressees) > _ROOM_FOR_ADDRESSEES and not below:
        message = f"主送机关有 {len(addressees)} 个字，首页排不下正文（GB/T 9704—2012 7.3.2）"
        given.found.append(
            Diagnostic("D006", Severity.WARNING, message, hint="请加一行“主送位置：版记”，主送机关就移到版记里")
        )
    duplex = _choice(given, "duplex", "双面", default=False)
    if duplex:
        message = "版记另起双数页；正文（附件）若正好在双数页结束，前面会空一页，空白页和版记页都不编页码（7.5）"
        hint = "在 Word 中看一下；不要空白页，就在页面设置里把末节的起始位置改为“接续本页”"
        given.found.append(Diagnostic("D009", Severity.REVIEW, message, hint=hint))
    return Looks(
        form=_form(given, title),
        sealed=_choice(given, "sealed", "盖章", default=True),
        duplex=duplex,
        profile=given.one.get("profile", "").strip(),
        addressees_below=below,
        mark=given.one.get("mark", "").strip(),
    )


def _form(given: Given, title: str) -> str:
    """The format: as written, else that of 文种.

    Without either: 上行文 for a 请示 or 报告 or where 签发人 is given, 纪要 by the title, else 文件.
    """
    written = given.one.get("form", "").strip()
    if written and written not in _FORMS:
        message = f"格式“{written}”不认识，按“文件”排"
        given.found.append(
            Diagnostic("D007", Severity.WARNING, message, hint=f"可写：{'、'.join(dict.fromkeys(_FORMS.values()))}")
        )
    kind = KINDS.get(given.one.get("kind", "").strip())
    if kind is not None and not written:
        return kind.form
    if title.endswith("纪要") and not written:
        return MINUTES
    form = _FORMS.get(written, FILE)
    upward = form is FILE and (title.endswith(("请示", "报告")) or "signers" in given.one)
    return UPWARD if upward else form


def _choice(given: Given, field: str, label: str, *, default: bool) -> bool:
    written = given.one.get(field, "").strip()
    if written in _YES:
        return True
    if written in _NO:
        return False
    if written:
        message = f"“{label}：{written}”应写“是”或“否”，按“{'是' if default else '否'}”排"
        given.found.append(Diagnostic("D007", Severity.WARNING, message))
    return default


def read_security(given: Given) -> tuple[tuple[str, str, str], bool]:
    """份号, 密级 and 紧急程度 as printed (7.2.1–7.2.3), and whether a secret document lacks its 份号 (条例 第九条)."""
    number = given.one.get("copy_number", "").strip()
    if number.isascii() and number.isdigit() and len(number) <= 6:
        number = number.zfill(6)
    elif number:
        message = f"份号“{number}”不是六位以内的阿拉伯数字，照原样排印"
        given.found.append(Diagnostic("D004", Severity.WARNING, message, hint="份号用 6 位阿拉伯数字（7.2.1）"))
    urgency = given.one.get("urgency", "").strip()
    if urgency and urgency not in _URGENCY:
        message = f"紧急程度“{urgency}”不是公文的写法，照原样排印"
        given.found.append(Diagnostic("D007", Severity.WARNING, message, hint="公文写“特急”或“加急”（7.2.3）"))
    secrecy = re.sub(r"\s+", "", given.one.get("secrecy", ""))
    check_secrecy(secrecy, given)
    return (number, secrecy, urgency), bool(secrecy) and not number
