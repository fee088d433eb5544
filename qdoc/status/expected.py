"""Owns expected progress (序时进度): how far an item should be on a day, from its start to its last day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qdoc.ledger.percent import HUNDRED, per_cent
from qdoc.model import LedgerHead, LedgerRow
from qdoc.status.conventions import BY_MONTHS, FROM_NEW_YEAR
from qdoc.status.rules import Rules

_ENDLESS = re.compile(r"每[年季月周旬日半]|每个|定期|持续|长期|常态|经常|日常")


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected share in per cent (None: there is none, ``words`` say why) and the last day it counts to."""

    share: Decimal | None
    words: str
    last: date | None


def read_day(text: str | None) -> date | None:
    """The day of YYYY-MM-DD, or None for anything else."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def expect(row: LedgerRow, head: LedgerHead, rules: Rules, as_of: date) -> Expected:
    """Return how far ``row`` should be at the end of ``as_of``.

    It counts from the day of issue (else from 1 January of the plan's year) to the last day of the deadline; without
    one, or with 全年, to 31 December. Recurring and continuing deadlines (每季度, 持续) have no one end: they have no
    expected share and are judged by word, unless the clerk gives a last day. 按月数 is months passed over 12, 100 %
    from the deadline on.
    """
    last, ending = read_day(row.deadline_on), "时限"
    if last is None and _ENDLESS.search(row.deadline.value):
        return Expected(None, f"时限为“{row.deadline.value}”，没有一个总的时限，不算序时进度", None)
    if last is None and head.year is not None:
        last, ending = date(head.year, 12, 31), "没有写明时限，按年底"
    if last is None:
        return Expected(None, "台账没有年度，事项也没有截止日，不算序时进度", None)
    if rules.method == BY_MONTHS:
        return _by_months(last, ending, head.year or last.year, as_of)
    start, beginning = _start(head, rules, last)
    if last <= start:
        share = HUNDRED if as_of >= last else Decimal(0)
        return Expected(share, f"{ending}{last}不晚于起算日{start}，应完成{_shown(share)}", last)
    past = min(max((as_of - start).days, 0), (last - start).days)
    share = per_cent(past, (last - start).days)
    days = f"{(last - start).days}天中已过{past}天"
    return Expected(share, f"{beginning}{start}至{ending}{last}，{days}，应完成{_shown(share)}", last)


def _start(head: LedgerHead, rules: Rules, last: date) -> tuple[date, str]:
    issued = read_day(head.dated)
    if issued is not None and rules.start != FROM_NEW_YEAR:
        return issued, "印发日"
    year = head.year or (issued.year if issued else last.year)
    return date(year, 1, 1), "年初"


def _by_months(last: date, ending: str, year: int, as_of: date) -> Expected:
    """Whole months passed over those of the plan's years (12; 24 where the deadline is in the next year …)."""
    total = 12 * max(last.year - year + 1, 1)
    full = as_of.day == monthrange(as_of.year, as_of.month)[1]
    past = min(max(12 * (as_of.year - year) + as_of.month - (0 if full else 1), 0), total)
    share = HUNDRED if as_of >= last else per_cent(past, total)
    why = f"{ending}{last}已到" if as_of >= last else f"{total}个月中已满{past}个月"
    return Expected(share, f"{why}，应完成{_shown(share)}", last)


def _shown(share: Decimal) -> str:
    return f"{share:f}%"
