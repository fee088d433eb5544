"""Owns the time that one input may take in this process: after it, a refusal with a reason instead of waiting on.

The readers take time in proportion to what they read; this is for texts that nobody thought of. On POSIX an alarm ends
even a long search in a text; elsewhere an exception is laid before the main thread, which meets it between two steps.
"""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from qdoc.errors import LimitExceeded

SECONDS = 55.0
"""An input ends in a result or a refusal within 60 s."""


class _TimeOver(BaseException):
    """Laid before the main thread; no ``except Exception`` on the way takes it."""


@contextmanager
def within(name: str, seconds: float | None = None) -> Iterator[None]:
    """Let what is inside take ``seconds`` (``SECONDS``), then raise LimitExceeded for the file ``name``."""
    allowed = SECONDS if seconds is None else seconds
    try:
        with _alarm(allowed):
            yield
    except _TimeOver:
        raise LimitExceeded(
            f"文件太复杂，{allowed:.0f} 秒内没有读完",
            file=name,
            rule="单个文件的读取时间有上限",
            hint="请只保留通知正文，或把文件拆开后再试",
        ) from None


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "setitimer"):
        before = signal.signal(signal.SIGALRM, _over)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    else:
        timer = _timer(threading.get_ident(), seconds)
        try:
            yield
        finally:
            timer.cancel()


def _timer(thread: int, seconds: float) -> threading.Timer:
    def end() -> None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_TimeOver))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    return timer


def _over(number: int, frame: object) -> None:
    raise _TimeOver
