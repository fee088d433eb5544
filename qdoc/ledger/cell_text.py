"""Owns what a workbook's cell can hold of a text: writing puts that there, and reading back compares with it."""

from __future__ import annotations

import re

MAX_TEXT = 32_767  # characters that a cell can hold

_NOT_HELD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # controls but \n and \t, surrogates
_TRUNCATED = "……【超长，余下部分见原文】"


def clean_text(text: str) -> str:
    """Return ``text`` as a cell can hold it: line ends unified, control characters dropped, cut to size."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = text if text.isprintable() else _NOT_HELD.sub("", text)
    return kept if len(kept) <= MAX_TEXT else kept[: MAX_TEXT - len(_TRUNCATED)] + _TRUNCATED


def seen(text: str) -> str:
    """Return ``text`` as a cell that holds it reads back, to tell what a clerk changed from what she did not."""
    return clean_text(text).strip()
