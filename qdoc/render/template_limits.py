"""Owns how much a template may ask for while it is compiled and filled: time, text, sizes; beyond it is refused."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from jinja2.filters import make_attrgetter

from qdoc.errors import UsageError

SECONDS = 20.0
"""Wall time of one filling: a check fills three times, and ends in a result or a refusal within 60 s."""
MAX_TEXT = 48_000_000
"""Characters that one filling may write, what is joined on the way included (a part holds 64 MB)."""
MAX_MADE = 24_000_000
"""Characters of all values that one filling computes (a member of a list counts as eight): each may be kept."""
MAX_VALUE = 1_000_000
"""Characters or members of one computed value, and binary digits of one number times 100."""
MAX_SIZE = 10_000
"""A number that says how wide, how many or how exact."""
OPERATORS = frozenset({"*", "**", "%", "+"})
NESTED = "循环、条件或括号套得太深，或式子太长，不能处理"
BROKEN = (RecursionError, SyntaxError, ValueError, OverflowError, MemoryError)
"""What compiling is led into by tags beyond all measure (nesting, numbers of thousands of digits)."""

_MANY = (str, bytes, list, tuple, dict)
_SIZED = frozenset({"batch", "center", "indent", "round", "slice", "wordwrap"})
_NUMBER = re.compile(r"\d+|\*")
_SLOW = "填写用时太长，已停止（循环或宏重复得太多）"
_LARGE = "填出的内容太多，已停止"
_WIDE = f"里面的数太大（位数、宽度、次数不超过 {MAX_SIZE:,}）"


class TooMuch(UsageError):
    """A template asks for more time, text or size than any document needs."""


class Meter:
    """Counts one filling's time and text."""

    __slots__ = ("_left", "_makes", "_until")

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS
        self._left = MAX_TEXT
        self._makes = MAX_MADE

    def tick(self) -> None:
        """One turn of a loop or one call of a macro. Raises TooMuch where the time is over."""
        if time.monotonic() > self._until:
            raise TooMuch(_SLOW)

    def concat(self, pieces: Iterable[str]) -> str:
        """Join what was written; what it comes to counts. Raises TooMuch."""
        pieces = pieces if isinstance(pieces, list) else list(pieces)
        self.spend(sum(map(len, pieces)))
        return "".join(pieces)

    def spend(self, characters: int) -> None:
        """Count characters about to be made. Raises TooMuch where there are too many."""
        self._left -= characters
        if self._left < 0:
            raise TooMuch(_LARGE)

    def make(self, value: Any) -> None:
        """Count a value that was computed. Raises TooMuch where all of them come to too much."""
        if isinstance(value, _MANY):
            self._makes -= len(value) if isinstance(value, str | bytes) else 8 * len(value)
        if self._makes < 0:
            raise TooMuch(_LARGE)


_METER: ContextVar[Meter | None] = ContextVar("qdoc_meter", default=None)


@contextmanager
def metered() -> Iterator[None]:
    """Count what is filled inside."""
    token = _METER.set(Meter())
    try:
        yield
    finally:
        _METER.reset(token)


def meter() -> Meter:
    """The meter of the filling under way; outside one a new one."""
    return _METER.get() or Meter()


def check_operator(operator: str, left: Any, right: Any) -> None:
    """Refuse ``left operator right`` where it would make something beyond all measure. Raises TooMuch."""
    if operator == "%":
        if isinstance(left, str):
            _check_format(left)
        return
    sized = [each for each in (left, right) if isinstance(each, _MANY)]
    if operator == "+":
        _check(sum(map(len, sized)))
    elif sized:
        _check(max(len(each) for each in sized) * _whole(right if sized[0] is left else left))
    elif isinstance(left, int) and isinstance(right, int):
        digits = left.bit_length() * abs(right) if operator == "**" else left.bit_length() + right.bit_length()
        _check(digits * 100)


def check_call(called: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Refuse a call whose numbers or texts would make something beyond all measure. Raises TooMuch."""
    owner = getattr(called, "__self__", None)
    if not isinstance(owner, str | bytes | int):
        return
    given = (*arguments, *named.values())
    if any(_whole(each) > MAX_SIZE for each in given):
        raise TooMuch(f"{called.__name__} {_WIDE}")
    texts = [len(each) for each in given if isinstance(each, str)]
    if isinstance(owner, str) and called.__name__ == "replace" and texts:
        _check((len(owner) + 1) * (texts[-1] + 1))
    if isinstance(owner, str) and called.__name__ == "join" and given and isinstance(given[0], _MANY):
        _check(sum(len(str(each)) + len(owner) for each in given[0]))


def guarded(name: str, apply: Callable[..., Any]) -> Callable[..., Any]:
    """The filter ``apply`` held to these limits."""
    look = _LOOKED_INTO.get(name)

    @wraps(apply)
    def filtering(*arguments: Any, **named: Any) -> Any:
        if name in _SIZED and any(_whole(each) > MAX_SIZE for each in (*arguments[1:], *named.values())):
            raise TooMuch(f"{name} {_WIDE}")
        if name == "format":
            _check_format(str(arguments[0]))
        if look is not None:
            arguments, named = look(*arguments, **named), {}
        made = apply(*arguments, **named)
        if isinstance(made, str):
            meter().spend(len(made))
        else:
            meter().make(made)
        return made

    return filtering


def joined(pieces: Iterable[Any]) -> Any:
    """``~``: Jinja's own joining of its operands, counted."""
    from jinja2.runtime import markup_join

    made = markup_join(pieces)
    _check(len(made))
    meter().make(made)
    return made


def _join(context: Any, value: Iterable[Any], d: str = "", attribute: Any = None) -> tuple[Any, ...]:
    items = list(value)
    if attribute is not None:
        items = list(map(make_attrgetter(context.environment, attribute), items))
    _check(sum(len(str(each)) + len(d) for each in items))
    return context, items, d


def _sum(environment: Any, value: Iterable[Any], attribute: Any = None, start: Any = 0) -> tuple[Any, ...]:
    items = list(value) if attribute is None else list(map(make_attrgetter(environment, attribute), value))
    if any(isinstance(each, _MANY) for each in (start, *items)):
        raise TooMuch("sum 只能加数字")
    return environment, items, None, start


def _replace(context: Any, value: Any, old: Any, new: Any, count: Any = None) -> tuple[Any, ...]:
    _check((len(str(value)) + 1) * (len(str(new)) + 1))
    return context, value, old, new, count


_LOOKED_INTO: dict[str, Callable[..., tuple[Any, ...]]] = {"join": _join, "sum": _sum, "replace": _replace}


def _check_format(text: str) -> None:
    if any(each == "*" or int(each[:9]) > 1_000 for each in _NUMBER.findall(text)):
        raise TooMuch("排版用的“%”里数太大")


def _check(size: int) -> None:
    if size > MAX_VALUE:
        raise TooMuch(_LARGE)


def _whole(value: Any) -> int:
    return abs(value) if isinstance(value, int) else 0
