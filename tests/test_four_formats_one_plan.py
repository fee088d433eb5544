"""One notice as .txt, .html, .docx (automatic numbers) and .pdf gives the same plan but for offsets and source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from qdoc.extract import extract
from qdoc.lexicon import load_lexicon
from qdoc.parse import parse
from qdoc.read import read_bytes
from tests.read.make_inputs import make_docx, make_html, make_pdf, make_txt

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PLACES = {"start", "end", "heading_start", "heading_end", "source", "places", "diagnostics", "title_start", "title_end"}
NOTICES = ("云溪区质量强区2025年工作要点.txt", "云溪区质量强区2026年工作要点.txt")


def without_places(value: Any) -> Any:
    """The plan without offsets and source; white space inside texts does not count (a bracket on a line of its own)."""
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items() if key not in PLACES}
    if isinstance(value, (list, tuple)):
        return [
            without_places(item) for item in value if not (isinstance(item, dict) and item.get("role") == "separator")
        ]
    return "".join(value.split()) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


@pytest.mark.parametrize("name", NOTICES)
@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_the_same_plan(name: str, kind: str, lexicon):
    lines = (EXAMPLES / name).read_text("utf-8").split("\n")
    paragraphs = [line.strip() for line in lines if line.strip()]
    makers = {"txt": make_txt, "html": make_html, "docx": make_docx, "pdf": make_pdf}

    def plan(suffix: str) -> dict[str, Any]:
        source = read_bytes(makers[suffix](paragraphs), f"notice.{suffix}")
        return msgspec.to_builtins(extract(parse(source), lexicon))

    expected, got = without_places(plan("txt")), without_places(plan(kind))
    for part in ("letterhead", "plans", "themes"):
        assert got[part] == expected[part]
    assert [task["number"] for task in got["tasks"]] == [task["number"] for task in expected["tasks"]]
    for one, other in zip(got["tasks"], expected["tasks"], strict=True):
        assert one == other
