"""Owns the nouns of progress on a day: the judgements, an item with its judgement and light, counts of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qdoc.ledger.percent import per_cent


class Judgement(StrEnum):
    """Where an item stands on the day; 未填报 where nobody returned anything, which is no judgement but its absence.

    The words are those of a county's published table (金寨 2025: 已完成、超进度、达进度、欠进度、其他).
    """

    FINISHED = "已完成"
    AHEAD = "超进度"
    ON_TRACK = "达进度"
    BEHIND = "欠进度"
    NOT_STARTED = "未启动"
    NOT_COMPARABLE = "不适用"
    UNREPORTED = "未填报"


GOOD = (Judgement.FINISHED, Judgement.AHEAD, Judgement.ON_TRACK)
BAD = (Judgement.BEHIND, Judgement.NOT_STARTED)
COMPARABLE = (*GOOD, *BAD)


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """One ledger row on the day.

    ``serial`` is its 序号 in the ledger (its place, from 1), ``units`` who leads or answers for it, as the office calls
    them, groups expanded; ``suggested`` those of them whose place rests on a suggestion. ``expected`` and ``share`` are
    per cent (None: not to be computed), ``reason`` says in words which figure, which entry and which rule made the
    judgement. ``days``: days to the last day, negative when past, None without one. ``light`` is a colour's word or "".
    ``overdue``: the last day is past and the ledger does not say that the item is finished. ``overclaimed``: finished
    by word, but the figure misses the target. ``figureless``: finished by its unit's word alone, without the
    figure of its metric. ``sent_back``: the 核查意见 with 不同意 that stands on it, in words (a finishing word of its
    unit does not count then), "" where none stands.
    """

    row_key: str
    serial: int
    theme: str
    number: str
    task: str
    text: str
    place: str
    units: tuple[str, ...]
    support: tuple[str, ...]
    suggested: tuple[str, ...]
    metric: str
    actual: str
    deadline: str
    deadline_on: str
    status: str
    progress: str
    expected: Decimal | None
    share: Decimal | None
    judgement: Judgement
    reason: str
    days: int | None
    light: str
    light_reason: str
    overdue: bool
    overclaimed: bool = False
    sent_back: str = ""
    figureless: bool = False

    @property
    def unproven(self) -> bool:
        """Whether it is reported finished while its figure misses its target or is not there: no one is praised."""
        return self.overclaimed or self.figureless


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of items under one name (a theme, a unit, or all): ``counts`` by judgement, ``lights`` by colour.

    ``unproven``: of those 已完成, how many whose figure misses its target or is not there.
    """

    name: str
    total: int
    counts: tuple[tuple[Judgement, int], ...]
    lights: tuple[tuple[str, int], ...]
    overdue: int
    suggested: int = 0
    unproven: int = 0

    def count(self, *judgements: Judgement) -> int:
        """How many items have one of ``judgements``."""
        return sum(number for judgement, number in self.counts if judgement in judgements)

    def light(self, colour: str) -> int:
        """How many items show ``colour``."""
        return dict(self.lights).get(colour, 0)

    @property
    def comparable(self) -> int:
        """Items that were judged: neither 不适用 nor 未填报."""
        return self.count(*COMPARABLE)

    @property
    def reached(self) -> int:
        """Items 已完成, 超进度 or 达进度, without those ``unproven``."""
        return self.count(*GOOD) - self.unproven

    @property
    def rate(self) -> Decimal | None:
        """``reached`` of all comparable items, in per cent; None where none is comparable."""
        return per_cent(self.reached, self.comparable) if self.comparable else None
