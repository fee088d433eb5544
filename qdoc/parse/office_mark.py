"""Owns what is printed above number and title: urgency, secrecy, signers, and the offices' mark, also as a table."""

from __future__ import annotations

import re

from qdoc.model import BlockKind
from qdoc.parse.signature import BODY_TAIL
from qdoc.parse.view import View

# printed above the title (GB/T 9704—2012 7.2): copy number, secrecy, urgency, who signs; or a place left open
ABOVE = re.compile(
    r"\d{6}$|(?:绝密|机密|秘密)(?:★\S*)?$|(?:特提|特急|加急|平急)$|(?:\S?待补:\S{1,10}\s+)?签发人:[^。,;:]{0,40}$|\S?待补:\S{1,10}$"
)
MARK = re.compile(rf"(?P<name>[^。:《》,]{{2,60}}?{BODY_TAIL})\s*(?P<file>文\s*件)?$")
FILE = re.compile(r"文\s*件$")
_LONGEST = 12  # paragraphs


def mark_in_cells(view: View) -> tuple[int, int]:
    """Return which paragraphs are the offices' mark set as a table, as joint documents have it: first, end.

    Every cell holds names of offices or 文件, which stands beside them; without 文件 there are two names at least.
    """
    lines = [(view.folded[p.start : p.end], p.kind is BlockKind.CELL) for p in view.paragraphs[:_LONGEST]]
    first = next((at for at, (line, _) in enumerate(lines) if not ABOVE.match(line)), 0)
    stop = next((at for at, (_, cell) in enumerate(lines[first:], first) if not cell), len(lines))
    cells = [line for line, _ in lines[first:stop]]
    names = sum(MARK.match(line) is not None for line in cells)
    files = sum(FILE.match(line) is not None for line in cells)
    is_mark = names + files == len(cells) and names > 0 and names + files > 1
    return (first, stop) if is_mark else (0, 0)
