"""Owns how bytes become text: BOM, strict UTF-8, unmistakable UTF-16, strict GB18030, else ask; no guessing."""

from __future__ import annotations

import codecs
import re
from functools import cache

from qdoc.errors import EncodingUnknown, UsageError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A file of two-byte UTF-8 sequences only, two or more side by side: as likely GBK (通知 and 默默 are such).
_TWO_BYTE_RUN = re.compile("[\x80-\u07ff]{2,}")
_THREE_BYTE = re.compile("[\u0800-\U0010ffff]")
# GB18030 maps A140–A7A0 here; nothing is assigned there, while Big5 keeps its punctuation at those bytes.
_USER_DEFINED_3 = re.compile("[\ue4c6-\ue765]")
_DECLARATION = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_SUPERSETS = {"gbk": "gb18030", "gb2312": "gb18030"}  # what they read, it reads alike
_HINT = "请用 --encoding 指明编码（如 utf-8、gb18030、big5），或在记事本中另存为 UTF-8 后再试"


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Return the text (BOM dropped, newlines untouched) and the name of its encoding.

    ``encoding`` given: that one, strictly. Otherwise BOM → strict UTF-8 → what a web page declares of itself, where it
    fits → UTF-16 without BOM where unmistakable → strict GB18030. Raises EncodingUnknown
    where none fits or two fit equally well, UsageError for an unknown name.
    """
    if encoding is not None:
        return _decode_as(data, name, encoding)
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _strict(data, codec, name), codec
    if b"\0" in data and (wide := _utf16_without_mark(data)) is not None:
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if not text.isascii() and _is_doubtful(text, data):
            if declared := _declared(data):
                return declared
            raise EncodingUnknown(
                "这段文字按 UTF-8 和按 GBK 都读得通，无法断定是哪一种",
                file=name,
                rule="编码只认定、不猜测",
                hint=_HINT,
            )
        return text, "utf-8"
    if declared := _declared(data):
        return declared
    if (wide := _utf16_without_mark(data)) is not None:
        return wide
    text = _strict(data, "gb18030", name)
    if found := _USER_DEFINED_3.search(text):
        raise EncodingUnknown(
            "文字不是 UTF-8，按 GB18030 读出未定义的字符（可能是 Big5 等其他编码）",
            file=name,
            place=f"第 {text.count(chr(10), 0, found.start()) + 1} 行",
            rule="编码只认定、不猜测",
            hint=_HINT,
        )
    return text, "gb18030"


def _declared(data: bytes) -> tuple[str, str] | None:
    found = _DECLARATION.search(data, 0, 4096)
    if found is None:
        return None
    try:
        codec = codecs.lookup(found.group(1).decode("ascii")).name
        codec = _SUPERSETS.get(codec, codec)
        return data.decode(codec), codec
    except (LookupError, UnicodeError, AssertionError):
        return None


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        codec = codecs.lookup(encoding).name
    except LookupError:
        raise UsageError(
            f"没有名为“{encoding}”的编码", file=name, hint="常用的有 utf-8、utf-16、gb18030、big5"
        ) from None
    codec = _SUPERSETS.get(codec, codec)
    if codec == "utf-8" and data.startswith(codecs.BOM_UTF8):
        codec = "utf-8-sig"
    return _strict(data, codec, name).removeprefix("\ufeff"), codec


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError, AssertionError) as error:
        at = getattr(error, "start", None)
        raise EncodingUnknown(
            f"不能按 {codec} 读出文字" if codec != "gb18030" else "文字不是 UTF-8、UTF-16，也不是 GB18030",
            file=name,
            place=None if at is None else f"第 {at + 1} 个字节",
            rule="编码只认定、不猜测",
            hint=_HINT,
        ) from None


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    if len(data) < 4 or len(data) % 2:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _plausible().fullmatch(text):
            return text, codec
    return None


def _is_doubtful(text: str, data: bytes) -> bool:
    if _THREE_BYTE.search(text) or not _TWO_BYTE_RUN.search(text):
        return False
    try:
        other = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return _plausible().fullmatch(other) is not None


@cache
def _plausible() -> re.Pattern[str]:
    """Return what a Chinese or ASCII text is made of; UTF-8 or GB18030 taken as UTF-16 falls outside (B0A1 …)."""
    return re.compile(
        "[\t\r\n\f -~\xa0\xb0\xb1\xb7\xd7\u2000-\u206f\u2100-\u22ff\u2460-\u25ff\u3000-\u30ff\u3200-\u33ff"
        "\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]*"
    )
