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
    Where all that the later file says to a question is refused, the earlier one's answer stays. ``recorded`` (unit,
    row → the return that the ledger has for this period) counts like a file; a row that is told nothing else than what
    it has gets no new return. What one row refuses is refused for all rows of its question.
    """
    rows: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        for key in claim.rows:
            rows.setdefault((claim.unit, key), []).append(claim)
    for (unit, key), given in rows.items():
        entry = recorded.get((unit, key))
        _among_files(key, given, entry)
        if entry:
            _beside_record(key, [claim for claim in given if claim.live(key)], entry)
    for claim in claims:
        if claim.ending.fate is Fate.REFUSED:
            claim.ends.update(dict.fromkeys(claim.rows, claim.ending))
    for (unit, key), given in rows.items():
        live = [claim for claim in given if claim.live(key)]
        if entry := recorded.get((unit, key)):
            live = _told_anew(key, live, entry)
        first: dict[tuple[str, str], Claim] = {}
        for claim in live:
            if first.setdefault(claim.slot, claim) is not claim:
                claim.ends[key] = Ending(Fate.REPEATED, f"与 {first[claim.slot].where} 相同")


def _among_files(row: str, claims: Sequence[Claim], entry: Entry | None) -> None:
    """Set aside what an older file says of a row that a newer one speaks of; refuse what differs within one day."""
    slots: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        slots.setdefault(claim.slot, []).append(claim)
    live = [claim.day for claim in claims if claim.live(row)]  # what could not be read has ended
    dated = all(live)
    newest = max(live, default="") if dated else ""
    for same in slots.values():
        counts = "" if newest in {claim.day for claim in same} else newest  # the day whose answer counts
        for day in sorted({claim.day for claim in same}, reverse=True) if dated else [""]:
            of_day = [claim for claim in same if claim.live(row) and (not dated or claim.day == day)]
            if counts:
                for claim in of_day:
                    claim.ends[row] = Ending(Fate.OLDER, f"该单位 {counts} 又填了一份，以新的为准")
                continue
            _refuse_different(row, of_day, entry)
            if any(claim.live(row) for claim in of_day):
                counts = day


def _refuse_different(row: str, same: Sequence[Claim], entry: Entry | None) -> None:
    """Refuse different answers to one question, every cell named, but for the one that the ledger has already."""
    if len({claim.value for claim in same}) < 2:
        return
    one_file = len({claim.form.sha256 for claim in same}) == 1
    for claim in same:
        if entry and claim.value == _recorded(row, claim, entry):
            continue
        others = "、".join(dict.fromkeys(each.where for each in same if each.value != claim.value))
        what = "同一项填了不同的内容" if one_file else "同一天的两份填报不一致"
        hint = "请与该单位核实，只留一处" if one_file else _SAME_DAY
        claim.ends[row] = Ending(Fate.REFUSED, f"{what}（另一处：{others}）", hint)


def _beside_record(row: str, claims: Sequence[Claim], entry: Entry) -> None:
    """Older than the record goes aside, another answer of the same day is refused: what is registered stays."""
    if all(claim.value == _recorded(row, claim, entry) for claim in claims):
        return
    source = entry.source or "填报记录"
    for claim in claims:
        said = _recorded(row, claim, entry)
        if claim.day and entry.filled_on and claim.day < entry.filled_on:
            claim.ends[row] = Ending(Fate.OLDER, f"台账里已有该单位 {entry.filled_on} 填的一份")
        elif not is_later(claim.day, entry) and said and said != claim.value:
            why = f"台账里已登记同一天的另一种填法“{said[:20]}”（{source}），登记的没有动"
            claim.ends[row] = Ending(Fate.REFUSED, why, _SAME_DAY)


def _told_anew(row: str, claims: list[Claim], entry: Entry) -> list[Claim]:
    """Return ``claims`` where any of them is news to the record; else nothing, and each is told as known."""
    if any(claim.value != _recorded(row, claim, entry) for claim in claims):
        return claims
    for claim in claims:
        claim.ends[row] = Ending(Fate.REPEATED, f"台账里已经登记过（{entry.source or '填报记录'}）")
    return []


def is_later(day: str, entry: Entry) -> bool:
    """Whether a form filled in on ``day`` is known to be newer than the registered ``entry``."""
    return bool(day and entry.filled_on and day > entry.filled_on)


def figures_of(said: str, asked: int) -> list[str]:
    """The figures registered in one cell for ``asked`` targets, "" for those not given; empty where they do not fit."""
    parts = [said] if asked == 1 else said.split(BETWEEN)
    return ["" if part == NOT_GIVEN else part for part in parts] if len(parts) == asked else []


def _recorded(row: str, claim: Claim, entry: Entry) -> str:
    """What the record says to the same question; of several figures of a row the one in its place."""
    said = str(getattr(entry, claim.answer.field, ""))
    if claim.answer.field != ACTUAL or claim.metric is None:
        return said
    asked = [metric.id for metric in claim.line.metrics if metric.row_key == row]
    parts = figures_of(said, len(asked)) if len(asked) > 1 else []
    return parts[asked.index(claim.metric.id)] if parts else said
