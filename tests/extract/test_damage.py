"""What shows that a copy lost signs or digits is said once, and nothing is repaired."""

from __future__ import annotations

import pytest

from qdoc.extract.damage import damage


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("根据云政办201822号文件精神", ["E202"]),  # the brackets of the year are gone
        ("根据云政办〔2018〕22号文件精神", []),
        ("发布2018年第22号公告，编号为201822号", []),  # a serial number behind 为 is told by its own word
        ("建成04个示范点", ["E203"]),  # a digit is gone
        ("建成4个示范点，完成率0.5%，代码A04个位", []),
        ("2018年04月05日", []),  # a date may have zeros
    ],
)
def test_damage(text: str, codes: list[str]):
    assert [found.code for found in damage(text)] == codes
    assert all(text[found.start : found.end] in found.message for found in damage(text))
