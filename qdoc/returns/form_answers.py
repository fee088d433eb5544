"""Owns what an answer is worth: statuses, figures and days as units write them; what cannot be meant is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qdoc.asking import FormMetric
from qdoc.ledger.form_columns import ACTUAL, CHOICES, FILLED_ON, STATUS
from qdoc.ledger.status_words import plain
from qdoc.parse.dates import DATE, iso_of
from qdoc.returns.days import read_day
from qdoc.returns.form_values import SPOILED, Answer

_NUMBER = re.compile(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?: [\d:]+)?")
_LONGEST = 2_000  # signs in one cell: a sentence is asked for
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class Unreadable(ValueError):
    """An answer that cannot be taken as it is; the message says why, in Chinese."""


def read_answer(answer: Answer, metric: FormMetric | None = None, statuses: Sequence[str] = CHOICES) -> str:
    """Return the value of ``answer`` as it is recorded; the unit's own words where they are words.

    A status of ``statuses`` is that word, any other stays as written. A bare figure takes its metric's unit word.
    Full-width digits become half-width; nothing is rounded or computed. Raises Unreadable.
    """
    if answer.text == SPOILED:
        raise Unreadable("单元格里是错误值，或是没有保存结果的公式")
    text = _CONTROL.sub("", answer.text).strip()
    if len(text) > _LONGEST:
        raise Unreadable(f"一格里有 {len(text):,} 个字，超过 {_LONGEST:,} 个")
    if answer.field == STATUS:
        return read_status(text, statuses)
    if answer.field == ACTUAL:
        return _figure(text, metric)
    if answer.field == FILLED_ON:
        day = any_day(text)
        if day is None:
            raise Unreadable(f"“{text[:20]}”不是完整的日期")
        return day
    return text


def read_status(text: str, statuses: Sequence[str] = CHOICES) -> str:
    """Return the one of ``statuses`` that ``text`` is but for spaces, width and a full stop; else ``text`` itself."""
    word = plain(text)
    return word if word in statuses else text


def any_day(text: str) -> str | None:
    """Return a day as YYYY-MM-DD: typed in figures, with a time of day behind it, or in Chinese numerals."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if found := read_day(folded) or read_day(folded.split(" ")[0]):
        return found
    printed = DATE.fullmatch("".join(folded.split()))
    return iso_of(printed) if printed else None


def is_figure(text: str, unit: str = "") -> bool:
    """Whether ``text`` is a bare figure, with or without the unit word asked for."""
    return _NUMBER.fullmatch(text.removesuffix(unit).strip() if unit else text) is not None


def _figure(text: str, metric: FormMetric | None) -> str:
    folded = unicodedata.normalize("NFKC", text)
    if metric is not None and metric.numeric and _ISO.fullmatch(folded):
        raise Unreadable(f"完成数值里是日期（{folded[:10]}），可能是 Excel 把“3-5”这样的写法改成了日期")
    squeezed = "".join(folded.split())
    if _NUMBER.fullmatch(squeezed):
        return squeezed + (metric.unit if metric else "")
    if metric is not None and metric.unit and is_figure(squeezed, metric.unit):
        return squeezed
    return text
