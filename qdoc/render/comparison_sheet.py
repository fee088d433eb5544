"""Owns 对照.xlsx: a line a task, counts, what is unmatched, and the columns in which the pairing is corrected."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.compare import pair_columns as names
from qdoc.compare.decisions import Decision, plan_mark
from qdoc.compare.diff import ChangeKind, PlanDiff
from qdoc.render import sheet_style as style
from qdoc.render.comparison_rows import ComparedRow, compared_rows, counts_of, statistics, year_names
from qdoc.render.comparison_tasks import task_lines
from qdoc.render.table_book import Table, fill_table
from qdoc.render.workbook_parts import settled

_SIZE = 10
_DONE = "上年完成情况"  # hidden where no ledger of last year was given
_A3 = 8
_NO_DATE = datetime(2000, 1, 1)
_COLUMNS = (
    *(("序号", 6), (names.MARK_BEFORE, 8), (names.WORDS_BEFORE, 40), (names.MARK_AFTER, 8), (names.WORDS_AFTER, 40)),
    *(("变化类型", 11), ("变化要点（措施）", 30), ("指标变化", 30), ("责任单位变化", 26), ("时限变化", 18)),
    *((_DONE, 28), ("匹配分", 7), ("核对", 10), ("次选（今年）", 18)),
    *((names.TO, 12), (names.SURE, 7), (names.BY, 9), (names.KEY_BEFORE, 10), (names.KEYS_AFTER, 10)),
)
_CENTRED = frozenset({"序号", names.MARK_BEFORE, names.MARK_AFTER, "变化类型", "匹配分", "核对", names.SURE})
_CLERKS = (names.TO, names.SURE, names.BY)
_FILLS = {ChangeKind.ADDED: style.CLERK_FILL, ChangeKind.DROPPED: style.MISSING_FILL}
_HOW = (
    f"怎样改对应关系：上年的任务今年成了哪一项，在“{names.TO}”写今年的编号（几项用顿号隔开，一项也没有写“{names.NONE}”）；"
    f"对应得对的，“{names.SURE}”选“{names.YES}”；不是这一项又说不准是哪项的，选“{names.NO}”，清空就是收回。"
    "改好存盘，再运行一次 qdoc compare（加 --pairs 这个文件），改过的先算数。"
)


@dataclass(frozen=True, slots=True)
class Keys:
    """Task id → its key in a decision (``compare.decisions.task_key``), of both years."""

    before: Mapping[str, str]
    after: Mapping[str, str]


def comparison_xlsx(
    diff: PlanDiff,
    before: Mapping[str, str],
    after: Mapping[str, str],
    keys: Keys,
    *,
    decisions: Sequence[Decision] = (),
    kept: Sequence[Decision] = (),
    quote: Callable[[str], str] = str,
    rows: Sequence[ComparedRow] | None = None,
) -> bytes:
    """Write the workbook: sheets 对照, 统计, 未对应（上年）, 未对应（今年） and a hidden one for reading it back.

    Args:
        diff: the comparison.
        before: task id → wording, of the earlier year.
        after: the same of the later year.
        keys: the keys that hidden columns carry, so that a clerk's correction is found again.
        decisions: what persons have decided and the comparison heeded, under these keys; who decided stays beside it.
        kept: what they decided and the comparison could not heed (of other plans, or the words are gone): it is kept
            on the hidden sheet.
        quote: how a quotation prints.
        rows: ``compared_rows`` of the same, where they are at hand.

    Returns:
        An .xlsx; whatever a text begins with it is no formula. The same input gives the same bytes.
    """
    rows = rows or compared_rows(diff, before, after, quote)
    book = Workbook()
    title = f"{'、'.join(year_names(diff))}工作要点对照"
    book.properties.creator, book.properties.title = "qdoc", title
    book.properties.created = _NO_DATE
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = names.SHEET
    _fill_pairs(sheet, title, statistics(diff), rows, keys, decisions)
    counted = [(kind.label, count) for kind, count in counts_of(diff).items()]
    counted += [("待核", sum(c.review for c in diff.changes)), ("人工确认", sum(c.decided for c in diff.changes))]
    told = "一组可有几种变化，各类组数相加会多于总组数。"
    table = Table("统计", f"{title}：统计", told, (("变化类型", 20), ("组数", 12)), tuple(counted), frozenset({"组数"}))
    fill_table(book.create_sheet(), table)
    for kind, when in ((ChangeKind.DROPPED, "上年"), (ChangeKind.ADDED, "今年")):
        alone = [(line, row.standing) for row in rows if kind in row.change.kinds for line in (*row.before, *row.after)]
        cells = tuple((at, line.mark, line.words, standing) for at, (line, standing) in enumerate(alone, 1))
        note = f"{when}的任务里没有对应的，共{len(cells)}项。改对应关系在“{names.SHEET}”表里改。"
        columns = (("序号", 6), ("编号", 12), ("表述", 100), ("核对", 16))
        centred = frozenset({"序号", "编号"})
        fill_table(book.create_sheet(), Table(f"未对应（{when}）", f"未对应（{when}）", note, columns, cells, centred))
    _fill_hidden(book.create_sheet(), diff, task_lines(diff.after, after), keys, (decisions, kept))
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _fill_pairs(
    sheet: Worksheet, title: str, told: str, rows: Sequence[ComparedRow], keys: Keys, decisions: Sequence[Decision]
) -> None:
    signers = {key: one.by for one in decisions for key in (*one.before, *one.after) if one.by and one.together}
    deniers = {key: one.by for one in decisions for key in one.before if not one.together}
    last = get_column_letter(len(_COLUMNS) - 2)
    wide = sum(width for _, width in _COLUMNS[:-2])
    for at, (text, size, face) in enumerate(
        ((title, 16, style.TITLE_FONT), (f"{told}\n{_HOW}", 10, style.BODY_FONT)), 1
    ):
        style.put_text(sheet.cell(at, 1), text)
        sheet.cell(at, 1).font = style.font(size, name=face)
        sheet.cell(at, 1).alignment = style.aligned("center" if at == 1 else "left")
        sheet.merge_cells(f"A{at}:{last}{at}")
        sheet.row_dimensions[at].height = style.row_height([(text, wide)], size, 22)
    looks = style.Looks()
    for index, (header, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        fill = style.CLERK_FILL if header in _CLERKS else style.HEADER_FILL
        bold = style.font(_SIZE, name=style.TITLE_FONT)
        looks.dress(sheet.cell(3, index), bold, style.aligned("center"), style.BLACK_GRID, fill)
        style.put_text(sheet.cell(3, index), header)
        idle = header == _DONE and not any(row.progress for row in rows)
        if idle or header in (names.KEY_BEFORE, names.KEYS_AFTER):
            sheet.column_dimensions[get_column_letter(index)].hidden = True
    sheet.row_dimensions[3].height = 30
    count = 3
    for row in rows:
        for line in _lines(row, keys, signers, deniers):
            count += 1
            _put_line(sheet, count, line, looks, row)
    choice = DataValidation("list", formula1=f'"{names.YES},{names.NO}"', allow_blank=True)
    choice.errorTitle, choice.error = names.SURE, f"请选“{names.YES}”或“{names.NO}”，或留空"
    sheet.add_data_validation(choice)
    where = {header: get_column_letter(index) for index, (header, _) in enumerate(_COLUMNS, 1)}
    choice.add(f"{where[names.SURE]}4:{where[names.SURE]}{max(4, count)}")
    style.print_landscape(sheet, last, count)
    sheet.page_setup.paperSize = _A3
    sheet.auto_filter.ref = f"A3:{last}{count}"


def _lines(
    row: ComparedRow, keys: Keys, signers: Mapping[str, str], deniers: Mapping[str, str]
) -> Iterator[tuple[str | int | float, ...]]:
    """A line for each task of last year (each of this year where there is none), what is told of the group in each."""
    change = row.change
    told = ("\n".join(row.kinds), *("\n".join(one) for one in (row.about_measures, row.about_targets)))
    told += ("\n".join(row.about_units), "\n".join(row.about_limits), "\n".join(row.progress))
    score = "" if change.score is None else round(change.score, 2)
    sure = names.YES if change.decided else ""
    marks = names.BETWEEN.join(line.mark for line in row.after)
    words = "\n".join(line.words for line in row.after)
    after = " ".join(keys.after[key] for key in change.after)
    for line in row.before:
        key = keys.before[line.id]
        who = signers.get(key, "") if change.decided else deniers.get(key, "")
        head = (row.number, line.mark, line.words, marks, words)
        said = names.NO if key in deniers and not change.decided else sure
        yield (*head, *told, score, row.standing, row.runner_up, "", said, who, key, after)
    for line in () if row.before else row.after:
        key = keys.after[line.id]
        who = signers.get(key, "") if change.decided else ""
        head = (row.number, "", "", line.mark, line.words)
        yield (*head, *told, score, row.standing, row.runner_up, "", sure, who, "", key)


def _put_line(
    sheet: Worksheet, at: int, line: tuple[str | int | float, ...], looks: style.Looks, row: ComparedRow
) -> None:
    shade = next((_FILLS[kind] for kind in row.change.kinds if kind in _FILLS), None)
    for index, ((header, _), value) in enumerate(zip(_COLUMNS, line, strict=True), 1):
        cell = sheet.cell(at, index)
        fill = (
            shade if header == "变化类型" else style.SUGGESTED_FILL if header == "核对" and row.change.review else None
        )
        side = "center" if header in _CENTRED else "left"
        looks.dress(cell, style.font(_SIZE), style.aligned(side), style.GRID, fill)
        if isinstance(value, str):
            style.put_text(cell, value)
        else:
            cell.value = value
        if header in (names.TO, names.MARK_BEFORE, names.MARK_AFTER):
            cell.number_format = "@"  # 1.10 stays 1.10
    texts = [(str(value), width) for (_, width), value in zip(_COLUMNS[:-2], line, strict=False)]
    sheet.row_dimensions[at].height = style.row_height(texts, _SIZE, 22)


def _fill_hidden(
    sheet: Worksheet,
    diff: PlanDiff,
    lines: Mapping[str, object],
    keys: Keys,
    decisions: tuple[Sequence[Decision], Sequence[Decision]],
) -> None:
    """The marks of both plans, the later year's tasks, and the decisions that no row of the sheet can hold."""
    sheet.title, sheet.sheet_state = names.HIDDEN, "hidden"
    marks = plan_mark(diff.before.year, keys.before.values()), plan_mark(diff.after.year, keys.after.values())
    body: list[tuple[str, ...]] = [(names.SCHEMA, diff.before.name, diff.after.name), (names.PLANS, *marks)]
    body += [(names.AFTER, keys.after[task.id], getattr(lines[task.id], "mark", "")) for task in diff.after.tasks]
    heeded, kept = decisions
    for one in (*(one for one in heeded if not one.together), *kept):
        kind = names.LATER if one.together else names.CUT
        body.append((kind, " ".join(one.before), " ".join(one.after), one.by, one.name, *one.made_for))
    for at, cells in enumerate(body, 1):
        for index, text in enumerate(cells, 1):
            style.put_text(sheet.cell(at, index), text)
