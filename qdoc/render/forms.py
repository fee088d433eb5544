"""Owns content controls: fields of a Word form that a unit fills in and qdoc reads back by their key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from qdoc.errors import UsageError
from qdoc.ledger.form_columns import SPELLED, SPELLED_END
from qdoc.model.gap import gap
from qdoc.render.template_looks import dressed
from qdoc.render.template_parts import Placed, current
from qdoc.render.template_values import chinese_date, clean_text, word_text

KINDS = {"text": "文字", "choice": "下拉选择", "date": "日期", "tick": "勾选"}
_KEY = re.compile(r"[^\s\x00-\x1f]{1,64}")
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_GREY = '<w:color w:val="808080"/>'
# Both boxes stand in Segoe UI Symbol, which every Windows since 7 has; other systems substitute by sign.
_BOX_FONT = "Segoe UI Symbol"
_TICKED, _EMPTY = "\u2611", "\u2610"
_BOX_LOOKS = f'<w:rFonts w:ascii="{_BOX_FONT}" w:hAnsi="{_BOX_FONT}" w:eastAsia="{_BOX_FONT}" w:cs="{_BOX_FONT}"/>'


@dataclass(frozen=True, slots=True)
class Control(Placed):
    """A content control as a template's value: ``{{ 控件 }}`` stands in the line, ``{{p 控件 }}`` is a paragraph.

    The control stands inside its paragraph there too: so a table cell still ends with a paragraph, and WPS and
    LibreOffice keep its looks (a plain-text control around a paragraph loses them).

    Args:
        key: what the control is read back by (w:tag), at most 64 signs (Word's limit) without spaces.
        kind: text, choice, date or tick. value: what stands in it; a date as 2026-03-01; a tick "是" or "".
        choices: what may be chosen. placeholder: shown in grey while nothing is filled in, else 【待补：title】.
        title: what Word shows on the control's frame.
        fixed: whether the content is locked too: words that are read back but not filled in.
        spelled: whether the key stands in hidden text around it too, for programs that drop w:tag (LibreOffice 7.4).

    A text is a rich-text control: of a plain-text one LibreOffice 7.4 saves the words several times.

    The control cannot be deleted (w:lock sdtLocked), its content can be changed unless ``fixed``.
    Raises UsageError for a key, value or choice that Word would not take.
    """

    key: str
    kind: str = "text"
    value: str = ""
    choices: tuple[str, ...] = ()
    placeholder: str = ""
    title: str = ""
    fixed: bool = False
    spelled: bool = False

    def __post_init__(self) -> None:
        name = f"控件“{self.title or self.key}”"
        if not _KEY.fullmatch(self.key):
            raise UsageError(f"{name}的标记“{self.key}”不能使用：1 到 64 个字，不含空格")
        if self.kind not in KINDS:
            raise UsageError(f"{name}的种类“{self.kind}”不认识，可用：{'、'.join(KINDS)}")
        if self.kind == "choice" and (not self.choices or len(set(self.choices)) < len(self.choices)):
            raise UsageError(f"{name}没有可选的内容，或有重复")
        if self.kind == "choice" and self.value and self.value not in self.choices:
            raise UsageError(f"{name}的“{self.value}”不在可选内容（{'、'.join(self.choices)}）里")
        if self.kind == "date" and self.value and not _DATE.fullmatch(self.value):
            raise UsageError(f"{name}的日期“{self.value}”要写成 2026-03-01 的样子")
        if self.kind == "tick" and self.value not in {"", "是"}:
            raise UsageError(f"{name}是勾选，值只能是“是”或空")

    def __str__(self) -> str:
        return self._shown()

    def runs(self, base: str) -> str:
        """The control between runs, dressed as the run it stands in."""
        control = f"<w:sdt>{self._properties(base)}<w:sdtContent>{self._content(base)}</w:sdtContent></w:sdt>"
        return f"{_hidden(base, self.key)}{control}{_hidden(base, SPELLED_END)}" if self.spelled else control

    def _shown(self) -> str:
        if self.kind == "tick":
            return _TICKED if self.value else _EMPTY
        value = chinese_date(self.value) if self.kind == "date" else self.value
        return value or self.placeholder or gap(self.title or self.key)

    def _content(self, base: str) -> str:
        looks = _BOX_LOOKS if self.kind == "tick" else "" if self.value else _GREY
        properties = dressed(base, looks)
        lines = [f'<w:t xml:space="preserve">{word_text(line)}</w:t>' for line in self._shown().splitlines()]
        # Breaks stand in runs of their own: LibreOffice moves one that shares a run with text.
        return f"<w:r>{properties}<w:br/></w:r>".join(f"<w:r>{properties}{line}</w:r>" for line in lines)

    def _properties(self, base: str) -> str:
        """w:sdtPr in the order of CT_SdtPr (ECMA-376 part 1, 17.5.2.38)."""
        parts = current()
        parts.apart = True  # its own prefix is declared where the part is finished
        title = f"<w:alias w:val={quoteattr(clean_text(self.title))}/>" if self.title else ""
        lock = "sdtContentLocked" if self.fixed else "sdtLocked"
        waits = "<w:showingPlcHdr/>" if not self.value and self.kind != "tick" else ""
        return (
            f"<w:sdtPr>{base}{title}<w:tag w:val={quoteattr(clean_text(self.key))}/>"
            f'<w:id w:val="{parts.fresh_id()}"/><w:lock w:val="{lock}"/>{waits}{self._kind()}</w:sdtPr>'
        )

    def _kind(self) -> str:
        if self.kind == "choice":
            items = (quoteattr(clean_text(each)) for each in self.choices)
            listed = "".join(f"<w:listItem w:displayText={each} w:value={each}/>" for each in items)
            return f"<w:dropDownList>{listed}</w:dropDownList>"
        if self.kind == "date":
            full = f' w:fullDate="{self.value}T00:00:00Z"' if self.value else ""
            return (
                f'<w:date{full}><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>'
                '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
            )
        if self.kind == "tick":
            state = f'<w14:{{}} w14:val="{{}}" w14:font="{_BOX_FONT}"/>'
            on, off = state.format("checkedState", "2611"), state.format("uncheckedState", "2610")
            return f'<w14:checkbox><w14:checked w14:val="{int(bool(self.value))}"/>{on}{off}</w14:checkbox>'
        return ""


def _hidden(base: str, key: str) -> str:
    """A run that no page shows: the key in brackets."""
    words = word_text(f"{SPELLED[0]}{key}{SPELLED[1]}")
    return f'<w:r>{dressed(base, "<w:vanish/>")}<w:t xml:space="preserve">{words}</w:t></w:r>'
