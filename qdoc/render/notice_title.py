"""Owns breaking a title by sense (GB/T 9704—2012 7.3.1): the office on its own line, then where it reads best."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

_TITLE_CHARACTERS = 20  # 2号 characters in 156 mm
# After these a title may break: a year, the words of issuing, and before the kind of plan.
_TITLE_BREAK = re.compile(
    r"关于印发|\d{4}年|[—－-]\d{4}年）|.(?=重点工作|工作要点|(?<!重点)工作安排|工作方案|实施方案|行动计划|实施意见)"
)
# Where none of these serves: after a closing mark or 、, before an opening one (GB/T 15834—2011 5.1) or before 和.
_MARK_BREAK = re.compile(r"[）》〉”、](?![）》〉”、])|[^（《〈“](?=[（《〈“])|.(?=和(?![平谐睦解]))")
_MARK_COST = 30  # as bad as lines five or six characters from the mean
_MOST_PLACES = 16  # titles have few; more would only cost time


def _offices(names: list[str], between: str) -> list[str]:
    """The offices of a joint document on as few lines as hold them, no name cut."""
    lines = [""]
    for name in names:
        joined = f"{lines[-1]}{between}{name}" if lines[-1] else name
        if lines[-1] and len(joined) > _TITLE_CHARACTERS:
            lines.append(name)
        else:
            lines[-1] = joined
    return lines


def _leading(title: str, issuers: tuple[str, ...]) -> tuple[list[str], str]:
    """The lines of the offices that begin the title (joined by 、 or a space), and what follows them."""
    for between in "、　 ":
        joined = between.join(issuers)
        if joined and title.startswith(joined) and title != joined:
            return _offices(list(issuers), between), title.removeprefix(joined)
    first = issuers[0] if issuers else ""
    return ([first], title.removeprefix(first)) if first and title.startswith(first) and title != first else ([], title)


def break_title(title: str, issuers: tuple[str, ...]) -> str:
    """Break a long title by sense: the office (or offices) on lines of their own, the rest where it reads best."""
    if len(title) <= _TITLE_CHARACTERS:
        return title
    lines, rest = _leading(title, issuers)
    return "\n".join([*lines, *_lines(rest)])


def _lines(text: str) -> list[str]:
    """The fewest lines that hold the text, as even as the places allow; the text whole where no places serve."""
    if len(text) <= _TITLE_CHARACTERS:
        return [text]
    costs = {found.end(): _MARK_COST for found in _MARK_BREAK.finditer(text)}
    costs |= {found.end(): 0 for found in _TITLE_BREAK.finditer(text)}
    places = sorted((at for at in costs if at < len(text)), key=lambda at: (costs[at], at))[:_MOST_PLACES]
    count = -(-len(text) // _TITLE_CHARACTERS)
    for breaks in range(count - 1, count + 1):
        ways = [(0, *sorted(way), len(text)) for way in combinations(places, breaks)]
        fitting = [way for way in ways if all(b - a <= _TITLE_CHARACTERS for a, b in pairwise(way))]
        if fitting:
            mean = len(text) / (breaks + 1)
            best = min(fitting, key=lambda way: (_cost(way, costs, mean), way))
            return [text[a:b] for a, b in pairwise(best)]
    return [text]


def _cost(way: tuple[int, ...], costs: dict[int, int], mean: float) -> float:
    return sum(costs[at] for at in way[1:-1]) + sum((b - a - mean) ** 2 for a, b in pairwise(way))
