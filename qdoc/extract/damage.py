"""Owns what shows that a copy lost signs or digits: said once, so that the clerk checks figures against the original.

Nothing is repaired: values stay as printed. The rules are general knowledge: a document number has its year in
brackets 〔〕 (GB/T 9704—2012, 7.2.5), and nobody writes a count with a leading zero.
"""

from __future__ import annotations

import re

from qdoc.model import Diagnostic, Severity

_BARE_NUMBER = re.compile(r"(?:19|20)\d{2}\d{1,4}号")
_CODE_ENDS = "发办字函政府规文令电"  # how an office's code ends (机关代字)
_LEADING_ZERO = re.compile(r"(?<![\d.．,，:：\-－A-Za-z〔\[（(])0\d{1,3}(?:个|项|家|万|户|所|处|件|名|人|%|％)")
_HINT = "对照原件核对全文数字；小数点、百分号、括号也可能一并丢失"


def damage(text: str) -> tuple[Diagnostic, ...]:
    """Return E202 for a document number that lost its brackets, E203 for a count that lost digits; each once."""
    found = []
    for match in _BARE_NUMBER.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        if before and before in _CODE_ENDS:
            message = f"文号“{before}{match[0]}”缺括号，这份副本复制时可能丢了符号，按原样保留"
            found.append(Diagnostic("E202", Severity.REVIEW, message, match.start(), match.end(), _HINT))
            break
    if zero := _LEADING_ZERO.search(text):
        message = f"“{zero[0]}”以 0 开头，原件数字可能已损坏，按原样保留"
        found.append(Diagnostic("E203", Severity.REVIEW, message, zero.start(), zero.end(), _HINT))
    return tuple(found)
