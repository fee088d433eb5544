"""Owns breaking a title by sense (GB/T 9704—2012 7.3.1): the office on its own line, then where it reads best."""

from __future__ import annotations

import re

_TITLE_CHARACTERS = 20  # 2号 characters in 156 mm
# After these a title may break: a year, the words of issuing, and before the kind of plan.
_TITLE_BREAK = re.compile(
    r"关于印发|\d{4}年|[—－-]\d{4}年）|.(?=重点工作|工作要点|工作安排|工作方案|实施方案|行动计划|实施意见)"
)


def _offices(names: str) -> list[str]:
    """The offices of a joint document on as few lines as hold them, no name cut."""
    lines = [""]
    for name in names.split("、"):
        joined = f"{lines[-1]}、{name}" if lines[-1] else name
        if lines[-1] and len(joined) > _TITLE_CHARACTERS:
            lines.append(name)
        else:
            lines[-1] = joined
    return lines


def break_title(title: str, issuers: tuple[str, ...]) -> str:
    """Break a long title by sense: the office (or offices) on a line of its own, the rest where it reads best."""
    if len(title) <= _TITLE_CHARACTERS:
        return title
    first = next((each for each in ("、".join(issuers), *issuers[:1]) if each and title.startswith(each)), "")
    first = "" if first == title else first
    rest = title.removeprefix(first)
    lines = _offices(first) if first else []
    if len(rest) > _TITLE_CHARACTERS:
        places = [found.end() for found in _TITLE_BREAK.finditer(rest)]
        fitting = [at for at in places if max(at, len(rest) - at) <= _TITLE_CHARACTERS]
        if fitting:
            at = min(fitting, key=lambda place: abs(2 * place - len(rest)))
            return "\n".join([*lines, rest[:at], rest[at:]])
    return "\n".join([*lines, rest])
