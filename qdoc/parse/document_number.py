"""Owns a document's own number (某政办发〔2026〕12号): how it is written, and telling it from one that is cited."""

from __future__ import annotations

import re

DOCUMENT_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,12}(?:\([\u4e00-\u9fff]{1,4}\)[\u4e00-\u9fff]{0,4})?)"
    r"\s*[\[(<〈]?\s*(?P<year>(?:19|20)\d\d)\s*[\])>〉]?\s*(?:第)?\s*(?P<n>\d{1,4})\s*号"
)


def alone(folded: str, start: int, found: re.Match[str]) -> bool:
    """A number of this document stands at the head of a line or ends a title; one in brackets is cited."""
    before = folded[start : found.start()]
    if "《" in before and "》" not in before:
        return False
    if folded[found.end() : found.end() + 1] in (")", "文", "精", "》", "件"):
        return False
    return (
        before.count("(") <= before.count(")")
        and "根据" not in before
        and "按照" not in before
        and "贯彻" not in before
        and "," not in before
    )


def trim_code(found: re.Match[str]) -> tuple[int, int]:
    """Cut what ran into the office's code: …的通知某政办发〔2020〕1号 → 某政办发〔2020〕1号."""
    a = found.start()
    code = found["code"]
    for word in ("的通知", "的意见", "的函", "的决定", "的批复", "的报告", "通知", "意见", "实施意见"):
        at = code.rfind(word)
        if at >= 0 and at + len(word) < len(code):
            return a + at + len(word), found.end()
    return a, found.end()
