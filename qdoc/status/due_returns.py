"""Owns the day by which the returns of a quarter are due: how an office's words for it are read, and told again."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from qdoc.extract.calendar import number

HINT = "可以写：季后10天、次月5日、每季度末月25日"
_LONGEST = 92  # days: a quarter; later than the next quarter's end is no limit
_PLAIN = 58  # days after which the day in the first months of a year depends on whether February has 29
_N = "(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_ENDED = "(?:每?个?季度?(?:结束|终了)?(?:之|以)?后|结束(?:之|以)?后)"
_FORMS = (
    ("LAST_MONTH", rf"每?个?季度?(?:末|的?最后(?:一个?)?|第三个)月(?:份|的)?{_N}[日号](?:[之以]?前)?"),
    ("NEXT_MONTH", rf"(?:每?个?季度?(?:结束|终了)?(?:[之以]?后)?的?)?(?:次|下个?)月(?:份|的)?{_N}[日号](?:[之以]?前)?"),
    ("AFTER", rf"{_ENDED}的?{_N}(?:天|日)(?:[之以]?内)?"),
    ("AFTER", rf"{_N}(?:天(?:[之以]?内)?|日[之以]?内)?"),
)


class Counted(Enum):
    """From where the number counts."""

    AFTER = "days after the quarter's end"
    LAST_MONTH = "day of the quarter's last month"
    NEXT_MONTH = "day of the month after the quarter"


@dataclass(frozen=True, slots=True)
class DueReturns:
    """When the returns of a quarter are due: ``number`` days, or the ``number``-th of a month, by ``counted``."""

    counted: Counted
    number: int

    def day(self, end: date) -> date:
        """Return the last day for the quarter that ends on ``end``; the 31st is the last of a shorter month."""
        if self.counted is Counted.AFTER:
            return end + timedelta(days=self.number)
        month = end if self.counted is Counted.LAST_MONTH else end + timedelta(days=1)
        return month.replace(day=min(self.number, calendar.monthrange(month.year, month.month)[1]))

    @property
    def words(self) -> str:
        """How the rule is understood, by every quarter's day: 第一季度3月25日、…; long counts by their number."""
        if self.counted is Counted.AFTER and self.number > _PLAIN:
            return f"各季度结束后第{self.number}天"
        days = [self.day(date(2025, month, calendar.monthrange(2025, month)[1])) for month in (3, 6, 9, 12)]
        told = [f"{'次年' if day.year > 2025 else ''}{day.month}月{day.day}日" for day in days]
        return "、".join(f"第{which}季度{day}" for which, day in zip("一二三四", told, strict=True))


def read_due_returns(text: str) -> DueReturns | None:
    """Return what ``text`` (每季度末月25日, 次月5日, 季后10天, 10) says of the last day; None where it is not clear.

    A bare 25日 may mean a day of a month or a number of days and is not clear; neither are 工作日.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    for name, form in _FORMS:
        if found := re.fullmatch(form, folded):
            value = number(found["n"])
            after = Counted[name] is Counted.AFTER
            if value is not None and (0 if after else 1) <= value <= (_LONGEST if after else 31):
                return DueReturns(Counted[name], value)
    return None
