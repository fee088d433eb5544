"""Owns merging a fresh ledger with the one a clerk has corrected: by key, and never over a clerk's value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from qdoc.ledger.build import findings
from qdoc.ledger.columns import MARK_GONE, MARK_NEW
from qdoc.ledger.entries import foreign_note
from qdoc.model import Basis, Cell, Diagnostic, Ledger, LedgerRow, Severity

# always the clerk's, whether or not the row says so
_CLERKS = ("confirmed", "summary_wording", "status", "actual", "progress", "problem", "carry_over", "mark")
_MACHINE = ("key", "task_id", "start", "end", "edited", "own")
_BY_ROWS = ("L001", "L002")  # found anew in the merged rows
_QUIET = ("place", "alternatives")  # they follow the notice without a word
_NAMES = {
    "theme": "主题", "number": "任务编号", "task": "任务", "text": "具体事项", "strength": "力度", "lead": "牵头单位",
    "responsible": "责任单位", "support": "配合单位", "metric": "量化指标", "deadline": "完成时限",
    "deadline_on": "截止日", "place": "原文位置", "alternatives": "建议备选", "confirmed": "确认",
    "summary_wording": "总结用语", "remark": "备注", "status": "办理状态", "actual": "完成数值",
    "progress": "进展情况", "problem": "存在问题", "carry_over": "是否结转", "mark": "标记",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergeChange:
    """One thing that a merge kept or changed.

    ``kind``: ``kept`` (the clerk's value stands; ``fresh`` is what the notice would give), ``updated`` (a value of
    qdoc's followed the notice), ``own`` (a clerk's own row kept), ``deleted`` (a row that the clerk deleted stays
    out), ``added`` (new in the notice), ``retired`` (no longer in the notice, kept for what was
    filled in or recorded of it),
    ``dropped`` (no longer in the notice, nothing of the clerk's in it).
    """

    kind: str
    key: str
    text: str
    field: str = ""
    kept: str = ""
    fresh: str = ""

    @property
    def message(self) -> str:
        """What happened, in Chinese."""
        words = self.text if len(self.text) <= 20 else self.text[:20] + "…"
        name = _NAMES.get(self.field, self.field)
        return {
            "kept": f"“{words}”的{name}保留您填的“{self.kept}”（重新生成的是“{self.fresh}”）",
            "updated": f"“{words}”的{name}随通知更新为“{self.fresh}”（原为“{self.kept}”）",
            "own": f"保留您自行增加的“{words}”",
            "deleted": f"您删除的“{words}”没有恢复",
            "added": f"通知新增“{words}”，已标记“{MARK_NEW}”",
            "retired": f"通知中已无“{words}”，因已填过内容或有填报、办理记录予以保留，已标记“{MARK_GONE}”",
            "dropped": f"通知中已无“{words}”，已移出台账",
        }[self.kind]


def merge_ledger(fresh: Ledger, edited: Ledger) -> tuple[Ledger, tuple[MergeChange, ...]]:
    """Return ``fresh`` with everything that a clerk did in ``edited``, and the list of what was kept or changed.

    Rows meet by key. A field that the clerk edited, a confirmed value and the progress columns come from ``edited``;
    everything else follows ``fresh``. The returns, acts, summary passages and the clerk's own columns of ``edited`` are
    kept as they are, also those of rows that are gone (listed as L011); a row that has some is never dropped. The order
    is that of ``edited`` (a clerk may have sorted it); rows that are new in the notice follow the row before them in
    the notice and are marked. Merging twice changes nothing more.
    """
    new = {row.key: row for row in fresh.rows}
    recorded = {entry.row_key for entry in edited.entries} | {event.row_key for event in edited.events}
    recorded |= {key for column in edited.own_columns for key, _ in column.texts}
    changes: list[MergeChange] = []
    merged: dict[str, LedgerRow] = {}
    for row in edited.rows:
        if row.own:
            merged[row.key] = row
            changes.append(MergeChange("own", row.key, row.text))
        elif row.key in new:
            merged[row.key] = _merge_row(new[row.key], row, changes)
        elif _has_clerks_values(row) or row.key in recorded:
            merged[row.key] = replace(row, mark=row.mark if MARK_GONE in row.mark else MARK_GONE, start=None, end=None)
            changes.append(MergeChange("retired", row.key, row.text))
        else:
            changes.append(MergeChange("dropped", row.key, row.text))
    removed = tuple(key for key in edited.removed if key not in merged)
    rows = list(merged.values())
    place: dict[str, int] = {}
    previous = ""
    for row in fresh.rows:
        if row.key in removed:
            changes.append(MergeChange("deleted", row.key, row.text))
        elif row.key not in merged:
            place = place or {known.key: index for index, known in enumerate(rows)}
            position = place[previous] + 1 if previous in place else 0
            rows.insert(position, replace(row, mark=MARK_NEW))
            place = {}
            changes.append(MergeChange("added", row.key, row.text))
        if row.key not in removed:
            previous = row.key
    notes = [_deleted_note(fresh, removed)] if any(key in new for key in removed) else []
    still = [found for found in fresh.diagnostics if found.code not in _BY_ROWS]
    found = (*findings(tuple(rows)), *still, *notes)
    kept = (edited.entries, edited.events, edited.passages, edited.own_columns)
    ledger = Ledger(fresh.head, tuple(rows), found, removed, *kept)
    return replace(ledger, diagnostics=(*found, *foreign_note(ledger))), tuple(changes)


def _merge_row(fresh: LedgerRow, edited: LedgerRow, changes: list[MergeChange]) -> LedgerRow:
    kept = {name for name in _value_fields() if _is_clerks(edited, name)}
    result = replace(fresh, **{name: getattr(edited, name) for name in sorted(kept)}, edited=edited.edited)
    for name in _value_fields():
        before, after = _words(getattr(edited, name)), _words(getattr(fresh, name))
        if before == after:
            continue
        if name in kept:
            if name not in _CLERKS and (before or name in edited.edited):
                changes.append(MergeChange("kept", fresh.key, fresh.text, name, before, after))
        elif name not in _QUIET:
            changes.append(MergeChange("updated", fresh.key, fresh.text, name, before, after))
    return result


def _is_clerks(row: LedgerRow, name: str) -> bool:
    value = getattr(row, name)
    if name in row.edited or name in _CLERKS:
        return True
    return isinstance(value, Cell) and value.basis is Basis.CONFIRMED


def _has_clerks_values(row: LedgerRow) -> bool:
    return any(_is_clerks(row, name) and bool(_words(getattr(row, name))) for name in _value_fields()) or bool(
        row.edited
    )


def _value_fields() -> Iterator[str]:
    return (field.name for field in fields(LedgerRow) if field.name not in _MACHINE)


def _words(value: object) -> str:
    if isinstance(value, Cell):
        return value.value
    return ("是" if value else "") if isinstance(value, bool) else str(value)


def _deleted_note(fresh: Ledger, removed: tuple[str, ...]) -> Diagnostic:
    gone = [row for row in fresh.rows if row.key in removed]
    message = f"按您的删除，{len(gone)} 条事项没有列入台账：" + "；".join(row.place or row.text[:20] for row in gone)
    hint = "要恢复其中一项，请在台账末尾新加一行填写，识别码留空"
    return Diagnostic("L010", Severity.INFO, message, gone[0].start, gone[0].end, hint)
