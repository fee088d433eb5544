"""Owns turning a matched numeral, Arabic or Chinese, into a number (cn2an only ever sees what was matched)."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite

_ARABIC = re.compile(r"[\d.．,，]+")


@lru_cache(maxsize=2048)
def to_number(numeral: str) -> float | int | None:
    """The value of a numeral such as ``14.3``, ``1,200``, ``３００`` or ``十二``; None where it is none."""
    if _ARABIC.fullmatch(numeral):
        plain = numeral.replace(",", "").replace("，", "").replace("．", ".")
        try:
            return _tidy(float(plain))
        except ValueError:
            return None
    import cn2an

    try:
        return _tidy(float(cn2an.cn2an(numeral.replace("〇", "零"), "smart")))
    except ValueError:
        return None


def _tidy(value: float) -> float | int | None:
    if not isfinite(value):  # a number of more than 308 digits measures nothing
        return None
    return int(value) if value == int(value) else value
