"""Owns numbers and dates whose places are left blank (〔2026〕　号, 2026年　月　日): not given yet, not printed so."""

from __future__ import annotations

import re

from qdoc.draft.given import Given
from qdoc.model import Diagnostic, Severity

_EMPTY = r"[\s　_＿×✕xX*＊…—-]*"
BLANK_NUMBER = rf"[一-鿿]{{1,16}}[〔\[［(（【](?:\d{{4}}|{_EMPTY})[〕\]］)）】]\s*第?{_EMPTY}号"
BLANK_DAY = rf"(?:\d{{4}}|[_＿×\s　]*)年(?:{_EMPTY}|\s*\d{{1,2}}\s*)月{_EMPTY}日"
_FIELDS = (
    ("document_number", "发文字号", BLANK_NUMBER),
    ("dated", "成文日期", BLANK_DAY),
    ("issued_on", "印发日期", BLANK_DAY),
)


def open_blanks(given: Given) -> tuple[str, ...]:
    """Take off what is blank, so that it is asked for; D004 quotes what was written. Returns the labels of these."""
    opened: list[str] = []
    for name, label, pattern in _FIELDS:
        written = given.one.get(name, "")
        if written and re.fullmatch(pattern, written.strip()):
            del given.one[name]
            opened.append(label)
            message = f"{label}没有填全，印成【待补】：文稿里写的是“{written.strip()}”"
            given.found.append(Diagnostic("D004", Severity.REVIEW, message, hint="定下来后写全，再生成"))
    return tuple(opened)
