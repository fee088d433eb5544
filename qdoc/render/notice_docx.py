"""Owns 通知.docx: a NoticeDraft as the official page, the notice of issuance with the plan behind it."""

from __future__ import annotations

import re
from typing import Any

from qdoc.draft import NoticeDraft
from qdoc.render.template_values import Rich
from qdoc.render.templates import Template
from qdoc.resources import template

TEMPLATE = "印发通知.docx"
_TYPE_WIDTH = 442  # points of the 156 mm type area
_TALLEST = 48  # points; the standard gives no size for the mark (7.2.4)
_TITLE_CHARACTERS = 20  # 2号 characters in 156 mm
# After these a title may break: a year, the words of issuing, and before the kind of plan.
_TITLE_BREAK = re.compile(
    r"关于印发|\d{4}年|[—－-]\d{4}年）|.(?=重点工作|工作要点|工作安排|工作方案|实施方案|行动计划|实施意见)"
)
_NARROWEST = 66  # per cent: narrower than this 小标宋 does not read well


def notice_docx(draft: NoticeDraft, *, style: bytes | None = None) -> bytes:
    """Fill the notice.

    Args:
        draft: the parts of the notice; what is missing in it prints as 【待补：…】.
        style: an office's own template; the shipped one without it.

    Returns:
        A .docx file; the same input gives the same bytes.

    Raises:
        TemplateRefused: the office's template has errors.
    """
    data = template(TEMPLATE).read_bytes() if style is None else style
    return Template(data, TEMPLATE, FIELDS).render(_context(draft))


def _context(draft: NoticeDraft) -> dict[str, Any]:
    many = len(draft.annexes) > 1
    annexes = [
        f"{'附件：' if n == 1 else '　　　'}{f'{n}. ' if many else ''}{name}" for n, name in enumerate(draft.annexes, 1)
    ]
    return {
        "发文机关标志": mark_of(draft.issuer),
        "发文字号": draft.document_number,
        "通知标题": break_title(draft.title, draft.issuer),
        "主送机关": draft.addressees,
        "通知正文": list(draft.body),
        "附件": annexes,
        "署名": draft.signatory,
        "成文日期": draft.dated,
        "附注": draft.note,
        "方案是附件": draft.plan_title in draft.annexes,
        "方案标题": draft.plan_title,
        "方案正文": [{"层次": each.level, "标题": each.heading, "文字": each.text} for each in draft.paragraphs],
        "抄送": draft.cc,
        "印发机关": draft.printed_by,
        "印发日期": draft.issued_on,
    }


def mark_of(issuer: str) -> Rich:
    """Return the mark 发文机关 + 文件, as tall as it can be on one line of the type area."""
    text = f"{issuer}文件"
    points = min(_TALLEST, _TYPE_WIDTH * 100 // (len(text) * _NARROWEST))
    narrowed = min(100, _TYPE_WIDTH * 98 // (len(text) * points))
    looks = (
        ("w", f'<w:w w:val="{narrowed}"/>'),
        ("sz", f'<w:sz w:val="{points * 2}"/>'),
        ("szCs", f'<w:szCs w:val="{points * 2}"/>'),
    )
    return Rich(text, looks)


def break_title(title: str, issuer: str) -> str:
    """Break a long title by sense (7.3.1): the office on a line of its own, the rest where it reads best."""
    if len(title) <= _TITLE_CHARACTERS:
        return title
    first = issuer if issuer and title.startswith(issuer) and title != issuer else ""
    rest = title.removeprefix(first)
    lines = [first] if first else []
    if len(rest) > _TITLE_CHARACTERS:
        places = [found.end() for found in _TITLE_BREAK.finditer(rest)]
        fitting = [at for at in places if max(at, len(rest) - at) <= _TITLE_CHARACTERS]
        if fitting:
            at = min(fitting, key=lambda place: abs(2 * place - len(rest)))
            return "\n".join([*lines, rest[:at], rest[at:]])
    return "\n".join([*lines, rest])


FIELDS: dict[str, object] = {
    "发文机关标志": "发文机关加“文件”，用 {{r 发文机关标志}} 写，字号按版心宽度算好",
    "发文字号": "如 云政办发〔2026〕5号",
    "通知标题": "发文机关、事由、文种",
    "主送机关": "不带冒号",
    "通知正文": ["每段一条"],
    "附件": ["附件说明，每条一行，已带“附件：”和序号"],
    "署名": "发文机关署名",
    "成文日期": "如 2026年3月2日",
    "附注": "不带括号，可能为空",
    "方案是附件": "是否在附件说明里列出了方案",
    "方案标题": "所印发方案的标题",
    "方案正文": [{"层次": "1 一、 2 （一） 3 1. 4 （1） 0 其他", "标题": "段首标题，可能为空", "文字": "其余文字"}],
    "抄送": "不带“抄送：”和句号，可能为空",
    "印发机关": "版记中的印发机关",
    "印发日期": "如 2026年3月3日",
}
