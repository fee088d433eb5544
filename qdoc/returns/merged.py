"""Owns refusing a workbook whose merged ranges are larger than any table, before the library makes cells of them."""

from __future__ import annotations

import re

from qdoc.errors import LimitExceeded

MAX_CELLS = 500_000
"""Cells of all merged ranges of one sheet: the library makes each of them (a whole sheet has 17,000 million)."""

_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([^"']+)""")


def refuse_wide_merges(content: bytes, name: str) -> None:
    """Look at the XML of a sheet (``name``: the file, for messages). Raises LimitExceeded naming the range."""
    if b"mergeCell" not in content:
        return
    from openpyxl.utils.cell import range_boundaries

    total = 0
    for found in _MERGED.finditer(content):
        area = found[1].decode("ascii", "replace")
        try:
            left, top, right, bottom = (side or 0 for side in range_boundaries(area))
        except (ValueError, TypeError):
            continue  # told where the workbook is opened
        total += (right - left + 1) * (bottom - top + 1)
        if total > MAX_CELLS:
            raise LimitExceeded(
                "合并的单元格范围太大",
                file=name,
                place=area,
                rule=f"一张表里合并的范围合计不超过 {MAX_CELLS:,} 格",
                hint="请取消这一处的合并，只合并有内容的单元格",
            )
