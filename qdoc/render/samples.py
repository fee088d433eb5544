"""Owns made data for trying a template out: one full and one bare document of each kind, of our example place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qdoc.compare.diff import Change, ChangeKind, Detail, PlanDiff, Side, TaskPlace
from qdoc.draft.build import parse_draft
from qdoc.model import (
    AssignmentLetter,
    Basis,
    Cell,
    Entry,
    Ledger,
    LedgerHead,
    LedgerRow,
    LetterItem,
    UnitInfo,
)
from qdoc.render.letter_docx import KINDS, LetterOptions, letter_template

Fill = Callable[[bytes], bytes]

_HEAD = LedgerHead(
    "云溪区人民政府办公室关于印发2026年质量强区工作要点的通知",
    "云溪区2026年质量强区工作要点",
    "云溪区人民政府办公室",
    "云政办发〔2026〕5号",
    "2026-03-02",
    2026,
    "样本.txt",
    "0" * 64,
)
_ITEM = LetterItem(
    "样本1",
    "3",
    "推进校园食品安全",
    "年底前全区中小学校园食堂“互联网+明厨亮灶”覆盖率达到100%。",
    "牵头单位",
    "配合：区市场监管局",
    "覆盖率达到100%",
    "2026年12月底",
    "二、重点任务 3",
    suggested=True,
    deadline_on="2026-12-31",
    status="推进中",
    progress="已完成36所。",
    problem="两所学校在改造。",
    partners=(("配合", "区市场监管局"),),
    sources="单位：建议；时限：原文",
)
_PLAIN = replace(
    _ITEM, row_key="样本2", text="每季度检查一次。", metric="", suggested=False, role="责任单位", status=""
)
LETTER = AssignmentLetter(
    "区教育局", _HEAD, (_ITEM, _PLAIN), (replace(_PLAIN, row_key="样本3", role="配合单位"),), True
)
BARE_LETTER = replace(LETTER, lead_items=(_PLAIN,), support_items=(), has_suggestions=False)
OPTIONS = LetterOptions(
    office="云溪区人民政府办公室",
    number="云质办交〔2026〕1号",
    date="2026-03-10",
    contact="张三",
    phone="0000-1234567",
    feedback_by="2026-03-20",
    assessment_basis="云溪区质量工作考核办法",
    leader="李四",
    unit=UnitInfo("区教育局"),
    as_of="2027-02-01",
)

_STATED, _GUESSED = Basis.STATED, Basis.SUGGESTED
_LEDGER = Ledger(
    _HEAD,
    (
        LedgerRow(
            *("样本1", "2026/t1", "一、重点任务", "3", "推进校园食品安全", "覆盖率达到100%。"),
            lead=Cell("区教育局", _GUESSED), support=Cell("区市场监管局", _STATED), metric=Cell("100%", _STATED),
            deadline=Cell("2026年12月底", _STATED), deadline_on="2026-12-31", place="二、3", status="推进中",
            actual="60%", progress="已完成36所。", problem="两所学校在改造。", carry_over="是",
        ),
        LedgerRow(
            *("样本2", "2026/t2", "二、其他任务", "4", "开展培训", "培训80名。"),
            lead=Cell("区市场监管局", _STATED), metric=Cell("80名", _STATED), status="已完成", actual="88名",
            summary_wording="培训88名。", problem="场地不足。",
        ),
        LedgerRow(*("样本3", "2026/t3", "二、其他任务", "5", "更换软管", "更换软管2万根。")),
    ),
    entries=(
        Entry("样本1", "区教育局", "2026Q1", True, status="推进中", wording="已完成9所。", next_step="年底前完成。"),
        Entry("样本2", "区市场监管局", "2026Q2", True, status="已完成", wording="培训88名。"),
        Entry("样本1", "区市场监管局", "2026Q2", False, status="推进中", wording="已配合检查。"),
    ),
)  # fmt: skip

_SIDES = [Side(f"{year}年要点", year, "样本", (TaskPlace(f"{year}/t1", "1", "任务", 0, 2),)) for year in (2025, 2026)]
DIFF = PlanDiff(
    _SIDES[0],
    _SIDES[1],
    (
        Change(
            ("2025/t1",),
            ("2026/t1",),
            (ChangeKind.RETARGETED,),
            0.8,
            None,
            review=True,
            details=(Detail(ChangeKind.RETARGETED, "覆盖率", "90%", "95%"),),
        ),
    ),
)
BARE_DIFF = replace(DIFF, changes=())
DRAFT = """发文机关：云溪区人民政府办公室
发文字号：云政办发〔2026〕5号
主送机关：各街道办事处，区政府各部门
成文日期：2026-03-02
抄送：区委办公室
印发日期：2026-03-03

