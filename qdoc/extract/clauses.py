"""Owns cutting running text into clauses: where a sentence ends, where a comma cuts, what is never cut."""

from __future__ import annotations

import re

Clause = tuple[int, int, bool]
"""Start, end (closing punctuation included), and whether the sentence ends here."""

_EVENT = re.compile(r"[。；;！!？?\n，,“”‘’\"《》〈〉（）()〔〕\[\]【】「」]|[ 　]{2,}")
_CLOSES = {
    "”": "“",
    "’": "‘",
    "》": "《",
    "〉": "〈",
    "）": "（(",
    ")": "(（",
    "〕": "〔",
    "]": "[",
    "】": "【",
    "」": "「",
}
_OPENS = frozenset("“‘《〈（(〔[【「")
_SOFT = frozenset("，,")


def split_clauses(text: str, start: int, end: int) -> list[Clause]:
    """Cut ``text[start:end)`` at 。；！？ and line ends (hard) and at ， (soft), half- or full-width.

    Nothing inside quotation marks, 《》 or brackets that are closed in the same paragraph cuts, nor does the comma
    inside a number; 、 never cuts. The clauses tile the range.
    """
    cuts: list[tuple[int, bool]] = []
    opened: list[tuple[str, int]] = []
    for match in _EVENT.finditer(text, start, end):
        mark = match[0]
        at = match.end()
        if mark in _SOFT:
            if mark == "," and text[at - 2 : at - 1].isdigit() and text[at : at + 3].isdigit():
                continue
            cuts.append((at, False))
        elif mark in _OPENS or (mark == '"' and not any(sign == '"' for sign, _ in opened)):
            opened.append((mark, len(cuts)))
        elif mark in _CLOSES or mark == '"':
            partner = _CLOSES.get(mark, '"')
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] in partner:
                    del cuts[opened[depth][1] :]
                    del opened[depth:]
                    break
        elif mark[0] in "\n 　":
            opened.clear()
            before = text[max(start, at - 8) : at].rstrip()[-1:] if mark == "\n" else ""
            if before not in ("，", ",", "、"):
                cuts.append((at, True))
        else:
            cuts.append((at, True))
    out: list[Clause] = []
    for at, hard in cuts:
        if at > start:
            out.append((start, at, hard))
            start = at
    if end > start:
        out.append((start, end, True))
    return out
