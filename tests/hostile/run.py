"""Owns running one hostile input under watch: how it ends, how long it takes, and what it must never do."""

from __future__ import annotations

import builtins
import io
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from qdoc.errors import QdocError
from tests.hostile.cases import Case

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Ending:
    """``problem`` is "" where all promises were kept; ``refusal`` the refusal, where it ended in one."""

    seconds: float
    refusal: str = ""
    problem: str = ""


def run(case: Case) -> Ending:
    """Put the case through its way in; an exception that is no QdocError and any touch of the outside are problems."""
    data = case.make()
    begun = time.monotonic()
    refusal = problem = ""
    with watched() as touched:
        try:
            case.entry(data, case.file)
        except QdocError as refused:
            refusal = str(refused)
            problem = _badly_said(refused)
        except Exception as error:  # what no reader may let out
            problem = f"{type(error).__name__}: {error}"[:300]
    seconds = time.monotonic() - begun
    if touched:
        problem = f"touched {touched[:3]}"
    elif not problem and case.refused and not refusal:
        problem = "was taken"
    elif not problem and seconds > SECONDS:
        problem = f"took {seconds:.0f} s"
    return Ending(seconds, refusal, problem)


def _badly_said(refused: QdocError) -> str:
    told = str(refused)
    if not any("\u4e00" <= sign <= "\u9fff" for sign in refused.message):
        return f"not in Chinese: {told[:200]}"
    if not refused.file:
        return f"names no file: {told[:200]}"
    return "" if refused.hint else f"no next step: {told[:200]}"


@contextmanager
def watched() -> Iterator[list[str]]:
    """Note every socket, every file opened for writing, and every program but our own child."""
    touched: list[str] = []
    real_open, real_popen = io.open, subprocess.Popen.__init__

    def no_socket(*arguments: object, **named: object) -> None:
        touched.append("a socket")
        raise OSError("no network")

    def opened(file: object, mode: str = "r", *arguments: object, **named: object) -> object:
        if set(mode) & set("wax+") and not isinstance(file, int):
            touched.append(f"wrote {file}")
        return real_open(file, mode, *arguments, **named)  # type: ignore[call-overload]

    def started(self: object, command: list[str], *arguments: object, **named: object) -> None:
        if command[:3] != [sys.executable, "-m", "qdoc.read.worker"]:
            touched.append(f"ran {command}")
        real_popen(self, command, *arguments, **named)  # type: ignore[arg-type]

    def written(self: Path, *arguments: object, **named: object) -> int:
        touched.append(f"wrote {self}")
        return 0

    with (
        patch.object(socket, "socket", no_socket),
        patch.object(builtins, "open", opened),
        patch.object(subprocess.Popen, "__init__", started),
        patch.object(Path, "write_bytes", written),
        patch.object(Path, "write_text", written),
    ):
        yield touched
