"""Owns how many lines at the head of a text are its 主送机关: a list of organs up to its colon, wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qdoc.draft.plan_text import number_level
from qdoc.draft.repeated import same

_BODY_WORDS = re.compile(r"如下|下列|以下|现将|根据|责任|牵头")
_FIRST = re.compile(r"^(?:各|有关)")
_ADDRESSEE = re.compile(r"^各|^有关|(?:局|政府|委员会|委|办|办公室|办公厅|办事处|研究院|中心|公司|院|部|厅|同志)[：:]$")
_LONGEST, _MOST_LINES = 400, 4


def addressee_lines(lines: Sequence[str], known: str = "") -> int:
    """How many of ``lines``, from the first, are the addressees; 0 where it begins with none.

    A list over several lines begins with 各, 有关 or ends its first line with a comma (7.3.2 asks for the colon behind
    the last name); ``known``: the addressees as the draft's field has them.
    """
    for count in range(1, min(len(lines), _MOST_LINES) + 1):
        words = "".join(lines[:count])
        line = lines[count - 1]
        if len(words) > _LONGEST or number_level(line) or "。" in line or line.endswith(("；", ";", "！")):
            return 0
        if line.endswith(("：", ":")):
            fits = _ADDRESSEE.search(words) and not _BODY_WORDS.search(words)
            return count if (known and same(words, known)) or fits else 0
        if count == 1 and not (_FIRST.match(line) or line.endswith(("，", "、", ","))):
            return 0
    return 0
