"""Owns how Word shows an automatic number: format name and value → the characters on the page (ECMA-376 §17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_MOST: Final = 32_767
_DIGITS: Final = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_IDEOGRAPH_CIRCLES: Final = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def format_number(value: int, style: str) -> str | None:
    """Return ``value`` in the number format ``style`` (a w:numFmt value), None for a format that is not known.

    Values that a format has no sign for (甲乙… past ten) are shown as Word shows them, in decimal digits; so are those
    beyond what Word counts to.
    """
    shape = _FORMATS.get(style)
    if shape is None:
        return None
    return shape(value) if 0 <= value <= _MOST else str(value)


def _counting(value: int, digits: str, units: tuple[str, str, str, str], *, full: bool) -> str:
    """Chinese reading of 1 … 99,999,999; ``full``: 一十 and 一百 keep their 一, gaps are 零."""
    if value == 0:
        return digits[0]
    high, low = divmod(value, 10_000)
    if high:
        head = _counting(high, digits, units, full=full) + units[3]
        if not low:
            return head
        return head + (digits[0] if full and low < 1000 else "") + _below_ten_thousand(low, digits, units, full, False)
    return _below_ten_thousand(low, digits, units, full, True)


def _below_ten_thousand(value: int, digits: str, units: tuple[str, str, str, str], full: bool, leading: bool) -> str:
    shown, gap = "", False
    for power, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit, value = divmod(value, power)
        if digit == 0:
            gap = bool(shown)
            continue
        if gap and full:
            shown += digits[0]
        gap = False
        bare = digit == 1 and unit and (not full or (power == 10 and not shown and leading and digits is not _LEGAL))
        shown += unit if bare else digits[digit] + unit
    return shown


def _thousand(value: int) -> str:
    return _counting(value, "零" + _DIGITS[1:], ("十", "百", "千", "万"), full=True)


def _chinese(value: int) -> str:
    return _thousand(value) if value < 100 else _by_digit(value, "○")


def _japanese(value: int) -> str:
    return _counting(value, _DIGITS, ("十", "百", "千", "万"), full=False)


def _legal(value: int) -> str:
    return _counting(value, _LEGAL, ("拾", "佰", "仟", "万"), full=True)


def _by_digit(value: int, zero: str = "〇") -> str:
    return "".join(zero if d == "0" else _DIGITS[int(d)] for d in str(value))


def _roman(value: int) -> str:
    shown = ""
    for size, sign in _ROMAN:
        times, value = divmod(value, size)
        shown += sign * min(times, 100)
    return shown


def _letter(value: int) -> str:
    return str(value) if not 1 <= value <= 780 else chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _from(signs: str, value: int) -> str:
    return signs[value - 1] if 1 <= value <= len(signs) else str(value)


def _block(first: int, count: int, value: int) -> str:
    return chr(first + value - 1) if 1 <= value <= count else str(value)


def _circle(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if 21 <= value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if 36 <= value <= 50 else str(value)


def _ordinal(value: int) -> str:
    suffix = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda v: f"{v:02d}",
    "decimalFullWidth": lambda v: str(v).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda v: str(v).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "decimalEnclosedParen": lambda v: _block(0x2474, 20, v),
    "decimalEnclosedFullstop": lambda v: _block(0x2488, 20, v),
    "numberInDash": lambda v: f"- {v} -",
    "ordinal": _ordinal,
    "upperRoman": _roman,
    "lowerRoman": lambda v: _roman(v).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda v: _letter(v).lower(),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _thousand,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "koreanCounting": _japanese,
    "chineseLegalSimplified": _legal,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": lambda v: _by_digit(v, "○"),
    "ideographTraditional": lambda v: _from(_STEMS, v),
    "ideographZodiac": lambda v: _from(_BRANCHES, v),
    "ideographEnclosedCircle": lambda v: _from(_IDEOGRAPH_CIRCLES, v),
    "none": lambda v: "",
}
