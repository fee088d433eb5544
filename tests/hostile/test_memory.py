"""How much memory hostile inputs take: measured in a process of their own, the child's beside it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.hostile.entries import ROOT

resource = pytest.importorskip("resource", reason="memory is measured on POSIX")
PARENT, CHILD = 300, 1_000  # MB
SCRIPT = """
import pathlib, re, resource, sys
from qdoc.errors import QdocError
from qdoc.read import read_bytes
kind, data = sys.argv[1], sys.stdin.buffer.read()
try:
    read_bytes(data, "通知." + kind)
    said = "read"
except QdocError as refused:
    said = type(refused).__name__
unit = 1024 if sys.platform != "darwin" else 1024 * 1024
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
status = pathlib.Path("/proc/self/status")
if status.exists():  # ru_maxrss begins at the size of the process that was forked: of a whole test run
    own = int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
print(own // unit)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // unit)
print(said)
"""


def _docx() -> bytes:
    from tests.hostile.words import pack_body

    return pack_body("".join(f"<w:p><w:r><w:t>{n * n * 7919}</w:t></w:r></w:p>" for n in range(200_000)))


def _html() -> bytes:
    return ("<html><body>" + "".join(f"<p><b>{n}</b></p>" for n in range(150_000))).encode()


MADE = [("docx", _docx), ("html", _html)]


@pytest.mark.parametrize(("kind", "make"), MADE, ids=[kind for kind, _ in MADE])
def test_the_parent_stays_under_300_mb_and_the_child_under_1_gb(kind: str, make: object) -> None:
    command = [sys.executable, "-c", SCRIPT, kind]
    done = subprocess.run(command, input=make(), capture_output=True, cwd=ROOT, timeout=60, check=True)  # type: ignore[operator]
    parent, child, said = done.stdout.decode().split()
    assert int(parent) < PARENT
    assert 0 < int(child) < CHILD
    assert said in ("read", "LimitExceeded")
