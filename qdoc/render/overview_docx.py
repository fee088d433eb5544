"""Owns 变化综述.docx: one page to be read aloud, the counts and the changes that matter, in both years' words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil

from qdoc.compare.diff import ChangeKind, PlanDiff
from qdoc.compare.highlights import RULE, Highlight, highlights
from qdoc.render.comparison_rows import ComparedRow, compared_rows, kind_label, year_names
from qdoc.render.comparison_tasks import quoted
from qdoc.render.shortening import shortened_names, shortened_pair
from qdoc.render.templates import Template
from qdoc.resources import template

TEMPLATE = "变化综述.docx"
_LINE = 38  # full-width characters that a line of the shipped page surely holds
_LINES = 28  # for the opening and the items; the rest of the page is title, table and notes
_LONGEST, _SHORTEST = 60, 16  # characters of a quotation
NOTED = "单位、时限只有一年写明，或由章节、集体名称写明，指标移到别的任务"
OF_LEDGER = "来自台账的一方，单位、时限、指标以台账所记为准，调整过的不是通知原话。"
_COUNTED = {
    "延续": (ChangeKind.CARRIED,),
    "表述": (ChangeKind.REWORDED,),
    "指标": (ChangeKind.RETARGETED,),
    "责任": (ChangeKind.REASSIGNED,),
    "时限": (ChangeKind.RESCHEDULED,),
    "强化": (ChangeKind.STRENGTHENED,),
    "弱化": (ChangeKind.WEAKENED,),
    "更名": (ChangeKind.RENAMED,),
    "拆并": (ChangeKind.SPLIT, ChangeKind.MERGED),
    "移动": (ChangeKind.MOVED,),
    "新增": (ChangeKind.ADDED,),
    "取消": (ChangeKind.DROPPED,),
}
FIELDS: dict[str, object] = {
    "上年": "如 2025年，文件没写年份的为“上年”",
    "今年": "如 2026年，文件没写年份的为“今年”",
    "上年标题": "上年工作要点的标题",
    "今年标题": "今年工作要点的标题",
    "总述": "两三句话：两年各几项，新增、取消、延续几项，其余变了什么，几组待核",
    "数": {name: "、".join(kind.label for kind in kinds) + "的组数" for name, kinds in _COUNTED.items()},
    "要点": [
        {
            "序号": "从1起",
            "事项": "今年任务的标题，取消的是上年的",
            "类型": "指标调整、责任调整、强化、弱化、取消、新增、时限提前等",
            "项目": "变的是什么，在引语之前，如 牵头（责任）单位，可以为空",
            "上年": "上年原话，加引号；新增的是“没有这一项”",
            "今年": "今年原话，加引号；取消的是“未再列入”",
            "另有": "同一组另有几处变化，没有时为 0",
            "待核": "对应关系待核的为“（对应关系待核）”，否则为空",
            "组号": "对照表里的序号",
        }
    ],
    "其余数": "没有列出的、有变化的组数，没有时为 0",
    "选取规则": "要点按什么先后选的；一方是台账时，先说明其单位、时限、指标以台账所记为准",
}
"""Every field of the template, with what it holds (templates/docx/README.md is made from it)."""


def overview_docx(
    diff: PlanDiff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    *,
    quote: Callable[[str], str] = str,
    style: bytes | None = None,
    rows: Sequence[ComparedRow] | None = None,
    of_ledger: bool = False,
) -> bytes:
    """Fill the page.

    Args:
        diff: the comparison.
        before: task id → wording, of the earlier year.
        after: the same of the later year.
        quote: how a quotation prints.
        style: an office's own template; the shipped one without it.
        rows: ``compared_rows`` of the same, where they are at hand.
        of_ledger: one side is a ledger: what its clerk adjusted stands in the place of the notice's words, and the page
            says so.

    Returns:
        A .docx file of one page (in the shipped template: quotations are shortened until ten items fit); the same
        input gives the same bytes.

    Raises:
        TemplateRefused: the office's template has errors.
    """
    data = template(TEMPLATE).read_bytes() if style is None else style
    return Template(data, TEMPLATE, FIELDS).render(
        overview_context(diff, before, after, quote, rows, of_ledger=of_ledger)
    )


def overview_context(
    diff: PlanDiff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    quote: Callable[[str], str] = str,
    rows: Sequence[ComparedRow] | None = None,
    *,
    of_ledger: bool = False,
) -> dict[str, object]:
    """The fields of 变化综述.docx (FIELDS)."""
    rows = rows or compared_rows(diff, before, after, quote)
    chosen = highlights(diff)
    told = opening(diff)
    room = _LINES - ceil(len(told) / _LINE)
    items: list[dict[str, object]] = []
    for most in range(_LONGEST, _SHORTEST - 1, -2):
        items = [_item(number, one, rows[one.at], quote, most) for number, one in enumerate(chosen, 1)]
        if sum(_lines(item) for item in items) <= room:
            break
    changed = sum(not _unchanged(change.kinds) for change in diff.changes)
    return {
        "上年": year_names(diff)[0],
        "今年": year_names(diff)[1],
        "上年标题": quote(diff.before.title or diff.before.name),
        "今年标题": quote(diff.after.title or diff.after.name),
        "总述": told,
        "数": {
            name: str(sum(bool(set(kinds) & set(change.kinds)) for change in diff.changes))
            for name, kinds in _COUNTED.items()
        },
        "要点": items,
        "其余数": changed - len(items),
        "选取规则": (OF_LEDGER if of_ledger else "") + RULE,
    }


def opening(diff: PlanDiff) -> str:
    """What is said first: how many tasks each year has, and what became of them. Only what the counts say."""
    groups = [change for change in diff.changes if change.before and change.after]
    same = sum(_unchanged(change.kinds) for change in groups)
    counts = {kind: sum(kind in change.kinds for change in groups) for kind in ChangeKind}
    come = sum(len(change.after) for change in diff.changes if not change.before)
    gone = sum(len(change.before) for change in diff.changes if not change.after)
    moved = sum(ChangeKind.MOVED in change.kinds and _unchanged(change.kinds) for change in groups)
    counts[ChangeKind.MOVED] -= moved
    named = [f"{kind.label}{counts[kind]}组" for kind in ChangeKind if counts[kind] and kind not in _QUIET]
    names = year_names(diff)
    parts = [
        f"{names[1]}列{len(diff.after.tasks)}项任务，{names[0]}为{len(diff.before.tasks)}项。",
        f"相比之下，新增{come}项，取消{gone}项，延续{same}组"
        + (f"（其中移动位置{moved}组）" if moved else "")
        + (f"，{len(groups) - same}组有变化" if named else ""),
        f"：{'、'.join(named)}（一组可有几种变化）。" if named else "。",
    ]
    if counts[ChangeKind.RENAMED]:
        parts.append(f"另有{counts[ChangeKind.RENAMED]}组的单位因机构改革更名，不算责任调整。")
    if noted := sum(bool(change.notes) for change in groups):
        parts.append(f"另有{noted}组的说明没有算作变化（{NOTED}），见对照表。")
    if review := sum(change.review for change in diff.changes):
        parts.append(f"有{review}组的对应关系待人工核对。")
    return "".join(parts)


_QUIET = (ChangeKind.CARRIED, ChangeKind.RENAMED, ChangeKind.ADDED, ChangeKind.DROPPED)


def _unchanged(kinds: tuple[ChangeKind, ...]) -> bool:
    return ChangeKind.CARRIED in kinds and not set(kinds) - {ChangeKind.CARRIED, ChangeKind.MOVED}


def _item(number: int, one: Highlight, row: ComparedRow, quote: Callable[[str], str], most: int) -> dict[str, object]:
    before, after, what = sides_of(one, row, quote, most)
    lines = row.after or row.before
    return {
        "序号": str(number),
        "事项": "、".join(line.title for line in lines),
        "类型": kind_label(one.kind, row.change),
        "项目": what,
        "上年": before,
        "今年": after,
        "另有": one.others,
        "待核": "（对应关系待核）" if row.change.review else "",
        "组号": str(row.number),
    }


def sides_of(one: Highlight, row: ComparedRow, quote: Callable[[str], str], most: int) -> tuple[str, str, str]:
    """What both years say, shortened to ``most`` characters, and what of."""
    detail = one.detail
    if detail is not None:
        what = detail.what if detail.kind in (ChangeKind.REASSIGNED, ChangeKind.RENAMED) else ""
        told = detail.before or "", detail.after or ""
        if all(told):
            was, now = (" ".join(side.split()).rstrip("，,；;。.、 ") for side in told)
            told = (shortened_names if what else shortened_pair)(was, now, most)
            most = 0
        sides = [quoted(side, quote, most) if side else "这一项没有写" for side in told]
        return sides[0], sides[1], what
    if not row.before:
        return "没有这一项", quoted(row.after[0].body, str, most), ""
    if not row.after:
        return quoted(row.before[0].body, str, most), "未再列入", ""
    names = ["、".join(quoted(line.label, str, most) for line in lines) for lines in (row.before, row.after)]
    return names[0], names[1], ""


def _lines(item: Mapping[str, object]) -> int:
    """Lines that an item takes on the shipped page: 1．类型　事项：项目上年“”，今年“”（另有）。"""
    signs = 16 + 8 * bool(item["另有"])
    told = sum(len(str(item[name])) for name in ("类型", "事项", "项目", "上年", "今年", "待核"))
    return ceil((signs + told) / _LINE)
