"""Owns which of several answers to one question counts: of one file, of two files of a unit, and beside the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qdoc.asking import FormLine, FormMetric
from qdoc.ledger.form_columns import ACTUAL
from qdoc.model import Entry
from qdoc.returns.collect_values import Fate
from qdoc.returns.form_values import Answer, ReturnedForm

BETWEEN, NOT_GIVEN = "；", "未填"
"""How several figures of one row are written into one cell, in the order of its targets."""
_SAME_DAY = "请与该单位核实，只留对的一份；以新表为准的，请该单位把填报日期改为重填的那天"


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of an answer on one row, and why."""

    fate: Fate
    why: str = ""
    hint: str = ""


@dataclass(slots=True)
class Claim:
    """An answer that has found its rows, and by and by its end on each. ``day``: 填报日期 of its file, "" unknown."""

    form: ReturnedForm
    unit: str
    line: FormLine
    answer: Answer
    value: str
    day: str
    place: str
    metric: FormMetric | None = None
    ends: dict[str, Ending] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[str, ...]:
        """The ledger rows that it answers for: a figure's one, else all of the line."""
        return (self.metric.row_key,) if self.metric else self.line.row_keys

    @property
    def slot(self) -> tuple[str, str]:
        """The question, beside the row: field and metric."""
        return self.answer.field, self.metric.id if self.metric else ""

    def live(self, row: str) -> bool:
        """Whether it still counts for ``row``."""
        return row not in self.ends

    @property
    def ending(self) -> Ending:
        """Its fate as a whole: refused where any row refuses it, applied where any row takes it."""
        refused = [end for end in self.ends.values() if end.fate is Fate.REFUSED]
        if refused:
            return refused[0]
        if len(self.ends) < len(self.rows):
            return Ending(Fate.APPLIED)
        return max(self.ends.values(), key=lambda end: end.fate is Fate.OLDER)

    @property
    def where(self) -> str:
        """File and cell."""
        return f"{self.form.name} {self.answer.place}"


def settle(claims: Sequence[Claim], recorded: Mapping[tuple[str, str], Entry]) -> None:
    """Give every claim its end on each of its rows; where it has none, it is applied.

    Of one file: the same value twice counts once, two values are refused, both cells named. Of two files of a unit, row
    by row: the later 填报日期 counts; of one day or of unknown days what agrees counts once, what differs is refused.
    ``recorded`` (unit, row → the return that the ledger has for this period) counts like a file. What one row refuses
    is refused for all rows of its question.
    """
    rows: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        for key in claim.rows:
            rows.setdefault((claim.unit, key), []).append(claim)
    for (_, key), given in rows.items():
        _set_older_aside(key, given)
        _refuse_different(key, [claim for claim in given if claim.live(key)])
    for (unit, key), given in rows.items():
        if entry := recorded.get((unit, key)):
            _beside_record(key, [claim for claim in given if claim.live(key)], entry)
    for claim in claims:
        if claim.ending.fate is Fate.REFUSED:
            claim.ends.update(dict.fromkeys(claim.rows, claim.ending))
    for (_, key), given in rows.items():
        first: dict[tuple[str, str], Claim] = {}
        for claim in given:
            if claim.live(key) and first.setdefault(claim.slot, claim) is not claim:
                claim.ends[key] = Ending(Fate.REPEATED, f"与 {first[claim.slot].where} 相同")


def _set_older_aside(row: str, claims: Sequence[Claim]) -> None:
    """Set aside what an older file of the unit says of a row that a newer one speaks of."""
    if len({claim.form.sha256 for claim in claims}) < 2 or not all(claim.day for claim in claims):
        return
    newest = max(claim.day for claim in claims)
    for claim in claims:
        if claim.day < newest:
            claim.ends[row] = Ending(Fate.OLDER, f"该单位 {newest} 又填了一份，以新的为准")


def _refuse_different(row: str, claims: Sequence[Claim]) -> None:
    """Refuse different answers to one question, every cell named."""
    slots: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        slots.setdefault(claim.slot, []).append(claim)
    for same in slots.values():
        if len({claim.value for claim in same}) < 2:
            continue
        one_file = len({claim.form.sha256 for claim in same}) == 1
        for claim in same:
            others = "、".join(dict.fromkeys(each.where for each in same if each.value != claim.value))
            what = "同一项填了不同的内容" if one_file else "同一天的两份填报不一致"
            hint = "请与该单位核实，只留一处" if one_file else _SAME_DAY
            claim.ends[row] = Ending(Fate.REFUSED, f"{what}（另一处：{others}）", hint)


def _beside_record(row: str, claims: Sequence[Claim], entry: Entry) -> None:
    """What the ledger has already is not written twice, older goes aside, another answer of the same day is refused."""
    source = entry.source or "填报记录"
    if all(claim.value == _recorded(row, claim, entry) for claim in claims):
        for claim in claims:
            claim.ends[row] = Ending(Fate.REPEATED, f"台账里已经登记过（{source}）")
        return
    for claim in claims:
        said = _recorded(row, claim, entry)
        if claim.day and entry.filled_on and claim.day < entry.filled_on:
            claim.ends[row] = Ending(Fate.OLDER, f"台账里已有该单位 {entry.filled_on} 填的一份")
        elif not (claim.day and entry.filled_on and claim.day > entry.filled_on) and said and said != claim.value:
            why = f"台账里已登记同一天的另一种填法“{said[:20]}”（{source}）"
            claim.ends[row] = Ending(Fate.REFUSED, why, _SAME_DAY)


def _recorded(row: str, claim: Claim, entry: Entry) -> str:
    """What the record says to the same question; of several figures of a row the one in its place."""
    said = str(getattr(entry, claim.answer.field, ""))
    if claim.answer.field != ACTUAL or claim.metric is None:
        return said
    asked = [metric.id for metric in claim.line.metrics if metric.row_key == row]
    parts = said.split(BETWEEN)
    if len(asked) < 2 or len(parts) != len(asked):
        return said
    part = parts[asked.index(claim.metric.id)]
    return "" if part == NOT_GIVEN else part
