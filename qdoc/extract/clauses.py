"""Owns cutting running text into clauses: where a sentence ends, where a comma cuts, what is never cut."""

from __future__ import annotations

import re

Clause = tuple[int, int, bool]
"""Start, end (closing punctuation included), and whether the sentence ends here."""

# One class of signs comes first and looks behind itself (one blank is no event): the engine then skips to the next.
_EVENT = re.compile(r"[。；;！!？?\n，,“”‘’\"《》〈〉（）()〔〕\[\]【】「」 　](?:(?<![ 　])|[ 　]+)")
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
    '"': '"',
}
_OPENS = frozenset("“‘《〈（(〔[【「")
_HARD = frozenset("。；;！!？?")
_GOES_ON = frozenset("，,、")
_DEEPEST = 32  # signs that wait for their partner; the oldest are forgotten


def split_clauses(text: str, start: int, end: int) -> list[Clause]:
    """Cut ``text[start:end)`` at 。；！？ and line ends (hard) and at ， (soft), half- or full-width.

    Nothing inside quotation marks, 《》 or brackets that are closed in the same paragraph cuts, nor does the comma
    inside a number; 、 never cuts. The clauses tile the range.
    """
    out: list[Clause] = []
    begin = start
    opened: list[tuple[str, int]] = []  # the sign, and how many clauses there were
    for match in _EVENT.finditer(text, start, end):
        at = match.end()
        mark = text[at - 1]
        if mark == "，" or mark == ",":
            if mark == "," and text[at - 2 : at - 1].isdigit() and text[at : at + 3].isdigit():
                continue
            out.append((start, at, False))
        elif mark in _HARD:
            out.append((start, at, True))
        elif mark in _OPENS or (mark == '"' and not any(sign == '"' for sign, _ in opened)):
            opened.append((mark, len(out)))
            if len(opened) > _DEEPEST:
                del opened[0]
            continue
        elif mark in _CLOSES:
            partner = _CLOSES[mark]
            for depth in range(len(opened) - 1, -1, -1):
                sign, count = opened[depth]
                if sign in partner:
                    if count < len(out):
                        start = out[count][0]
                        del out[count:]
                    del opened[depth:]
                    break
            continue
        else:
            opened.clear()
            if mark == "\n" and text[max(begin, at - 8) : at].rstrip()[-1:] in _GOES_ON:
                continue  # a line wrapped behind a comma
            out.append((start, at, True))
        start = at
    if end > start:
        out.append((start, end, True))
    return out
