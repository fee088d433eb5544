"""Owns a draft before it is built: the fields of its kind with what is known of them, and the lines of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qdoc.draft.kinds import ABOUT, Kind
from qdoc.model import Office

FORM_MARK = "草稿"
"""What the keys of a form's controls begin with, and the sheet of its workbook is called."""
KIND_LABEL, BODY_LABEL = "文种", "正文"
BODY_MARK = "正文（从下一行写起，可以整段粘贴）"
CHOICES: Mapping[str, tuple[str, ...]] = {"紧急程度": ("特急", "加急"), "盖章": ("是", "否")}
REMARK = "填好右边一栏，正文写在下面；空着的，生成时印【待补】并列出来，不会替您编。填完运行 qdoc draft build。"


@dataclass(frozen=True, slots=True)
class FormLine:
    """A paragraph of the text: its words as they stand, its level (0–4), and what a comment on it says ("": none)."""

    text: str
    level: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftForm:
    """A form to fill in.

    ``values``: label → what is known; labels of ``kind`` that are not in it wait to be filled in. ``about``: label →
    what is said beside it instead of ``kinds.ABOUT``. ``lines``: the text; without one the kind's hints stand there.
    """

    kind: Kind
    values: Mapping[str, str]
    about: Mapping[str, str]
    lines: tuple[FormLine, ...] = ()

    def waiting(self, label: str) -> str:
        """What stands in grey where ``label`` is not filled in."""
        return self.about.get(label) or ABOUT[label]


def form_key(label: str) -> str:
    """The key of the control for ``label``: 草稿.发文机关."""
    return f"{FORM_MARK}.{label}"


def label_of(key: str) -> str:
    """The label that a control's key names; "" for one that is not of this form."""
    mark, dot, label = key.partition(".")
    return label if dot and mark == FORM_MARK else ""


def new_form(kind: Kind, office: Office | None) -> DraftForm:
    """A form of ``kind`` with what the office's settings say: its name, and for a 请示 whom to ask.

    No number, date, signer or seal: the prefix of a number is only said beside it.
    """
    values: dict[str, str] = {}
    about: dict[str, str] = {}
    if office is not None:
        if office.name:
            values["发文机关"] = office.name
        if kind.name == "请示" and office.contact and office.phone:
            values["附注"] = f"联系人：{office.contact}，联系电话：{office.phone}"
        if prefix := office.number_for(kind.name):
            about["发文字号"] = f"本单位的前缀是 {prefix}，顺序号由您编"
    return DraftForm(kind, values, about)