云溪区2026年质量强区工作要点

一、总体要求
以质量强区为目标。
二、重点任务
（一）推进校园食品安全
年底前覆盖率达到100%。
"""


def fills(name: str, fields: Mapping[str, object]) -> tuple[Fill, ...]:
    """The ways to fill a template called ``name`` with made data: a full document first, then a bare one.

    A document that has no sample here is filled from its ``fields`` alone.
    """
    if name in KINDS:
        return tuple(_letter(name, letter) for letter in (LETTER, BARE_LETTER))
    return _OTHERS.get(name) or tuple(_from_fields(name, fields, count) for count in (2, 0))


def _letter(name: str, letter: AssignmentLetter) -> Fill:
    def fill(style: bytes) -> bytes:
        kind, template = KINDS[name], letter_template(name, style)
        context = kind.context(letter, OPTIONS)
        return template.render(made(kind.fields, 1) if context is None else context)

    return fill


def _summary(ledger: Ledger) -> Fill:
    def fill(style: bytes) -> bytes:
        from qdoc.render.summary_docx import summary_docx
        from qdoc.summary import Missing, summarise

        missing = (Missing("2026Q1", ("区市场监管局",)),) if ledger.entries else ()
        summary = summarise(ledger, as_of="2026-12-20", missing=missing)
        return summary_docx(summary, office="云溪区人民政府办公室", dated="2027年1月5日", style=style)

    return fill


def _comparison(diff: PlanDiff) -> Fill:
    def fill(style: bytes) -> bytes:
        from qdoc.render.comparison_docx import comparison_docx

        return comparison_docx(diff, {"2025/t1": "覆盖率90%。"}, {"2026/t1": "覆盖率95%。"}, style=style)

    return fill


def _overview(diff: PlanDiff) -> Fill:
    def fill(style: bytes) -> bytes:
        from qdoc.render.overview_docx import overview_docx

        return overview_docx(diff, {"2025/t1": "覆盖率90%。"}, {"2026/t1": "覆盖率95%。"}, style=style)

    return fill


def _notice(text: str) -> Fill:
    def fill(style: bytes) -> bytes:
        from qdoc.render.notice_docx import notice_docx

        return notice_docx(parse_draft(text, "样本.txt"), style=style)

    return fill


def _from_fields(name: str, fields: Mapping[str, object], count: int) -> Fill:
    def fill(style: bytes) -> bytes:
        from qdoc.render.templates import Template

        return Template(style, f"{name}.docx", fields).render(made(fields, count))

    return fill


def made(fields: Mapping[str, object], count: int) -> dict[str, object]:
    """A context made of nothing but the fields: texts are their own names, lists have ``count`` records."""
    return {field: _made(field, meaning, count) for field, meaning in fields.items()}


def _made(field: str, meaning: object, count: int) -> object:
    if isinstance(meaning, Mapping):
        return made(meaning, count)
    if isinstance(meaning, list | tuple):
        return [_made(field, meaning[0], count) for _ in range(count)]
    return count if field.endswith("数") else field


_OTHERS: Mapping[str, tuple[Fill, ...]] = {
    "年终总结": (_summary(_LEDGER), _summary(Ledger(_HEAD, ()))),
    "年度对照表": (_comparison(DIFF), _comparison(BARE_DIFF)),
    "变化综述": (_overview(DIFF), _overview(BARE_DIFF)),
    "印发通知": (_notice(DRAFT), _notice("")),
    "上行文": (_notice(f"格式：上行文\n签发人：李四\n{DRAFT}"), _notice("格式：上行文\n")),
    "函": (_notice(f"格式：函\n{DRAFT}"), _notice("格式：函\n")),
    "纪要": (_notice(f"格式：纪要\n出席：区教育局 张三\n{DRAFT}"), _notice("格式：纪要\n")),
}
