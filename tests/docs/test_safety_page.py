"""docs/safety.md names for each of the 21 promises tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \|", (ROOT / "docs" / "safety.md").read_text(encoding="utf-8"), re.M)
NAMED = sorted({name for _, _, tests in ROWS for name in re.findall(r"`([^`]+)`", tests)})


def test_every_promise_has_a_row_with_a_test() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 22))
    assert all("::" in tests for _, _, tests in ROWS)


@pytest.mark.parametrize("name", NAMED)
def test_each_named_test_exists(name: str) -> None:
    file, _, function = name.partition("::")
    assert re.search(rf"^def {function}\(", (ROOT / file).read_text(encoding="utf-8"), re.M), name
