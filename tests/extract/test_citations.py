"""Documents named between 《》 with issuer, number and kind where printed."""

from __future__ import annotations

import pytest

from qdoc.extract.citations import find_citations

CASES = [
    ("落实《江海市停车管理办法》。", ("江海市停车管理办法", None, None, "管理办法")),
    ("根据国务院印发的《停车发展规划》，", ("停车发展规划", "国务院", None, "发展规划")),
    (
        "按照《江海市人民政府关于停车的意见》（江府发〔2023〕5号）要求，",
        ("江海市人民政府关于停车的意见", "江海市人民政府", "江府发〔2023〕5号", "意见"),
    ),
    ("执行《停车场设计规范》（GB 50000-2020）。", ("停车场设计规范", None, "GB50000-2020", "规范")),
    ("转发《关于印发〈停车方案〉的通知》。", ("关于印发〈停车方案〉的通知", None, None, "通知")),
    ("修订《停车条例（试行）》。", ("停车条例（试行）", None, None, "条例")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_citations(text: str, expected: tuple[str, str | None, str | None, str | None]) -> None:
    (only,) = find_citations(text, 0, len(text))
    assert (only.title, only.issuer, only.document_number, only.kind) == expected
    assert text[only.start : only.end] == f"《{only.title}》"


def test_adjoining_titles_are_two() -> None:
    text = "落实《停车条例》《道路规划》。"
    assert [c.kind for c in find_citations(text, 0, len(text))] == ["条例", "规划"]
