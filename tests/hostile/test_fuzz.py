"""A short stretch of the long fuzz (scripts/fuzz.py), the same rounds each time."""

from __future__ import annotations

import contextlib
import importlib.util
import random
import warnings
from collections.abc import Callable

import pytest

from qdoc.errors import QdocError
from tests.hostile.cases import CONTAINERS
from tests.hostile.entries import ROOT, Entry

ROUNDS = 25  # for each kind of file


def _spoiled() -> Callable[[bytes, random.Random], bytes]:
    found = importlib.util.spec_from_file_location("fuzz", ROOT / "scripts" / "fuzz.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.spoiled  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", CONTAINERS, ids=[kind[0] for kind in CONTAINERS])
def test_a_damaged_file_ends_in_a_result_or_a_refusal(kind: tuple[str, Entry, str, str, Callable[[], bytes]]) -> None:
    name, entry, file, _, base = kind
    spoiled = _spoiled()
    for number in range(ROUNDS):
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # nothing of a library's English on a clerk's screen
            with contextlib.suppress(QdocError):
                entry(spoiled(base(), random.Random(f"{name}{number}")), file)
