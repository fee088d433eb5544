"""Owns a NoticeDraft as the official page: 印发通知, 上行文, 函 and 纪要, each by its template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qdoc.draft import FILE, LETTER, MINUTES, UPWARD, DraftParagraph, NoticeDraft
from qdoc.render.notice_head import head, letter_header
from qdoc.render.notice_signature import signature
from qdoc.render.notice_title import break_title
from qdoc.render.page import PageProfile
from qdoc.render.page_fit import fit_page, profile_of
from qdoc.render.templates import Template
from qdoc.resources import template

NOTICE = "印发通知"
KIND_OF = {FILE: NOTICE, UPWARD: "上行文", LETTER: "函", MINUTES: "纪要"}
"""The format of a draft → the name of its template and key in FIELDS."""


def notice_docx(draft: NoticeDraft, *, style: bytes | None = None, profile: PageProfile | None = None) -> bytes:
    """Fill the template of the draft's format.

    Args:
        draft: the parts of the document; what is missing in it prints as 【待补：…】.
        style: an office's own template; the shipped one without it.
        profile: the page to set it on; without one the page stays as the template has it.

    Returns:
        A .docx file; the same input gives the same bytes.

    Raises:
        TemplateRefused: the office's template has errors.
    """
    kind = KIND_OF[draft.looks.form]
    name = f"{kind}.docx"
    data = template(name).read_bytes() if style is None else style
    data = fit_page(data, name, profile, duplex=draft.looks.duplex)
    return Template(data, name, FIELDS[kind]).render(_context(draft, profile_of(data, name)))


def _context(draft: NoticeDraft, profile: PageProfile) -> dict[str, Any]:
    form, below = draft.looks.form, draft.looks.addressees_below
    known: dict[str, Any] = {
        "版头": head(draft, profile),
        "发文机关": draft.issuer,
        "发文字号": draft.document_number,
        "标题": break_title(draft.title, draft.issuers),
        "主送机关": "" if below else draft.addressees,
        "正文": _records(draft.body),
        "附件": _annex_list(draft.annexes),
        "落款": signature(draft, profile),
        "署名": draft.signatory,
        "成文日期": draft.dated,
        "附注": draft.note,
        "附件正文": [
            {"标记": annex.label, "标题": break_title(annex.title, ()), "正文": _records(annex.paragraphs)}
            for annex in draft.annex_texts
        ],
        "版记主送": draft.addressees if below else "",
        "抄送": draft.cc,
    }
    if form == FILE:
        number = draft.annexes.index(draft.plan_title) + 1 if draft.plan_title in draft.annexes else 0
        known |= {
            "方案是附件": bool(number),
            "方案附件号": f"附件{number}" if len(draft.annexes) > 1 else "附件",
            "方案标题": break_title(draft.plan_title, ()),
            "方案正文": _records(draft.paragraphs),
        }
    if form == LETTER:
        known["信函标志"] = letter_header(draft, profile)
    else:
        known |= {"印发机关": draft.printed_by, "印发日期": draft.issued_on}
    if form == MINUTES:
        known["出席人员"] = [{"类别": label, "名单": names} for label, names in draft.attendance]
    return known


def _records(paragraphs: Iterable[DraftParagraph]) -> list[dict[str, object]]:
    return [{"层次": each.level, "标题": each.heading, "文字": each.text} for each in paragraphs]


def _annex_list(names: tuple[str, ...]) -> list[dict[str, object]]:
    """附件说明: “附件：” before the first name only, numbers where there are several, no sign after a name (7.3.4)."""
    many = len(names) > 1
    return [
        {
            "多个": many,
            "引导": ("附件：" if n == 1 else "　　　") + (f"{n}." if many else ""),
            "名称": name.rstrip("。；，"),
        }
        for n, name in enumerate(names, 1)
    ]


_PARAGRAPHS = [{"层次": "1 一、 2 （一） 3 1. 4 （1） 0 其他", "标题": "段首标题，可能为空", "文字": "其余文字"}]
_SHARED: dict[str, object] = {
    "版头": "份号、密级、紧急程度、发文机关标志、发文字号、签发人和红色分隔线，用 {{p 版头}} 写，位置按国家标准算好；"
    "字体颜色在样式“发文机关标志”“发文字号”里改",
    "发文机关": "（主办）发文机关名称，自己画版头时用",
    "发文字号": "如 云政办发〔2026〕5号，自己画版头时用",
    "标题": "发文机关、事由、文种，已按词意分行",
    "主送机关": "不带冒号；移到版记时为空",
    "正文": _PARAGRAPHS,
    "附件": [{"多个": "附件是否不止一个", "引导": "已带“附件：”和序号", "名称": "附件名称"}],
    "落款": "署名和成文日期，用 {{p 落款}} 写，盖章与不盖章、一个与几个机关的位置都已算好",
    "署名": "发文机关署名，自己排落款时用",
    "成文日期": "如 2026年3月2日，自己排落款时用",
    "附注": "不带括号，可能为空",
    "附件正文": [{"标记": "附件 或 附件1", "标题": "附件标题", "正文": _PARAGRAPHS}],
    "版记主送": "主送机关移到版记时在这里，否则为空",
    "抄送": "不带“抄送：”和句号，可能为空",
}
_PRINTED: dict[str, object] = {"印发机关": "版记中的印发机关", "印发日期": "如 2026年3月3日"}
FIELDS: dict[str, Mapping[str, object]] = {
    NOTICE: _SHARED
    | {
        "方案是附件": "是否在附件说明里列出了方案",
        "方案附件号": "附件 或 附件1",
        "方案标题": "所印发方案的标题，没有方案时为空",
        "方案正文": _PARAGRAPHS,
    }
    | _PRINTED,
    "上行文": _SHARED | _PRINTED,
    "函": _SHARED | {"信函标志": "首页页眉里的发文机关标志和红色双线，用 {{p 信函标志}} 写"},
    "纪要": _SHARED | {"出席人员": [{"类别": "出席、请假或列席", "名单": "单位和姓名"}]} | _PRINTED,
}
