"""Owns what the text says a second time: a part of the document written in a field and in the pasted text prints once.

A part that only the text has is taken over, one that says the same is left out, one that says something else is left
out and quoted. All is told: nothing prints twice and nothing is lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qdoc.draft.dates import printed_date
from qdoc.draft.given import Given
from qdoc.model import Diagnostic, Severity

_BETWEEN = re.compile(r"[\s　、，,；;]+")
_LABELS = {
    "issuer": "发文机关", "kind": "文种", "title": "标题", "document_number": "发文字号", "addressees": "主送机关",
    "signers": "签发人", "approval": "批准", "signatory": "署名", "dated": "成文日期", "note": "附注", "cc": "抄送",
    "printed_by": "印发机关", "issued_on": "印发日期", "copy_number": "份号", "secrecy": "密级", "urgency": "紧急程度",
    "plan_title": "方案标题", "matter": "事由", "present": "出席", "absent": "请假", "sitting_in": "列席",
}  # fmt: skip


@dataclass(slots=True)
class Repeated:
    """The parts met in the text, held against what ``given`` says; ``tell`` adds D016 for each kind."""

    given: Given
    taken: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    def meet(self, name: str, value: str) -> None:
        """The text says ``value`` for the field ``name``."""
        value, label = value.strip(), _LABELS.get(name, name)
        if not value:
            return
        known = self.given.one.get(name, "")
        if name == "signatory" and not known and same(value, self.given.one.get("issuer", "")):
            self.given.set(name, self.given.one["issuer"])  # the text may have it over two lines
            self.same.append(label)
        elif not known:
            self.given.set(name, value)
            self.taken.append(label)
        elif agree(name, known, value):
            self.same.append(label)
        else:
            self._differs(label, known, value)

    def meet_annexes(self, names: Sequence[str]) -> None:
        """The text ends with 附件说明 of ``names``."""
        known = self.given.many.get("annexes", [])
        if not known:
            self.given.many["annexes"] = list(names)
            self.taken.append("附件说明")
        elif [*map(_bare, known)] == [*map(_bare, names)]:
            self.same.append("附件说明")
        else:
            self._differs("附件说明", "；".join(known), "；".join(names))

    def watch(self, lines: Sequence[str]) -> None:
        """D016 for a line of the text that is nothing but the title, the signature or the date: it prints twice."""
        one = self.given.one
        signatory = one.get("signatory") or one.get("issuer", "")
        parts = (("title", one.get("title", "")), ("signatory", signatory), ("dated", one.get("dated", "")))
        for line in lines:
            for name, value in parts:
                if value and agree(name, value, line.strip()):
                    message = f"正文里有单独一行“{line.strip()}”，与{_LABELS[name]}相同，印了两次"
                    hint = "是粘贴时带来的，请从正文里删去，再生成"
                    self.given.found.append(Diagnostic("D016", Severity.WARNING, message, hint=hint))

    def tell(self) -> None:
        """D016: what was taken over, what stood there twice."""
        if self.taken:
            message = f"正文里写着{'、'.join(dict.fromkeys(self.taken))}，已取作相应的项目，不在正文里重复"
            hint = "请在生成的公文里看一下取得对不对"
            self.given.found.append(Diagnostic("D016", Severity.REVIEW, message, hint=hint))
        if self.same:
            message = f"正文里也写着{'、'.join(dict.fromkeys(self.same))}，与填的相同，只印一次"
            self.given.found.append(Diagnostic("D016", Severity.INFO, message))

    def _differs(self, label: str, known: str, value: str) -> None:
        message = f"{label}填的是“{known}”，正文里写的是“{value}”：按填的印，正文里的没有印"
        hint = "请看哪个对，把另一处改成一样的或删去，再生成"
        self.given.found.append(Diagnostic("D016", Severity.WARNING, message, hint=hint))


def agree(name: str, known: str, value: str) -> bool:
    """Whether two values of a field say the same in print."""
    if name in ("dated", "issued_on") and printed_date(known):
        return printed_date(known) == printed_date(value)
    return same(known, value)


def same(one: str, other: str) -> bool:
    """Whether two names or lists of names are the same but for spaces and the signs between and behind them."""
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    return _BETWEEN.sub("", words.translate(_BRACKETS)).rstrip("：:。.")


_BRACKETS = str.maketrans("()[]", "（）〔〕")
