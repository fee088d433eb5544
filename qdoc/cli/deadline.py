"""Owns the time that an input and a command may take in this process: after it, a refusal instead of waiting on.

Everything takes time in proportion to what is read; this is for texts that nobody thought of. On POSIX an alarm ends
even a long search in a text; elsewhere an exception is laid before the main thread, which meets it between two steps.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.errors import LimitExceeded

if TYPE_CHECKING:
    import click

SECONDS = 55.0
"""An input ends in a result or a refusal within 60 s."""

ONE = frozenset(
    (
        *("parse", "ledger", "record", "amend", "allocation", "status", "bulletin", "summary", "compare", "draft"),
        *("confirm", "adopt", "settings", "explain"),
    )
)
"""Commands that make one thing of one or two files: they take ``SECONDS`` as a whole, reading included."""

BATCH = {"run": 10, "letters": 10, "forms": 10, "remind": 10, "trend": 10, "doctor": 10, "proof": 60}
"""Commands that make many things of one file, or one of many: so many times ``SECONDS`` as a whole."""

EACH = frozenset(("collect", "eval", "templates", "check"))
"""Commands that go through any number of files: each file takes ``SECONDS``, the whole no set time."""


class _TimeOver(BaseException):
    """Laid before the main thread; no ``except Exception`` on the way takes it."""


@contextmanager
def within(name: str, seconds: float | None = None, *, done: str = "读完") -> Iterator[None]:
    """Let what is inside take ``seconds`` (``SECONDS``), then raise LimitExceeded for the file ``name``.

    ``done``: what it did not come to, for the message. Within another it takes no longer than what that one has left.
    """
    allowed = SECONDS if seconds is None else seconds
    try:
        with _alarm(allowed):
            yield
    except _TimeOver:
        raise LimitExceeded(
            f"文件太复杂，{allowed:.0f} 秒内没有{done}",
            file=name,
            rule="读取和办理的时间有上限",
            hint="请只保留正文，或把文件拆开后再试",
        ) from None


@contextmanager
def whole(command: str, context: click.Context) -> Iterator[None]:
    """Let the command called ``command`` take the time that it may take as a whole (see ``ONE`` and ``BATCH``)."""
    if command in EACH:
        yield
        return
    with within(_files_of(context) or f"qdoc {command}", SECONDS * BATCH.get(command, 1), done="办完"):
        yield


def _files_of(context: click.Context) -> str:
    """The files that the command was called with, as far as they are there."""
    given = [each for value in context.params.values() for each in (value if isinstance(value, tuple) else (value,))]
    found = [each for each in (*given, *context.args) if isinstance(each, str) and _is_file(each)]
    return "、".join(Path(each).name for each in dict.fromkeys(found))


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "setitimer"):
        left, _ = signal.getitimer(signal.ITIMER_REAL)  # of one around this; 0: there is none
        begun = time.monotonic()
        before = signal.signal(signal.SIGALRM, _over)
        signal.setitimer(signal.ITIMER_REAL, min(seconds, left or seconds))
        try:
            yield
        finally:
            spent = time.monotonic() - begun
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            if left:
                signal.setitimer(signal.ITIMER_REAL, max(left - spent, 0.001))
    else:
        timer = _timer(threading.get_ident(), seconds)
        try:
            yield
        finally:
            timer.cancel()


def _timer(thread: int, seconds: float) -> threading.Timer:
    import ctypes

    def end() -> None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_TimeOver))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    return timer


def _over(number: int, frame: object) -> None:
    raise _TimeOver
