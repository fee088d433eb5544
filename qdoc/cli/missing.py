"""Owns the one list of what letters print as 【待补】: each value once, which documents miss it, how to give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdoc.cli.wishes import Wishes
    from qdoc.model import AssignmentLetter, Office
    from qdoc.render.letter_docx import LetterOptions


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that nobody gave.

    ``value``: what it is (日期); ``printed``: the names it prints under (交办日期、督办日期); ``kinds``: the documents
    that print 【待补】 for it, and ``documents`` how many files that is; ``place``: where 单位信息.xlsx would say it
    (“本单位”的“联系人”; "" where it does not), ``option``: the option that would ("" where there is none).
    """

    value: str
    printed: tuple[str, ...]
    kinds: tuple[str, ...]
    documents: int
    place: str
    option: str

    @property
    def how(self) -> str:
        """How to give it: 在“本单位”的“联系人”填写，或写 --contact."""
        ways = [f"在{self.place}填写" if self.place else "", f"写 {self.option}" if self.option else ""]
        return "，或".join(one for one in ways if one) or "原文没有，请在文件里填写"

    @property
    def sentence(self) -> str:
        """The line that a clerk reads: 联系人：任务交办单、督办单（24 份）；在“本单位”填“联系人”，或写 --contact."""
        names = f"（{'、'.join(self.printed)}）" if self.printed != (self.value,) else ""
        return f"{self.value}{names}：{'、'.join(self.kinds)}，共 {self.documents} 份；{self.how}"


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a value could be said."""

    value: str
    place: str
    option: str


_Found = dict[_Source, tuple[dict[str, None], dict[str, None], list[int]]]
"""The names a value prints under, the kinds that miss it, and one entry a document."""
_BY_NAME = {
    name: source
    for source, names in (
        (_Source("编号", "“本单位”的“编号前缀”", "--number"), ("编号",)),
        (
            _Source("单位名称", "“本单位”的“单位名称”", "--office"),
            ("交办单位", "督办单位", "催办单位", "主送单位", "编制单位"),
        ),
        (_Source("日期", "", "--date"), ("交办日期", "督办日期", "催办日期", "签订日期", "编制日期")),
        (_Source("截至日期", "", "--as-of"), ("截至日期",)),
        (_Source("反馈时限", "“本单位”的“反馈时限”", "--feedback-by"), ("反馈时限",)),
        (_Source("联系人", "“本单位”的“联系人”", "--contact"), ("联系人", "督办人")),
        (_Source("联系电话", "“本单位”的“联系电话”", "--phone"), ("联系电话",)),
        (_Source("紧急程度", "", "--urgency"), ("紧急程度",)),
        (_Source("分管领导", "“本单位”的“分管领导”", "--leader"), ("分管领导",)),
    )
    for name in names
}
_OF_THE_UNIT = {
    ("办理情况报告", name): _Source(f"承办单位{name}", f"“责任单位”的“{name}”", "") for name in ("联系人", "联系电话")
}
"""A report is the bureau's own: its contact is of the bureau, not of the office that asks."""


def missing_list(
    letters: Iterable[AssignmentLetter],
    wishes: Wishes,
    office: Office | None = None,
    templates: Mapping[str, bytes] | None = None,
    table: Iterable[str] = (),
) -> tuple[Missing, ...]:
    """Return what the documents of ``wishes.kinds`` for ``letters`` print as 【待补】, each value once.

    ``templates``: the office's own ones by kind; ``table``: what 任务分解表 prints as 【待补】. What a template does
    not ask for is not missed. Values stand in the order in which they are first missed.
    Raises UsageError as ``letter_docx`` does.
    """
    found: _Found = {}
    for kind in wishes.kinds:
        unprinted: frozenset[str] | None = None  # asking the template takes longer than a letter
        for letter in letters:
            options = wishes.letter(letter.head, kind, 1, letter.department, office)
            sources: dict[_Source, list[str]] = {}
            if unprinted is None and _gaps(kind, letter, options):
                unprinted = _unprinted(kind, (templates or {}).get(kind))
            for name in _gaps(kind, letter, options, unprinted) if unprinted is not None else ():
                source = _OF_THE_UNIT.get((kind, name)) or _BY_NAME.get(name) or _Source(name, "", "")
                sources.setdefault(source, []).append(name)
            for source, names in sources.items():
                _add(found, source, names, kind)
    for name in table:
        _add(found, _BY_NAME.get(name) or _Source(name, "", ""), [name], "任务分解表")
    return tuple(
        Missing(source.value, tuple(printed), tuple(kinds), len(count), source.place, source.option)
        for source, (printed, kinds, count) in found.items()
    )


def _add(found: _Found, source: _Source, names: Iterable[str], kind: str) -> None:
    printed, kinds, count = found.setdefault(source, ({}, {}, []))
    printed.update(dict.fromkeys(names))
    kinds[kind] = None
    count.append(1)


def _gaps(
    kind: str, letter: AssignmentLetter, options: LetterOptions, unprinted: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    from qdoc.render.letter_docx import missing

    return missing(kind, letter, options, unprinted)


def _unprinted(kind: str, own: bytes | None) -> frozenset[str]:
    """The fields of ``kind`` that its template leaves out: the office's own, or the shipped one."""
    from qdoc.render.letter_docx import KINDS
    from qdoc.render.template_names import asked_names
    from qdoc.resources import template

    data = template(f"{kind}.docx").read_bytes() if own is None else own
    return frozenset(KINDS[kind].fields) - frozenset(asked_names(data, f"{kind}.docx"))
