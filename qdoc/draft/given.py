"""Owns what a draft says about the document: its fields by name, what a label is called, what was odd on reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qdoc.model import Diagnostic, Severity

KEYS = {
    "发文机关": "issuer", "发文单位": "issuer", "制发机关": "issuer",
    "文种": "kind", "事由": "matter",
    "标题": "title", "通知标题": "title", "纪要名称": "title",
    "方案标题": "plan_title",
    "发文字号": "document_number", "文号": "document_number",
    "主送": "addressees", "主送机关": "addressees",
    "批准": "approval", "审议": "approval",
    "正文": "body", "通知正文": "body",
    "附件": "annexes", "附件说明": "annexes",
    "署名": "signatory", "落款": "signatory",
    "成文日期": "dated", "日期": "dated",
    "附注": "note",
    "抄送": "cc", "抄送机关": "cc",
    "印发机关": "printed_by",
    "印发日期": "issued_on",
    "格式": "form", "公文格式": "form",
    "标志": "mark", "发文机关标志": "mark",
    "份号": "copy_number",
    "密级": "secrecy", "密级和保密期限": "secrecy",
    "紧急程度": "urgency",
    "签发人": "signers",
    "盖章": "sealed",
    "双面": "duplex",
    "版面": "profile",
    "主送位置": "addressees_at",
    "出席": "present", "请假": "absent", "列席": "sitting_in",
}  # fmt: skip
_BETWEEN_LINES = {"issuer": "、", "signers": "、", "signatory": "、"} | dict.fromkeys(
    ("addressees", "cc", "present", "absent", "sitting_in"), "，"
)
PLAN, WHOLE = "plan", "whole"
_LIST_KEYS = ("body", "annexes")
_ANNEX_NUMBER = re.compile(r"^\d{1,2}\s*(?:[.．](?!\d)|、)\s*")
_BETWEEN_ANNEXES = re.compile(r"[；;](?![^（(《]*[）)》])\s*|[\s　]+(?=\d{1,2}[.．、](?!\d))")


@dataclass(slots=True)
class Given:
    """What the draft's author wrote about the notice, by field; absent fields were not written.

    ``text_is``: what the text below the fields turned out to be, PLAN where its notice was parted from it, WHOLE where
    it is a document of its own, "" where nothing tells. ``issuer_read``: the issuer stands in mark or title alone.
    """

    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    text_is: str = ""
    issuer_read: bool = False

    def fill(self, label: str, value: str) -> bool:
        """Keep the value of a labelled field, several lines as one value or as a list; say whether the label is known.

        D002 where the field has a value already; the later one is used.
        """
        name = KEYS.get(label, "")
        lines = [line.strip() for line in value.splitlines() if line.strip()]
        if name == "annexes":
            self.many.setdefault(name, []).extend(annex_names(lines))
        elif name in _LIST_KEYS:
            for line in lines:
                self.set(name, line)
        elif name and lines:
            if name in self.one:
                message = f"“{label}”写了两次，用后一次：{lines[0]}；前一次写的是：{self.one[name]}"
                self.found.append(Diagnostic("D002", Severity.WARNING, message, hint="请只留对的一次"))
            self.set(name, _joined(name, lines))
        return bool(name)

    def words(self) -> str:
        """All that was written, a value a line."""
        return "\n".join((*self.one.values(), *(value for values in self.many.values() for value in values)))

    def set(self, name: str, value: str) -> None:
        """Keep a value; an empty one counts as not written."""
        if not value:
            return
        if name in _LIST_KEYS:
            self.many.setdefault(name, []).append(value)
        else:
            self.one[name] = value


def _joined(name: str, lines: list[str]) -> str:
    """Lines of one field as it prints: a broken title is one again, names on lines of their own are parted."""
    sign = _BETWEEN_LINES.get(name, "")
    return "".join(
        line if at == len(lines) - 1 or not sign or line.endswith(("，", "、", "；", ",")) else line + sign
        for at, line in enumerate(lines)
    )


def annex_names(lines: list[str]) -> list[str]:
    """The names in 附件说明, one a line or parted by semicolons, without the numbers that printing gives them."""
    names = (name.strip() for line in lines for name in _BETWEEN_ANNEXES.split(line))
    return [bare for name in names if (bare := _ANNEX_NUMBER.sub("", name).strip().rstrip("。；;"))]
